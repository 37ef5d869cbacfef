"""What a form still says of another month, when it is filled for this one."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import FormFact
from qinglian_desktop.domain.filling.other_dates import other_dates
from qinglian_desktop.domain.period import Period
from tests.form_tables import at, drawn_form, drawn_table

OCTOBER = Period.parse("2026-10")
ROWS = ("项目|单位|数量", "谈心谈话|次|")


def told(title: str, corner: str = "", mapping: FormMapping | None = None) -> list[tuple[str, str]]:
    table = drawn_table(f"{title}|<|<", f"填报单位：示例局||{corner}", *ROWS)
    found = other_dates(drawn_form(table), mapping or FormMapping(), OCTOBER)
    return [(place.at, said) for place, said in found]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("2026年9月份统计表", "2026年9月"),
        ("2025年度统计表", "2025年度"),
        ("2026年第三季度统计表", "2026年第三季度"),
        ("2026年3季度统计表", "2026年3季度"),
        ("2026年上半年统计表", "2026年上半年"),
    ],
)
def test_a_title_of_another_time_is_told(title: str, said: str) -> None:
    assert told(title) == [("A1", said)]


@pytest.mark.parametrize(
    "title",
    [
        "统计表",
        "2026年度统计表",
        "2026年10月统计表",
        "2026年第四季度统计表",
        "2026年下半年统计表",
        "2026年1-10月统计表",
    ],
)
def test_a_title_of_this_month_is_not(title: str) -> None:
    assert told(title) == []


@pytest.mark.parametrize(
    ("corner", "said"),
    [
        ("2026年9月", ["2026年9月"]),
        ("报告期：2026年9月", ["2026年9月"]),
        ("填报时间：2026年9月30日", ["2026年9月30日"]),
        ("填报时间：2026年11月3日", []),
        ("填报时间：2026年13月3日", ["2026年13月3日"]),
        ("填报日期：2026年10月", []),
        ("成立于2018年5月", []),
    ],
)
def test_a_day_that_was_written_last_time_is_told(corner: str, said: list[str]) -> None:
    assert told("统计表", corner) == [("C2", each) for each in said]


def test_what_is_filled_says_this_month() -> None:
    mapping = FormMapping((MappedPlace(at("A1"), (FormFact.PERIOD, "统计表")),))
    assert told("2026年9月统计表", mapping=mapping) == []


def test_laws_in_remarks_and_hidden_sheets_say_nothing_of_the_month() -> None:
    shown = drawn_table("统计表|<|<", *ROWS, "注：依据2018年5月的办法|<|<")
    hidden = drawn_table("2025年统计表|<|<", *ROWS, name="旧", is_hidden=True)
    assert list(other_dates(drawn_form(shown, hidden), FormMapping(), OCTOBER)) == []
