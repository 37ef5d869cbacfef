"""A month that was reported is changed with a reason only, by whichever way, and only where its
return would say something else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.errors import ReasonNeeded
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import State
from tests.invented import EVERYTHING, example_input
from tests.unit.conftest import Voyage

OCTOBER = Period.parse("2026-10")


@pytest.fixture
def sent(voyage: Voyage, tmp_path: Path) -> Voyage:
    """October was reported with record 1; record 2 is of September, which was not."""
    voyage.ship()
    voyage.event()
    voyage.event(day="2026-09-30")
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    return voyage


def change(voyage: Voyage, record_id: int | None = 1, why: str = "", **changes: object) -> Saved:
    records = voyage.desk.records
    return records.save(EVERYTHING, example_input(**changes), record_id=record_id, reason=why)


def reasons(voyage: Voyage, record_id: int = 1) -> list[str]:
    return [each.reason for each in voyage.desk.records.history(EVERYTHING, record_id)]


@pytest.mark.parametrize(
    ("record_id", "changes"),
    [(1, {"weight": 9}), (1, {"day": "2026-11-02"}), (2, {"day": "2026-10-08"}), (None, {})],
    ids=["edited", "moved out", "moved in", "added"],
)
def test_what_the_return_would_say_otherwise_needs_a_reason(
    sent: Voyage, record_id: int | None, changes: dict[str, Any]
) -> None:
    with sent.desk.book.reading() as work:
        before = work.records.history_end()
    with pytest.raises(ReasonNeeded, match="2026年10月已经上报") as asked:
        change(sent, record_id, **changes)
    assert (asked.value.months, asked.value.offered) == (("2026年10月",), "")
    with sent.desk.book.reading() as work:
        assert work.records.history_end() == before
    saved = change(sent, record_id, "数错了", **changes)
    assert reasons(sent, saved.record.id or 0)[0] == "数错了"
    # The next time it is offered.
    with pytest.raises(ReasonNeeded) as again:
        change(sent, None, day="2026-10-30")
    assert again.value.offered == "数错了"


def test_another_person_needs_none_and_one_more_does(voyage: Voyage, tmp_path: Path) -> None:
    voyage.ship()
    voyage.event(guests="甲、乙")
    voyage.desk.returning.deliver(OCTOBER, tmp_path)
    change(voyage, guests="甲、丙")
    with pytest.raises(ReasonNeeded):
        change(voyage, guests="甲、丙、丁")
    kept = voyage.desk.records.get(EVERYTHING, 1)
    assert kept is not None and kept.state is State.REPORTED


def test_what_the_return_does_not_say_needs_none(sent: Voyage) -> None:
    change(sent, story="后来的事")
    change(sent, 2, weight=9, day="2026-09-30")
    change(sent, None, day="2026-11-03")
    assert reasons(sent)[0] == ""


def test_revived_into_a_reported_month_it_needs_a_reason(sent: Voyage) -> None:
    records = sent.desk.records
    records.void(EVERYTHING, 1, "记错了")
    with pytest.raises(ReasonNeeded) as asked:
        records.revive(EVERYTHING, 1)
    assert asked.value.offered == "记错了"
    assert records.revive(EVERYTHING, 1, "没有记错").state is State.CORRECTED


def test_what_is_taken_back_says_by_itself_why(sent: Voyage) -> None:
    saved = change(sent, why="数错了", weight=9)
    steps = sent.desk.records.steps
    assert steps.undo() is not None
    assert steps.redo() is not None
    number = saved.record.number
    said = reasons(sent)[:3]
    assert [each.split("：")[0] for each in said] == ["重做", "撤销", "数错了"]
    assert number in said[0]
    # That is offered to nobody.
    with pytest.raises(ReasonNeeded) as asked:
        change(sent, weight=4)
    assert asked.value.offered == "数错了"


def test_several_at_once_need_one_reason(sent: Voyage) -> None:
    records = sent.desk.records
    sheet = [example_input(), example_input(day="2026-10-08")]
    with pytest.raises(ReasonNeeded):
        records.add_all(EVERYTHING, sheet)
    saved = records.add_all(EVERYTHING, sheet, reason="补报")
    assert [reasons(sent, each.record.id or 0) for each in saved] == [["补报"], ["补报"]]
