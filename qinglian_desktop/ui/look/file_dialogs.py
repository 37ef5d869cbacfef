"""Where a file dialog begins, what is asked in it, and a file opened; Qt's own where none is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QSize, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from qinglian_desktop.domain.file_names import with_end
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.look.theme import Theme

_KEY = "folders"


def begins_at(purpose: str) -> Path:
    """The folder of the last file chosen for this; else the documents, if there are any."""
    kept = str(QSettings().value(f"{_KEY}/{purpose}", ""))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folders = (Path(each) for each in (kept, documents) if each)
    return next((each for each in folders if _is_folder(each)), Path.home())


def _is_folder(path: Path) -> bool:
    """Whether it is one; not where its name is none that a disk can have, either."""
    try:
        return path.is_dir()
    except OSError:
        return False


def begin_there(purpose: str, chosen: Path) -> None:
    """Begin at the folder of this file the next time."""
    QSettings().setValue(f"{_KEY}/{purpose}", str(chosen.parent))


def ask_where(
    parent: QWidget, title: str, proposed: Path, kinds: str, chosen: Callable[[Path], object]
) -> None:
    """Ask for the file to write; its name ends as the proposed one does, however it was typed.

    The dialog itself asks before it replaces what was named in it, but not what that becomes by
    its end.
    """
    named, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not named:
        return
    target = with_end(Path(named), proposed.suffix)
    others = () if target == Path(named) else (target,)
    ask_to_replace(parent, others, lambda: chosen(target))


def ask_to_replace(parent: QWidget, targets: Iterable[Path], write: Callable[[], object]) -> None:
    """Ask before what is there already is replaced; ``write`` at once where nothing is."""
    if there := [each for each in targets if each.exists()]:
        words = f"{names_of(there)}已经有了，换成新的，以前存的就没有了。"
        ask_first(parent, words, "换成新的", write)
    else:
        write()


def names_of(paths: Iterable[Path]) -> str:
    """The names of files within a sentence."""
    return "、".join(f"“{each.name}”" for each in paths)


def open_file(path: Path) -> bool:
    """Open a file with the program that this PC has for it; whether it has one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


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
