"""The window over an open book, as wide as an office's screen and in front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.session import Session


@contextmanager
def window_over(desk: Desk, qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Settings of this PC lie in the folder; what goes on is finished before it is closed."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    theme = Theme()
    theme.apply()
    made = MainWindow(Session(desk, theme))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.session.operations.wait()
    made.close()
