"""The whole program over a book of a test's own, for tests of what its windows do together."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.ports import Books
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from tests.conftest import PASSWORD


@contextmanager
def running(tools: Tools, books: Books, source: Path, folder: Path) -> Iterator[Application]:
    """A program with an open copy of ``source``, which this PC remembers."""
    settings = str(folder / "settings")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, settings)
    copy = folder / "台账库"
    shutil.copytree(source, copy)
    RecentBooks().put(copy)
    program = Application(tools, books)
    program.open_book(books.open(copy, PASSWORD))
    yield program
    program.close()


def dialogs() -> list[str]:
    """What message boxes say just now."""
    boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    return [f"{box.text()}{box.informativeText()}" for box in boxes if box.isVisible()]
