"""What hangs together: every gap by a case made by hand, and the ways from one to the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.gap_words import open_words
from qinglian_desktop.application.link_tree import LinkTree, TreeNode, every_node
from qinglian_desktop.application.linking import Related
from qinglian_desktop.application.places import ToList, ToNew, ToRecord
from qinglian_desktop.application.tree_paper import gap_count_words, tree_paper
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import Not, is_
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_plain import chart_to_plain
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import MonthGrid
from qinglian_desktop.domain.link_gaps import Gap, Linked
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers.risk_levels import METHODS
from qinglian_desktop.ledgers.risk_levels import POWER as POWER_HELD

POWER = {
    "code": "X-1",
    "name": "印章使用",
    "area": "其他",
    "holder": "办公室",
    "basis": "印章管理办法",
    "day": "2026-10-01",
}
STEPS = FlowChart(
    (
        FlowStep("a", StepKind.ENDPOINT, "提出申请"),
        FlowStep("b", StepKind.WORK, "登记", post="文书"),
        FlowStep("c", StepKind.WORK, "领导审批", post="主任"),
        FlowStep("d", StepKind.DECISION, "是否同意"),
        FlowStep("e", StepKind.ENDPOINT, "办结"),
    )
)
DONE = {"measure": "双人复核", "owner": "吴钛", "leader": "覃书宁", "status": "已落实"}


def save(desk: Desk, ledger: str, typed: Mapping[str, object]) -> Record:
    return desk.records.save(desk.catalogue[ledger], dict(typed)).record


def risk(desk: Desk, power: Record, **changes: object) -> Record:
    typed: dict[str, object] = {
        "power": {"id": power.id, "label": POWER["name"]},
        "department": "办公室",
        "category": "业务流程",
        "risk": "用印不登记",
        "manifestation": "先用印后补登记",
        "day": "2026-10-01",
        "method": METHODS[3],
        "power_held": POWER_HELD[1],
        "level": "二级",
        "stage": "自查",
        "controls": [DONE],
    }
    return save(desk, "risks", typed | changes)


@pytest.fixture
def power(desk: Desk) -> Record:
    return save(desk, "powers", POWER)


def chart(desk: Desk, power: Record) -> dict[str, str]:
    """Draw the chart of a power; gives the ids of its steps by their words."""
    of = {"id": power.id, "label": POWER["name"]}
    kept = save(desk, "flows", {"power": of, "day": "2026-10-01", "chart": chart_to_plain(STEPS)})
    found = cast("FlowChart", kept.value("chart"))
    return {each.text: each.id for each in found.every_step()}


def tree(desk: Desk) -> LinkTree:
    return desk.linking.tree(lens(desk))


def lens(desk: Desk) -> Linked:
    return next(each for each in desk.catalogue["powers"].lenses if isinstance(each, Linked))


def branch(desk: Desk, words: str = "印章使用") -> TreeNode:
    return next(each for each in tree(desk).roots if each.words == words)


def gaps(node: TreeNode) -> dict[str, str]:
    return {each.words: "；".join(w for _, w in each.gaps) for each in every_node((node,))}


def test_a_power_without_chart_and_risks_says_both_and_how_to_go_on(
    desk: Desk, power: Record
) -> None:
    node = branch(desk)
    assert gaps(node) == {"印章使用": "没有流程图；没有风险点"}
    acts = dict(node.acts)
    new_chart, new_risk = acts["画流程图"], acts["新增风险点"]
    assert isinstance(new_chart, ToNew)
    assert new_chart.given == {"power": {"id": power.id, "label": "印章使用"}}
    assert isinstance(new_risk, ToNew)
    assert new_risk.given["department"] == "办公室"
    assert "category" not in new_risk.given


def test_decisions_and_steps_of_weight_want_a_risk_and_others_do_not(
    desk: Desk, power: Record
) -> None:
    ids = chart(desk, power)
    said = gaps(branch(desk))
    assert said["3 领导审批"] == said["4 是否同意"] == "没有风险点"
    assert said["2 登记"] == ""
    assert "1 提出申请" not in said
    risk(desk, power, step={"id": ids["领导审批"], "label": "领导审批"})
    said = gaps(branch(desk))
    assert said["3 领导审批"] == ""
    assert said["印章使用"] == ""


def test_a_risk_is_begun_at_a_step_with_power_post_and_step(desk: Desk, power: Record) -> None:
    ids = chart(desk, power)
    node = next(each for each in branch(desk).inner if each.words == "3 领导审批")
    ((words, place),) = node.acts
    assert words == "新增风险点"
    assert isinstance(place, ToNew)
    assert place.given["post"] == "主任"
    assert place.given["category"] == "业务流程"
    assert cast("dict[str, object]", place.given["step"])["id"] == ids["领导审批"]
    assert isinstance(node.opens, ToRecord)
    assert (node.opens.field, node.opens.step) == ("chart", ids["领导审批"])


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (DONE, ""),
        ({**DONE, "status": "未落实"}, ""),
        ({**DONE, "status": "未落实", "due": "today"}, ""),
        ({**DONE, "status": "未落实", "due": "late"}, "逾期3天"),
        ({**DONE, "due": "late"}, ""),
    ],
)
def test_a_measure_that_is_open_behind_its_day_is_late(
    desk: Desk, power: Record, row: dict[str, object], wanted: str
) -> None:
    today = desk.clock().date()
    days = {"today": today, "late": today - timedelta(days=3)}
    day = days.get(str(row.get("due")))
    typed = {**row, "due": day.isoformat()} if isinstance(day, date) else row
    risk(desk, power, controls=[typed])
    assert gaps(branch(desk))["双人复核"] == wanted


def test_a_risk_without_measures_leads_to_where_they_are_written(desk: Desk, power: Record) -> None:
    kept = risk(desk, power, controls=[])
    (node,) = branch(desk).inner
    assert gaps(node) == {"用印不登记": "没有措施"}
    assert node.acts == (("添措施", ToRecord("risks", kept.id or 0, "controls")),)


def test_what_is_over_is_told_and_wants_nothing(desk: Desk, power: Record) -> None:
    before = tree(desk).over
    risk(desk, power, stage="销号", controls=[])
    assert tree(desk).over == before + 1
    assert gaps(branch(desk)) == {"印章使用": "没有流程图；没有风险点"}


def test_risks_of_a_void_power_stand_apart_and_undoing_brings_them_back(
    desk: Desk, power: Record
) -> None:
    kept = risk(desk, power)
    powers, risks = desk.catalogue["powers"], desk.catalogue["risks"]
    desk.records.void(powers, power.id or 0, "合并")
    node = branch(desk, "印章使用（已作废）")
    assert gaps(node)["用印不登记"] == "所指职权已作废"
    assert node.opens == ToRecord("powers", power.id or 0)
    (to,) = desk.linking.related(risks, kept).to
    assert to.is_bad
    assert to.words == "职权：印章使用（所指职权已作废）"
    assert desk.records.get(risks, kept.id or 0) == kept
    desk.records.steps.undo()
    assert gaps(branch(desk))["用印不登记"] == ""


def test_a_chart_that_is_void_takes_its_steps_and_the_risk_says_so(
    desk: Desk, power: Record
) -> None:
    ids = chart(desk, power)
    risk(desk, power, step={"id": ids["登记"], "label": "登记"})
    flows = desk.catalogue["flows"]
    found = desk.linking.related(desk.catalogue["powers"], power).on
    place = next(each.place for each in found if each.words == "流程图 1")
    assert isinstance(place, ToRecord)
    desk.records.void(flows, place.record_id, "重画")
    assert gaps(branch(desk))["用印不登记"] == "所指步骤已删除"


def test_every_chip_counts_the_lines_that_it_shows(desk: Desk, power: Record) -> None:
    risk(desk, power, controls=[])
    shown = tree(desk)
    counted = 0
    for gap, words in shown.chips:
        lines = [each for each in every_node(shown.only(gap)) if each.has(gap)]
        assert gap_count_words(shown, gap) == f"{words} {len(lines)}"
        assert all(any(each.has(gap) for each in every_node((root,))) for root in shown.only(gap))
        counted += len(lines)
    assert counted > 4
    assert shown.only(None) == shown.roots


def test_the_paper_says_what_is_shown_and_what_is_missing(desk: Desk, power: Record) -> None:
    shown = tree(desk)
    whole = tree_paper(desk.catalogue["powers"], lens(desk), shown, "截至今天")
    assert len(whole.rows) == len(list(every_node(shown.roots)))
    only = Linked(lens(desk).label, lens(desk).step, only=Gap.CHART)
    paper = tree_paper(desk.catalogue["powers"], only, shown, "截至今天")
    assert len(paper.rows) == shown.count(Gap.CHART)
    assert "没有流程图的职权" in paper.above[1]


def words_of(related: Related) -> tuple[list[str], list[str], list[str], list[str]]:
    parts = (related.to, related.on, related.beside, related.begins)
    return cast(
        "tuple[list[str], list[str], list[str], list[str]]",
        tuple([each.words for each in part] for part in parts),
    )


def test_from_each_the_others_are_one_click_away(desk: Desk, power: Record) -> None:
    powers, risks, flows = (desk.catalogue[key] for key in ("powers", "risks", "flows"))
    assert words_of(desk.linking.related(powers, power)) == (
        [],
        [],
        [],
        ["画流程图", "新增风险点"],
    )
    ids = chart(desk, power)
    at = {"id": ids["登记"], "label": "登记"}
    one = risk(desk, power, step=at)
    late = {**DONE, "status": "未落实"}
    two = risk(desk, power, step=at, risk="代人签字", controls=[DONE, late])
    found = desk.linking.related(powers, power)
    assert words_of(found) == (
        [],
        ["流程图 1", "风险点 2（措施 3，未落实 1）"],
        [],
        ["新增风险点"],
    )
    drawn, listed = (each.place for each in found.on)
    assert isinstance(listed, ToList)
    assert set(listed.ids) == {one.id, two.id}
    assert isinstance(drawn, ToRecord)
    found = desk.linking.related(risks, one)
    assert words_of(found) == (
        ["职权：印章使用", "流程环节：登记"],
        [],
        ["同一流程环节的其他风险点 1（措施 2，未落实 1）"],
        [],
    )
    assert found.to[1].place == ToRecord("flows", drawn.record_id, "chart", ids["登记"])
    assert found.beside[0].place == ToRecord("risks", two.id or 0)
    of_chart = desk.records.get(flows, drawn.record_id)
    assert of_chart is not None
    found = desk.linking.related(flows, of_chart)
    assert words_of(found)[:2] == (["职权：印章使用"], ["风险点 2（措施 3，未落实 1）"])


def test_what_is_open_is_called_by_what_it_is_not_yet() -> None:
    assert open_words(Not(is_("status", "已落实"))) == "未落实"
    assert open_words(is_("status", "没做")) == "未完成"


def test_a_tree_of_no_marked_step_is_refused(desk: Desk) -> None:
    powers = desk.catalogue["powers"]
    values = {name: getattr(powers, name) for name in Ledger.__dataclass_fields__}
    assert not any(isinstance(each, MonthGrid) for each in powers.lenses)
    for step in ("risks.risk", "risks.nothing", "nothing.step"):
        values["lenses"] = (Linked("树", step=step),)
        others = [each for each in desk.catalogue if each.key != "powers"]
        with pytest.raises(BadDeclaration, match="no step that is marked"):
            Catalogue((Ledger(**values), *others))
