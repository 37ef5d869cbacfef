"""Grading and the way of a risk: proposed levels, reasons, what was before, and the stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from qinglian_desktop.domain.changed_level import was_before
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.ledger_check import check_ledger
from qinglian_desktop.domain.record import Change
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.ledgers.risk_grading import GRADING, STAGES, WAY, why_this_level
from qinglian_desktop.ledgers.risk_levels import METHODS, suggested_level
from qinglian_desktop.ledgers.risks import RISKS

HERE = Surroundings(datetime(2026, 11, 1).date())


@pytest.mark.parametrize(
    ("answers", "level", "said"),
    [
        ({"method": METHODS[0], "consequence": "构成犯罪"}, "一级", "可能的后果是构成犯罪为一级。"),
        (
            {
                "method": METHODS[1],
                "criteria": ["涉及人财物管理", "自由裁量空间大", "缺少制度或监督"],
            },
            "一级",
            "符合3条标准，3条以上为一级。",
        ),
        ({"method": METHODS[2], "risk_count": 4}, "二级", "有4个风险，3至4个为二级。"),
        ({"method": METHODS[2], "veto": "有"}, "一级", "有一票定级事项，直接为一级。"),
        ({"method": METHODS[3], "power_held": "权力很小"}, "三级", "权力很小的为三级。"),
        (
            {"method": METHODS[4], "likelihood": "高", "severity": "轻"},
            "二级",
            "可能性高、危害轻为二级。",
        ),
        ({"method": METHODS[4], "likelihood": "高"}, None, ""),
    ],
)
def test_the_level_is_proposed_with_the_sentence_that_says_why(
    answers: dict[str, object], level: str | None, said: str
) -> None:
    values, problems = read_input(RISKS, answers)
    assert problems == []
    assert (suggested_level(values), why_this_level(values)) == (level, said)


def test_each_level_has_somebody_who_answers_for_it() -> None:
    assert [GRADING.answers_for(level) for level in ("一级", "二级", "三级", "")] == [
        "主要领导",
        "分管领导",
        "部门负责人",
        "",
    ]


def rows(*steps: tuple[str, str]) -> dict[str, object]:
    return {"passage": [{"stage": s, "day": d, "by": "韦明谦"} for s, d in steps]}


def test_the_stage_is_that_of_the_last_row_and_the_way_may_go_back() -> None:
    values, _ = read_input(
        RISKS, rows(("复核", "2026-03-01"), ("初评", "2026-03-02")) | {"stage": "初评"}
    )
    assert WAY.reached(values) == "初评"
    assert list(WAY.in_order(values, HERE)) == []
    assert list(WAY.agrees(values, HERE)) == []
    assert WAY.reached({}) == STAGES[0]
    assert (WAY.next("审核"), WAY.next("销号")) == ("审定", "")


def test_a_row_before_the_one_above_and_another_stage_are_told() -> None:
    values, _ = read_input(
        RISKS, rows(("自查", "2026-03-02"), ("初评", "2026-03-01")) | {"stage": "公示"}
    )
    (early,) = WAY.in_order(values, HERE)
    assert early.cell is not None
    assert (early.cell.row, early.cell.field) == (2, "day")
    (other,) = WAY.agrees(values, HERE)
    assert other.field == "stage"
    assert "最后一步是初评，这里填的是公示" in other.message


def test_a_record_of_before_without_rows_keeps_its_stage() -> None:
    values, _ = read_input(RISKS, {"stage": "备案"})
    assert list(WAY.agrees(values, HERE)) == []


def change(day: int, was: str | None, now: str, reason: str = "") -> Change:
    before: dict[str, object] | None = None if was is None else {"level": was}
    return Change(datetime(2026, 6, day), "韦明谦", "修改", before, {"level": now}, reason)


def test_what_was_before_is_the_last_change_that_was_not_taken_back() -> None:
    level = RISKS.field("level")
    history = [change(20, "一级", "二级", "措施落实"), change(1, None, "一级")]
    was = was_before(level, history)
    assert was is not None
    assert was.words == "原为一级，2026-06-20改，因措施落实"
    undone = [change(21, "二级", "一级", "撤销：修改 2026-001 风险点"), *history]
    assert was_before(level, undone) is None
    again = [change(22, "一级", "二级", "重做：修改 2026-001 风险点"), *undone]
    back = was_before(level, again)
    assert back is not None
    assert back.word == "一级"


def test_declarations_that_contradict_are_refused() -> None:
    for wrong in (
        replace(RISKS, grading=replace(GRADING, reason="nowhere")),
        replace(RISKS, grading=replace(GRADING, who=())),
        replace(RISKS, grading=replace(GRADING, method="level")),
        replace(RISKS, passage=replace(WAY, rows="stage")),
        replace(RISKS, passage=replace(WAY, day="by")),
        replace(RISKS, passage=replace(WAY, stages=STAGES[:-1])),
    ):
        with pytest.raises(BadDeclaration):
            check_ledger(wrong)
