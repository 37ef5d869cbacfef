"""A save that changes nothing writes nothing: no row in the history, no step to take back."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import State
from tests.invented import EVERYTHING, example_input
from tests.unit.conftest import Voyage


def history_end(desk: Desk) -> int:
    with desk.book.reading() as work:
        return work.records.history_end()


def test_no_record_of_any_ledger_is_changed_by_saving_it_as_it_is(desk: Desk) -> None:
    before, saved = history_end(desk), 0
    for ledger in desk.catalogue:
        for record in desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key))[::4]):
            typed = desk.records.plain(ledger, record)
            kept = desk.records.save(ledger, typed, record_id=record.id, revision=record.revision)
            assert kept.is_unchanged and kept.record == record
            saved += 1
    assert saved > 60
    assert history_end(desk) == before
    assert desk.records.steps.undo() is None


def test_the_step_before_is_the_one_that_is_taken_back(voyage: Voyage) -> None:
    records = voyage.desk.records
    first = voyage.save(example_input(line="一"))
    assert not first.is_unchanged
    record_id = voyage.id_of(first)
    changed = {**records.plain(EVERYTHING, first.record), "line": "二"}
    second = records.save(EVERYTHING, changed, record_id=record_id).record
    again = records.save(EVERYTHING, records.plain(EVERYTHING, second), record_id=record_id)
    assert again.is_unchanged and again.record == second
    assert len(records.history(EVERYTHING, record_id)) == 2
    turned = records.steps.undo()
    assert turned is not None and turned.step.words.startswith("修改 ")
    now = records.get(EVERYTHING, record_id)
    assert now is not None and now.value("line") == "一"


def test_its_draft_is_done_with(voyage: Voyage) -> None:
    records = voyage.desk.records
    record = voyage.save(example_input()).record
    opened = Opened(records, EVERYTHING, record)
    typed = records.plain(EVERYTHING, record)
    opened.keep_draft(typed)
    assert opened.save(typed).is_unchanged
    assert records.drafts() == []
    assert len(records.history(EVERYTHING, record.id or 0)) == 1


def test_what_was_sent_stays_as_it_was_sent(sailing: Voyage) -> None:
    desk = sailing.desk
    desk.returning.deliver(Period.parse("2026-10"), sailing.tools.resources)
    (record,) = desk.searching.fetch(EVERYTHING, [1])
    assert record.state is State.REPORTED
    typed = desk.records.plain(EVERYTHING, record)
    assert desk.records.save(EVERYTHING, typed, record_id=1).record.state is State.REPORTED


def test_what_somebody_else_changed_is_told_though_nothing_was_changed_here(
    voyage: Voyage,
) -> None:
    record = voyage.save(example_input(line="一")).record
    records = voyage.desk.records
    typed = records.plain(EVERYTHING, record)
    records.save(EVERYTHING, {**typed, "line": "二"}, record_id=record.id)
    with pytest.raises(EnvironmentProblem, match="又在别处改过了"):
        records.save(EVERYTHING, typed, record_id=record.id, revision=record.revision)
