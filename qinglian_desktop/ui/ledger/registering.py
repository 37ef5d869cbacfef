"""A record of another ledger made over a form that needs it, without leaving that form"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import AnswersTo, Draft, Record
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.editors.field_editor import Register
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.session import Session

WIDTH, HEIGHT = 660, 640
"""Pixels at 100 %, as far as the window leaves room."""


class Registering(QDialog):
    """The panel of the other ledger; once saved, ``done`` is told of the record.

    Who comes back without saving has chosen nothing, and finds what was typed among the drafts.
    """

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        given: Mapping[str, object],
        done: Callable[[Record], None],
        parent: QWidget,
        answers: tuple[AnswersTo, ...] = (),
        plan: Draft | None = None,
    ) -> None:
        """With a ``plan`` that is gone on with, which is kept as one while its day is to come."""
        super().__init__(parent)
        self._registered = done
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{'登记' if plan is None else '计划'}{ledger.noun}")
        self.panel = RecordPanel(session, ledger, registering_over(session, self), only_one=True)
        self.panel.saved.connect(self._on_saved)
        self.panel.closed.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        self.setLayout(column(self.panel))
        px, room = session.theme.px, parent.window().size()
        self.resize(min(px(WIDTH), room.width() - 40), min(px(HEIGHT), room.height() - 40))
        actions.bind(self, actions.SAVE, self.panel.save)
        self.panel.writing.answers = answers
        drafts = session.desk.records.drafts(ledger) if answers else []
        begun = (each for each in drafts if {*answers} & {*each.answers})
        # What answers the same was planned, or left half done: there are no two of it.
        if (begun_with := plan or next(begun, None)) is not None:
            self.panel.resume(begun_with)
        else:
            self.panel.begin(given)

    def done(self, result: int) -> None:
        """Closed by whatever way, as by a lock, what was typed stays."""
        if result != QDialog.DialogCode.Accepted:
            self.panel.put_away()
        super().done(result)

    def reject(self) -> None:
        """Come back without a record; what was typed stays as a draft."""
        self.panel.leave()

    def _on_saved(self, saved: Saved) -> None:
        self.accept()
        self._registered(saved.record)


def registering_over(session: Session, over: QWidget) -> Register:
    """How the fields of a form over this widget make what they lack."""

    def register(
        key: str,
        given: Mapping[str, object],
        done: Callable[[Record], None],
        answers: tuple[AnswersTo, ...] = (),
        plan: Draft | None = None,
    ) -> None:
        ledger = session.desk.catalogue[key]
        Registering(session, ledger, given, done, over, answers, plan).open()

    return register
