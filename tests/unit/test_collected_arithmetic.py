"""Arithmetic over returns of units: what is consistent is not told, what is not is, and of what."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.disagreements import Disagreement, arithmetic_of
from tests.unit.collected_units import MEASURES, PART, PLAIN, STANDING, line, returned, year_of

FIGURES = st.integers(0, 500)
YEARS = st.dictionaries(st.integers(1, 12), FIGURES, min_size=1)


def found(year: dict[int, CollectedReturn]) -> list[Disagreement]:
    return [
        each
        for index, one in year.items()
        for each in arithmetic_of(one, {at: it for at, it in year.items() if at < index}, MEASURES)
    ]


def other(one: CollectedReturn, month: int, year: int) -> CollectedReturn:
    """The return with other figures of PLAIN."""
    (told,) = one.lines
    return replace(one, lines=(replace(told, month=month, year=year),))


@given(YEARS)
def test_a_consistent_year_has_nothing_to_tell(months: dict[int, int]) -> None:
    # Months that are missing are not known: what is there since then need only be as much.
    every = year_of({index: months.get(index, 0) for index in range(1, 13)})
    assert found(every) == []
    assert found({index: each for index, each in every.items() if index in months}) == []


@given(
    st.lists(FIGURES, min_size=1, max_size=12),
    st.data(),
    st.integers(-20, 20).filter(bool),
    st.booleans(),
)
def test_one_changed_figure_is_told_with_unit_and_measure(
    months: list[int], data: st.DataObject, by: int, is_year: bool
) -> None:
    year = year_of(dict(enumerate(months, 1)))
    index = data.draw(st.integers(1, len(months)))
    (told,) = year[index].lines
    assert told.month is not None and told.year is not None
    this, total = int(told.month) + by * (not is_year), int(told.year) + by * is_year
    year[index] = other(year[index], this, total)
    said = found(year)
    assert index in {each.period.index for each in said}
    assert {(each.unit_code, each.unit_name, each.measure) for each in said} == {
        ("A01", "A01局", PLAIN.key)
    }
    assert all(PLAIN.label in each.said and each.todo for each in said)


def test_the_sentence_tells_what_it_should_be() -> None:
    year = year_of({1: 3, 2: 4, 3: 5})
    year[3] = other(year[3], 5, 13)
    (one,) = found(year)
    assert one.said == "谈话人次本年累计13，可是1月至2月各月合起来7，加上本月5该是12。"
    year[2] = other(year[2], 4, 9)
    assert found({index: year[index] for index in (2, 3)})[0].said == (
        "谈话人次本年累计13，可是到2月累计9，加上本月5该是14。"
    )
    assert found({1: other(year[1], 3, 4)})[0].said == "谈话人次1月3，本年累计却是4。"
    assert found({1: year[1], 3: other(year[3], 5, 7)})[0].said == (
        "谈话人次本年累计7，可是1月的本年累计已经是3，加上本月5，至少该是8。"
    )
    assert found({5: other(year[3], 9, 8)})[0].said == "谈话人次本月9，比本年累计8还多。"


def test_amounts_are_exact_and_what_was_not_kept_counts_nothing() -> None:
    tenth = Decimal("0.1")
    one = returned(index=1, lines=(line(PLAIN, tenth, tenth),))
    two = returned(index=2, lines=(line(PLAIN, Decimal("0.2"), Decimal("0.3")),))
    none = returned(index=3, lines=(line(PLAIN, None, Decimal("0.3")),))
    assert found({1: one, 2: two, 3: none}) == []
    kept = returned(index=3, lines=(line(PLAIN, None, Decimal("0.4")),))
    assert [each.period.index for each in found({1: one, 2: two, 3: kept})] == [3]


def test_a_part_is_no_more_than_its_whole() -> None:
    lines = (line(PLAIN, 3, 30), line(PART, 4, 30))
    (one,) = found({10: returned(lines=lines)})
    assert one.measure == PART.key
    assert one.said == "谈话的重点岗位本月4，比谈话人次的3还多。"
    assert found({10: returned(lines=(line(PLAIN, 3, 30), line(PART, 3, 30)))}) == []


def test_what_does_not_add_up_and_what_is_not_known_is_left_alone() -> None:
    one = returned(index=1, lines=(line(STANDING, 4, 4),))
    two = returned(index=2, lines=(line(STANDING, 1, 2),))
    assert found({1: one, 2: two}) == []
    strange = replace(PLAIN, is_known=False)
    told = returned(index=2, lines=(line(PLAIN, 9, 3),))
    assert list(arithmetic_of(told, {}, (strange,))) == []
