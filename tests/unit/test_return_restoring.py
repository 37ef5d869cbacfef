"""What a return told before one thing in it was changed, and what does not go with the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian_desktop.domain.measures import Heads, Measure, RecordCount
from qinglian_desktop.domain.return_content import ReturnContent, SummaryLine
from qinglian_desktop.domain.return_doubts import Doubt, figures_in_doubt, sums_in_doubt
from qinglian_desktop.domain.return_restoring import restored
from tests.documents.return_contents import month_content
from tests.invented import INVENTED

MONTH = month_content()


def with_line(at: int, line: SummaryLine) -> ReturnContent:
    lines = list(MONTH.summary)
    lines[at] = line
    return replace(MONTH, summary=tuple(lines))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 119), st.integers(0, 1))
def test_any_small_figure_is_found_again(figure: int, is_year: int) -> None:
    line = MONTH.summary[0]
    was = with_line(0, replace(line, **{("month", "year")[is_year]: figure}))
    before = restored(MONTH, was.digest)
    assert before is not None
    assert before.told == was.told


def test_what_cannot_be_proved_is_not_said() -> None:
    short = replace(MONTH, sheets=())
    line = replace(MONTH.summary[0], label="别的", month=3)
    was = replace(short, summary=(line, *short.summary[1:]))
    assert restored(short, was.digest) is None
    assert restored(short, "") is None


def test_a_key_that_looks_like_a_day_is_none() -> None:
    short = replace(MONTH.sheets[0], keys=("d2026-99-99",), rows=((date(2026, 10, 1),),))
    was = replace(MONTH, sheets=(short,))
    other = replace(short, rows=((date(2026, 10, 2),),))
    assert restored(replace(was, sheets=(other,)), was.digest) is not None


def test_a_month_with_more_than_its_year_is_in_doubt() -> None:
    line = MONTH.summary[0]
    assert list(sums_in_doubt(MONTH)) == []
    more = with_line(0, replace(line, month=60))
    assert list(sums_in_doubt(more)) == [Doubt(0, False, "写着60，本年累计是59，本月大于本年累计")]
    without = with_line(2, replace(MONTH.summary[2], year=None))
    (doubt,) = sums_in_doubt(without)
    assert doubt.words == "写着1200.123456，本年累计没有数，本月大于本年累计"


def test_a_figure_that_the_foot_calls_nothing_is_in_doubt() -> None:
    foot = ("其余2项本月和本年累计都是0：参加人次、走访。",)
    assert list(figures_in_doubt(replace(MONTH, foot=foot))) == [
        Doubt(0, True, "写着59，表下的说明里它是0")
    ]


def test_a_count_of_rows_is_compared_with_its_sheet() -> None:
    first, *_ = INVENTED
    rows = Measure("heads", "参加人次", "人次", RecordCount())
    ledger = replace(first, key="meetings", measures=(rows,))
    count = len(MONTH.sheets[0].rows)
    assert list(figures_in_doubt(MONTH, [ledger])) == [Doubt(0, False, f"写着0，“活动”有{count}条")]
    right = with_line(0, replace(MONTH.summary[0], month=count))
    assert list(figures_in_doubt(right, [ledger])) == []
    heads = replace(ledger, measures=(replace(rows, counts=Heads("people")),))
    assert list(figures_in_doubt(MONTH, [heads])) == []
