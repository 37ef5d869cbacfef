"""Months, quarters, half-years and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.period import Period, PeriodKind


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period."""
    kind = draw(st.sampled_from(PeriodKind))
    return Period(kind, draw(st.integers(1901, 2998)), draw(st.integers(1, 12 // kind.value)))


@given(periods())
def test_the_key_is_read_back(period: Period):
    assert Period.parse(period.key) == period
    assert str(period) == period.key


@given(periods())
def test_its_months_fill_it_without_gap(period: Period):
    assert len(period.months) == period.kind.value
    assert period.months[0].start == period.start
    assert period.months[-1].end == period.end
    for one, other in zip(period.months, period.months[1:], strict=False):
        assert other.start - one.end == timedelta(days=1)


@given(periods())
def test_the_next_begins_the_day_after_and_leads_back(period: Period):
    assert period.next.start - period.end == timedelta(days=1)
    assert period.next.previous == period
    assert period.previous.next == period


@given(periods())
def test_year_to_date_runs_from_the_first_of_january_to_its_end(period: Period):
    to_date = period.year_to_date
    assert to_date.start == date(period.year, 1, 1)
    assert to_date.end == period.end


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_lies_in_its_month_and_half_year(day: date):
    assert Period.month_of(day).contains(day)
    assert Period.half_of(day).contains(day)
    for kind in PeriodKind:
        assert Period.holding(day, kind).kind is kind
        assert Period.holding(day, kind).contains(day)
    assert not Period.month_of(day).contains(Period.month_of(day).end + timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "2026年10月"),
        ("2024-2", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
        ("2026q4", date(2026, 10, 1), date(2026, 12, 31), "2026年第四季度"),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        ("2026h2", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年"),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ],
)
def test_periods_as_written(text: str, start: date, end: date, label: str):
    period = Period.parse(text)
    assert (period.start, period.end, period.label) == (start, end, label)


@pytest.mark.parametrize(
    "text", ["", "十月", "2026-13", "2026-0", "2026Q5", "2026H3", "26-1", "1800"]
)
def test_what_is_no_period_is_told_in_chinese(text: str):
    with pytest.raises(ValueError, match=r"[。份数]$"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("kind", "index"),
    [(PeriodKind.MONTH, 13), (PeriodKind.HALF, 3), (PeriodKind.YEAR, 2), (PeriodKind.QUARTER, 0)],
)
def test_an_index_beyond_the_year_is_refused(kind: PeriodKind, index: int):
    with pytest.raises(ValueError, match="超出"):
        Period(kind, 2026, index)
