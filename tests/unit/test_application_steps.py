"""Steps are taken back and done again, each as a step forward; what was overtaken is told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.application.steps import MOST, Turned
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Record, State
from tests.invented import EVERYTHING, INVENTED_ROSTER, example_input
from tests.unit.conftest import Voyage


def record(voyage: Voyage, record_id: int) -> Record:
    found = voyage.desk.records.get(EVERYTHING, record_id)
    assert found is not None
    return found


def change(voyage: Voyage, record_id: int, **changes: object) -> Record:
    """As a form does it: all of the record, and what was changed."""
    records, now = voyage.desk.records, record(voyage, record_id)
    typed = {**records.plain(EVERYTHING, now), **changes}
    known, why = now.revision, voyage.why
    saved = records.save(EVERYTHING, typed, record_id=record_id, revision=known, reason=why)
    return saved.record


def undo(voyage: Voyage) -> Turned:
    turned = voyage.desk.records.steps.undo()
    assert turned is not None
    return turned


def redo(voyage: Voyage) -> Turned:
    turned = voyage.desk.records.steps.redo()
    assert turned is not None
    return turned


def looks(voyage: Voyage, record_id: int) -> tuple[object, bool]:
    now = record(voyage, record_id)
    return now.value("line"), now.state is State.VOID


def test_every_kind_of_step_says_what_it_is_and_is_taken_back(voyage: Voyage) -> None:
    event = voyage.event(line="一")
    change(voyage, event, line="二")
    voyage.desk.records.void(EVERYTHING, event, "记错了")
    voyage.desk.records.revive(EVERYTHING, event)
    number, noun = record(voyage, event).number, EVERYTHING.noun
    states = [("二", True), ("二", False), ("一", False), ("一", True)]
    for action, state in zip(("恢复", "作废", "修改", "新增"), states, strict=True):
        assert undo(voyage).step.words == f"{action} {number} {noun}"
        assert looks(voyage, event) == state
    assert voyage.desk.records.steps.undo() is None
    for action, state in zip(
        ("新增", "修改", "作废", "恢复"),
        [("一", False), ("二", False), ("二", True), ("二", False)],
        strict=True,
    ):
        assert redo(voyage).step.words == f"{action} {number} {noun}"
        assert looks(voyage, event) == state
    assert voyage.desk.records.steps.redo() is None


def test_a_step_back_is_kept_in_the_history_with_its_reason(voyage: Voyage) -> None:
    event = voyage.event(line="一")
    change(voyage, event, line="二")
    undo(voyage)
    last, *rest = voyage.desk.records.history(EVERYTHING, event)
    assert (last.action, last.reason) == (
        "修改",
        f"撤销：修改 {record(voyage, event).number} {EVERYTHING.noun}",
    )
    assert len(rest) == 2


def test_what_is_voided_by_it_is_told_where_to_find(voyage: Voyage) -> None:
    event = voyage.event()
    number = record(voyage, event).number
    assert undo(voyage).way_back == f"{number} 已作废，勾选“含已作废”可以找到。"
    assert redo(voyage).way_back == ""


def test_many_new_ones_are_one_step(voyage: Voyage) -> None:
    saved = voyage.desk.records.add_all(EVERYTHING, [example_input(), example_input()])
    ids = [each.record.id or 0 for each in saved]
    turned = undo(voyage)
    assert turned.step.words == f"新增2条{EVERYTHING.noun}"
    assert turned.way_back.startswith("2条已作废")
    assert [looks(voyage, each)[1] for each in ids] == [True, True]
    redo(voyage)
    assert [looks(voyage, each)[1] for each in ids] == [False, False]


def test_to_void_what_is_void_and_to_revive_what_is_not_is_no_step(voyage: Voyage) -> None:
    voyage.why = ""
    event, records = voyage.event(line="一"), voyage.desk.records
    records.void(EVERYTHING, event, "记错了")
    assert records.void(EVERYTHING, event, "又记错了").state is State.VOID
    assert [each.reason for each in records.history(EVERYTHING, event)] == ["记错了", ""]
    undo(voyage)
    assert looks(voyage, event) == ("一", False)
    assert records.revive(EVERYTHING, event).state is State.CONFIRMED
    assert len(records.history(EVERYTHING, event)) == 3
    redo(voyage)
    records.revive(EVERYTHING, event)
    records.revive(EVERYTHING, event)
    undo(voyage)
    assert looks(voyage, event) == ("一", True)


def test_a_step_that_something_else_overtook_is_told_and_left_out(voyage: Voyage) -> None:
    event = voyage.event(line="一")
    change(voyage, event, line="二")
    other = Desk(voyage.desk.book, voyage.tools)
    other.records.void(EVERYTHING, event, "别处")
    with pytest.raises(
        DataProblems, match=r"不能撤销了：.+后来又有改动（.+ 作废）。现在的内容没有动"
    ):
        voyage.desk.records.steps.undo()
    assert looks(voyage, event) == ("二", True)
    with pytest.raises(DataProblems, match=r"“新增 .+”不能撤销了"):
        voyage.desk.records.steps.undo()
    assert voyage.desk.records.steps.undo() is None


def test_a_step_that_was_reported_since_is_told_so(voyage: Voyage) -> None:
    event = voyage.event(line="一")
    change(voyage, event, line="二")
    mark = Mark(voyage.tools.clock(), "别人", "上报")
    with voyage.desk.book.writing() as work:
        work.records.set_state(EVERYTHING, [event], State.REPORTED, mark)
    with pytest.raises(DataProblems, match=r"不能撤销了：.+后来已经上报（.+ 上报）。现在的内容"):
        voyage.desk.records.steps.undo()


def test_what_the_rules_no_longer_allow_is_told_and_nothing_is_changed(voyage: Voyage) -> None:
    member = voyage.crew("周明")
    event = voyage.event(hands="周明")
    change(voyage, event, hands=None)
    voyage.desk.records.void(INVENTED_ROSTER, member, "记错了")
    voyage.desk.records.steps.list.done.pop()
    before = record(voyage, event)
    with pytest.raises(DataProblems, match="现在的内容没有动"):
        voyage.desk.records.steps.undo()
    assert record(voyage, event) == before


def test_a_new_step_ends_what_could_be_done_again(voyage: Voyage) -> None:
    event = voyage.event(line="一")
    change(voyage, event, line="二")
    undo(voyage)
    change(voyage, event, line="三")
    assert voyage.desk.records.steps.redo() is None
    undo(voyage)
    assert looks(voyage, event) == ("一", False)


def test_what_was_reported_since_is_no_step_to_take_back_but_its_correction_is(
    voyage: Voyage,
) -> None:
    voyage.ship()
    event = voyage.event(day="2026-10-05", line="一")
    month = Period.parse("2026-10")
    voyage.desk.returning.deliver(month, voyage.tools.resources, voyage.desk.preferences.cover())
    change(voyage, event, line="二", day="2026-10-06")
    undo(voyage)
    now = record(voyage, event)
    assert (now.state, now.value("line")) == (State.CORRECTED, "一")
    with pytest.raises(DataProblems, match=r"“新增 .+后来又有改动"):
        voyage.desk.records.steps.undo()
    assert record(voyage, event) == now


def test_another_window_over_the_book_goes_on_and_a_book_opened_anew_does_not(
    voyage: Voyage,
) -> None:
    event = voyage.event(line="一")
    change(voyage, event, line="二")
    assert Desk(voyage.desk.book, voyage.tools).records.steps.undo() is None
    voyage.desk = Desk(voyage.desk.book, voyage.tools, voyage.desk)
    undo(voyage)
    assert looks(voyage, event) == ("一", False)


def test_only_so_many_are_remembered(voyage: Voyage) -> None:
    steps = voyage.desk.records.steps.list
    now = record(voyage, voyage.event())
    for _ in range(MOST + 5):
        steps.note("修改", EVERYTHING, [(now, now)])
    assert len(steps.done) == MOST


ACTIONS = st.lists(st.sampled_from("改作恢撤重另"), max_size=14)


@given(ACTIONS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_back_and_forth_is_as_if_the_states_were_remembered(
    voyage: Voyage, acts: list[str]
) -> None:
    """Against a model: the states of two records, and two stacks of them."""
    records = voyage.desk.records
    records.steps.list.done.clear()
    records.steps.list.undone.clear()
    ids = [voyage.event(line="零"), voyage.event(line="零")]
    records.steps.list.done.clear()
    back: list[list[tuple[object, bool]]] = []
    ahead: list[list[tuple[object, bool]]] = []
    now, at = [looks(voyage, each) for each in ids], 0
    for place, act in enumerate(acts):
        line, is_void = now[at]
        state = list(now)
        if act == "另":
            at = 1 - at
            continue
        if act in "撤重":
            came, goes = (back, ahead) if act == "撤" else (ahead, back)
            turned = records.steps.undo() if act == "撤" else records.steps.redo()
            assert (turned is None) == (not came)
            if came:
                goes.append(state)
                now = came.pop()
        elif act == "改" and not is_void:
            change(voyage, ids[at], line=f"第{place}次")
            now[at] = (f"第{place}次", False)
        elif act == "作" and not is_void:
            records.void(EVERYTHING, ids[at], "试")
            now[at] = (line, True)
        elif act == "恢" and is_void:
            records.revive(EVERYTHING, ids[at])
            now[at] = (line, False)
        if now != state and act in "改作恢":
            back.append(state)
            ahead.clear()
        assert [looks(voyage, each) for each in ids] == now
