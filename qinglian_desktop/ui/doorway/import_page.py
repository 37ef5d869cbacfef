"""导入: a new book made of what was exported with a password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog

from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.new_book_pages import NEW_NAME, FolderChoice
from qinglian_desktop.ui.doorway.passwords import NewPassword, SecretLine, SecretWork
from qinglian_desktop.ui.doorway.recent_books import documents_folder, friendly
from qinglian_desktop.ui.look.parts import button, label, row

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book


class ImportPage(CardPage):
    """``created`` carries the book and its recovery code; ``back_wanted`` leads back."""

    created = Signal(object, str)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway) -> None:
        theme = doorway.theme
        super().__init__(
            theme,
            "导入",
            "从“导出全部”写出的加密文件建一本新的台账库。原来的文件和别的台账库都不改动。",
        )
        self._doorway = doorway
        self.file: Path | None = None
        self._path = label("还没有选文件", wrap=True)
        self._path.setObjectName("archive")
        self._choose = button("选择文件…", self.choose_file)
        self._choose.setObjectName("choose_archive")
        self.secret = SecretLine(theme, "导出时设的密码")
        self.secret.setObjectName("archive_password")
        self.choice = FolderChoice(theme, NEW_NAME)
        self.same = QCheckBox("新的台账库也用这个密码")
        self.same.setObjectName("same_password")
        self.password = NewPassword(theme, "新台账库的密码")
        self.password.submitted.connect(self.make)
        self.same.toggled.connect(lambda same: self.password.setVisible(not same))
        self._make = button("导入", self.make, "primary")
        self._make.setObjectName("import_book")
        self._back = button("返回", self.back_wanted.emit, "quiet")
        ways = (self._make, self._back, self._choose, self.choice)
        self._work = SecretWork(theme, self.secret, "导出时设的密码", *ways)
        self._work.stopped.connect(self._on_stopped)
        self.notice = self._work.notice
        self.secret.returnPressed.connect(self.password.setFocus)
        chosen = row(self._path, self._choose)
        chosen.setStretch(0, 1)
        self.body.addWidget(label("导出的文件"))
        self.body.addLayout(chosen)
        self.body.addWidget(label("导出时设的密码"))
        self.body.addWidget(self.secret)
        self.body.addWidget(self.choice)
        for each in (self.same, self.password, self.notice, self._work.bar):
            self.body.addWidget(each)
        self.body.addLayout(with_room_above(theme, row(1, self._back, self._make)))
        self.setFocusProxy(self._choose)

    def choose_file(self) -> None:
        """Ask for the file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self,
            "选择导出的文件",
            str(self.file.parent if self.file else documents_folder()),
            "导出的台账库 (*.qlz);;所有文件 (*)",
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, file: Path) -> None:
        """Show this file."""
        self.file = file
        self._path.setText(f"{friendly(file.parent)} › {file.name}")
        self._path.setToolTip(str(file))
        self.notice.hide()
        self.secret.setFocus()

    def make(self) -> None:
        """Make the book, if all that is needed was given."""
        file, folder = self.file, self.choice.folder
        if self._work.is_going_on:
            return
        if file is None:
            self.notice.say("请先选择导出的文件，名字以 .qlz 结尾。", "warn")
            self._choose.setFocus()
            return
        if not (secret := self._work.given()):
            return
        if not self.same.isChecked() and not self.password.accepts():
            return
        password = secret if self.same.isChecked() else self.password.text
        books = self._doorway.books
        job = self._doorway.operations.read(
            self,
            lambda progress: books.create_from(file, secret, folder, password, progress),
            self._on_made,
            self._work.tell,
            unheard=lambda made: made[0].close(),
        )
        self._work.follow(job, "正在导入并核对…", can_cancel=True)

    def _on_made(self, made: tuple[Book, str]) -> None:
        book, code = made
        self.secret.clear()
        self.password.clear()
        self._doorway.recent.put(book.folder)
        self.created.emit(book, code)

    def _on_stopped(self) -> None:
        self.notice.say("导入已经停下，没有留下半本台账库。", "warn")
