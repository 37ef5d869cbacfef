"""What is collected of every ledger: the sample's returns add up, parts know their wholes."""

from __future__ import annotations

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.disagreements import arithmetic_of
from qinglian_desktop.domain.collecting.unit_figures import measures_of
from qinglian_desktop.domain.return_content import SummaryLine
from tests.unit.collected_units import month, returned


def everything(desk: Desk) -> tuple[SummaryLine, ...]:
    """A line of every measure there is."""
    return tuple(
        SummaryLine(ledger.key, measure.key, measure.label, measure.unit, 1, 1)
        for ledger in desk.catalogue
        for measure in ledger.measures
    )


def test_returns_of_the_sample_have_nothing_that_does_not_add_up(desk: Desk) -> None:
    told: dict[int, CollectedReturn] = {}
    for index in (1, 2, 10):
        lines = desk.returning.preview(month(index)).summary
        told[index] = returned(index=index, lines=lines)
    measures = measures_of(desk.catalogue, told.values())
    for index, one in told.items():
        before = {at: each for at, each in told.items() if at < index}
        assert list(arithmetic_of(one, before, measures)) == []


def test_a_part_counts_fewer_of_the_same_as_the_whole_above_it(desk: Desk) -> None:
    measures = measures_of(desk.catalogue, [returned(lines=everything(desk))])
    by_key = {each.key: each for each in measures}
    parts = [each for each in measures if each.whole[0]]
    assert {"heads_key_posts", "news_daily", "messages_paper"} <= {each.measure for each in parts}
    for part in parts:
        whole = by_key[part.whole]
        assert part.is_part and not whole.is_part
        assert (part.ledger, part.unit) == (whole.ledger, whole.unit)


def test_shares_are_not_summed_and_what_two_units_may_count_is_said(desk: Desk) -> None:
    measures = measures_of(desk.catalogue, [returned(lines=everything(desk))])
    assert {each.unit for each in measures if not each.sums} == {"%"}
    overlapping = {each.label for each in measures if each.overlaps}
    assert "调研单位" in overlapping and "政治体检" not in overlapping
    assert all("相加可能有重的" in each.note for each in measures if each.overlaps)
