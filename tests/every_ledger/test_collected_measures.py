"""What is collected of every ledger: the sample's returns add up, parts know their wholes."""

from __future__ import annotations

from itertools import pairwise

from qinglian_desktop import RESOURCES
from qinglian_desktop.application.collected_pictures import collected_drawings
from qinglian_desktop.application.collected_words import collected_words
from qinglian_desktop.application.collection_reading import CollectedMonth
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.summarising import OUR_TEMPLATE
from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.disagreements import arithmetic_of
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import year_of_units
from qinglian_desktop.domain.collecting.unit_figures import figures_of_units, measures_of
from qinglian_desktop.domain.drawing import Words, em_width
from qinglian_desktop.domain.pictures import Trend
from qinglian_desktop.domain.return_content import NOT_KEPT, SummaryLine
from qinglian_desktop.domain.summary import Kind
from tests.unit.collected_units import DAY, month, returned


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


def two_units(desk: Desk) -> CollectedMonth:
    """October, which both of two units reported, one late: 1 of everything each."""
    october, units = month(10), [ListedUnit("A01", "甲局"), ListedUnit("B02", "乙局")]
    late = returned("B02", lines=everything(desk), reported_on=DAY)
    sent = [returned("A01", lines=everything(desk)), late]
    by_code = {each.unit_code: each for each in sent}
    figures = figures_of_units(october, units, by_code, measures_of(desk.catalogue, sent))
    year = year_of_units(2026, units, sent, [], DAY)
    return CollectedMonth(october, DAY, year, figures, (figures,), (), (), ())


def test_who_handed_in_and_every_trend_is_drawn(desk: Desk) -> None:
    turnout, *charts = collected_drawings(two_units(desk), desk.catalogue)
    said = [each for each in turnout.shapes if isinstance(each, Words)]
    assert {"没有收到或要重报", "迟报", "按时报", "10月", "2"} <= {each.text for each in said}
    legend = [each for each in said if each.text in ("没有收到或要重报", "迟报", "按时报")]
    for one, other in pairwise(legend):
        assert one.x + em_width(one.text) * one.size < other.x
    trends = [
        each for ledger in desk.catalogue for each in ledger.pictures if isinstance(each, Trend)
    ]
    assert len(charts) == len(trends) > 3
    for chart in charts:
        assert "2" in {each.text for each in chart.shapes if isinstance(each, Words)}


def test_our_own_template_reads_right_for_many_units(desk: Desk) -> None:
    told = two_units(desk)
    template = RESOURCES / "templates" / OUR_TEMPLATE
    *titles, whose, first, second, third = collected_words(told, template, desk.catalogue, 2026)[:6]
    assert [each.kind for each in titles] == [Kind.TITLE, Kind.TITLE]
    assert whose.text.startswith("到2026年10月，2个单位中有2个报送了月报")
    assert "组织学习2次。" in first.text and "横向联合活动2场次" in second.text
    said = collected_words(told, template, desk.catalogue, 2026)
    assert not any(NOT_KEPT in each.text for each in said)
    assert any("各单位举办廉政讲座2场" in each.text for each in said)
    # Two units may have visited the same one: nobody knows how many there were.
    assert third.text.startswith("召开清廉机关建设专责小组会议2次")
    assert not any("调研指导组" in each.text for each in said)
