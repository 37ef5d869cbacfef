"""Maps of what is amiss: void powers, steps taken out, other methods, days before all of it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from qinglian_desktop.application.along_drawing import risks_of
from qinglian_desktop.application.crossings import NOW, Glance
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.domain.drawing import Words
from qinglian_desktop.domain.lenses import AlongChart, Matrix
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.values import Link
from tests.conftest import YEAR
from tests.unit.charts_in_book import chart, power, risk

PLACES = range(4)
every_map = pytest.mark.parametrize("place", PLACES)


def seen(desk: Desk, place: int, glance: Glance = NOW) -> SeenMap:
    lens = desk.catalogue["risks"].lenses[place]
    assert isinstance(lens, Matrix | AlongChart)
    return desk.statistics.seen_map(desk.catalogue["risks"], lens, glance)


def assert_nothing_is_lost(desk: Desk, found: SeenMap) -> None:
    """What is listed is on the map or told; names and numbers go out with it."""
    crossing = found.shown.crossing
    left_out = [at for _, ids in found.shown.left_out() for at in ids]
    placed = [at for ids in crossing.ids.values() for at in ids]
    if found.lines:
        hung = [risk.record_id for line in found.lines for risk in risks_of(line)]
        assert sorted(hung) == sorted(placed)
    assert sorted(placed + left_out) == sorted(desk.searching.ids(Query("risks")))
    cells, *_ = found.tables()
    *_, total = cells.rows
    assert total[-1] == len(placed)
    said = "".join(
        each.text for page in found.pages() for each in page.shapes if isinstance(each, Words)
    )
    assert all(words in said for words, _ in found.shown.left_out())


@every_map
def test_risks_of_a_void_power_stay_on_every_map(desk: Desk, place: int) -> None:
    before = seen(desk, place).shown.crossing.ids
    desk.records.void(desk.catalogue["powers"], 1, "试一试")
    for on in (None, desk.clock().date()):
        found = seen(desk, place, Glance(on))
        assert found.shown.crossing.ids == before
        assert_nothing_is_lost(desk, found)
    if found.lines:
        assert [line.is_gone for line in found.lines if line.owner == 1] == [True]


@every_map
def test_a_step_that_was_taken_out_leaves_its_risk_at_the_end_of_the_line(
    empty_desk: Desk, place: int
) -> None:
    desk, owner = empty_desk, power(empty_desk)
    drawn = chart(desk, owner)
    known = risk(desk, owner, "审核")
    chart(desk, owner, "( 申请\n- 公示\n( 归档", drawn.id)
    found = seen(desk, place)
    assert_nothing_is_lost(desk, found)
    if found.lines:
        (line,) = found.lines
        assert [each.record_id for each in line.loose] == [known]
        assert len(line.steps) == 3


@every_map
def test_other_methods_stand_side_by_side_or_are_told(desk: Desk, place: int) -> None:
    risks = desk.catalogue["risks"]
    record = desk.searching.fetch(risks, [1])[0]
    other = {"likelihood": None, "method": "按权力大小定级", "power_held": "一般权力"}
    typed = desk.records.plain(risks, record) | other | {"level": "二级", "reason": "换了方法"}
    desk.records.save(risks, typed, record_id=1)
    found = seen(desk, place, Glance(None, date(YEAR, 11, 1)))
    assert_nothing_is_lost(desk, found)
    assert found.shown.crossing.unplaced == ((1,) if place == 0 else ())
    (moved,) = found.shown.crossing.moves
    assert (moved.kind.value, moved.reason) == ("降级", "换了方法")


@every_map
def test_before_the_book_began_every_map_is_empty_and_says_so(desk: Desk, place: int) -> None:
    found = seen(desk, place, Glance(date(1999, 1, 1)))
    assert not found.shown.crossing.names
    assert not found.is_empty
    assert "台账里最早的风险点是 2026-02-03 的，1999-01-01 还没有记录" in found.heading[1]
    assert found.pages() and len(found.tables()) == 3


@every_map
def test_an_empty_book_has_empty_maps(empty_desk: Desk, place: int) -> None:
    found = seen(empty_desk, place)
    assert found.is_empty
    assert found.pages()


def test_a_power_known_by_its_name_alone_has_a_line(empty_desk: Desk) -> None:
    desk = empty_desk
    risks, at = desk.catalogue["risks"], datetime(YEAR, 2, 3, 9)
    known = desk.records.get(risks, risk(desk, power(desk), None))
    assert known is not None
    values = {**known.values, "power": Link(None, "没有登记的职权")}
    with desk.book.writing() as work:
        made = Record("risks", values, at.date(), Stamp(at, "别人"))
        added = work.records.add(risks, made, Mark(at, "别人", "新增"))
    line = seen(desk, 3).lines[-1]
    assert (line.owner, line.chart, line.name) == (None, None, "没有登记的职权")
    assert [each.record_id for each in line.loose] == [added.id]


def test_a_step_that_is_called_otherwise_did_not_move(empty_desk: Desk) -> None:
    desk, owner = empty_desk, power(empty_desk)
    drawn = chart(desk, owner)
    risk(desk, owner, "审核", day="2026-02-03")
    record = desk.records.get(desk.catalogue["flows"], drawn.id or 0)
    assert record is not None
    typed = desk.records.plain(desk.catalogue["flows"], record)
    before = seen(desk, 3).shown.crossing
    renamed = typed["chart"]
    assert isinstance(renamed, dict)
    renamed["steps"][1]["text"] = "复核"
    desk.records.save(desk.catalogue["flows"], typed, record_id=drawn.id)
    now = seen(desk, 3).shown.crossing
    assert ([x for x, _ in before.ids], [x for x, _ in now.ids]) == (["审核"], ["复核"])
    assert seen(desk, 3, Glance(None, date(YEAR, 10, 1))).shown.crossing.moves == ()


def test_a_version_is_read_once_for_all_days(desk: Desk) -> None:
    risks, days = desk.catalogue["risks"], [date(YEAR, month, 28) for month in range(1, 12)]
    with desk.book.reading() as work:
        together = work.records.versions_on(risks, days)
        alone = [work.records.versions_on(risks, [day])[0] for day in days]
    assert together == alone
    read = {each.version: each.plain for each in together[0]}
    for versions in together:
        for each in versions:
            assert read.setdefault(each.version, each.plain) is each.plain
    assert len(read) > len(together[0])
