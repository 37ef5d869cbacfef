"""The copies of a book: choose one, give the password, look into it or prepare to go back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.ui.doorway.copy_list import CopyList, ask_for_second_place
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.under_way import UnderWay

if TYPE_CHECKING:
    from qinglian_desktop.application.going_back import Prospect
    from qinglian_desktop.application.ports import Progress

NONE_YET = "这本台账库还没有备份。打开以后，在“工作台”上点“立即备份”就有了。"
A_COPY = "选的文件夹是一份备份，不能往里记。要看里面的内容，输入密码，点“打开看看”。"
NOT_READ_YET = "备份的列表还没有读完，请稍等一下，再点一次。"
ASIDE_HEAD = "恢复前放在一边的"
ELSEWHERE_HEAD = "第二处的（{}）"
NONE_ELSEWHERE = "“{}”里没有这本台账库的第二处备份。请选U盘本身，或者当时选的文件夹。"
CARD_WIDTH = 640


class BackupsPage(CardPage):
    """``prospect_wanted`` carries what was chosen, the secret, and what going back would do.

    ``letting_go_wanted`` the same of a book that was set aside; ``opened`` a copy to look into;
    ``back_wanted`` leads back.
    """

    prospect_wanted = Signal(object, str, object)
    letting_go_wanted = Signal(object, str, object)
    opened = Signal(object)
    back_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path) -> None:
        theme = doorway.theme
        super().__init__(
            theme,
            "从备份恢复",
            f"“{folder.name}”的备份，最近做的在最上面。选一份，输入密码：可以打开看看，"
            "也可以先看清恢复后会少什么、多什么，再决定。",
            CARD_WIDTH,
        )
        self._doorway = doorway
        self._folder = folder
        self._asides: set[Path] = set()
        self._list = CopyList(theme, doorway.tools.clock, "备份，最近的在最上面")
        self._list.setObjectName("backup_list")
        self._list.setMinimumHeight(theme.px(210))
        self._list.currentRowChanged.connect(lambda _: self._on_chosen())
        self._list.itemActivated.connect(lambda _: self.secret.setFocus())
        self._none = label(NONE_YET, wrap=True)
        self._none.hide()
        self._what = label("密码（或恢复码）")
        self.secret = SecretLine(theme, "密码")
        self.secret.setObjectName("password")
        self.secret.returnPressed.connect(self.look_ahead)
        self._back = button("返回", self.back_wanted.emit, "quiet")
        self._back.setObjectName("back")
        self._let_go = button("删掉这一份", self._on_let_go_wanted, "quiet")
        self._let_go.setObjectName("let_go")
        self._look = button("打开看看", self.look, "", "eye", theme)
        self._look.setObjectName("look")
        self._next = button("恢复到这一份…", self.look_ahead, "primary", "restore", theme)
        self._next.setObjectName("look_ahead")
        self._elsewhere = button("U盘、共享里的…", self.choose_elsewhere, "quiet", "usb", theme)
        self._elsewhere.setObjectName("elsewhere")
        ways = (self._next, self._look, self._let_go, self._elsewhere, self._back, self._list)
        self._work = SecretWork(theme, self.secret, "密码", *ways)
        self.notice = self._work.notice
        for each in (self._list, self._none, self._what, self.secret, self.notice, self._work.bar):
            self.body.addWidget(each)
        ways = row(self._back, self._elsewhere, self._let_go, 1, self._look, self._next)
        self.body.addLayout(with_room_above(theme, ways))
        self._listing = UnderWay(theme)
        self.body.insertWidget(self.body.indexOf(self._list), self._listing.bar)
        self._wanted: Path | None = None
        self._on_chosen()
        self._read()
        self.setFocusProxy(self.secret)

    @property
    def chosen(self) -> Copy | None:
        """The copy that is chosen; None on a heading."""
        return self._list.chosen

    def choose(self, folder: Path) -> None:
        """Choose a copy that somebody wanted to open as if it were a book."""
        self._wanted = folder
        self._choose_wanted()

    def choose_elsewhere(self) -> None:
        """Ask for a stick or folder in which copies of this book are."""
        if (place := ask_for_second_place(self)) is not None:
            self.add_from(place)

    def add_from(self, place: Path) -> None:
        """Show the copies in the second place, too; a share may take a while to say."""
        books, folder = self._doorway.books, self._folder

        def work(_: Progress) -> list[Copy]:
            shelves = books.shelves(place, folder)
            return [copy for each in shelves for copy in books.backups(each)]

        job = self._doorway.operations.read(
            self, work, lambda copies: self._show_elsewhere(place, copies), self._work.tell
        )
        self._work.follow(job, "正在找备份…", can_cancel=True)

    def look_ahead(self) -> None:
        """Work out what going back would do; nothing is changed yet."""
        self._compare(self.prospect_wanted.emit)

    def look(self) -> None:
        """Open the chosen copy to read in it."""
        if (asked := self._asked()) is None:
            return
        copy, secret = asked
        books, folder = self._doorway.books, self._folder
        job = self._doorway.operations.read(
            self,
            lambda progress: books.look(folder, copy.folder, secret, progress),
            self.opened.emit,
            self._work.tell,
            unheard=lambda book: book.close(),
        )
        self._work.follow(job, "正在检查并打开…", can_cancel=True)

    def _compare(self, then: Callable[[Copy, str, Prospect], object]) -> None:
        from qinglian_desktop.application.going_back import look_ahead

        if (asked := self._asked()) is None:
            return
        copy, secret = asked
        books, folder = self._doorway.books, self._folder
        catalogue = self._doorway.tools.catalogue
        job = self._doorway.operations.read(
            self,
            lambda progress: look_ahead(books, catalogue, folder, copy.folder, secret, progress),
            lambda prospect: then(copy, secret, prospect),
            self._work.tell,
        )
        self._work.follow(job, "正在检查这一份，和现在的台账库比一比…", can_cancel=True)

    def _asked(self) -> tuple[Copy, str] | None:
        """What is chosen, and the secret; None, and a word about it, where one is missing."""
        secret, copy = self._work.given(), self.chosen
        if secret and self._listing.is_going_on:
            self.notice.say(NOT_READ_YET, "plain")
        return (copy, secret) if secret and copy is not None else None

    def _on_let_go_wanted(self) -> None:
        self._compare(self.letting_go_wanted.emit)

    def _on_chosen(self) -> None:
        copy = self.chosen
        self._let_go.setVisible(copy is not None and copy.folder in self._asides)
        for each in (self._look, self._next):
            each.setEnabled(copy is not None)
        self.notice.hide()

    def _read(self) -> None:
        """A shelf may lie on a slow stick."""
        books, folder = self._doorway.books, self._folder
        job = self._doorway.operations.read(
            self,
            lambda _: (books.backups(folder), books.set_aside(folder)),
            lambda found: self._show(*found),
            self.notice.tell,
        )
        self._listing.follow(job, "正在读备份的列表…")

    def _show(self, backups: list[Copy], asides: list[Copy]) -> None:
        self._asides = {copy.folder for copy in asides}
        self._list.add_copies(backups)
        if asides:
            self._list.add_heading(ASIDE_HEAD)
        self._list.add_copies(asides)
        has_any = bool(self._list.count())
        for each in (self._list, self._what, self.secret):
            each.setVisible(has_any)
        self._none.setVisible(not has_any)
        if not has_any:
            self._back.setFocus()
        self._list.setCurrentRow(0 if backups else 1)
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._list.choose(self._wanted):
            self.notice.say(A_COPY, "plain")

    def _show_elsewhere(self, place: Path, copies: list[Copy]) -> None:
        name = place.name or str(place)
        if not copies:
            self.notice.say(NONE_ELSEWHERE.format(name), "bad")
            return
        self._list.add_heading(ELSEWHERE_HEAD.format(name))
        self._list.add_copies(copies)
        for each in (self._list, self._what, self.secret):
            each.show()
        self._none.hide()
        self._list.choose(copies[0].folder)
        self.secret.setFocus()
