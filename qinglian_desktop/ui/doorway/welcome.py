"""The window before a book is open: first start, new book, password, backups."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from qinglian_desktop.ui.doorway.doorway import Doorway, stand_in_place
from qinglian_desktop.ui.doorway.folder_kind import FolderKind, what_folder_is
from qinglian_desktop.ui.doorway.left_alone import LeftAlone
from qinglian_desktop.ui.doorway.recent_books import RecentBooks, where_books_are
from qinglian_desktop.ui.job import nothing
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book, Books
    from qinglian_desktop.application.copies import Copy
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.application.going_back import Prospect
    from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage
    from qinglian_desktop.ui.doorway.start_page import StartPage
    from qinglian_desktop.ui.doorway.unlock_page import UnlockPage

Page = TypeVar("Page", bound=QWidget)


class WelcomeWindow(QWidget):
    """``opened`` carries an open book, which from then on belongs to whoever listens.

    ``about_wanted`` asks to be told of the program itself.
    """

    opened = Signal(object)
    about_wanted = Signal()

    def __init__(
        self, tools: Tools, books: Books, theme: Theme, recent: RecentBooks | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("清廉机关台账")
        self._operations = Operations()
        self._doorway = Doorway(tools, books, theme, self._operations, recent or RecentBooks())
        self._book: Book | None = None
        self.left_alone = LeftAlone(self, self._operations, self._on_left_alone)
        self._is_warned = False
        self._stack = QStackedWidget()
        self.setLayout(column(self._stack))
        self._lasting: list[QWidget] = []
        stand_in_place(self, theme)
        self.show_first()

    # Only the page in front is made, and loaded, before the window is painted.

    @cached_property
    def _start(self) -> StartPage:
        from qinglian_desktop.ui.doorway.start_page import StartPage

        page = StartPage(self._doorway.theme)
        page.sample_wanted.connect(self.show_sample)
        page.new_wanted.connect(self.show_new)
        page.existing_wanted.connect(self._on_existing_wanted)
        page.import_wanted.connect(self.show_import)
        page.second_wanted.connect(self.show_second_place)
        page.back_wanted.connect(self.show_first)
        page.about_wanted.connect(self.about_wanted)
        return self._kept(page)

    @cached_property
    def _unlock(self) -> UnlockPage:
        from qinglian_desktop.ui.doorway.unlock_page import UnlockPage

        page = UnlockPage(self._doorway)
        page.opened.connect(self._on_opened)
        page.opened_by_code.connect(self._on_opened_by_code)
        page.other_wanted.connect(self.show_start)
        page.backups_wanted.connect(self.show_backups)
        page.repair_wanted.connect(self.show_repair)
        return self._kept(page)

    @cached_property
    def _code(self) -> RecoveryCodePage:
        from qinglian_desktop.ui.doorway.recovery_code_page import RecoveryCodePage

        page = RecoveryCodePage(self._doorway)
        page.confirmed.connect(self._hand_over)
        return self._kept(page)

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return self._stack.currentWidget()

    def show_first(self) -> None:
        """The password where books were opened before, else the choices."""
        if self._doorway.recent.all():
            self.show_unlock()
        else:
            self.show_start()

    def show_start(self) -> None:
        """The choices."""
        self._start.notice.hide()
        self._start.back.setVisible(bool(self._doorway.recent.all()))
        self._turn_to(self._start)

    def show_unlock(self, folder: Path | None = None) -> None:
        """The password, for this book or the latest one."""
        self._turn_to(self._unlock)
        self._unlock.ask_for_code(False)
        self._unlock.show_books(folder)

    def show_sample(self) -> None:
        """Make the sample."""
        from qinglian_desktop.ui.doorway.new_book_pages import SamplePage

        page = SamplePage(self._doorway)
        page.opened.connect(self._on_opened)
        page.back_wanted.connect(self.show_start)
        self._turn_to(page)

    def show_new(self) -> None:
        """Make a new book."""
        from qinglian_desktop.ui.doorway.new_book_pages import NewBookPage

        page = NewBookPage(self._doorway)
        page.created.connect(self._on_created)
        page.back_wanted.connect(self.show_start)
        self._turn_to(page)

    def show_import(self) -> None:
        """Make a book of what was exported."""
        from qinglian_desktop.ui.doorway.import_page import ImportPage

        page = ImportPage(self._doorway)
        page.created.connect(self._on_created)
        page.back_wanted.connect(self.show_start)
        self._turn_to(page)

    def show_second_place(self, place: Path | None = None) -> None:
        """Make a copy in a second place the book again; ``place`` if it is known."""
        from qinglian_desktop.ui.doorway.second_place_page import SecondPlacePage

        page = SecondPlacePage(self._doorway)
        page.back_wanted.connect(self.show_start)
        page.restored.connect(self._on_restored)
        self._turn_to(page)
        if place is not None:
            page.take(place)

    def reopen(self, before: Book) -> None:
        """Open once more the book that was open, or whose copy was."""
        folder = before.copy.book if before.copy is not None else before.folder
        self.show_unlock(folder)
        self.left_alone.hold(self._unlock, folder, before)
        self._unlock.reopen(before)

    def show_backups(
        self, folder: Path, chosen: Path | None = None, before: Book | None = None
    ) -> None:
        """The backups of a book, one of them chosen; one goes back to the book ``before``."""
        from qinglian_desktop.ui.doorway.backups_page import BackupsPage

        page = BackupsPage(self._doorway, folder)
        page.back_wanted.connect(
            lambda: self.show_unlock(folder) if before is None else self.reopen(before)
        )
        page.opened.connect(self._on_opened)
        page.prospect_wanted.connect(lambda *chosen: self._show_going_back(folder, *chosen))
        page.letting_go_wanted.connect(lambda *chosen: self._show_letting_go(folder, *chosen))
        self._turn_to(page)
        self.left_alone.hold(page, folder, before)
        if chosen is not None:
            page.choose(chosen)

    def show_repair(self, folder: Path) -> None:
        """Make a new book of what can be read of a damaged one."""
        from qinglian_desktop.ui.doorway.repair_page import RepairPage

        page = RepairPage(self._doorway, folder)
        page.back_wanted.connect(lambda: self.show_unlock(folder))
        page.repaired.connect(self.show_unlock)
        self._turn_to(page)

    def _show_going_back(self, folder: Path, copy: Copy, secret: str, prospect: Prospect) -> None:
        from qinglian_desktop.ui.doorway.going_back_page import GoingBackPage

        page = GoingBackPage(self._doorway, folder, copy, secret, prospect)
        page.back_wanted.connect(lambda: self.show_backups(folder, before=self.left_alone.before))
        page.restored.connect(lambda words: self._on_restored(folder, words))
        self._turn_to(page)
        self.left_alone.hold(page, folder, self.left_alone.before)

    def _show_letting_go(self, folder: Path, copy: Copy, secret: str, prospect: Prospect) -> None:
        from qinglian_desktop.ui.doorway.going_back_page import LettingGoPage

        page = LettingGoPage(self._doorway, folder, copy, secret, prospect)
        page.back_wanted.connect(lambda: self.show_backups(folder, before=self.left_alone.before))
        self._turn_to(page)
        self.left_alone.hold(page, folder, self.left_alone.before)

    def open_folder(self, folder: Path) -> None:
        """Ask for the password of the book in a folder, or say that there is none.

        A backup leads to the backups of its book; one in a second place, or that place, to what
        can be made of it. Nobody is taken away from a page on which something is being done.
        """
        if self._book is not None or self.page not in self._lasting:
            return
        match what_folder_is(self._doorway.books, folder):
            case FolderKind.SECOND_PLACE:
                self.show_second_place(folder)
            case FolderKind.BACKUP:
                self.show_backups(folder.parent.parent, folder)
            case FolderKind.BOOK:
                self.show_unlock(folder)
            case FolderKind.NOTHING:
                self.show_start()
                self._start.refuse(folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._book is not None and self.page is self._code and not self._is_warned:
            self._is_warned = True
            self._code.sheet.remind()
            event.ignore()
            return
        self._operations.close(nothing)
        self.left_alone.forget()
        self._close_book()
        super().closeEvent(event)

    def _kept(self, page: Page) -> Page:
        self._lasting.append(page)
        return page

    def _turn_to(self, page: QWidget) -> None:
        """Show a page; one that is made afresh each time is gone, with the secret in it."""
        before = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before not in (None, page, *self._lasting):
            self._stack.removeWidget(before)
            before.deleteLater()
        # A proxy's focus holds only once the page is on the screen.
        QTimer.singleShot(0, page, lambda: page.setFocus())

    def _on_existing_wanted(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, "选择台账库的文件夹", str(where_books_are())
        )
        if chosen:
            self.open_folder(Path(chosen))

    def _on_opened(self, book: Book) -> None:
        self.left_alone.forget()
        self.opened.emit(book)

    def _on_created(self, book: Book, code: str) -> None:
        self._book = book
        self._code.sheet.show_code(code, book.folder.name)
        self._turn_to(self._code)

    def _on_opened_by_code(self, book: Book, code: str) -> None:
        self._book = book
        from qinglian_desktop.ui.doorway.new_password_page import NewPasswordPage

        page = NewPasswordPage(self._doorway, book, code)
        page.done.connect(self._hand_over)
        self._turn_to(page)
        self.left_alone.hold(page, book.folder)

    def _on_left_alone(self, folder: Path) -> None:
        self._close_book()
        self.show_unlock(folder)

    def _on_restored(self, folder: Path, words: str) -> None:
        self.left_alone.forget()
        self.show_unlock(folder)
        self._unlock.notice.say(words, "good")

    def _hand_over(self) -> None:
        book, self._book = self._book, None
        if book is not None:
            self._on_opened(book)

    def _close_book(self) -> None:
        if self._book is not None:
            self._book.close()
            self._book.forget()
            self._book = None
