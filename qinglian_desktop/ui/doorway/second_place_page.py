"""从第二处恢复: on a PC without the book, a copy from a stick or a share becomes the book again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.ui.doorway.backups_page import CARD_WIDTH
from qinglian_desktop.ui.doorway.copy_list import CopyList, ask_for_second_place, copy_words
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.going_back_page import ALL_THE_SAME
from qinglian_desktop.ui.doorway.new_book_pages import NEW_NAME, FolderChoice
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.doorway.recent_books import friendly
from qinglian_desktop.ui.look.parts import button, label, row

NOTHING_THERE = (
    "“{name}”里没有第二处备份，什么都没有改动。"
    "请选U盘本身，或者里面名字以“清廉台账备份”开头的文件夹。"
)


class SecondPlacePage(CardPage):
    """``restored`` carries the book's folder and words about it; ``back_wanted`` leads back."""

    restored = Signal(object, str)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway) -> None:
        theme = doorway.theme
        super().__init__(
            theme,
            "从第二处恢复",
            "电脑坏了、台账库没有了，从U盘或共享文件夹里的备份恢复出来。那里的备份不改动。",
            CARD_WIDTH,
        )
        self._doorway = doorway
        self._path = label("还没有选U盘或文件夹", wrap=True)
        self._path.setObjectName("second_folder")
        self._choose = button("选择…", self.choose_folder)
        self._choose.setObjectName("choose_second")
        self._list = CopyList(theme, doorway.tools.clock, "第二处的备份，最近的在最上面")
        self._list.setObjectName("second_copies")
        self._list.setMinimumHeight(theme.px(104))
        self._list.itemActivated.connect(lambda _: self.secret.setFocus())
        self._list.currentRowChanged.connect(lambda _: self._name_way())
        self._known: dict[Path, Sequence[str]] = {}
        """By its folder, what was found in a copy and told."""
        self._list.hide()
        self.choice = FolderChoice(theme, NEW_NAME)
        self.secret = SecretLine(theme, "密码")
        self.secret.setObjectName("password")
        self.secret.returnPressed.connect(self.restore)
        self._back = button("返回", self.back_wanted.emit, "quiet")
        self._restore = button("恢复", self.restore, "primary", "restore", theme)
        self._restore.setObjectName("bring_back")
        ways = (self._restore, self._back, self._choose, self._list, self.choice)
        self._work = SecretWork(theme, self.secret, "密码", *ways)
        self._work.stopped.connect(self._on_stopped)
        self.notice = self._work.notice
        chosen = row(self._path, self._choose)
        chosen.setStretch(0, 1)
        self.body.addLayout(chosen)
        for each in (self._list, self.choice, label("密码（或恢复码）"), self.secret):
            self.body.addWidget(each)
        self.body.addWidget(self.notice)
        self.body.addWidget(self._work.bar)
        self.body.addLayout(with_room_above(theme, row(self._back, 1, self._restore)))
        self.setFocusProxy(self._choose)

    @property
    def chosen(self) -> Copy | None:
        """The copy that is chosen; None on a heading."""
        return self._list.chosen

    def choose_folder(self) -> None:
        """Ask for the stick or the folder."""
        if (place := ask_for_second_place(self)) is not None:
            self.take(place)

    def take(self, place: Path) -> None:
        """Show what copies there are; a share may take a while to say."""
        books = self._doorway.books
        self._path.setText(friendly(place))
        self._path.setToolTip(str(place))
        job = self._doorway.operations.read(
            self,
            lambda _: [(each, books.backups(each)) for each in books.shelves(place)],
            lambda found: self._show(place, found),
            self.notice.tell,
            latest="copies",
        )
        self._work.follow(job, "正在找备份…", can_cancel=True)

    def restore(self) -> None:
        """Make the chosen copy a book again; can be given up until it is one."""
        copy, folder = self.chosen, self.choice.folder
        if self._work.is_going_on:
            return
        if copy is None:
            self.notice.say("请先选U盘或文件夹，再选一份备份。", "warn")
            self._choose.setFocus()
            return
        if not (secret := self._work.given()):
            return
        books, known = self._doorway.books, self._known.get(copy.folder, ())
        job = self._doorway.operations.read(
            self,
            lambda progress: books.bring_back(copy.folder, secret, folder, progress, known),
            lambda _: self._on_restored(folder, copy),
            lambda problem: self._on_refused(copy, problem),
        )
        self._work.follow(job, "正在恢复并核对…", can_cancel=True)

    def _show(self, place: Path, found: list[tuple[Path, list[Copy]]]) -> None:
        self._list.forget()
        for shelf, copies in found:
            if len(found) > 1:
                self._list.add_heading(shelf.name)
            self._list.add_copies(copies)
        self._list.setVisible(bool(self._list.count()))
        if not found:
            self.notice.say(NOTHING_THERE.format(name=place.name or place), "bad")
            return
        if not self._list.choose(place):
            self._list.setCurrentRow(int(len(found) > 1))
        self.secret.setFocus()

    def _on_restored(self, folder: Path, copy: Copy) -> None:
        self.secret.clear()
        self._doorway.recent.put(folder)
        words = copy_words(copy, self._doorway.tools.clock())
        self.restored.emit(folder, f"恢复好了，是 {words} 的内容，密码不变。请输入密码打开。")

    def _on_refused(self, copy: Copy, problem: BaseException) -> None:
        self._work.tell(problem)
        if isinstance(problem, UnsoundCopy):
            self._known[copy.folder] = problem.findings
            self._name_way()

    def _name_way(self) -> None:
        """Of a copy in which something was found it is said that one goes back all the same."""
        is_known = self.chosen is not None and self.chosen.folder in self._known
        self._restore.setText(ALL_THE_SAME if is_known else "恢复")

    def _on_stopped(self) -> None:
        self.notice.say("已经停下，没有留下半本台账库。那里的备份没有改动。", "warn")
