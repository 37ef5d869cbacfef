"""The ways into a ledger from outside: its button, a file dropped on it, cells that were copied"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.look.parts import button
from qinglian_desktop.ui.session import Session


class WaysIn(QObject):
    """Of a page, as long as the book can be written.

    The parts of the page that take drops or pasted text themselves come first.
    """

    def __init__(self, session: Session, ledger: Ledger, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._ledger = ledger
        self.button = button("导入", self._ask, "quiet", "import", session.theme)
        self.button.setObjectName("bring_in")
        self.button.setToolTip(
            "从 Excel 等表格导入；也可以把文件拖进来，"
            f"或者复制单元格以后在这里按 {actions.PASTE_ROWS.shown}"
        )
        if session.desk.book.read_only:
            self.button.hide()
        else:
            page.setAcceptDrops(True)
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event:
            case QDropEvent() if event.type() is QEvent.Type.Drop:
                if files := _files(event):
                    event.acceptProposedAction()
                    self._bring_in(files)
                    return True
            case QDragEnterEvent() | QDragMoveEvent():
                if _files(event):
                    event.acceptProposedAction()
                    return True
            case QKeyEvent() if event.type() is QEvent.Type.KeyPress:
                if event.matches(QKeySequence.StandardKey.Paste):
                    self._session.go(ToImport(self._ledger.key, is_pasted=True))
                    return True
            case _:
                pass
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        self._session.go(ToImport(self._ledger.key))

    def _bring_in(self, files: list[Path]) -> None:
        self._session.go(ToImport(self._ledger.key, files[0]))
        if len(files) > 1:
            self._session.said.emit(f"一次导入一个文件，先导入“{files[0].name}”。")


def _files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return [path for path in paths if path.is_file()]
