"""Time limits of lists around new year: spans that turn the year, and the festivals of its turn."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.deadlines import is_year_in_doubt, read_deadline
from qinglian_desktop.domain.period import Period


@pytest.mark.parametrize(
    ("written", "of", "due"),
    [
        # They began in the year before that of their list.
        ("12月25日至1月5日", "2027-01", "2027-01-05"),
        ("12月25日-1月5日", "2027Q1", "2027-01-05"),
        ("12月25日-1月5日", "2027H1", "2027-01-05"),
        ("12月25日至次年1月5日", "2027-01", "2027-01-05"),
        ("11月至次年3月", "2027-02", "2027-03-31"),
        ("11月至次年3月", "2027Q1", "2027-03-31"),
        ("12月至1月", "2027-01", "2027-01-31"),
        ("12月份—1月份", "2027-01", "2027-01-31"),
        # Over not long before their list: shown as over.
        ("12月25日至1月5日", "2027-02", "2027-01-05"),
        ("12月至1月", "2027-02", "2027-01-31"),
        # They begin in the year of their list.
        ("12月25日至1月5日", "2027", "2028-01-05"),
        ("12月25日至1月5日", "2026-12", "2027-01-05"),
        ("12月25日至1月5日", "2026Q4", "2027-01-05"),
        ("12月25日至1月5日", "2026-09", "2027-01-05"),
        ("11月至次年3月", "2026-11", "2027-03-31"),
        ("11月至次年3月", "2026-12", "2027-03-31"),
        ("4月至次年3月", "2026-04", "2027-03-31"),
        ("11月至次年3月", "2026", "2027-03-31"),
        # Said.
        ("2026年12月25日至1月5日", "2027-01", "2027-01-05"),
        ("今年12月25日至1月5日", "2027-01", "2028-01-05"),
    ],
)
def test_a_span_over_new_year_ends_in_the_year_that_its_list_says(
    written: str, of: str, due: str
) -> None:
    found = read_deadline(written, Period.parse(of))
    assert found is not None and found.turns[-1].due.isoformat() == due


@pytest.mark.parametrize(
    ("written", "of"), [("12月25日至1月5日", "2026-05"), ("11月至次年3月", "2026-06")]
)
def test_a_span_that_is_near_to_neither_is_asked_for(written: str, of: str) -> None:
    assert read_deadline(written, Period.parse(of)) is None
    assert is_year_in_doubt(written, Period.parse(of))


@pytest.mark.parametrize(
    ("written", "of", "due"),
    [
        ("元旦、春节前", "2027-01", "2027-02-05"),
        ("元旦春节前", "2027-01", "2027-02-05"),
        ("元旦、春节前", "2027Q1", "2027-02-05"),
        ("元旦、春节前", "2026-12", "2026-12-31"),
        ("端午、中秋前", "2026-08", "2026-09-24"),
        ("清明、五一前", "2026-04", "2026-04-04"),
        ("中秋、国庆前", "2026-11", "2026-09-24"),
    ],
)
def test_of_several_festivals_it_is_the_first_that_is_ahead(
    written: str, of: str, due: str
) -> None:
    found = read_deadline(written, Period.parse(of))
    assert found is not None and [turn.due.isoformat() for turn in found.turns] == [due]
