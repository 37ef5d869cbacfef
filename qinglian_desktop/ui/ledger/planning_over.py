"""What a form asks for of another ledger: planned over it, and what is made there answers it"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from qinglian_desktop.application.planning import planned
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import AnswersTo, Draft, Record
from qinglian_desktop.ui.editors.field_editor import Register
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.session import Session


class _Writing(Protocol):
    """The panel in which the record that asks is written."""

    @property
    def record(self) -> Record | None: ...
    @property
    def has_edits(self) -> bool: ...
    def save(self, then: Callable[[], object] | None = None) -> None: ...


class PlanningOver(QObject):
    """What asks must be kept before it can be answered, so it is saved first."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        form: RecordForm,
        panel: _Writing,
        register: Register | None,
    ) -> None:
        super().__init__(form)
        self._session = session
        self._ledger = ledger
        self._panel = panel
        self._register = register
        form.plan_wanted.connect(self._on_wanted)
        form.answers = self.answers

    def answers(self, key: str) -> tuple[AnswersTo, ...]:
        """What a record that is made at this field answers; nothing that is not as it is kept."""
        record = self._panel.record
        if record is None or record.id is None or self._panel.has_edits:
            return ()
        return (AnswersTo(self._ledger.key, record.id, key),)

    def _on_wanted(self, key: str) -> None:
        if self._panel.record is None or self._panel.has_edits:
            self._panel.save(lambda: self._plan(key))
        else:
            self._plan(key)

    def _plan(self, key: str) -> None:
        desk, record = self._session.desk, self._panel.record
        if record is None:
            return

        def make(_: object) -> Draft:
            return planned(desk.records, desk.catalogue, self._ledger, record, key)

        self._session.change(self, make, self._show)

    def _show(self, plan: Draft) -> None:
        if self._register is not None:
            # What it answers is ticked in the book, and shown anew.
            self._register(plan.ledger, {}, lambda _: None, plan=plan)
