"""Totals of units: by kind and of all, what can be summed and what cannot, and who is behind."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.unit_figures import (
    figures_of_units,
    measures_of,
    summed,
)
from qinglian_desktop.domain.measures import Measure
from qinglian_desktop.domain.return_content import SummaryLine
from tests.invented import INVENTED
from tests.unit.collected_units import MEASURES, PLAIN, line, month, returned

KINDS = ("党委", "党总支", "")
FIGURE = st.none() | st.integers(0, 99) | st.decimals(0, 99, places=1)
OCTOBER = month(10)


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.none() | st.tuples(FIGURE, FIGURE)), max_size=8)
)
def test_totals_are_what_adding_up_by_hand_gives(
    told: list[tuple[str, tuple[int | Decimal | None, int | Decimal | None] | None]],
) -> None:
    units = [ListedUnit(f"U{place}", f"单位{place}", kind) for place, (kind, _) in enumerate(told)]
    returns = {
        f"U{place}": returned(f"U{place}", lines=(line(PLAIN, *figures),))
        for place, (_, figures) in enumerate(told)
        if figures is not None
    }
    shown = figures_of_units(OCTOBER, units, returns, (PLAIN,))
    kinds = {kind for kind, _ in told}
    assert [each.kind for each in shown.totals][-1] is None
    assert len(shown.totals) == (len(kinds) + 1 if len(kinds) > 1 else 1)
    for total in shown.totals:
        of = [
            (each[1] or (None, None))
            for each in told
            if total.kind is None or each[0] == total.kind
        ]
        for at, value in ((0, total.month[0]), (1, total.year[0])):
            kept = [figures[at] for figures in of if figures[at] is not None]
            assert value == (sum(map(Decimal, map(str, kept))) if kept else None)
        behind = shown.behind(total, 0, year=True)
        assert summed(each.year[0] for each in behind) in (total.year[0], None)
        assert len(behind) == sum(bool(figures[1]) for figures in of)


def test_percentages_are_never_summed() -> None:
    percent = replace(PLAIN, unit="%", sums=False, adds_up=False)
    units = [ListedUnit("A", "甲"), ListedUnit("B", "乙")]
    returns = {each.code: returned(each.code, lines=(line(percent, 50, 60),)) for each in units}
    shown = figures_of_units(OCTOBER, units, returns, (percent,))
    assert [each.month for each in shown.units] == [(50,), (50,)]
    assert shown.totals[0].month == shown.totals[0].year == (None,)


def test_units_of_some_kinds_only_and_those_that_did_not_report() -> None:
    units = [ListedUnit("A", "甲", "党委"), ListedUnit("B", "乙", "党总支")]
    shown = figures_of_units(OCTOBER, units, {}, MEASURES, ["党委"])
    assert [each.unit.code for each in shown.units] == ["A"]
    assert [(each.title, each.units, each.reported) for each in shown.totals] == [("合计", 1, 0)]
    assert shown.units[0].revision == 0 and shown.units[0].month == (None, None, None)


def test_known_measures_stand_in_the_reports_order_and_strange_ones_last() -> None:
    known = [(ledger, measure) for ledger in INVENTED for measure in ledger.measures]
    lines = [
        SummaryLine(ledger.key, measure.key, "别的叫法", measure.unit, 1, 1)
        for ledger, measure in reversed(known)
    ]
    strange = SummaryLine("elsewhere", "own", "自己加的", "次", 2, 3)
    share = SummaryLine(known[0][0].key, "share", "完成率", "％", 2, 3)
    found = measures_of(INVENTED, [returned(lines=(strange, share, *lines))])
    assert [each.key for each in found[: len(known)]] == [
        (ledger.key, measure.key) for ledger, measure in known
    ]
    assert [each.label for each in found[: len(known)]] == [each.label for _, each in known]
    assert [(each.words, each.is_known, each.sums) for each in found[len(known) :]] == [
        ("自己加的", False, True),
        (f"{known[0][0].label}的完成率", False, False),
    ]


def test_what_an_older_version_counted_in_another_unit_is_not_mixed_in() -> None:
    ledger, measure = known_measure()
    now = SummaryLine(ledger, measure.key, measure.label, measure.unit, 3, 3)
    then = replace(now, unit="场", month=2, year=2)
    returns = {"A": returned("A", lines=(now,)), "B": returned("B", lines=(then,))}
    measures = measures_of(INVENTED, returns.values())
    units = [ListedUnit("A", "甲"), ListedUnit("B", "乙")]
    shown = figures_of_units(OCTOBER, units, returns, measures)
    assert [(each.unit, each.is_known) for each in measures] == [
        (measure.unit, True),
        ("场", False),
    ]
    assert [each.month for each in shown.units] == [(3, None), (None, 2)]
    assert shown.totals[-1].month == (3, 2)


def known_measure() -> tuple[str, Measure]:
    return next((ledger.key, each) for ledger in INVENTED for each in ledger.measures)
