"""What the running program does when it is started once more: it comes to the front"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.main_window import MainWindow


def come_forward(program: Application, place: Path | None) -> None:
    """Bring its window to the front; with the folder of another book, offer to open that."""
    window = program.window
    if window is None:
        return
    _to_front(window)
    if place is None:
        return
    if not isinstance(window, MainWindow):
        program.go_to(place)
        return
    book = window.session.desk.book
    if place.resolve() == book.folder.resolve():
        return
    ask_first(
        window,
        f"现在打开着的是“{book.folder.name}”。\n打开“{place.name}”以前，先把它锁上：正在填的存成草稿。",
        "锁上，打开另一本",
        lambda: program.go_to(place),
    )


def _to_front(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    # Where the desktop lets no window come to the front by itself, its button asks for a look.
    QApplication.alert(window)
