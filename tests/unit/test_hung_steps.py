"""Risks hang on steps of a chart: renamed with them, told when they are gone, found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_deleting import delete_row
from qinglian_desktop.domain.flow.chart_plain import chart_to_plain
from qinglian_desktop.domain.measures import Unlinked
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import StepLink

OUTLINE = "( 申请\n? 审核\n  [否] >第1步\n  [是]\n- 公示\n( 归档"


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A book in which there is nothing yet."""
    return empty_desk


def power(desk: Desk, code: str = "GW-1") -> int:
    saved = desk.records.save(
        desk.catalogue["powers"],
        {
            "code": code,
            "name": f"职权{code}",
            "area": "慰问",
            "holder": "办公室",
            "day": "2026-01-05",
            "basis": "办法。",
        },
    )
    return saved.record.id or 0


def chart(desk: Desk, of: int, outline: object = OUTLINE, known: int | None = None) -> Record:
    flows = desk.catalogue["flows"]
    typed = {"power": {"id": of, "label": "职权"}, "day": "2026-01-06", "chart": outline}
    return desk.records.save(flows, typed, record_id=known).record


def risk(desk: Desk, of: int, step: object) -> int:
    typed = {
        "power": {"id": of, "label": "职权"},
        "department": "办公室",
        "step": step,
        "category": "业务流程",
        "risk": "审核不严",
        "manifestation": "只看有无。",
        "day": "2026-02-03",
        "method": "按可能性和危害程度定级",
        "likelihood": "高",
        "severity": "重",
        "level": "一级",
        "stage": "自查",
    }
    return desk.records.save(desk.catalogue["risks"], typed).record.id or 0


def step_of(desk: Desk, known: int) -> StepLink:
    record = desk.records.get(desk.catalogue["risks"], known)
    assert record is not None
    step = record.value("step")
    assert isinstance(step, StepLink)
    return step


@pytest.mark.parametrize("typed", ["审核", " 审核 ", "第2步", "第二步 审核", "2"])
def test_a_step_is_known_by_words_and_by_number(desk: Desk, typed: str) -> None:
    of = power(desk)
    made = chart(desk, of).value("chart")
    assert isinstance(made, FlowChart)
    step = step_of(desk, risk(desk, of, typed))
    assert step == StepLink("审核", made.steps[1].id)


def test_words_of_no_step_stay_words(desk: Desk) -> None:
    of = power(desk)
    assert step_of(desk, first := risk(desk, of, "第3步")) == StepLink("第3步")
    assert step_of(desk, risk(desk, of, "现场考评")) == StepLink("现场考评")
    chart(desk, of)
    assert step_of(desk, first).label == "公示"


def test_a_renamed_step_is_renamed_at_the_risk(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    known = risk(desk, of, "审核")
    was = step_of(desk, known)
    chart(desk, of, OUTLINE.replace("审核", "资格审核"), made.id)
    assert step_of(desk, known) == StepLink("资格审核", was.id)
    told = desk.records.history(desk.catalogue["risks"], known)[0]
    assert told.reason == f"权力运行流程图 {made.number}"
    desk.records.steps.undo()
    assert step_of(desk, known) == was


def test_the_risk_of_a_step_that_is_gone_is_told_and_found(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    known = risk(desk, of, "公示")
    was = step_of(desk, known)
    chart(desk, of, "( 申请\n? 审核\n  [否] >第1步\n  [是]\n( 归档", made.id)
    assert step_of(desk, known) == StepLink("公示", was.id, is_gone=True)
    assert list(desk.searching.ids(Query("risks", gone="step"))) == [known]
    assert list(desk.searching.ids(Query("risks", text="所指步骤已删除"))) == [known]
    todos = [each for each in desk.workbench.of_day().todos if "所指步骤已删除" in each.text]
    assert [each.place for each in todos] == [ToRecord("risks", known)]
    chart(desk, of, OUTLINE, made.id)
    again = step_of(desk, known)
    assert (again.label, again.is_gone) == ("公示", False)


def test_a_chart_that_is_void_takes_nothing_away(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    known = risk(desk, of, "审核")
    was = step_of(desk, known)
    desk.records.void(desk.catalogue["flows"], made.id or 0, "重画")
    assert step_of(desk, known) == was
    other = chart(desk, of, "( 受理\n- 审核\n( 办结")
    assert step_of(desk, known) == StepLink("审核", other.value("chart").steps[1].id)  # type: ignore[union-attr]
    with pytest.raises(DataProblems, match="已经有流程图了"):
        desk.records.revive(desk.catalogue["flows"], made.id or 0)


def test_a_power_has_one_chart(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    with pytest.raises(DataProblems, match=f"已经有流程图了（编号 {made.number}）"):
        chart(desk, of)
    chart(desk, power(desk, "GW-2"))


def test_powers_without_a_chart_are_counted(desk: Desk) -> None:
    ledger = desk.catalogue["powers"]
    measure = next(each for each in ledger.measures if isinstance(each.counts, Unlinked))
    first, second = power(desk), power(desk, "GW-2")
    made = chart(desk, first)
    year = Period.parse("2026")
    with desk.book.reading() as work:
        figure = work.records.figure(ledger, measure, year)
        assert (figure.value, figure.records) == (1, (second,))
    desk.records.void(desk.catalogue["flows"], made.id or 0, "重画")
    with desk.book.reading() as work:
        assert work.records.figure(ledger, measure, year).value == 2


def test_a_chart_is_drawn_with_what_hangs_on_it(desk: Desk, tmp_path: Path) -> None:
    of = power(desk)
    chart(desk, of)
    risk(desk, of, "审核")
    (target,) = desk.charts.draw(desk.charts.of("GW-1"), tmp_path / "图.svg")
    text = target.read_text("utf-8")
    assert "审核不严" in text and "GW-1" in text


TWINS = "( 申请\n- 审核\n- 公示\n- 审核\n( 归档"


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
