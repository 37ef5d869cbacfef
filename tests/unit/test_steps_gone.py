"""What hangs on a step that is no more is hung nowhere else, and what is one of a kind stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.taking_back import take_back
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_deleting import delete_row
from qinglian_desktop.domain.flow.chart_plain import chart_to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.values import StepLink
from tests.conftest import PASSWORD
from tests.unit.charts_in_book import OUTLINE, chart, power, risk, step_of

TWINS = "( 申请\n- 审核\n- 公示\n- 审核\n( 归档"


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A book in which there is nothing yet."""
    return empty_desk


def _chart_at(desk: Desk, known: int) -> FlowChart:
    record = desk.records.get(desk.catalogue["flows"], known)
    assert record is not None
    value = record.value("chart")
    assert isinstance(value, FlowChart)
    return value


def _without(desk: Desk, of: int, made: Record, place: int) -> Record:
    now = _chart_at(desk, made.id or 0)
    edit = delete_row(now, list(now.every_step())[place].id)
    return chart(desk, of, chart_to_plain(edit.chart), made.id)


@pytest.mark.parametrize("place", [1, 3])
def test_the_risk_of_a_deleted_step_is_not_hung_on_its_twin(desk: Desk, place: int) -> None:
    of = power(desk)
    made = chart(desk, of, TWINS)
    known = risk(desk, of, f"第{place + 1}步")
    was = step_of(desk, known)
    _without(desk, of, made, place)
    gone = StepLink("审核", was.id, is_gone=True)
    assert step_of(desk, known) == gone
    # Nor when the risk is saved, or another step comes to be called so.
    risks = desk.catalogue["risks"]
    record = desk.records.get(risks, known)
    assert record is not None
    typed = {**desk.records.plain(risks, record), "risk": "审核走过场"}
    desk.records.save(risks, typed, record_id=known)
    assert step_of(desk, known) == gone
    twins = _chart_at(desk, made.id or 0)
    assert [each.id for each in twins.gone] == [was.id]
    desk.records.void(desk.catalogue["flows"], made.id or 0, "误画")
    desk.records.revive(desk.catalogue["flows"], made.id or 0)
    assert step_of(desk, known) == gone


def test_the_risk_of_a_step_without_words_is_not_hung_by_its_number(desk: Desk) -> None:
    of = power(desk)
    plain = {"steps": [{"id": "a", "text": "申请"}, {"id": "b"}, {"id": "c", "text": "公示"}]}
    made = chart(desk, of, plain)
    known = risk(desk, of, "第2步")
    assert step_of(desk, known) == StepLink("（还没有写内容的一步）", "b")
    wider = {"steps": [plain["steps"][0], {"id": "d", "text": "受理"}, *plain["steps"][1:]]}
    chart(desk, of, wider, made.id)
    assert step_of(desk, known) == StepLink("（还没有写内容的一步）", "b")
    _without(desk, of, made, 2)
    assert step_of(desk, known) == StepLink("（还没有写内容的一步）", "b", is_gone=True)


def test_a_step_that_was_taken_back_is_gone_whoever_has_its_words(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of, "( 申请\n- 审核\n( 归档")
    chart(desk, of, TWINS, made.id)
    known = risk(desk, of, "第4步")
    was = step_of(desk, known)
    desk.records.steps.undo(("flows", made.id or 0))
    assert step_of(desk, known) == StepLink("审核", was.id, is_gone=True)
    desk.records.steps.redo(("flows", made.id or 0))
    assert step_of(desk, known) == was


def test_a_new_chart_takes_over_what_only_one_of_its_steps_is_called(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    review, notice = risk(desk, of, "审核"), risk(desk, of, "公示")
    desk.records.void(desk.catalogue["flows"], made.id or 0, "重画")
    texts = ("申请", "审核", "公示", "审核", "归档")
    steps = [{"id": f"s{place}", "text": text} for place, text in enumerate(texts)]
    chart(desk, of, {"steps": steps})
    assert step_of(desk, review).is_gone
    assert step_of(desk, notice) == StepLink("公示", "s2")


def test_a_step_of_the_chart_of_another_is_words_alone(desk: Desk) -> None:
    first, second = power(desk), power(desk, "GW-2")
    made = chart(desk, first).value("chart")
    assert isinstance(made, FlowChart)
    chart(desk, second, "( 受理\n( 办结")
    named = {"label": "审核", "id": made.steps[3].id}
    assert step_of(desk, risk(desk, second, named)) == StepLink("审核")


def test_a_step_that_a_person_chose_is_taken_back_though_it_was_renamed(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    known = risk(desk, of, "审核")
    was = step_of(desk, known)
    risks = desk.catalogue["risks"]
    typed = desk.records.plain(risks, _record(desk, "risks", known))
    desk.records.save(risks, {**typed, "step": "公示"}, record_id=known)
    chosen = step_of(desk, known)
    chart(desk, of, OUTLINE.replace("公示", "公开公示").replace("审核", "资格审核"), made.id)
    assert step_of(desk, known) == StepLink("公开公示", chosen.id)
    assert desk.records.steps.undo(("risks", known)) is not None
    assert step_of(desk, known) == StepLink("资格审核", was.id)
    assert desk.records.steps.redo(("risks", known)) is not None
    assert step_of(desk, known) == StepLink("公开公示", chosen.id)


def test_a_step_that_is_taken_back_to_one_that_is_gone_is_told(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    known = risk(desk, of, "审核")
    was = step_of(desk, known)
    risks = desk.catalogue["risks"]
    typed = desk.records.plain(risks, _record(desk, "risks", known))
    desk.records.save(risks, {**typed, "step": "公示"}, record_id=known)
    _without(desk, of, made, 1)
    desk.records.steps.undo(("risks", known))
    assert step_of(desk, known) == StepLink("审核", was.id, is_gone=True)


def test_another_field_is_taken_back_and_the_step_stays_where_its_chart_has_it(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    known = risk(desk, of, "审核")
    risks = desk.catalogue["risks"]
    typed = desk.records.plain(risks, _record(desk, "risks", known))
    desk.records.save(risks, {**typed, "risk": "走过场"}, record_id=known)
    desk.records.void(desk.catalogue["flows"], made.id or 0, "重画")
    chart(desk, of, {"steps": [{"id": "s1", "text": "审核"}]})
    desk.records.steps.undo(("risks", known))
    assert _record(desk, "risks", known).value("risk") == "审核不严"
    assert step_of(desk, known) == StepLink("审核", "s1")


def test_a_chart_that_is_void_does_not_come_back_beside_another(desk: Desk) -> None:
    of, flows = power(desk), desk.catalogue["flows"]
    made = chart(desk, of)
    desk.records.void(flows, made.id or 0, "重画")
    new = chart(desk, of)
    with pytest.raises(DataProblems) as refused:
        desk.records.steps.undo(("flows", made.id or 0))
    first, second = (problem.message for problem in refused.value.problems)
    assert "不能撤销。现在的内容没有动。" in first
    assert f"已经有流程图了（编号 {new.number}）" in second
    assert _record(desk, "flows", made.id or 0).state is State.VOID
    # One that was undone does not come back by redoing, either.
    desk.records.steps.undo(("flows", new.id or 0))
    desk.records.steps.redo(("flows", new.id or 0))
    desk.records.steps.undo(("flows", new.id or 0))
    desk.records.revive(flows, made.id or 0)
    assert list(desk.searching.ids(Query("flows"))) == [made.id]


def _record(desk: Desk, ledger: str, known: int) -> Record:
    record = desk.records.get(desk.catalogue[ledger], known)
    assert record is not None
    return record


def test_what_there_is_one_of_is_not_revived_beside_another(desk: Desk) -> None:
    unit = desk.catalogue.unit
    assert unit is not None
    named = {"name": "示例机关", "code": "DW-1", "committee": "机关党委"}
    typed = {**desk.records.start(unit), **named}
    first = desk.records.save(unit, typed).record
    desk.records.void(unit, first.id or 0, "重填")
    second = desk.records.save(unit, typed).record
    with pytest.raises(DataProblems, match="只登记一次"):
        desk.records.revive(unit, first.id or 0)
    with pytest.raises(DataProblems, match="只登记一次"):
        desk.records.steps.undo((unit.key, first.id or 0))
    assert list(desk.searching.ids(Query(unit.key))) == [second.id]


def test_a_chart_does_not_come_back_from_a_copy_beside_another(
    desk: Desk, books: Books, tools: Tools, tmp_path: Path
) -> None:
    of = power(desk)
    made, folder = chart(desk, of), desk.book.folder
    copy = desk.book.back_up()
    desk.records.void(desk.catalogue["flows"], made.id or 0, "重画")
    chart(desk, of)
    desk.book.close()
    then = books.look(folder, copy, PASSWORD)
    try:
        with pytest.raises(DataProblems, match="已经有流程图了"):
            take_back(books, tools, folder, PASSWORD, then, "flows", made.id or 0)
    finally:
        then.close()
