"""Undo and redo by the keys of a window: only what was saved, and shown where it happened"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qinglian_desktop.application.places import Place, ToRecord
from qinglian_desktop.application.steps import Turned
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.session import Session

if TYPE_CHECKING:
    from qinglian_desktop.ui.ledger.ledger_page import LedgerPage


class Stepping(QObject):
    """``front`` gives the page of the ledger in front, if one is."""

    def __init__(
        self, session: Session, front: Callable[[], LedgerPage | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._front = front
        session.turned.connect(self._on_turned)

    def undo(self) -> None:
        """Take the last step back, once what is being saved is saved."""
        self._session.operations.after_changes(
            self, lambda: self._turn(self._session.undo, actions.UNDO.shown, "撤销")
        )

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._session.operations.after_changes(
            self, lambda: self._turn(self._session.redo, actions.REDO.shown, "重做")
        )

    def _turn(self, step: Callable[[], object], key: str, verb: str) -> None:
        page = self._front()
        panel = page.panel_in_front if page is not None else None
        if panel is not None and panel.has_edits:
            self._session.said.emit(f"表单里还有没保存的内容，先保存或关闭它，再按 {key} {verb}。")
        else:
            step()

    def _on_turned(self, turned: Turned) -> None:
        """What happened on another page is brought to the front; on this one its row is marked."""
        page = self._front()
        ledger, record_id = turned.step.records[0]
        if page is not None and page.ledger.key == ledger:
            page.table.select_record(record_id)
            return
        place: Place = ToRecord(ledger, record_id)
        self._session.go(place)
