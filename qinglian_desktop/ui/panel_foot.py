"""The buttons below a record: to save, print, look back, void or revive it"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.ui.flow_layout import FlowLayout
from qinglian_desktop.ui.parts import button
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.theme import SPACE


class PanelFoot(QFrame):
    """Each signal comes when its button is pressed; only what can be done is shown."""

    save_wanted = Signal()
    save_new_wanted = Signal()
    print_wanted = Signal()
    history_wanted = Signal()
    void_wanted = Signal()
    revive_wanted = Signal()

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._session = session
        self._ledger = ledger
        px = session.theme.px
        self._flow = FlowLayout(px(SPACE), px(4))
        self._flow.setContentsMargins(px(16), px(8), px(8), px(8))
        self._save = self._button("保存", self.save_wanted.emit, "primary", "save", "Ctrl+S")
        self._save.setObjectName("save")
        self._save_new = self._button("保存并新增", self.save_new_wanted.emit, keys="Ctrl+Enter")
        self._revive = self._button("恢复", self.revive_wanted.emit, icon="undo")
        self._print = self._button("打印", self.print_wanted.emit, "quiet", "print", "Ctrl+P")
        self._past = self._button("修改经过", self.history_wanted.emit, "quiet", "history")
        self._void = self._button("作废", self.void_wanted.emit, "quiet", "void")
        self.setLayout(self._flow)

    def show_for(self, record: Record | None, *, follows: bool) -> None:
        """The buttons for a record, None for a new one; one that follows is voided elsewhere."""
        read_only = self._session.desk.book.read_only
        is_void = record is not None and record.state is State.VOID
        writable, is_unit = not is_void and not read_only, self._ledger.unit is not None
        self._save.setVisible(writable)
        self._save_new.setVisible(writable and not is_unit)
        self._revive.setVisible(is_void and not read_only and not follows)
        self._past.setVisible(record is not None)
        self._print.setVisible(record is not None)
        self._void.setVisible(record is not None and writable and not is_unit and not follows)

    def _button(
        self, words: str, slot: Callable[[], object], kind: str = "", icon: str = "", keys: str = ""
    ) -> QPushButton:
        made = button(words, slot, kind, icon, self._session.theme if icon else None)
        made.setToolTip(keys)
        self._flow.addWidget(made)
        return made
