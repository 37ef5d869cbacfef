"""A record open in a form: each of its changes begins with what the one before it kept."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.record import AnswersTo, Draft, State
from tests.invented import EVERYTHING, example_input
from tests.unit.conftest import Voyage


def opened(voyage: Voyage, record_id: int | None = None) -> Opened:
    records = voyage.desk.records
    record = None if record_id is None else records.get(EVERYTHING, record_id)
    return Opened(records, EVERYTHING, record)


def test_a_second_draft_replaces_the_first(voyage: Voyage) -> None:
    form = opened(voyage)
    first = form.keep_draft({"line": "打了一半"})
    second = form.keep_draft({"line": "打了一半多"})
    assert (first.id, form.draft) == (second.id, second)
    assert [each.typed for each in voyage.desk.records.drafts()] == [{"line": "打了一半多"}]


def test_a_draft_keeps_what_was_printed_and_what_it_answers_while_it_is_typed_in(
    voyage: Voyage,
) -> None:
    form = opened(voyage)
    begun = Draft(
        EVERYTHING.key, told={"notice": "4日"}, answers=(AnswersTo(EVERYTHING.key, 7, "link"),)
    )
    form.draft = voyage.desk.records.keep_draft(begun)
    form.keep_plan({"line": "改了"})
    form.keep_draft({"line": "又改了"})
    (kept,) = voyage.desk.records.drafts()
    assert (kept.told, kept.answers) == (begun.told, begun.answers)
    assert (kept.typed, kept.is_plan) == ({"line": "又改了"}, True)


def test_after_a_draft_was_thrown_away_the_next_one_is_kept_anew(voyage: Voyage) -> None:
    form = opened(voyage, voyage.event())
    form.keep_draft({"line": "不要的"})
    form.discard_draft()
    assert form.draft is None
    assert voyage.desk.records.drafts() == []
    form.keep_draft({"line": "又写的"})
    kept = [(each.record_id, each.typed) for each in voyage.desk.records.drafts()]
    assert kept == [(form.record_id, {"line": "又写的"})]


def test_what_is_saved_twice_is_one_record_and_its_draft_is_gone(voyage: Voyage) -> None:
    form = opened(voyage)
    form.keep_draft(example_input())
    first = form.save(example_input()).record
    again = form.save(example_input(weight=4)).record
    assert (again.id, again.revision, again.value("weight")) == (first.id, 2, 4)
    assert (form.record, form.draft) == (again, None)
    assert voyage.desk.records.drafts() == []


def test_what_was_saved_elsewhere_since_it_was_opened_is_not_written_over(voyage: Voyage) -> None:
    record_id = voyage.event()
    form, elsewhere = opened(voyage, record_id), opened(voyage, record_id)
    elsewhere.save(example_input(weight=4))
    with pytest.raises(EnvironmentProblem, match="别处"):
        form.save(example_input(weight=5))
    kept = voyage.desk.records.get(EVERYTHING, record_id)
    assert kept is not None and kept.value("weight") == 4


def test_a_record_made_void_and_revived_goes_on_from_its_new_revision(voyage: Voyage) -> None:
    form = opened(voyage, voyage.event())
    assert form.void("记错了").state is State.VOID
    assert form.revive().state is State.CONFIRMED
    assert form.save(example_input(weight=4)).record.revision == 4


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_nothing_is_voided_without_a_reason(voyage: Voyage, reason: str) -> None:
    kept = voyage.event()
    with pytest.raises(DataProblems, match="要写明原因"):
        voyage.desk.records.void(EVERYTHING, kept, reason)
    record = voyage.desk.records.get(EVERYTHING, kept)
    assert record is not None and record.state is State.CONFIRMED
