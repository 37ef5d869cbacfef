"""Making a book: the sample with its given password, or a new one with the user's own."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qinglian_desktop.application.sample_book import SAMPLE_PASSWORD, SAMPLE_YEAR
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.keeper_names import KeeperName
from qinglian_desktop.ui.doorway.passwords import NewPassword
from qinglian_desktop.ui.doorway.recent_books import documents_folder, free_folder, friendly
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.look.under_way import UnderWay

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book
    from qinglian_desktop.application.ports import Progress

SAMPLE_NAME = "示例台账库"
NEW_NAME = "清廉台账库"


class FolderChoice(QWidget):
    """Where the book will stand; 更改 chooses the folder in which it is made."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self._path = label("", wrap=True)
        self._path.setObjectName("folder")
        change = button("更改…", self._on_change_wanted)
        change.setAccessibleName("更改存放位置")
        layout = row(self._path, change)
        layout.setStretch(0, 1)
        self.setLayout(column(label("存放在"), layout, spacing=theme.px(4)))
        self.folder = Path()
        self.set_folder(free_folder(name))

    def set_folder(self, folder: Path) -> None:
        """Show this folder."""
        self.folder = folder
        self._path.setText(friendly(folder))
        self._path.setToolTip(str(folder))

    def _on_change_wanted(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "选择存放台账库的位置", str(documents_folder())
        )
        if chosen:
            self.set_folder(inside(Path(chosen), self._name))


class SamplePage(CardPage):
    """``opened`` carries the sample book; ``back_wanted`` leads back."""

    opened = Signal(object)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway) -> None:
        theme = doorway.theme
        super().__init__(
            theme, "看示例", "里面的单位、人和事都是虚构的，一整年的记录都能改、能打印、能做月报。"
        )
        self._doorway = doorway
        self.choice = FolderChoice(theme, SAMPLE_NAME)
        password = label(SAMPLE_PASSWORD, "head")
        password.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._make = button("建好并打开", self.make, "primary")
        self._make.setObjectName("make_sample")
        self._back = button("返回", self.back_wanted.emit, "quiet")
        self._work = UnderWay(theme, self._make, self._back)
        self.notice = self._work.notice
        self.body.addWidget(self.choice)
        self.body.addWidget(label("示例的密码（下次打开时要输入）"))
        self.body.addWidget(password)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._work.bar)
        self.body.addLayout(with_room_above(theme, row(1, self._back, self._make)))
        self.setFocusProxy(self._make)

    def make(self) -> None:
        """Make the sample and open it; given up or failed, nothing stays behind."""
        doorway, folder = self._doorway, self.choice.folder

        def work(progress: Progress) -> Book:
            book, _ = doorway.books.create(folder, SAMPLE_PASSWORD)
            try:
                sample = doorway.tools.resources / "sample"
                from qinglian_desktop.application.sampling import fill_with_sample

                fill_with_sample(book, doorway.tools.catalogue, sample, SAMPLE_YEAR, progress)
            except BaseException:
                book.close()
                shutil.rmtree(folder, ignore_errors=True)
                raise
            return book

        job = doorway.operations.read(
            self, work, self._on_made, self.notice.tell, unheard=lambda book: book.close()
        )
        self._work.follow(job, "正在写入示例记录…", can_cancel=True)

    def _on_made(self, book: Book) -> None:
        self._doorway.recent.put(book.folder, is_sample=True)
        self.opened.emit(book)


class NewBookPage(CardPage):
    """``created`` carries the book and its recovery code; ``back_wanted`` leads back."""

    created = Signal(object, str)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway) -> None:
        theme = doorway.theme
        super().__init__(
            theme, "新建台账库", "设一个密码。每次打开都要输入它，别人没有密码看不到里面的内容。"
        )
        self._doorway = doorway
        self.choice = FolderChoice(theme, NEW_NAME)
        self.who = KeeperName(theme)
        self.password = NewPassword(theme)
        self.who.line.returnPressed.connect(self.password.setFocus)
        self.password.submitted.connect(self.make)
        self._make = button("新建", self.make, "primary")
        self._make.setObjectName("make_book")
        self._back = button("返回", self.back_wanted.emit, "quiet")
        self._work = UnderWay(theme, self._make, self._back)
        self.notice = self._work.notice
        self.body.addWidget(self.choice)
        self.body.addWidget(self.who)
        self.body.addWidget(self.password)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._work.bar)
        self.body.addLayout(with_room_above(theme, row(1, self._back, self._make)))
        self.setFocusProxy(self.password)

    def make(self) -> None:
        """Make the book if the password can be taken."""
        if self._work.is_going_on or not self.password.accepts():
            return
        books, folder, password = self._doorway.books, self.choice.folder, self.password.text
        keeper = self.who.keeper
        job = self._doorway.operations.read(
            self,
            lambda _: books.create(folder, password, keeper),
            self._on_made,
            self.notice.tell,
            unheard=lambda made: made[0].close(),
        )
        self._work.follow(job, "正在建立加密的台账库…")

    def _on_made(self, made: tuple[Book, str]) -> None:
        book, code = made
        self.password.clear()
        self._doorway.recent.put(book.folder, keeper=book.keeper.name)
        self.created.emit(book, code)


def inside(chosen: Path, name: str) -> Path:
    """An empty folder that was chosen is taken itself; in any other a folder is made.

    Where the system does not let one look, making the book says so.
    """
    wanted, number = chosen / name, 2
    with suppress(OSError):
        if chosen.is_dir() and not any(chosen.iterdir()) and chosen.parent != chosen:
            return chosen
        while wanted.exists():
            wanted = chosen / f"{name}{number}"
            number += 1
    return wanted
