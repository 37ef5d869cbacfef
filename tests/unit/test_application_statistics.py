"""Figures and pictures of the records: measures, month grid, matrix, coverage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from qinglian_desktop.application.month_grids import GridMark
from qinglian_desktop.application.statistics import Covered
from qinglian_desktop.domain.lenses import Coverage, Matrix, MonthGrid
from qinglian_desktop.domain.measures import Figure
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Draft
from tests.invented import EVERYTHING, TASKS
from tests.unit.conftest import Voyage

GRID = next(lens for lens in EVERYTHING.lenses if isinstance(lens, MonthGrid))
MATRIX = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Matrix))
COVERAGE = next(lens for lens in EVERYTHING.lenses if isinstance(lens, Coverage))
OCTOBER = Period.parse("2026-10")
SECOND_HALF = Period.parse("2026H2")


def figures(voyage: Voyage, period: str) -> dict[str, Figure]:
    return {
        line.measure.key: line.figure
        for line in voyage.desk.statistics.figures(Period.parse(period), EVERYTHING)
    }


def test_a_figure_names_the_records_behind_it(voyage: Voyage) -> None:
    red, both = voyage.event(colour="红", guests="甲"), voyage.event(guests="甲、乙；缺席：丙")
    found = figures(voyage, "2026-10")
    for key, value, records in (
        ("events", 2, (red, both)),
        ("red", 1, (red,)),
        ("heads", 3, (red, both)),
    ):
        measure = EVERYTHING.measure(key)
        figure = voyage.desk.statistics.figure(EVERYTHING, measure, OCTOBER)
        assert figure == Figure(value, records)
        assert found[key] == Figure(value)


def test_a_counted_nothing_differs_from_what_was_not_kept_yet(voyage: Voyage) -> None:
    voyage.event(day="2026-10-09")
    assert figures(voyage, "2026-11")["events"] == Figure(0)
    assert figures(voyage, "2026-09")["events"] == Figure(None)


def test_a_share_of_nothing_is_not_kept_and_not_zero(voyage: Voyage) -> None:
    voyage.event()
    assert figures(voyage, "2026")["rate"].value is None
    steps = [{"what": "缝", "done": "做完"}, {"what": "量", "done": "没做"}, {"what": "看"}]
    voyage.event(steps=steps)
    assert figures(voyage, "2026")["rate"].value == Decimal("33.3")


def test_a_month_stands_beside_the_one_before_and_the_year_so_far(voyage: Voyage) -> None:
    for day in ("2026-01-05", "2026-09-30", "2026-10-01", "2026-11-02", "2025-10-01"):
        voyage.event(day=day)
    line = voyage.desk.statistics.figures(OCTOBER, EVERYTHING)[0]
    assert line.figure.value == 1
    assert (line.before and line.before.value) == 1
    assert (line.year_to_date and line.year_to_date.value) == 3
    half = voyage.desk.statistics.figures(SECOND_HALF, EVERYTHING)[0]
    assert (half.figure.value, half.before, half.year_to_date) == (3, None, None)


def test_the_grid_tells_done_planned_missing_and_ahead_apart(voyage: Voyage) -> None:
    done = voyage.event(day="2026-10-09", tasks="补帆、看灯")
    typed: dict[str, object] = {"day": "2026-10-30", "tasks": ["唱歌", "补帆"]}
    draft = voyage.desk.records.keep_draft(Draft(EVERYTHING.key, typed, is_plan=True))
    voyage.desk.records.keep_draft(Draft(EVERYTHING.key, {"day": "哪天", "tasks": "擦甲板"}))
    voyage.desk.records.keep_draft(
        Draft(EVERYTHING.key, {"day": "2026-10-30", "tasks": "擦甲板"}, record_id=done)
    )
    # Left half done, which nobody planned.
    voyage.desk.records.keep_draft(Draft(EVERYTHING.key, {"day": "2026-10-30", "tasks": "擦甲板"}))
    grid = voyage.desk.statistics.grid(EVERYTHING, GRID, 2026)
    assert grid.words == TASKS
    october = {word: grid.cells[word][9] for word in grid.words}
    assert {word: cell.mark for word, cell in october.items()} == {
        "擦甲板": GridMark.MISSING,
        "补帆": GridMark.DONE,
        "看灯": GridMark.DONE,
        "唱歌": GridMark.PLANNED,
    }
    assert (october["补帆"].records, october["补帆"].drafts) == ((done,), (draft.id,))
    assert {grid.cells[word][11].mark for word in grid.words} == {GridMark.AHEAD}
    assert grid.missing(10) == ("擦甲板", "唱歌")


def test_the_grid_of_another_year_is_all_missing(voyage: Voyage) -> None:
    voyage.event(day="2026-10-09")
    cells = voyage.desk.statistics.grid(EVERYTHING, GRID, 2025).cells
    assert {cell.mark for row in cells.values() for cell in row} == {GridMark.MISSING}


def test_a_void_record_leaves_its_cell(voyage: Voyage) -> None:
    kept = voyage.event()
    voyage.desk.records.void(EVERYTHING, kept, "重复")
    assert len(voyage.desk.statistics.grid(EVERYTHING, GRID, 2026).missing(10)) == len(TASKS)


def test_the_matrix_crosses_two_choices_with_the_gravest_first(voyage: Voyage) -> None:
    grave = voyage.event(colour="红", grade="甲等", weight=20)
    light = [voyage.event(colour="红", grade="乙等"), voyage.event(colour="红", grade="乙等")]
    unplaced = voyage.event(colour=None)
    crossing = voyage.desk.statistics.matrix(EVERYTHING, MATRIX)
    assert crossing.xs == ("红", "黄", "蓝")
    assert crossing.ys == ("甲等", "乙等", "丙等")
    assert crossing.ids == {("红", "甲等"): (grave,), ("红", "乙等"): tuple(light)}
    assert crossing.tints["红", "乙等"] == (("乙等", 2),)
    assert crossing.unplaced == (unplaced,)


def test_coverage_lists_each_class_the_missing_first(voyage: Voyage) -> None:
    watch = [{"word": "新手", "since": "2026-03-01"}]
    seen = voyage.crew("来过", watches=watch)
    absent = voyage.crew("没到场", watches=[*watch, {"word": "值更", "since": "2026-01-01"}])
    early = voyage.event(guests="来过", day="2026-07-01")
    late = voyage.event(guests="来过；缺席：没到场", day="2026-10-09")
    voyage.event(guests="没到场", day="2026-06-30")
    found = voyage.desk.statistics.coverage(EVERYTHING, COVERAGE, SECOND_HALF)
    assert [(line.member.id, line.records) for line in found["新手"]] == [
        (absent, ()),
        (seen, (early, late)),
    ]
    assert [str(line.last) for line in found["新手"]] == ["None", "2026-10-09"]
    assert members(found["值更"]) == ["没到场"]
    assert "船长" not in found


def test_coverage_of_everyone_lists_the_members_of_the_party(voyage: Voyage) -> None:
    voyage.crew("党员甲", votes="是")
    voyage.crew("党员乙", votes="是", watches=[{"word": "新手", "since": "2026-03-01"}])
    voyage.crew("群甲", watches=[{"word": "新手", "since": "2026-03-01"}])
    came = voyage.event(guests="党员乙、群甲", day="2026-10-09")
    lens = replace(COVERAGE, everyone="全体党员")
    found = voyage.desk.statistics.coverage(EVERYTHING, lens, SECOND_HALF)
    assert {word: members(lines) for word, lines in found.items()} == {
        "全体党员": ["党员甲", "党员乙"]
    }
    assert found["全体党员"][1].records == (came,)


def test_coverage_asks_for_nobody_who_is_gone_or_not_yet_in_the_class(voyage: Voyage) -> None:
    now = [{"word": "新手", "since": "2026-03-01"}]
    voyage.crew("走了", watches=now, gone="2026-11-01", gone_why="到岸")
    voyage.crew("还早", watches=[{"word": "新手", "since": "2026-11-23"}], came="2026-01-01")
    voyage.crew("在", watches=now)
    second = voyage.desk.statistics.coverage(EVERYTHING, COVERAGE, SECOND_HALF)
    assert members(second["新手"]) == ["还早", "在"]
    first = voyage.desk.statistics.coverage(EVERYTHING, COVERAGE, Period.parse("2026H1"))
    assert members(first["新手"]) == ["走了", "在"]


def test_coverage_of_this_period_looks_at_today_not_at_its_end(voyage: Voyage) -> None:
    voyage.crew("年底走", watches=[{"word": "新手"}], gone="2026-12-30", gone_why="到岸")
    assert voyage.desk.statistics.coverage(EVERYTHING, COVERAGE, SECOND_HALF)
    voyage.now = datetime(2027, 1, 5)
    assert not voyage.desk.statistics.coverage(EVERYTHING, COVERAGE, SECOND_HALF)


def members(lines: list[Covered]) -> list[str]:
    return [line.member.name for line in lines]
