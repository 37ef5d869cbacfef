"""Opening a book that was opened before: choose it, type the password, Enter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from qinglian_desktop.application.sample_book import SAMPLE_PASSWORD
from qinglian_desktop.domain.errors import BookInUse, DamagedBook, LeftOpenElsewhere, WrongPassword
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.keeper_names import KeeperRow
from qinglian_desktop.ui.doorway.passwords import SecretLine
from qinglian_desktop.ui.doorway.recent_books import RecentBook, friendly
from qinglian_desktop.ui.job import Job, nothing
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book
    from qinglian_desktop.application.ports import Progress
    from qinglian_desktop.domain.keeper import Keeper

MOST_IN_VIEW = 3
LINE_HEIGHT = 54
BY_CODE = "输入新建台账库时抄下的恢复码，大小写和中间的横线都不要紧。打开后请设一个新密码。"
BY_ANOTHER = (
    "请有“全部”权限的使用人打开台账库，在“设置”的“使用人”里给您重设密码。"
    "没有人能重设的，输入新建台账库时抄下的恢复码，打开后给第一位有“全部”权限的设一个新密码。"
)
UPDATING = "旧版本的台账库，正在备份、升级…"
STOPPED = "已经停下，没有打开。记录、附件和备份都在，随时可以再打开。"


class UnlockPage(CardPage):
    """``opened`` carries the book, ``opened_by_code`` also the recovery code that opened it.

    ``other_wanted`` leads to the three choices, ``backups_wanted`` to the backups of a folder,
    ``repair_wanted`` to its repair.
    """

    opened = Signal(object)
    opened_by_code = Signal(object, str)
    other_wanted = Signal()
    backups_wanted = Signal(object)
    repair_wanted = Signal(object)

    def __init__(self, doorway: Doorway) -> None:
        theme = doorway.theme
        super().__init__(theme, "打开台账库")
        self._doorway = doorway
        self._by_code = False
        self._job: Job | None = None
        self._books: list[RecentBook] = []
        self._list = QListWidget()
        self._list.setObjectName("recent_books")
        self._list.setAccessibleName("最近打开的台账库")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.currentRowChanged.connect(self._on_chosen)
        self._list.itemClicked.connect(lambda _: self.secret.setFocus())
        self._list.itemActivated.connect(lambda _: self.secret.setFocus())
        self._who = KeeperRow(theme)
        self._who.chosen.connect(lambda: self.secret.setFocus())
        self._keepers: tuple[Keeper, ...] = ()
        self._what = label("密码")
        self.secret = SecretLine(theme, "密码")
        self.secret.setObjectName("password")
        self.secret.returnPressed.connect(self.open)
        self._hint = label("", "muted", wrap=True)
        self._open = button("打开", self.open, "primary", "unlock", theme)
        self._open.setObjectName("open")
        self._forgot = button("忘记密码", self._on_forgot, "link")
        self._forgot.setObjectName("forgot")
        self._backups = button("从备份恢复", self._on_backups_wanted, "link")
        self._backups.setObjectName("backups")
        other = button("打开别的或新建", self.other_wanted.emit, "link")
        other.setObjectName("other")
        self._overrule = button("那边已经关了，打开", self._on_overruled)
        self._overrule.setObjectName("overrule")
        self._overrule.hide()
        self._busy = Busy(theme)
        self.notice = Notice(theme)
        for each in (self._list, self._who, self._what, self.secret, self._hint, self.notice):
            self.body.addWidget(each)
        for each in (self._overrule, self._busy):
            self.body.addWidget(each)
        links = row(self._forgot, self._backups, other, 1, self._open, spacing=theme.px(16))
        self.body.addLayout(with_room_above(theme, links))
        self.setFocusProxy(self.secret)

    @property
    def chosen(self) -> RecentBook | None:
        """The book that Enter opens."""
        place = self._list.currentRow()
        return self._books[place] if 0 <= place < len(self._books) else None

    def show_books(self, first: Path | None = None) -> None:
        """List the recent books; ``first`` stands above them though it was never opened here."""
        books = self._doorway.recent.all()
        if first is not None and all(each.folder != first for each in books):
            books.insert(0, RecentBook(first))
        self._books = books
        theme = self._doorway.theme
        self._list.clear()
        for each in books:
            item = QListWidgetItem()
            item.setToolTip(str(each.folder))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, each.name)
            item.setSizeHint(QSize(0, theme.px(LINE_HEIGHT)))
            self._list.addItem(item)
            self._list.setItemWidget(item, _line(theme, each))
        lines = min(max(len(books), 1), MOST_IN_VIEW)
        self._list.setFixedHeight(lines * theme.px(LINE_HEIGHT) + 2)
        folders = [each.folder for each in books]
        self._list.setCurrentRow(folders.index(first) if first in folders else 0)
        self.secret.clear()
        self.secret.setFocus()

    def open(self, *, read_only: bool = False, is_closed_elsewhere: bool = False) -> None:
        """Open the chosen book with what is typed."""
        chosen, secret = self.chosen, self.secret.text()
        if chosen is None or not self._open.isEnabled():
            return
        if not secret:
            what = "恢复码" if self._by_code else "密码"
            self.notice.say(f"请先输入{what}。", "warn")
            self.secret.setFocus()
            return
        books, keeper = self._doorway.books, "" if self._by_code else self._who.name
        self._begin(
            lambda progress: books.open(
                chosen.folder,
                secret,
                keeper=keeper,
                read_only=read_only,
                is_closed_elsewhere=is_closed_elsewhere,
                progress=progress,
            )
        )

    def reopen(self, before: Book) -> None:
        """Open once more a book that was open, or whose copy was; where need be, by its secret."""
        self._begin(lambda _: self._doorway.books.reopen(before))

    def _begin(self, work: Callable[[Progress], Book]) -> None:
        self._forget_notice()
        self._rest(False)
        job = self._doorway.operations.read(
            self,
            work,
            self._on_opened,
            self._on_failed,
            unheard=lambda book: book.close(),
        )
        self._job = job
        # To methods, which are let go of with the page: the work may outlive it.
        job.ended.connect(self._on_ended)
        job.stopped.connect(self._on_stopped)
        self._busy.follow(job, "正在打开…")
        # Only of a book of an older version anything is told.
        job.progressed.connect(self._on_progressed, Qt.ConnectionType.SingleShotConnection)

    def ask_for_code(self, by_code: bool) -> None:
        """Ask for the recovery code instead of the password, or the other way round."""
        self._by_code = by_code
        what = "恢复码" if by_code else "密码"
        self._what.setText(what)
        self.secret.setAccessibleName(what)
        self.secret.set_shown(by_code)
        self.secret.clear()
        self._forgot.setText("改用密码" if by_code else "忘记密码")
        self.notice.hide()
        self._show_keepers(self._keepers)
        self.secret.setFocus()

    def _on_progressed(self) -> None:
        if self._job is not None:
            self._busy.follow(self._job, UPDATING, can_cancel=True)

    def _on_ended(self) -> None:
        self._rest(True)

    def _on_stopped(self) -> None:
        self.notice.say(STOPPED, "plain")

    def _rest(self, rested: bool) -> None:
        self._open.setEnabled(rested)
        self.secret.setReadOnly(not rested)
        self._list.setEnabled(rested)

    def _show_hint(self) -> None:
        words = ""
        if self._by_code:
            words = BY_ANOTHER if len(self._keepers) > 1 else BY_CODE
        elif self.chosen is not None and self.chosen.is_sample:
            words = f"示例的密码是 {SAMPLE_PASSWORD}"
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _forget_notice(self) -> None:
        self.notice.hide()
        self._overrule.hide()

    def _on_overruled(self) -> None:
        self.open(is_closed_elsewhere=True)

    def _on_chosen(self) -> None:
        self._forget_notice()
        self.secret.clear()
        self._show_keepers(())
        if (chosen := self.chosen) is not None:
            books = self._doorway.books
            # A share may take its time; whoever types on meanwhile opens as the password says.
            self._doorway.operations.read(
                self,
                lambda _: books.keepers(chosen.folder),
                self._show_keepers,
                nothing,
                latest="keepers",
            )

    def _show_keepers(self, keepers: tuple[Keeper, ...]) -> None:
        self._keepers = keepers
        if self._by_code or (chosen := self.chosen) is None:
            self._who.hide()
        else:
            self._who.show_names([each.name for each in keepers], chosen.keeper)
        self._show_hint()

    def _on_opened(self, book: Book) -> None:
        secret = self.secret.text()
        self.secret.clear()
        self._doorway.recent.put(book.folder, keeper=book.keeper.name)
        if self._by_code and not book.read_only:
            self.opened_by_code.emit(book, secret)
        else:
            self.opened.emit(book)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, BookInUse):
            self.notice.tell(error, "只读打开", lambda: self.open(read_only=True))
            self._overrule.setVisible(isinstance(error, LeftOpenElsewhere))
        elif isinstance(error, WrongPassword):
            # Somebody else's name may be chosen: who opened the book last.
            name = "" if self._by_code else self._who.name
            self.notice.say(f"选的是“{name}”：{error.sentence}" if name else error.sentence, "bad")
        elif (chosen := self.chosen) is not None and _is_gone(chosen.folder):
            self.notice.tell(error, "从列表中去掉", lambda: self._forget(chosen))
        elif isinstance(error, DamagedBook) and chosen is not None:
            self.notice.tell(error, "修复…", lambda: self.repair_wanted.emit(chosen.folder))
        else:
            self.notice.tell(error)
        self.secret.setReadOnly(False)
        self.secret.try_again()

    def _forget(self, book: RecentBook) -> None:
        self._doorway.recent.forget(book.folder)
        if self._doorway.recent.all():
            self.show_books()
        else:
            self.other_wanted.emit()

    def _on_forgot(self) -> None:
        self.ask_for_code(not self._by_code)

    def _on_backups_wanted(self) -> None:
        if self.chosen is not None:
            self.backups_wanted.emit(self.chosen.folder)


def _line(theme: Theme, book: RecentBook) -> QWidget:
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    layout = column(label(book.name), label(friendly(book.folder), "muted"), spacing=0)
    layout.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
    made.setLayout(layout)
    return made


def _is_gone(folder: Path) -> bool:
    """Whether it is not there; where the system does not let one look, it may be."""
    try:
        return not folder.exists()
    except OSError:
        return False
