"""Rows inserted into a form, and the formulas that have to count them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.documents.form_packages import filled, formulas, rows_from
from tests.office_pages import Page, workbook


@pytest.mark.parametrize(
    ("total", "elsewhere", "where"),
    [
        ("B2+B3", "1", " B4 "),
        ("SUM(B2,B3)", "1", " B4 "),
        ("SUM(B2:B3)", "Sheet1!$B$3", "“汇总”A1 "),
    ],
)
def test_no_rows_are_inserted_that_a_sum_would_leave_out(
    tmp_path: Path, total: str, elsewhere: str, where: str
) -> None:
    form = workbook(
        Page(["项目|数量", ["一", None], ["二", None], ["合计", f"={total}"]]),
        Page([[f"={elsewhere}"]], name="汇总"),
    )
    three = rows_from("Sheet1", "A2 B2", [("甲", 1), ("乙", 2), ("丙", 3)], 2)
    with pytest.raises(EnvironmentProblem) as caught:
        filled(tmp_path, form, three)
    assert f"{where}的公式一格一格地写出要算的格" in caught.value.happened
    filled(tmp_path, form, rows_from("Sheet1", "A2 B2", [("甲", 1), ("乙", 2)], 2))


def test_a_formula_in_the_rows_may_name_its_own_row(tmp_path: Path) -> None:
    form = workbook(
        Page(["数量|两倍", [None, "=A2*2"], [None, "=A3*2"], ["=SUM(A2:A3)", "=SUM(B2:B3)"]])
    )
    after, told = filled(tmp_path, form, rows_from("Sheet1", "A2", [(1,), (2,), (3,)], 2))
    assert told == []
    assert [formulas(after)[at] for at in ("B4", "A5", "B5")] == [
        *("A4*2", "SUM(A2:A4)", "SUM(B2:B4)"),
    ]
