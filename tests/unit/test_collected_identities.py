"""Codes, names, revisions, months and keys of collected returns: what is odd is told, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qinglian_desktop.domain.collecting.identities import (
    other_than_before,
    out_of_order,
    same_figures,
    whose_returns,
)
from qinglian_desktop.domain.collecting.jumps import MOST_QUESTIONS, jumps_of
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from tests.unit.collected_units import DAY, PLAIN, STANDING, line, month, refused, returned, year_of

OCTOBER = month(10)
LISTED = (ListedUnit("A01", "A01局"),)


def test_two_units_with_one_code_are_named() -> None:
    (one,) = whose_returns(OCTOBER, LISTED, [returned()], [refused(unit_name="乙局")])
    assert one.said == "单位编码“A01”有2个单位在用：A01局、乙局。"
    assert list(whose_returns(OCTOBER, LISTED, [returned()], [refused(unit_name="Ａ01局")])) == []


def test_one_name_under_two_codes_is_told() -> None:
    returns = [returned(), returned("B02", unit_name="A01 局"), returned("C03")]
    (one,) = whose_returns(OCTOBER, (), returns, [])
    assert (one.unit_code, one.said) == ("B02", "“A01局”用了2个单位编码：A01、B02。")


def test_another_code_than_in_a_month_before_is_told() -> None:
    before = [returned(index=8), returned("B02", index=9)]
    now = returned("N1", unit_name="A01局")
    (one,) = whose_returns(OCTOBER, (), [*before, now, returned("B02")], [])
    assert one.said == "单位编码是N1，以前（2026年8月第1次）是A01。"
    assert list(whose_returns(OCTOBER, (), [*before, returned("B02")], [])) == []


def test_many_revisions_that_did_not_come_are_counted() -> None:
    (one,) = out_of_order(now := returned(revision=50), [now], DAY)
    assert one.said == "收到的是第50次，第1、2、3、4、5等49次没有收到。"


def test_who_is_not_in_the_list_or_is_called_otherwise_is_told() -> None:
    said = [
        each.said
        for each in whose_returns(
            OCTOBER, LISTED, [returned(unit_name="新局"), returned("Z9"), returned("")], []
        )
    ]
    assert said == [
        "编码A01在名单里是“A01局”，月报上写的是“新局”。",
        "“Z9局”（编码Z9）不在单位名单里。",
        "“局”的月报没有写单位编码。",
    ]
    assert list(whose_returns(OCTOBER, (), [returned("Z9")], [])) == []


def test_a_month_before_and_a_revision_between_are_missing() -> None:
    now = returned(revision=3)
    year = [returned(index=7), returned(index=9), returned(), now]
    missing, superseded, skipped = out_of_order(now, year, DAY)
    assert missing.said == "收到的是第3次，第2次没有收到。"
    assert superseded.said == "以第3次为准，以前收过第1次。"
    assert missing.is_told and superseded.is_told and not skipped.is_told
    assert skipped.said == "10月报了，以前的8月没有收到。"
    assert list(out_of_order(returned(), [returned()], DAY)) == []


def test_a_month_or_a_day_in_the_future_is_told() -> None:
    ahead = returned(index=12)
    assert next(out_of_order(ahead, [ahead], DAY)).said == "2026年12月还没有到，却已经报了。"
    dated = returned(reported_on=date(2026, 11, 9))
    assert "这一天还没有到" in next(out_of_order(dated, [dated], DAY)).said


def test_another_key_than_before_is_told_and_the_first_is_not() -> None:
    before = [returned(index=8, key="aa"), returned(index=9, key="")]
    (changed,) = other_than_before(returned(key="bb"), before)
    assert changed.said == "换了台账库：签名和2026年8月第1次的不同。"
    (gone,) = other_than_before(returned(), before)
    assert gone.said == "没有签名，可是2026年8月第1次有签名。"
    assert list(other_than_before(returned(key="aa"), before)) == []
    assert list(other_than_before(returned(key="aa"), [])) == []


def test_another_name_than_before_is_told() -> None:
    before = [returned(index=8, unit_name="旧局"), returned(index=9, unit_name="旧局")]
    (one,) = other_than_before(returned(unit_name="新局"), before)
    assert one.said == "以前（2026年9月第1次）写的单位名称是“旧局”。"
    assert list(other_than_before(returned(unit_name="旧 局"), before)) == []


def test_the_same_figures_of_two_units_are_found_where_there_are_any() -> None:
    some, none = (line(PLAIN, 3, 9),), (line(PLAIN, 0, 0),)
    returns = [returned("A", lines=some), returned("B", lines=some), returned("C", lines=none)]
    returns.append(returned("D", lines=none))
    assert [(one.unit_code, other.unit_code) for one, other in same_figures(returns)] == [
        ("A", "B")
    ]


def test_a_jump_is_asked_about_and_a_measure_without_history_is_not() -> None:
    before = tuple(year_of({5: 4, 6: 6, 7: 5, 8: 0}).values())
    (ask,) = jumps_of(returned(lines=(line(PLAIN, 50, 65),)), before, (PLAIN,))
    assert ask.words == "谈话人次本月50，以前4个月最多6。是集中做了，还是数打错了？"
    for value in (15, 18, 0):
        assert jumps_of(returned(lines=(line(PLAIN, value, 99),)), before, (PLAIN,)) == []
    assert jumps_of(returned(lines=(line(PLAIN, 50, 65),)), before[1:], (PLAIN,)) == []
    rare = tuple(year_of({5: 0, 6: 1, 7: 0, 8: 0}).values())
    assert jumps_of(returned(lines=(line(PLAIN, 50, 65),)), rare, (PLAIN,)) == []


def test_nothing_after_months_with_something_is_asked_about() -> None:
    before = tuple(year_of({5: 4, 6: 6, 7: 5, 8: 3}).values())
    (ask,) = jumps_of(returned(lines=(line(PLAIN, 0, 18),)), before, (PLAIN,))
    assert ask.words == "谈话人次本月是0，以前4个月最少也有3。是没有做，还是没有记？"


def test_few_questions_the_greatest_first_and_none_of_what_does_not_add_up() -> None:
    measures = tuple(replace(PLAIN, measure=f"m{at}", label=f"指标{at}") for at in range(5))
    before = [
        returned(index=at, lines=[line(each, 2, 2) for each in measures]) for at in range(5, 9)
    ]
    now = returned(lines=[line(each, 20 + 10 * at, 99) for at, each in enumerate(measures)])
    found = jumps_of(now, before, measures)
    assert [each.measure[1] for each in found] == ["m4", "m3", "m2"][:MOST_QUESTIONS]
    months = [returned(index=at, lines=[line(STANDING, 2, 2)]) for at in range(5, 9)]
    assert jumps_of(returned(lines=[line(STANDING, 90, 90)]), months, (STANDING,)) == []
