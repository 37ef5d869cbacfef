"""Saving again and again leaves nothing behind but the steps that can be taken back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from qinglian_desktop.application import steps
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.ui.finding import settled
from tests.ui.program import main, page_of, quiet

FEW = 12


def saving(panel: RecordPanel) -> Callable[[int], None]:
    """Saves the record in the panel with another text, as the keys do."""

    def save(number: int) -> None:
        panel.form.show_typed(panel.form.typed() | {"content": f"第{number}稿。"}, is_saved=False)
        panel.writing.note_edit()
        panel.save()

    return save


def left() -> int:
    """Objects there are, once what is to be deleted is gone; the frozen ones do not count.

    Neither do the weak references that Qt's bindings keep of what they connect.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    return sum(type(each) is not weakref.ReferenceType for each in gc.get_objects())


def test_saves_through_the_panel_leave_nothing_behind(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "MOST", 3)
    ledger = session.desk.catalogue["talks"]
    panel = RecordPanel(session, ledger)
    qtbot.addWidget(panel)
    panel.open(session.desk.searching.first(Query("talks"), 1)[0][0])
    save = saving(panel)
    for number in range(FEW):
        save(number)
    settled(qtbot, session)
    gc.collect()
    gc.freeze()
    try:
        before = left()
        for number in range(FEW):
            save(FEW + number)
        # What is read beside each save has been heard, or is not wanted any more.
        settled(qtbot, session)
        grown = left() - before
    finally:
        gc.unfreeze()
    assert panel.record is not None and panel.record.value("content") == f"第{2 * FEW - 1}稿。"
    # The steps remembered now are not frozen, as those before them were; nor is what the line
    # above the form was last told.
    assert grown < 3 * 40 + FEW, grown
    assert len(session.desk.records.steps.list.done) == 3


@pytest.mark.slow
def test_two_thousand_saves_are_no_more_than_two_hundred(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "talks")
    desk = main(program).session.desk
    page.open_record(desk.searching.first(Query("talks"), 1)[0][0])
    save = saving(page.panel)
    counts: list[int] = []
    for number in range(2_001):
        save(number)
        quiet(qtbot, program)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if number in (200, 2_000):
            counts.append(left() + gc.get_freeze_count())
    assert counts[1] - counts[0] < 1_000, counts
    assert len(desk.records.steps.list.done) == steps.MOST
