"""Grading from the form of a record: the button beside the level, and what the level was before"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from qinglian_desktop.domain.changed_level import all_before, reasons_lacking
from qinglian_desktop.domain.ledger import Grading, Ledger
from qinglian_desktop.domain.record import Change, Record
from qinglian_desktop.domain.values import Values, is_blank
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.ledger.grading_sheet import GradingSheet
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.look.parts import button, pass_by
from qinglian_desktop.ui.session import Session


class GradingOver:
    """Fills the form, where the ledger is graded; nothing is saved by it."""

    def __init__(self, session: Session, ledger: Ledger, form: RecordForm) -> None:
        self._session, self._ledger, self._form = session, ledger, form
        self._record: Record | None = None
        self._history: Sequence[Change] = ()
        self._button = None
        if ledger.grading is not None:
            self._button = made = button(f"{actions.GRADE.label}…", self.open)
            made.setObjectName("grade")
            made.setToolTip(f"一步一步回答，算出等级（{actions.GRADE.shown}）")
            pass_by(made)
            form.line(ledger.grading.level).put_beside(made)
            actions.bind_within(form, actions.GRADE, self.open)

    def show_for(self, record: Record | None, *, is_writable: bool) -> None:
        """A record is in the form: what it was before is said beside what it is."""
        self._record = record
        if self._button is not None:
            self._button.setEnabled(is_writable)
        if not any(field.reason_when_changed for field in self._ledger.fields):
            return
        keeping = self._session.desk.records
        self._history = keeping.history(self._ledger, record.id or 0) if record else []
        before = all_before(self._ledger, self._history)
        for field in self._ledger.fields:
            if field.reason_when_changed:
                was = before.get(field.key)
                self._form.line(field.key).say_before(was.words if was is not None else "")

    def open(self) -> GradingSheet | None:
        """Ask the questions; what was answered before stands there already."""
        if self._button is None or not self._button.isEnabled():
            return None
        grading, form = cast("Grading", self._ledger.grading), self._form
        kept = str(self._record.value(grading.level) or "") if self._record is not None else ""
        sheet = GradingSheet(
            self._session.theme,
            self._ledger,
            grading,
            form.whole(),
            kept,
            self._is_old,
            form.window(),
        )
        sheet.graded.connect(form.fill)
        sheet.finished.connect(lambda _: form.line(grading.level).editor.main.setFocus())
        sheet.open()
        return sheet

    def _is_old(self, values: Values) -> bool:
        """Whether a level is changed, and the reason is one of an earlier change."""
        before = self._record.values if self._record is not None else None
        lacking = reasons_lacking(self._ledger, values, before, lambda: self._history)
        return any(not is_blank(values.get(each.field)) for each in lacking)
