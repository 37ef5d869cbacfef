"""Risks hang on steps of a chart: renamed with them, told when they are gone, found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.charts import OutgoingChart
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.errors import DataProblems, ManyProblems
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.measures import Unlinked
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.sheet import FileSheet, SheetFile
from qinglian_desktop.domain.values import StepLink
from tests.unit.charts_in_book import OUTLINE, chart, power, risk, step_of


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """A book in which there is nothing yet."""
    return empty_desk


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


def test_a_step_that_was_chosen_of_another_power_is_words(desk: Desk) -> None:
    chart(desk, first := power(desk))
    step = step_of(desk, risk(desk, first, "审核"))
    chart(desk, other := power(desk, "GW-2"), "( 另外开始\n( 另外结束")
    chosen = {"id": step.id, "label": step.label}
    assert step_of(desk, risk(desk, other, chosen)) == StepLink("审核")
    assert step_of(desk, risk(desk, first, chosen)) == step


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


def test_undo_and_redo_make_no_second_chart(desk: Desk) -> None:
    flows, steps = desk.catalogue["flows"], desk.records.steps
    of = power(desk)
    made = chart(desk, of)
    desk.records.void(flows, made.id or 0, "重画")
    other = chart(desk, of)
    with pytest.raises(DataProblems) as raised:
        steps.undo((flows.key, made.id or 0))
    assert [each.message for each in raised.value.problems] == [
        f"“作废 {made.number} 流程图”不能撤销。现在的内容没有动。",
        f"“职权”已经有流程图了（编号 {other.number}）。一项职权只有一条，请在那一条上修改。",
    ]
    assert list(desk.searching.ids(Query("flows"))) == [other.id]
    steps.undo((flows.key, other.id or 0))
    third = chart(desk, of)
    assert list(desk.searching.ids(Query("flows"))) == [third.id]
    steps.undo()
    desk.records.revive(flows, made.id or 0)
    with pytest.raises(DataProblems, match="已经有流程图了"):
        desk.records.revive(flows, other.id or 0)
    assert list(desk.searching.ids(Query("flows"))) == [made.id]


def test_of_two_drafts_the_second_is_told_and_stays(desk: Desk) -> None:
    flows, of = desk.catalogue["flows"], power(desk)
    typed = {"power": {"id": of, "label": "职权"}, "day": "2026-01-06", "chart": OUTLINE}
    first, second = (desk.records.keep_draft(Draft("flows", dict(typed))) for _ in range(2))
    desk.records.save(flows, first.typed, draft_id=first.id)
    with pytest.raises(DataProblems, match="已经有流程图了"):
        desk.records.save(flows, second.typed, draft_id=second.id)
    assert [each.id for each in desk.records.drafts()] == [second.id]


def test_several_records_of_one_file_keep_one_chart_a_power(desk: Desk) -> None:
    flows, of = desk.catalogue["flows"], power(desk)
    typed = {"power": {"id": of, "label": "职权"}, "day": "2026-01-06", "chart": OUTLINE}
    with pytest.raises(ManyProblems):
        desk.records.add_all(flows, [typed, typed])
    assert list(desk.searching.ids(Query("flows"))) == []


@pytest.mark.parametrize("has_one", [False, True])
def test_a_sheet_that_names_a_power_twice_brings_one_chart(desk: Desk, has_one: bool) -> None:
    flows, _ = desk.catalogue["flows"], power(desk)
    if has_one:
        typed = {"power": "职权GW-1", "day": "2026-01-06", "chart": OUTLINE}
        desk.records.save(flows, typed)
    rows = (("职权", "流程", "编制日期"), *(("职权GW-1", OUTLINE, "2026-01-06"),) * 2)
    file = SheetFile("图.xlsx", "", (FileSheet("一", rows),))
    found = desk.importing.understand(flows, file, ImportPlan())
    looked = desk.importing.look(found)
    told = [each.reasons(Treatment.ADD) for each in looked]
    alone = "“职权GW-1”在表格里前面已经有一条，一项职权只有一条。请合并到前面那一条，或者跳过。"
    there = "“职权GW-1”已经有流程图了（编号 2026-001）。一项职权只有一条，请在那一条上修改。"
    assert told == ([[there], [there, alone]] if has_one else [[], [alone]])
    assert all(each.can_be(Treatment.UPDATE) for each in looked[1:])
    kept = desk.importing.keep(found, {}, Treatment.ADD)
    assert kept.rejected == ((0, 1) if has_one else (1,))
    assert "已经有流程图了" in kept.reasons[1][0]
    assert len(list(desk.searching.ids(Query("flows")))) == 1


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


def test_a_chart_that_goes_out_says_what_was_settled(desk: Desk, tmp_path: Path) -> None:
    of = power(desk)
    made = chart(desk, of)
    said = {
        "自查": "还在查",
        "审核": "还在审",
        "审定": "定下的",
        "公示": "公开的",
        "销号": "没有了",
    }
    for stage, words in said.items():
        risk(desk, of, "审核", stage, risk=words)
    found = desk.charts.of("GW-1")
    (target,) = desk.charts.draw(found, tmp_path / "图.svg")
    text = target.read_text("utf-8")
    assert [words for words in said.values() if words in text] == ["定下的", "公开的"]
    assert "GW-1" in text and "未写防控措施" not in text
    told = "有2个风险点没有印在图上：阶段还不是审定、备案、公示、复核。"
    assert desk.charts.left_out(found) == told
    assert desk.charts.outgoing(found) == OutgoingChart(
        1, is_small=False, is_turned=False, left_out=told
    )
    on_screen = desk.hanging.risks(desk.catalogue["flows"], made)
    assert [each.risk for each in on_screen] == ["还在查", "还在审", "定下的", "公开的"]
    assert on_screen[0].measures == ("（未写防控措施）",)


def test_what_is_over_asks_for_no_other_step(desk: Desk) -> None:
    of = power(desk)
    made = chart(desk, of)
    open_one = risk(desk, of, "公示")
    over = risk(desk, of, "公示", "销号")
    chart(desk, of, "( 申请\n- 审核\n( 归档", made.id)
    assert step_of(desk, over).is_gone
    todos = [each for each in desk.workbench.of_day().todos if "所指步骤已删除" in each.text]
    assert [each.place for each in todos] == [ToRecord("risks", open_one)]


def test_a_power_that_is_not_there_is_told_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(DataProblems, match="里没有“GW-9”。请先登记职权。"):
        desk.charts.of("GW-9")
    power(desk)
    with pytest.raises(DataProblems, match="里没有“GW-9”。可以写编码：GW-1。"):
        desk.charts.of("GW-9")


def test_a_risk_that_is_begun_at_a_step_takes_the_department_of_the_power(desk: Desk) -> None:
    made = chart(desk, power(desk))
    shape = made.value("chart")
    assert isinstance(shape, FlowChart)
    asked = shape.steps[1]
    given = desk.hanging.given_at(desk.catalogue["flows"], made, asked.id)
    assert given["department"] == "办公室"
    assert given["step"] == {"id": asked.id, "label": "审核"}
    assert given["category"] == "业务流程"
