"""Lenses of the invented ledger on paper: what stands there is what was kept, and no more."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast, get_args

import pytest

from qinglian_desktop.application.document_ports import PaperFiles
from qinglian_desktop.application.lens_printing import LensPrinting
from qinglian_desktop.domain.drawing import Box, Stroke, Words
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensPaper
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Lens,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stages,
    TableLens,
    Timeline,
)
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.record import Draft
from tests.invented import EVERYTHING, TASKS, example_input
from tests.unit.conftest import Voyage

TABLES: list[TableLens] = [
    each for each in EVERYTHING.lenses if not isinstance(each, Matrix | AlongChart)
]
GRID, COVERAGE, STAGES, TIMELINE, ROWS, _TREE = TABLES
MATRIX, ALONG = (each for each in EVERYTHING.lenses if isinstance(each, Matrix | AlongChart))
every_table = pytest.mark.parametrize("lens", TABLES, ids=lambda lens: type(lens).__name__)


class PaperKept:
    """Paper that keeps what it was told to print."""

    def __init__(self) -> None:
        self.told: list[tuple[LensPaper, str, date]] = []

    def lens(self, paper: LensPaper, unit_name: str, made: date) -> bytes:
        self.told.append((paper, unit_name, made))
        return b"%PDF"


@pytest.fixture
def kept() -> PaperKept:
    return PaperKept()


@pytest.fixture
def printing(voyage: Voyage, kept: PaperKept) -> LensPrinting:
    desk, files = voyage.desk, cast("PaperFiles", kept)
    clock = lambda: voyage.now  # noqa: E731
    return LensPrinting(desk.book, desk.catalogue, clock, files, desk.drawn_lenses)


def cells(paper: LensPaper) -> list[LensCell]:
    return [cell for row in paper.rows for cell in row.cells]


def test_the_invented_lenses_are_of_every_kind() -> None:
    """A kind that is added is asked for here, and by the type checker where it is printed."""
    assert {type(lens) for lens in EVERYTHING.lenses} == set(get_args(Lens))
    kinds = [MonthGrid, Matrix, Coverage, Stages, Timeline, RowList, Linked, AlongChart]
    assert [type(lens) for lens in EVERYTHING.lenses] == kinds


@every_table
def test_an_empty_book_says_what_there_is_not(
    lens: TableLens, printing: LensPrinting, kept: PaperKept
) -> None:
    assert printing.preview(EVERYTHING, lens, None) == b"%PDF"
    [(paper, unit, _)] = kept.told
    assert paper.title == f"{EVERYTHING.label}　{lens.label}"
    assert unit == ""
    if not isinstance(lens, MonthGrid):
        assert paper.rows == ()
        assert "还没有" in paper.empty
    # No mark without words beside it, in a cell or in the legend.
    assert all(any((cell.lead, *cell.lines)) for cell in cells(paper) if cell.mark)
    assert all(entry for _, entry in paper.legend)


@every_table
def test_no_mark_stands_without_words_and_none_without_its_legend(
    lens: TableLens, voyage: Voyage, printing: LensPrinting
) -> None:
    voyage.crew("甲", watches=[{"word": "新手"}])
    steps = [
        {"what": "修舵", "due": "2026-09-20", "done": "没做"},
        {"what": "点灯", "done": "做完"},
    ]
    voyage.event(day="2026-09-30", guests="丙", colour="红", steps=steps)
    sails = {"id": voyage.crew("乙"), "label": "乙"}
    voyage.event(guests="甲", day="2026-03-02", plan="2026-05-01", grade="乙等", sails=sails)
    paper = printing.paper(EVERYTHING, lens, None)
    explained = {mark for mark, _ in paper.legend}
    assert paper.rows
    for cell in cells(paper):
        if cell.mark is not None:
            assert any((cell.lead, *cell.lines))
            assert cell.mark in explained
    assert all(
        sum(cell.columns for cell in row.cells) == len(paper.columns)
        for row in paper.rows
        if not row.group
    )


def test_a_month_grid_says_done_planned_and_missing(voyage: Voyage, printing: LensPrinting) -> None:
    voyage.now = datetime(2026, 4, 20, 9)
    voyage.event(day="2026-01-05", tasks=TASKS[0])
    voyage.event(day="2026-01-09", tasks=TASKS[0])
    planned = example_input(day="2026-02-10", tasks=TASKS[0])
    voyage.desk.records.keep_draft(Draft(EVERYTHING.key, planned, is_plan=True))
    paper = printing.paper(EVERYTHING, GRID, Period.parse("2026"))
    row = next(row for row in paper.rows if row.cells[0].lines == (TASKS[0],))
    said = [(cell.lines, cell.mark) for cell in row.cells[1:6]]
    assert said == [
        (("✓ 2次",), GroundMark.GOOD),
        (("计划中",), GroundMark.PLANNED),
        (("空缺",), GroundMark.BAD),
        (("本期未完成",), GroundMark.WARNED),
        (("未到",), None),
    ]
    assert paper.above == ("2026年4月的4项都还没有完成。",)
    assert paper.below[0].startswith("以前空缺 ")
    assert f"3月 {TASKS[0]}" in paper.below[0]
    # Every one is named on paper, which has room; the window names the first few.
    assert paper.below[0].count("；") > 8
    assert "点" not in paper.below[0]
    assert printing.paper(EVERYTHING, GRID, Period.parse("2025")).above == ()


def test_who_has_several_records_is_told_how_they_fared(
    voyage: Voyage, printing: LensPrinting
) -> None:
    voyage.crew("韦𬀩")
    voyage.event(chief="韦𬀩", day="2025-05-01", grade="丙等")
    voyage.event(chief="韦𬀩", day="2026-05-01", grade="甲等")
    voyage.event(chief="只有一次", day="2026-05-01")
    paper = printing.paper(EVERYTHING, STAGES, None)
    assert paper.below == ("韦𬀩：补帆 丙等 → 补帆 甲等",)
    marks = [cell.mark for cell in cells(paper) if cell.lead == "韦𬀩"]
    assert marks == [GroundMark.BAD, GroundMark.GOOD]


def test_a_matrix_names_what_is_not_in_it_without_telling_to_click(
    voyage: Voyage, printing: LensPrinting
) -> None:
    voyage.event(grade="乙等")
    voyage.event()
    assert isinstance(MATRIX, Matrix)
    seen = voyage.desk.statistics.seen_map(EVERYTHING, MATRIX)
    (page,) = seen.pages()
    said = [each.text for each in page.shapes if isinstance(each, Words)]
    assert "没有填颜色或等级的有 1 条，不在图里" in said
    assert said.count("补帆") == 1
    assert not any("点" in each for each in said)


def test_pieces_of_work_each_have_a_bar_and_a_state(voyage: Voyage, printing: LensPrinting) -> None:
    for at in range(12):
        voyage.event(line=f"第{at}件", day="2026-03-01", plan=f"2026-{1 + at:02}-28", colour="蓝")
    paper = printing.paper(EVERYTHING, TIMELINE, None)
    assert len(paper.rows) == 12
    for row in paper.rows:
        title, chart, state = row.cells
        assert title.lines and chart.draw is not None
        assert state.lines[0].startswith(("逾期", "未启动"))
        assert (state.mark is GroundMark.BAD) == state.lines[0].startswith("逾期")
        drawing = chart.draw(300.0, 40.0)
        boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
        assert all(box.x >= 0 and box.x + box.width <= 300.01 for box in boxes)
        strokes = [shape for shape in drawing.shapes if isinstance(shape, Stroke)]
        assert all(-0.01 <= each <= 300.01 for s in strokes for each in (s.x1, s.x2))


def test_the_time_that_is_asked_for_is_the_one_that_is_told(
    voyage: Voyage, printing: LensPrinting
) -> None:
    for lens in (GRID, STAGES, TIMELINE):
        assert printing.paper(EVERYTHING, lens, Period.parse("2024")).when == "2024年"
        assert printing.paper(EVERYTHING, lens, None).when == f"{voyage.now.year}年"
        with pytest.raises(DataProblems, match="按年看"):
            printing.paper(EVERYTHING, lens, Period.parse("2024H1"))
    assert printing.paper(EVERYTHING, COVERAGE, Period.parse("2025Q2")).when == "2025年第二季度"
    half = Period.half_of(voyage.now.date())
    assert printing.paper(EVERYTHING, COVERAGE, None).when == half.label
    for lens in (MATRIX, ALONG, ROWS):
        with pytest.raises(DataProblems, match="不分报告期"):
            printing.preview(EVERYTHING, lens, Period.parse("2026"))


def test_files_are_called_by_ledger_lens_and_time(
    voyage: Voyage, printing: LensPrinting, kept: PaperKept, tmp_path: Path
) -> None:
    voyage.ship()
    paths = printing.to_folder(EVERYTHING, [GRID, TIMELINE], Period.parse("2026"), tmp_path)
    assert [path.name for path in paths] == [
        f"{EVERYTHING.label}_月表_2026年.pdf",
        f"{EVERYTHING.label}_期限图_2026年.pdf",
    ]
    assert [path.read_bytes() for path in paths] == [b"%PDF", b"%PDF"]
    assert [made for _, _, made in kept.told] == [voyage.now.date()] * 2
    assert kept.told[0][1] != ""


def test_one_period_that_is_wrong_writes_nothing(
    printing: LensPrinting, kept: PaperKept, tmp_path: Path
) -> None:
    with pytest.raises(DataProblems):
        printing.to_folder(EVERYTHING, [COVERAGE, GRID], Period.parse("2026H1"), tmp_path)
    assert kept.told == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_rows_stand_on_paper_as_in_the_window(voyage: Voyage, printing: LensPrinting) -> None:
    steps = [{"what": "修舵", "due": "2026-09-20", "who": "陈㛃", "done": "没做"}]
    voyage.event(colour="红", steps=steps)
    paper = printing.paper(EVERYTHING, ROWS, None)
    (row,) = paper.rows
    assert row.cells[0].lines == ("修舵",)
    assert row.cells[-1].lines[0].startswith("没做，逾期 ")
    assert row.cells[-1].mark is GroundMark.BAD
    assert paper.above == ("共 1 条步骤，做完 0 条，逾期 1 条。",)
