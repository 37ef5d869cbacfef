"""The map of any day: as told by the history, row by row, and what moved between two days.

Over 300 lines because maps, moves, months and charts are read out of one history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations

import pytest

from qinglian_desktop.application.along_charts import ChartLine
from qinglian_desktop.application.crossing_reading import short_name
from qinglian_desktop.application.crossing_words import ShownCrossing
from qinglian_desktop.application.crossings import Crossing, Glance, ShiftKind
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.level_months import level_picture
from qinglian_desktop.domain.drawing import Words
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.lenses import AlongChart, Matrix
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Change, State
from tests.conftest import YEAR

MONTH_ENDS = [date(YEAR, month, 28) for month in range(1, 11)]


def lens_of(desk: Desk, place: int = 0) -> Matrix:
    lens = desk.catalogue["risks"].lenses[place]
    assert isinstance(lens, Matrix)
    return lens


def seen(desk: Desk, on: date | None, since: date | None = None, place: int = 0) -> Crossing:
    glance = Glance(on, since)
    return desk.statistics.matrix(desk.catalogue["risks"], lens_of(desk, place), glance)


def lines_of(desk: Desk, on: date | None = None) -> tuple[ChartLine, ...]:
    risks = desk.catalogue["risks"]
    lens = next(each for each in risks.lenses if isinstance(each, AlongChart))
    return desk.statistics.seen_map(risks, lens, Glance(on)).lines


def histories(desk: Desk) -> dict[int, list[Change]]:
    """Of every risk, void or not, what happened to it, the oldest first."""
    everything = Query("risks", states=tuple(State))
    ids = desk.searching.ids(everything)
    risks = desk.catalogue["risks"]
    return {at: list(reversed(desk.records.history(risks, at))) for at in ids}


def told_by(rows: list[Change], day: date) -> Mapping[str, object] | None:
    """What a record said on a day; the slow way, a row after another."""
    said, is_void, known = None, False, [row for row in rows if row.at.date() <= day]
    for row in known or rows:
        is_void = row.action == "作废" or (is_void and row.action != "恢复")
        said = row.after if known or said is None else said
    if said is None or is_void:
        return None
    came = date.fromisoformat(str(said["day"]))
    return said if known or came <= day else None


def expected(told: dict[int, list[Change]], day: date) -> dict[int, tuple[str, str, str]]:
    found: dict[int, tuple[str, str, str]] = {}
    for at, rows in told.items():
        said = told_by(rows, day)
        if said is not None and said["stage"] != "销号":
            found[at] = (str(said["likelihood"]), str(said["severity"]), str(said["level"]))
    return found


def shown(crossing: Crossing) -> dict[int, tuple[str, str, str]]:
    return {at: (x, y, crossing.levels[at]) for (x, y), ids in crossing.ids.items() for at in ids}


@pytest.mark.parametrize("month", range(1, 11))
def test_the_map_of_each_day_is_what_the_history_tells(sample_desk: Desk, month: int) -> None:
    told, day = histories(sample_desk), date(YEAR, month, 1)
    while day.month == month:
        assert shown(seen(sample_desk, day)) == expected(told, day), day
        day += timedelta(days=1)


def test_the_map_of_today_is_the_map_of_now(sample_desk: Desk) -> None:
    today = seen(sample_desk, sample_desk.clock().date())
    for place in (0, 1, 2):
        now = seen(sample_desk, None, place=place)
        then = seen(sample_desk, sample_desk.clock().date(), place=place)
        assert (now.ids, now.tints, now.beyond) == (then.ids, then.tints, then.beyond)
    assert today.filled_in_later == ()


def test_every_listed_risk_is_in_the_map_or_told(sample_desk: Desk) -> None:
    listed = set(sample_desk.searching.ids(Query("risks")))
    crossing = sample_desk.statistics.matrix(
        sample_desk.catalogue["risks"],
        lens_of(sample_desk),
        Glance(only=(("department", "办公室"),)),
    )
    told = ShownCrossing(sample_desk.catalogue["risks"], lens_of(sample_desk), crossing).left_out()
    left_out = [at for _, ids in told for at in ids]
    assert {*shown(crossing), *left_out} == listed
    assert len(shown(crossing)) + len(left_out) == len(listed) >= 24
    assert set(crossing.filtered) and all("的有" in words for words, _ in told)


@pytest.mark.parametrize(("since", "on"), [*combinations(MONTH_ENDS[::2], 2)])
def test_moves_lead_from_one_map_to_the_other(sample_desk: Desk, since: date, on: date) -> None:
    before, now = shown(seen(sample_desk, since)), seen(sample_desk, on, since)
    replayed = dict(before)
    for move in now.moves:
        was = (*(move.before or ()), move.level_before)
        if move.kind is ShiftKind.CAME:
            assert move.record_id not in before
        else:
            assert replayed.pop(move.record_id) == was
        if move.kind is not ShiftKind.WENT:
            assert move.after is not None
            replayed[move.record_id] = (*move.after, move.level_after)
        assert move.day is None or since < move.day <= on
    assert replayed == shown(now)


def test_the_sample_year_has_every_kind_of_move_with_its_reason(sample_desk: Desk) -> None:
    year = seen(sample_desk, date(YEAR, 10, 31), date(YEAR, 4, 1)).moves
    assert set(Counter(each.kind for each in year)) == set(ShiftKind)
    rose = next(each for each in year if each.kind is ShiftKind.ROSE)
    assert (rose.level_before, rose.level_after, rose.day) == ("二级", "一级", date(YEAR, 5, 20))
    assert "打招呼" in rose.reason
    went = {each.how: each for each in year if each.kind is ShiftKind.WENT}
    assert set(went) == {"作废", "销号"}
    assert went["作废"].reason.startswith("与公示期") and went["销号"].day == date(YEAR, 10, 9)
    assert [each.how for each in year if each.kind is ShiftKind.CAME].count("补录") == 1


def test_the_sample_holds_risks_of_every_level_power_and_department(sample_desk: Desk) -> None:
    by_field = seen(sample_desk, None, place=2)
    assert by_field.labels["power.area"] == "业务领域"
    assert {y for _, y in by_field.ids} == {*by_field.ys}
    assert {x for x, _ in by_field.ids} == {"一级", "二级", "三级"}
    assert len(seen(sample_desk, None, place=1).ys) >= 5


def test_what_was_entered_later_counts_and_is_told(sample_desk: Desk) -> None:
    risks = sample_desk.catalogue["risks"]
    june = seen(sample_desk, date(YEAR, 6, 30))
    (later,) = june.filled_in_later
    assert later in shown(june)
    words = ShownCrossing(risks, lens_of(sample_desk), june).day_words()
    assert words == ("其中 1 条是 2026-06-30 以后补录的，按补录时写的算",)


def test_before_the_book_began_the_map_is_empty_and_says_so(sample_desk: Desk) -> None:
    risks = sample_desk.catalogue["risks"]
    crossing = seen(sample_desk, date(1999, 1, 1))
    assert not crossing.ids and crossing.known_since == date(YEAR, 2, 3)
    (words,) = ShownCrossing(risks, lens_of(sample_desk), crossing).day_words()
    assert words == "台账里最早的风险点是 2026-02-03 的，1999-01-01 还没有记录"


@pytest.mark.parametrize("glance", [Glance(date(2999, 1, 1)), Glance(None, date(2999, 1, 1))])
def test_a_day_to_come_is_refused_in_words(sample_desk: Desk, glance: Glance) -> None:
    with pytest.raises(DataProblems) as refused:
        sample_desk.statistics.matrix(sample_desk.catalogue["risks"], lens_of(sample_desk), glance)
    assert "还没有到" in refused.value.problems[0].message


def test_a_day_is_compared_with_one_before_it(sample_desk: Desk) -> None:
    wrong = Glance(date(YEAR, 3, 1), date(YEAR, 3, 1))
    with pytest.raises(DataProblems) as refused:
        sample_desk.statistics.matrix(sample_desk.catalogue["risks"], lens_of(sample_desk), wrong)
    assert "要早于看的这一天" in refused.value.problems[0].message


def test_a_cell_is_as_hot_as_the_rule_says_empty_or_not(sample_desk: Desk) -> None:
    crossing = seen(sample_desk, date(1999, 1, 1))
    assert len(crossing.heat) == 9
    assert (crossing.heat["高", "重"], crossing.heat["中", "中"]) == ("一级", "二级")
    assert crossing.heat["低", "轻"] == "三级"


@pytest.mark.parametrize("path", ["department", "power.area", "stage", "controls.owner"])
def test_each_filter_keeps_those_that_say_its_word(sample_desk: Desk, path: str) -> None:
    risks, lens = sample_desk.catalogue["risks"], lens_of(sample_desk)
    whole = sample_desk.statistics.matrix(risks, lens)
    kept: list[int] = []
    for word in whole.offers[path]:
        part = sample_desk.statistics.matrix(risks, lens, Glance(only=((path, word),)))
        assert shown(part) and {*shown(part), *part.filtered} == {*shown(whole)}
        kept += shown(part)
    assert set(kept) == {*shown(whole)}


def test_a_void_power_keeps_its_risks_in_their_field(desk: Desk) -> None:
    powers = desk.catalogue["powers"]
    before = seen(desk, None, place=2).ids
    desk.records.void(powers, 1, "试一试")
    assert seen(desk, None, place=2).ids == before
    assert seen(desk, desk.clock().date(), place=2).ids == before


def test_a_risk_without_both_answers_has_no_cell_but_one_by_department(desk: Desk) -> None:
    risks = desk.catalogue["risks"]
    record = desk.searching.fetch(risks, [1])[0]
    other = {"likelihood": None, "method": "按权力大小定级", "power_held": "一般权力"}
    typed = desk.records.plain(risks, record) | other | {"level": "二级", "reason": "换了方法"}
    desk.records.save(risks, typed, record_id=1)
    for on in (None, desk.clock().date()):
        crossing = seen(desk, on)
        assert crossing.unplaced == (1,) and 1 in crossing.names
        assert 1 in seen(desk, on, place=1).ids["二级", "组织部"]
    (fell,) = seen(desk, None, date(YEAR, 11, 1)).moves
    assert (fell.kind, fell.after, fell.reason) == (ShiftKind.FELL, None, "换了方法")


def test_what_came_and_went_by_a_filter_is_told_as_that(desk: Desk) -> None:
    risks, (record,) = desk.catalogue["risks"], desk.searching.fetch(desk.catalogue["risks"], [1])
    typed = desk.records.plain(risks, record)
    desk.records.save(risks, typed | {"department": "审计室"}, record_id=1, reason="分工调整")
    desk.records.void(risks, 1, "点错了")
    desk.records.revive(risks, 1)
    for department, kind, way in (
        ("审计室", ShiftKind.CAME, "恢复"),
        ("组织部", ShiftKind.WENT, ""),
    ):
        glance = Glance(None, date(YEAR, 11, 1), (("department", department),))
        (move,) = desk.statistics.matrix(risks, lens_of(desk), glance).moves
        assert (move.kind, move.how) == (kind, way)
        assert move.day == desk.clock().date()


def test_what_moved_into_a_filter_was_not_entered_later(desk: Desk) -> None:
    risks, (record,) = desk.catalogue["risks"], desk.searching.fetch(desk.catalogue["risks"], [1])
    typed = desk.records.plain(risks, record) | {"department": "审计室"}
    desk.records.save(risks, typed, record_id=1, reason="分工调整")
    glance = Glance(None, date(YEAR, 11, 1), (("department", "审计室"),))
    (move,) = desk.statistics.matrix(risks, lens_of(desk), glance).moves
    assert (move.kind, move.how, move.reason) == (ShiftKind.CAME, "", "分工调整")


def test_the_months_count_what_stood_at_each_end(sample_desk: Desk) -> None:
    risks, told = sample_desk.catalogue["risks"], histories(sample_desk)
    months = sample_desk.statistics.seen_map(risks, lens_of(sample_desk)).months
    assert len(months.months) == 12 and months.months[11].counts == ()
    for month in months.months[:11]:
        levels = Counter(level for _, _, level in expected(told, month.on).values())
        assert month.counts == tuple(levels[word] for word in months.levels)
    drawn = level_picture(months, 442, 10.5)
    said = [shape.text for shape in drawn.shapes if isinstance(shape, Words)]
    assert {"一级", "二级", "三级", "12月", "·"} <= {*said}
    assert len(drawn.spots) == 11


def test_the_months_count_what_the_map_shows_while_it_is_narrowed(sample_desk: Desk) -> None:
    risks, lens = sample_desk.catalogue["risks"], lens_of(sample_desk)
    offers, today = seen(sample_desk, None).offers, sample_desk.clock().date()
    for path in lens.filters:
        for word in offers[path]:
            only = ((path, word),)
            found = sample_desk.statistics.seen_map(risks, lens, Glance(only=only))
            last = next(each for each in found.months.months if each.on == today)
            levels = Counter(found.shown.crossing.levels.values())
            assert last.counts == tuple(levels[each] for each in found.months.levels)


def test_along_its_chart_each_risk_stands_at_its_step(desk: Desk) -> None:
    lines = {each.name: each for each in lines_of(desk)}
    naming = lines["模范机关创建示范单位命名"]
    step = next(each for each in naming.steps if each.label == "实地考评")
    assert [risk.level for risk in step.risks] == ["一级"] and not step.is_decision
    assert not lines["公务接待审批"].steps and len(lines["公务接待审批"].loose) == 2
    hung = [r.record_id for line in lines.values() for s in line.steps for r in s.risks]
    loose = [r.record_id for line in lines.values() for r in line.loose]
    assert sorted(hung + loose) == sorted(shown(seen(desk, None)))
    march = lines_of(desk, date(YEAR, 1, 16))
    assert march == ()
    desk.records.void(desk.catalogue["flows"], naming.chart or 0, "试一试")
    gone = next(each for each in lines_of(desk) if each.owner == naming.owner)
    assert gone.chart is None and len(gone.loose) == len(
        [risk for each in naming.steps for risk in each.risks]
    )


def test_a_power_that_was_entered_after_the_day_is_not_called_void(desk: Desk) -> None:
    powers, risks, day = desk.catalogue["powers"], desk.catalogue["risks"], date(YEAR, 3, 1)
    (one,), (risk,) = desk.searching.fetch(powers, [1]), desk.searching.fetch(risks, [1])
    today = desk.clock().date().isoformat()
    typed = desk.records.plain(powers, one) | {"name": "印章管理", "day": today}
    power = desk.records.save(powers, typed).record
    asked = desk.records.plain(risks, risk) | {
        "risk": "私自用印",
        "day": day.isoformat(),
        "filed_on": None,
    }
    link = {"id": power.id, "label": "印章管理"}
    desk.records.save(risks, asked | {"power": link, "step": None})
    (line,) = (e for e in lines_of(desk, day) if e.owner == power.id)
    assert (len(line.loose), line.is_gone) == (1, False)
    desk.records.void(powers, power.id or 0, "重复")
    assert next(each for each in lines_of(desk) if each.owner == power.id).is_gone


def test_a_short_name_ends_where_a_part_of_it_ends() -> None:
    assert short_name("考评打招呼、凭印象定结论") == "考评打招呼…"
    assert short_name("资料审核把关不严") == "资料审核把关不严"
    assert short_name("服务对象催办影响规范办理") == "服务对象催办影响规…"
