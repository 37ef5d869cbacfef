"""Starts the window: fonts, words of Qt in Chinese, theme, the welcome, then the open book."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLibraryInfo, QLocale, QObject, QSettings, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from qinglian_desktop.ui.doorway.welcome import WelcomeWindow
from qinglian_desktop.ui.look.icons import RESOURCES
from qinglian_desktop.ui.look.theme import Theme, prefers_dark

if TYPE_CHECKING:
    # The password is asked for first; what an open book needs is loaded after that.
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.application.ports import Book, Books
    from qinglian_desktop.ui.main_window import MainWindow

LOG = logging.getLogger(__name__)
COMPLETE_AFTER = 60
"""Milliseconds after the first window was shown: it has been painted by then."""


class Application(QObject):
    """Moves between the welcome and the window of an open book."""

    def __init__(self, tools: Tools, books: Books) -> None:
        super().__init__()
        self._tools = tools
        self._books = books
        settings = QSettings()
        dark = settings.value("dark", prefers_dark(), bool)
        scale = settings.value("scale", 100, int)
        self.theme = Theme(dark=bool(dark), scale=int(str(scale)))
        self.theme.apply()
        self.theme.changed.connect(self._keep_looks)
        self._book: Book | None = None
        self._window: QWidget | None = None
        self._main: MainWindow | None = None
        self._built_at = self.theme.scale

    @property
    def window(self) -> QWidget | None:
        """The window in front."""
        return self._window

    def welcome(self) -> WelcomeWindow:
        """Show the welcome: first start, or the password."""
        welcome = WelcomeWindow(self._tools, self._books, self.theme)
        welcome.opened.connect(self.open_book)
        self._show(welcome)
        return welcome

    def open_book(self, book: Book) -> MainWindow:
        """Show the window of an open book."""
        from qinglian_desktop.application.backing_up import back_up_once_a_day

        self._book = book
        window = self._main = self._window_of(book)
        # A window that cannot be backed up today says so at its foot; the work goes on.
        window.session.background.run(
            lambda job: back_up_once_a_day(book, self._tools.clock, job.progress),
            lambda made: window.header.refresh() if made else None,
            lambda error: window.session.said.emit(f"今天的自动备份没有做成：{error}"),
        )
        self._show(window)
        if window.session.desk.troubles:
            window.session.said.emit("".join(window.session.desk.troubles))
        return window

    def lock(self) -> None:
        """Close the book, drafts kept, and ask for the password again."""
        self._close_book()
        self.welcome()

    def close(self) -> None:
        """Put everything away at the end of the program."""
        if self._window is not None:
            self._window.close()
        self._close_book()

    def _window_of(self, book: Book) -> MainWindow:
        from qinglian_desktop.application.desk import open_desk
        from qinglian_desktop.ui.main_window import MainWindow
        from qinglian_desktop.ui.session import Session

        window = MainWindow(Session(open_desk(book, self._tools), self.theme))
        window.locked.connect(self.lock)
        window.header.words_changed.connect(self._build_anew)
        self._built_at = self.theme.scale
        return window

    def _build_anew(self) -> None:
        """The window in new words or at another scale: the same page and form in front."""
        before, book = self._main, self._book
        if before is None or book is None:
            return
        before.put_away()
        window = self._main = self._window_of(book)
        window.restoreGeometry(before.saveGeometry())
        _show_as(window, before)
        settings = before.header.give_settings()
        if settings is not None:
            window.header.take_settings(settings)
        self._show(window)
        if settings is not None:
            settings.show()

    def _close_book(self) -> None:
        if self._main is not None:
            self._main.put_away()
            self._main.header.put_settings_away()
            self._main.session.background.close()
            self._main = None
        if self._book is not None:
            self._book.close()
            self._book = None

    def _show(self, window: QWidget) -> None:
        before, self._window = self._window, window
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _keep_looks(self) -> None:
        if self._main is not None and self._built_at != self.theme.scale:
            # Lengths of a page are those of the scale at which it was made.
            self._built_at = self.theme.scale
            QTimer.singleShot(0, self._build_anew)
        QSettings().setValue("dark", self.theme.dark)
        QSettings().setValue("scale", self.theme.scale)


def _show_as(window: MainWindow, before: MainWindow) -> None:
    """Bring to the front what is in front of the window before: tab, ledger, record."""
    from qinglian_desktop.ui.tab_page import TabPage

    place = before.tabs.currentIndex()
    key = before.session.desk.catalogue.tabs[place].key
    page, was = window.show_tab(key), before.page(key)
    if isinstance(page, TabPage) and isinstance(was, TabPage):
        ledger = window.session.desk.catalogue[was.page.ledger.key]
        shown, panel = page.show_ledger(ledger), was.page.panel
        if panel.isHidden():
            return
        if panel.record is None:
            shown.begin_record()
        elif record := window.session.desk.records.get(ledger, panel.record.id or 0):
            shown.open_record(record)


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application with bundled fonts and Chinese words, whatever the machine has."""
    if "fcitx" in os.environ.get("XMODIFIERS", ""):
        # The wheels carry no fcitx plugin; fcitx5 answers on its ibus front end.
        os.environ.setdefault("QT_IM_MODULE", "ibus")
    application = QApplication(list(argv))
    application.setOrganizationName("qinglian")
    application.setApplicationName("qinglian_desktop")
    application.setApplicationDisplayName("清廉机关台账")
    application.setStyle("Fusion")
    QDir.addSearchPath("ql", str(RESOURCES / "icons"))
    for path in (RESOURCES / "fonts").glob("QinglianHei-*.ttf"):
        QFontDatabase.addApplicationFont(str(path))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    return application


def complete(application: QApplication) -> None:
    """What the first window can do without: rare characters, Qt's own words in Chinese, icon."""
    application.setWindowIcon(QIcon(str(RESOURCES / "icons" / "app.png")))
    for path in (RESOURCES / "fonts").glob("*.ttf"):
        if not path.name.startswith("QinglianHei"):
            QFontDatabase.addApplicationFont(str(path))
    words = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load("qtbase_zh_CN", folder):
        application.installTranslator(words)


def start(tools: Tools, books: Books, argv: Sequence[str], when_shown: Callable[[], object]) -> int:
    """Run the program until its last window is closed; gives the exit code.

    ``when_shown`` is called once the first window has been painted.
    """
    application = make_application(argv)
    sys.excepthook = _on_bug
    program = Application(tools, books)
    program.welcome()
    QTimer.singleShot(COMPLETE_AFTER, application, when_shown)
    QTimer.singleShot(COMPLETE_AFTER, application, lambda: complete(application))
    code = application.exec()
    program.close()
    return code


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The outermost handler of the window: the log gets everything, the user a sentence."""
    LOG.critical("uncaught", exc_info=(kind, error, trace))
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("请注意")
    box.setText("程序遇到了没有料到的情况，刚才这一步没有完成。")
    box.setInformativeText("已经保存的记录没有受影响，详细情况已记入日志。\n请再试一次。")
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.open()
