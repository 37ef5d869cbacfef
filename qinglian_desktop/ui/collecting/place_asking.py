"""From where returns are collected and whereto receipts go: a stick, or a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from qinglian_desktop.ui.look.file_dialogs import begin_there, begins_at
from qinglian_desktop.ui.look.parts import below
from qinglian_desktop.ui.look.sticks import Stick, find_sticks
from qinglian_desktop.ui.session import Session

_OTHER = "选文件夹…"


class PlaceAsking(QObject):
    """The sticks that are plugged in as a menu; where there is none, a folder is asked for."""

    def __init__(
        self, session: Session, over: QWidget, find: Callable[[], list[Stick]] = find_sticks
    ) -> None:
        super().__init__(over)
        self._session = session
        self._over = over
        self._find = find

    def ask(
        self, opener: QWidget, question: str, purpose: str, then: Callable[[Path], object]
    ) -> None:
        """Ask below what was pressed; ``purpose`` remembers the folder of the last time."""

        def found(sticks: list[Stick]) -> None:
            if sticks:
                self._offer(sticks, opener, question, purpose, then)
            else:
                self._ask_folder(question, purpose, then)

        self._session.read(self._over, lambda _: self._find(), found, latest="sticks")

    def _offer(
        self,
        sticks: list[Stick],
        opener: QWidget,
        question: str,
        purpose: str,
        then: Callable[[Path], object],
    ) -> None:
        menu = QMenu(self._over)
        menu.setObjectName("places")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for stick in sticks:
            chosen = menu.addAction(stick.words)
            chosen.triggered.connect(lambda _=False, at=stick.folder: _go(purpose, at, then))
        other = menu.addAction(_OTHER)
        other.triggered.connect(lambda: self._ask_folder(question, purpose, then))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(below(opener.focusWidget() or opener))

    def _ask_folder(self, question: str, purpose: str, then: Callable[[Path], object]) -> None:
        begin = str(begins_at(purpose))
        if chosen := QFileDialog.getExistingDirectory(self._over, question, begin):
            _go(purpose, Path(chosen), then)


def _go(purpose: str, folder: Path, then: Callable[[Path], object]) -> None:
    begin_there(purpose, folder / "_")
    then(folder)
