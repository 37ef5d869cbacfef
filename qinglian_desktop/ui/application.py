"""Moves between the welcome and the window of an open book, until it is locked or closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from qinglian_desktop.ui.closing_window import ClosingWindow
from qinglian_desktop.ui.composing import Composing
from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.garbage import Garbage
from qinglian_desktop.ui.job import nothing
from qinglian_desktop.ui.locking.hiding import hide_content
from qinglian_desktop.ui.locking.locker import Locker
from qinglian_desktop.ui.look.file_dialogs import FileDialogs
from qinglian_desktop.ui.look.kept_settings import kept_number
from qinglian_desktop.ui.look.theme import SCALES, Theme, prefers_dark

if TYPE_CHECKING:
    # The password is asked for first; what an open book needs is loaded after that.
    from qinglian_desktop.application.book_ports import Book, Books
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.domain.errors import EnvironmentProblem
    from qinglian_desktop.ui.main_window import MainWindow
    from qinglian_desktop.ui.operations import Operations
    from qinglian_desktop.ui.session import Session

CLOSING_SHOWN_AFTER = 150
"""Milliseconds that closing a book takes before it is said."""


class Application(QObject):
    """Moves between the welcome and the window of an open book."""

    def __init__(self, tools: Tools, books: Books) -> None:
        super().__init__()
        self._tools = tools
        self._books = books
        self._garbage = Garbage(self)
        self._composing = Composing(self)
        self._locker = Locker(self)
        self._locker.wanted.connect(self.lock)
        self._locker.wanted_when_done.connect(lambda: self.lock(has_time=True))
        settings = QSettings()
        dark = settings.value("dark", prefers_dark(), bool)
        self.theme = Theme(dark=bool(dark), scale=kept_number("scale", SCALES, 100))
        self.theme.apply()
        FileDialogs(self.theme)
        self.theme.changed.connect(self._keep_looks)
        self.theme.scale_wanted.connect(self._on_scale_wanted)
        self._window: QWidget | None = None
        self._main: MainWindow | None = None
        self._closing: Operations | None = None
        self._waits_to_build = False
        self._is_leaving = False
        self._given_up = ""
        self._untold: list[EnvironmentProblem] = []

    @property
    def window(self) -> QWidget | None:
        """The window in front."""
        return self._window

    def welcome(self) -> WelcomeWindow:
        """Show the welcome: first start, or the password."""
        welcome = WelcomeWindow(self._tools, self._books, self.theme)
        welcome.opened.connect(self.open_book)
        welcome.about_wanted.connect(lambda: self._on_about_wanted(welcome))
        self._show(welcome)
        return welcome

    def tell_unexpected_end(self) -> None:
        """Say at the door that the program ended unexpectedly the last time."""
        from qinglian_desktop.ui.about.last_end import tell_unexpected_end_at

        if isinstance(welcome := self._window, WelcomeWindow):
            tell_unexpected_end_at(welcome, self.theme)

    def _on_about_wanted(self, welcome: WelcomeWindow) -> None:
        from qinglian_desktop.ui.about.about_window import AboutWindow

        about = AboutWindow(self.theme, welcome)
        about.part.update_ready.connect(self._on_update_ready)
        about.open()

    def _on_update_ready(self, installer: Path) -> None:
        """Put the book away, have the system install the newer program, and end this one."""
        from qinglian_desktop.ui.about.installing import install

        begin = partial(install, installer, self._end, self.welcome)
        if self._main is None:
            begin()
        else:
            self._leave(begin)

    def open_book(self, book: Book) -> MainWindow:
        """Show the window of an open book."""
        from qinglian_desktop.ui.front import is_confidential

        self._garbage.when_opened()
        window = self._main = self._window_of(book)
        self._locker.begin(lambda: self._main is not None and is_confidential(self._main))
        window.session.start_of_day()
        self._show(window)
        if window.session.desk.troubles:
            window.session.said.emit("".join(window.session.desk.troubles))
        if self._given_up:
            window.session.said.emit(self._given_up)
            self._given_up = ""
        window.session.tell_notices()
        while self._untold:
            window.session.tell(self._untold.pop())
        return window

    def lock(
        self, turn: Callable[[WelcomeWindow], object] = nothing, *, has_time: bool = False
    ) -> None:
        """Close the book, drafts kept, and ask for the password again; or ``turn`` to what else.

        What is seen goes at once; long work under way is finished if it ``has_time``. From what
        else there is one comes back without the password.
        """
        comes_back = turn is not nothing
        self._leave(lambda: turn(self.welcome()), has_time=has_time, comes_back=comes_back)

    def go_to(self, folder: Path) -> None:
        """Ask for the password of a book; one that is open is put away first."""
        if isinstance(self._window, WelcomeWindow):
            self._window.open_folder(folder)
        else:
            self._leave(lambda: self.welcome().open_folder(folder))

    def close(self) -> None:
        """Put everything away at the end of the program, when no window is left to wait."""
        self._put_away()
        if self._closing is not None:
            self._closing.wait()
        if self._window is not None:
            self._window.close()
        self._composing.let_go()
        self._garbage.stop()

    def _window_of(self, book: Book, before: Session | None = None) -> MainWindow:
        from qinglian_desktop.application.desk import Desk
        from qinglian_desktop.ui.main_window import MainWindow
        from qinglian_desktop.ui.session import Session

        desk = Desk(book, self._tools, before.desk if before else None)
        session = Session(desk, self.theme, before)
        if (copy := book.copy) is not None:
            from qinglian_desktop.application.taking_back import take_back

            session.take_back = lambda secret, key, record_id: take_back(
                self._books, self._tools, copy.book, secret, book, key, record_id
            )
        else:
            session.look_into = partial(self._books.look, book.folder)
        window = MainWindow(session)
        # It ends with its window, and with it everything that listens to it.
        session.setParent(window)
        window.locked.connect(self.lock)
        session.doorway_wanted.connect(self.lock)
        session.update_ready.connect(self._on_update_ready)
        window.close_wanted.connect(lambda: self._leave(self._end))
        window.header.words_changed.connect(self._build_anew)
        return window

    def _build_anew(self) -> None:
        """The window in new words or at another scale: the same page, form and line in front.

        Only when nothing is being changed: whoever asked for a change hears of it, and what
        was typed is a draft with which the new form goes on.
        """
        before = self._main
        if before is None:
            return
        from qinglian_desktop.ui.front import front_of, show_front

        before.put_away()
        operations = before.session.operations
        if operations.is_changing:
            # Asked for twice it is built once.
            if not self._waits_to_build:
                self._waits_to_build = True
                operations.after_changes(self, self._build_waited_for)
            return
        front, book = front_of(before), before.session.desk.book
        settings = before.header.give_settings()
        session, geometry = before.session, before.saveGeometry()
        before.let_go()
        self.theme.set_scale(self.theme.wanted)
        window = self._main = self._window_of(book, session)
        window.restoreGeometry(geometry)
        show_front(window, front)
        if settings is not None:
            window.header.take_settings(settings)
        self._show(window)
        if settings is not None:
            settings.show()

    def _build_waited_for(self) -> None:
        self._waits_to_build = False
        self._build_anew()

    def _on_scale_wanted(self, scale: int) -> None:
        if self._main is None:
            self.theme.set_scale(scale)
        else:
            # Whatever asked for it may be part of the window that is taken down.
            QTimer.singleShot(0, self, self._build_anew)

    def _leave(
        self, then: Callable[[], object], *, has_time: bool = False, comes_back: bool = False
    ) -> None:
        """Show nothing any more, then keep what is typed, close the book, and go on."""
        main = self._main
        if main is None or self._is_leaving:
            return
        self._is_leaving = True
        self._composing.keep()
        main.header.put_settings_away()
        hide_content(main, self.theme, lambda: self._close_book(main, then, has_time, comes_back))

    def _close_book(
        self, main: MainWindow, then: Callable[[], object], has_time: bool, comes_back: bool
    ) -> None:
        """Close the book of a window that shows nothing, when nothing is under way any more."""
        from qinglian_desktop.ui.look.warning import tell_in_turn

        self._put_away()
        main.stand_still()
        waiting = QTimer(self)
        waiting.setSingleShot(True)
        waiting.timeout.connect(lambda: self._show(ClosingWindow(self.theme)))
        waiting.start(CLOSING_SHOWN_AFTER)

        def left() -> None:
            waiting.stop()
            waiting.deleteLater()
            self._closing = None
            if not comes_back:
                book.forget()
            self._untold = main.session.operations.untold
            tell_in_turn(book.take_notices(), go_on)

        def go_on() -> None:
            if self._window is main:
                main.let_go()
            # Larger type that was still waited for comes with the next window.
            self._waits_to_build = False
            self.theme.set_scale(self.theme.wanted)
            then()
            if not self._is_held(book):
                book.forget()
            self._garbage.when_closed()

        book = main.session.desk.book
        main.session.operations.close(left, has_time=has_time)

    def _is_held(self, book: Book) -> bool:
        """Whether the door opens this book once more by its key."""
        window = self._window
        return isinstance(window, WelcomeWindow) and window.left_alone.before is book

    def _end(self) -> None:
        if self._window is not None:
            self._window.close()

    def _put_away(self) -> None:
        """Keep what is typed, wipe readable copies; the book is still to be closed."""
        main, self._main = self._main, None
        self._is_leaving = False
        self._locker.end()
        if main is not None:
            from qinglian_desktop.ui.front import given_up

            main.put_away()
            self._given_up = given_up(main)
            main.header.put_settings_away()
            main.session.opened_files.wipe()
            # The window may be gone before the book is closed.
            self._closing = main.session.operations

    def _show(self, window: QWidget) -> None:
        before, self._window = self._window, window
        window.show()
        window.activateWindow()
        if before is not None:
            before.close()
            before.deleteLater()

    def _keep_looks(self) -> None:
        QSettings().setValue("dark", self.theme.dark)
        QSettings().setValue("scale", self.theme.scale)
