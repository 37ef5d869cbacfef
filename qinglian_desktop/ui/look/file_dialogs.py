"""Qt's own file dialog, where the desktop brings none: names that are whole, and only Chinese."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QApplication, QFileDialog

from qinglian_desktop.ui.look.theme import Theme


class FileDialogs(QObject):
    """Whichever file dialog comes to the front, while this is there, is a plain list of names.

    The table that Qt shows by itself cuts the names for columns in another language.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._dress)

    def _dress(self) -> None:
        dialog, px = QApplication.activeModalWidget(), self._theme.px
        if isinstance(dialog, QFileDialog) and not dialog.property("dressed"):
            dialog.setProperty("dressed", True)
            dialog.setViewMode(QFileDialog.ViewMode.List)
            dialog.resize(dialog.size().expandedTo(QSize(px(760), px(480))))
