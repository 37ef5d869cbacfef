"""A word that may be another one written otherwise is asked about once, and counted as written."""

from __future__ import annotations

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.measures import Distinct
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query

KEY = "inspections"


def visited(desk: Desk, *units: str, record_id: int | None = None) -> Saved:
    rows = [{"name": each, "area": "市直"} for each in units]
    typed = {"theme": "调研", "day": "2026-10-20", "content": "看了看", "units": rows}
    return desk.records.save(desk.catalogue[KEY], typed, record_id=record_id)


def asked(saved: Saved) -> list[tuple[object, ...]]:
    return [each.address for each in saved.warnings if "是不是同一个" in each.message]


def figure(desk: Desk) -> object:
    ledger = desk.catalogue[KEY]
    measure = next(each for each in ledger.measures if isinstance(each.counts, Distinct))
    return desk.statistics.figure(ledger, measure, Period.parse("2026-10")).value


def test_a_new_word_much_like_another_is_asked_about_where_it_stands(desk: Desk) -> None:
    before = figure(desk)
    first = visited(desk, "示例新局（机关）")
    assert asked(first) == []
    second = visited(desk, "全新单位", "示例新局")
    assert asked(second) == [("units", 2, "name")]
    (told,) = (each.message for each in second.warnings if "是不是同一个" in each.message)
    assert "“示例新局（机关）”" in told
    assert first.record.number in told
    # No figure is changed by it: each is counted as it was written.
    assert isinstance(before, int)
    assert figure(desk) == before + 3
    # The same unit otherwise typed is the same, and no question.
    assert asked(visited(desk, "示例新局(机关)")) == []
    assert figure(desk) == before + 3


def test_it_is_asked_once(desk: Desk) -> None:
    visited(desk, "示例新局（机关）")
    saved = visited(desk, "示例新局")
    assert asked(saved)
    assert asked(visited(desk, "示例新局", "另一个单位", record_id=saved.record.id)) == []
    assert asked(visited(desk, "示例新局")) == []


def test_two_rows_of_one_record_are_asked_about_too(desk: Desk) -> None:
    assert asked(visited(desk, "示例新局", "示例新局（机关）")) == [("units", 2, "name")]


@pytest.mark.parametrize(
    ("key", "field", "word", "other"),
    [
        ("secretary_talks", "unit", "示例市新设机关", "示例市新设机构"),
        ("branch_building", "batch", "示范单位命名", "示范单位的命名"),
    ],
)
def test_every_figure_of_different_words_asks(
    desk: Desk, key: str, field: str, word: str, other: str
) -> None:
    ledger = desk.catalogue[key]
    record = desk.searching.first(Query(key), 1)[0][0]
    typed = desk.records.plain(ledger, record)
    desk.records.save(ledger, typed | {field: word})
    assert asked(desk.records.save(ledger, typed | {field: other})) == [(field, 0, "")]


def test_what_is_void_is_no_word_to_be_like(desk: Desk) -> None:
    first = visited(desk, "示例新局（机关）")
    desk.records.void(desk.catalogue[KEY], first.record.id or 0, "写重了")
    assert asked(visited(desk, "示例新局")) == []
