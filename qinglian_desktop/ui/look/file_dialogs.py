"""Where a file dialog begins; and Qt's own, where the desktop brings none, only in Chinese."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QSize, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog

from qinglian_desktop.ui.look.theme import Theme

_KEY = "folders"


def begins_at(purpose: str) -> Path:
    """The folder of the last file chosen for this; else the documents, if there are any."""
    kept = str(QSettings().value(f"{_KEY}/{purpose}", ""))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folders = (Path(each) for each in (kept, documents) if each)
    return next((each for each in folders if each.is_dir()), Path.home())


def begin_there(purpose: str, chosen: Path) -> None:
    """Begin at the folder of this file the next time."""
    QSettings().setValue(f"{_KEY}/{purpose}", str(chosen.parent))


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
