"""Passing the record in a panel on to its next stage, once what is typed is saved"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import State
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.passing_on import PassingOn
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.session import Session


class PassingOver:
    """Listens to the button at the foot of the panel and to its key."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        writing: RecordWriting,
        foot: PanelFoot,
        save: Callable[[Callable[[], object]], object],
        panel: QWidget,
    ) -> None:
        self._session, self._ledger, self._writing = session, ledger, writing
        self._save, self._panel = save, panel
        if ledger.passage is not None:
            foot.pass_on_wanted.connect(self.open)
            actions.bind_within(panel, actions.PASS_ON, self.open)

    def open(self) -> None:
        """Ask for the next stage."""
        record = self._writing.opened.record
        if record is None or record.state is State.VOID or self._session.desk.book.read_only:
            return
        if self._writing.has_edits:
            self._save(self.open)
        else:
            ids = (record.id or 0,)
            PassingOn(self._session, self._ledger, ids, self._panel.window()).open()
