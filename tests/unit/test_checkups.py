"""政治体检: what a check-up must say, and what follows from its re-checks."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.lenses import Stages
from qinglian_desktop.domain.projection import return_columns
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import validate
from qinglian_desktop.domain.values import Link, Person, Value, Values
from qinglian_desktop.ledgers.checkup_words import converted_on, now_stands_at
from qinglian_desktop.ledgers.checkups import CHECKUPS

TODAY = date(2026, 11, 23)
BEGUN: Values = {
    "person": Person("周𬭚", 1),
    "term": "2026年上半年",
    "day": date(2026, 4, 9),
    "thought": ("理论学习不够经常",),
}
FOUND: Values = {**BEGUN, "diagnosis": "学习抓得不紧。", "talk": Link(1, "谈心谈话 周𬭚")}
RESULT: Values = {
    **FOUND,
    "prescription": ({"measure": "每周自学半天", "status": "未落实"},),
    "result": "亚健康",
    "current": "亚健康",
}


def recheck(month: int, day: int, outcome: str) -> Values:
    return {"day": date(2026, month, day), "outcome": outcome}


def said(values: Values, **changes: Value) -> dict[str, str]:
    """The last sentence under each field, of errors and warnings alike."""
    surroundings = Surroundings(TODAY)
    return {p.field: p.message for p in validate(CHECKUPS, {**values, **changes}, surroundings)}


@pytest.mark.parametrize("values", [BEGUN, FOUND, RESULT], ids=["begun", "found", "result"])
def test_each_step_can_be_kept(values: Values) -> None:
    assert said(values) == {}


def test_a_check_up_that_says_nothing_is_refused() -> None:
    assert "五个方面的指标一项都没有勾选" in said(BEGUN, thought=())["diagnosis"]
    assert said(BEGUN, thought=(), diagnosis="无") == {}


def test_it_stands_in_the_column_of_the_step_that_is_missing() -> None:
    (lens,) = (each for each in CHECKUPS.lenses if isinstance(each, Stages))

    def column(values: Values) -> str:
        open_ = (stage.label for stage in lens.stages if not holds(stage.until, values))
        return next(open_, lens.end)

    prescribed = {**RESULT, "result": None, "current": None}
    steps = (BEGUN, {**FOUND, "talk": None}, FOUND, prescribed, RESULT)
    assert [column(each) for each in steps] == [
        "个人自检",
        "谈心会诊",
        "集中处方",
        "体检结果",
        "转化",
    ]
    assert column({**BEGUN, "result": "健康", "current": "健康"}) == "已健康"


def test_the_last_recheck_says_how_someone_stands() -> None:
    rechecks = (recheck(5, 20, "健康"), recheck(6, 20, "亚健康"), recheck(7, 10, "健康"))
    assert now_stands_at(RESULT) == "亚健康"
    assert now_stands_at({**RESULT, "rechecks": rechecks}) == "健康"
    assert converted_on({**RESULT, "rechecks": rechecks}) == date(2026, 7, 10)
    assert converted_on({**RESULT, "rechecks": rechecks[:2]}) is None
    assert converted_on({**RESULT, "result": "健康", "rechecks": rechecks}) is None


def test_what_is_counted_agrees_with_the_rechecks() -> None:
    rechecks = (recheck(6, 30, "健康"),)
    found = said(RESULT, rechecks=rechecks)
    assert "应为“健康”" in found["current"]
    assert "应为 2026-06-30" in found["converted_on"]
    after = {"rechecks": rechecks, "current": "健康", "converted_on": date(2026, 6, 30)}
    assert said({**RESULT, **after}) == {}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"rechecks": (recheck(4, 1, "亚健康"),)}, "rechecks", "2026-04-01 早于 2026-04-09"),
        (
            {"rechecks": (recheck(7, 1, "亚健康"), recheck(6, 1, "亚健康"))},
            "rechecks",
            "按日期先后",
        ),
        (
            {"result": "健康", "current": "亚健康", "rechecks": (recheck(7, 1, "亚健康"),)},
            "rechecks",
            "不用复检",
        ),
        ({"result": None, "rechecks": (recheck(7, 1, "亚健康"),)}, "result", "请先填体检结果"),
        (
            {"result": None, "current": None, "prescription": ({"status": "已落实"},)},
            "result",
            "都已落实",
        ),
        ({"next_check": date(2026, 4, 1)}, "next_check", "早于体检日期"),
    ],
)
def test_a_course_that_contradicts_itself(
    changes: dict[str, Value], field: str, words: str
) -> None:
    assert words in said(RESULT, **changes)[field]


def test_nothing_of_a_person_goes_into_the_return() -> None:
    assert [column.key for column in return_columns(CHECKUPS)] == ["number", "term", "day"]
