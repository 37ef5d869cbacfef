"""Lenses on A4: heads repeated, nothing cut or small, and marks that differ without colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PIL import Image

from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.lens_pages import BOTTOM, SIDE, TOP, LensPrinter
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.domain.drawing import Box, Drawing
from qinglian_desktop.domain.lens_paper import GroundMark, LensCell, LensColumn, LensPaper, LensRow
from tests.documents.paper_samples import FONTS, RARE, about, drawn, embedded, said

PAPER = PaperPdf(FONTS, ())
MADE = date(2026, 11, 23)
UNIT = "示例市委机关工委"


def grid(rows: int, columns: int = 12, word: str = "✓ 已完成") -> LensPaper:
    """A table of so many rows and columns, each cell marked in turn."""
    marks = (*GroundMark, None)
    return LensPaper(
        "样例台账　月度表",
        "2026年",
        (LensColumn("项目", 6.0, 2.0), *(LensColumn(f"{n}月", 5.0) for n in range(1, columns + 1))),
        tuple(
            LensRow(
                (
                    LensCell((f"第{row}项",), is_heading=True),
                    *(
                        LensCell((word,), mark=marks[(row + n) % len(marks)])
                        for n in range(columns)
                    ),
                )
            )
            for row in range(1, rows + 1)
        ),
        "没有按期要做的项目",
        tuple((mark, mark.value) for mark in GroundMark),
        ("上面的一句话",),
        ("下面的一句话。",),
    )


def laid_out(paper: LensPaper) -> tuple[LensPrinter, list[Sheet]]:
    printer = LensPrinter(paper, UNIT, MADE, Fonts(FONTS, ()))
    return printer, printer.sheets()


def written(sheet: Sheet) -> str:
    return "".join("".join(text.text for text in sheet.texts).split())


def boxes(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """What each text covers: left, bottom, right, top; a hair smaller than the type."""
    for text in sheet.texts:
        width = text.typeface.width(text.text, text.size) + text.stretch * (len(text.text) - 1)
        bottom = text.y - 0.12 * text.size + 0.05
        yield text.x + 0.05, bottom, text.x + width - 0.05, bottom + text.size - 0.1


def assert_whole(printer: LensPrinter, sheets: list[Sheet]) -> None:
    """Nothing leaves the page, overlaps or is smaller than 7 points."""
    width, height = printer.page
    for sheet in sheets:
        assert min(text.size for text in sheet.texts) >= 7
        covered = sorted(boxes(sheet))
        for left, bottom, right, top in covered:
            assert left >= SIDE - 0.1
            assert right <= width - SIDE + 0.1
            assert top <= height - TOP + 0.1
            assert bottom >= BOTTOM / 2
        for place, one in enumerate(covered):
            for two in covered[place + 1 :]:
                if two[0] >= one[2]:
                    break
                assert one[3] <= two[1] or two[3] <= one[1], (one, two)


def test_the_page_says_what_when_whose_and_of_which_day(tmp_path: Path) -> None:
    target = tmp_path / "lens.pdf"
    target.write_bytes(PAPER.lens(grid(8, word=RARE[:3]), UNIT, MADE))
    text = said(target)
    for words in (
        "样例台账月度表",
        "2026年",
        f"填报单位：{UNIT}",
        "打印日期：2026-11-23",
        "上面的一句话",
        "下面的一句话。",
        "第8项",
        "12月",
        RARE[:3],
        "第1页共1页",
        *(mark.value for mark in GroundMark),
    ):
        assert words in text, words
    assert "841.89 x 595.276" in about(target)
    assert embedded(target) == {("yes", "yes", "yes")}


def test_a_long_table_goes_on_below_its_head_on_every_page() -> None:
    printer, sheets = laid_out(grid(60))
    assert len(sheets) > 1
    assert_whole(printer, sheets)
    for number, sheet in enumerate(sheets, 1):
        text = written(sheet)
        assert "项目1月2月3月" in text
        assert f"第{number}页共{len(sheets)}页" in text
        assert ("样例台账月度表（续）2026年" in text) == (number > 1)
    rows = "".join(map(written, sheets))
    assert [rows.count(f"第{n}项") for n in range(1, 61)] == [1] * 60


def test_thirty_rows_of_months_stand_on_at_most_two_pages() -> None:
    printer, sheets = laid_out(grid(30))
    assert_whole(printer, sheets)
    assert len(sheets) <= 2


def test_columns_that_do_not_fit_at_seven_points_follow_in_a_part_of_their_own() -> None:
    printer, sheets = laid_out(grid(4, columns=45, word="高 12个"))
    assert_whole(printer, sheets)
    text = "".join(map(written, sheets))
    assert [text.count(f"{n}月") for n in range(10, 46)] == [1] * 36
    # Every part says of which rows it is.
    assert text.count("第3项") == text.count("项目") > 1
    assert text.count("高12个") == 4 * 45


def test_words_too_long_for_a_cell_go_on_in_its_next_line() -> None:
    paper = grid(3, word="非常长的一段说明文字" * 6)
    printer, sheets = laid_out(paper)
    assert_whole(printer, sheets)
    assert "".join(map(written, sheets)).count("非常长的一段说明文字" * 6) == 36


def test_sentences_that_would_fill_a_page_go_on_in_the_next() -> None:
    long = "".join(f"第{n}个样例，" for n in range(1200))
    paper = replace(grid(3), above=(long,), below=(long,))
    printer, sheets = laid_out(paper)
    assert_whole(printer, sheets)
    assert len(sheets) > 2
    assert "".join(map(written, sheets)).count("第1199个样例，") == 2


def test_long_names_of_unit_and_lens_have_room_on_upright_paper() -> None:
    long = replace(grid(2, columns=3), title="样例台账" * 12, when="2026年下半年", upright=True)
    printer = LensPrinter(long, "中共示例市委直属机关工作委员会" * 4, MADE, Fonts(FONTS, ()))
    [sheet] = printer.sheets()
    assert_whole(printer, [sheet])
    assert "中共示例市委直属机关工作委员会" * 4 in written(sheet)


def test_words_in_the_middle_of_a_narrow_cell_stay_in_it() -> None:
    text = "A1b2落实，责任（2026-10-01）、" * 9
    paper = grid(2, word=text)
    for size in (3.0, 5.0, 8.0):
        columns = tuple(replace(each, least=size) for each in paper.columns)
        printer, sheets = laid_out(replace(paper, columns=columns))
        assert_whole(printer, sheets)


def test_a_group_is_named_again_where_it_goes_on() -> None:
    columns = (LensColumn("姓名", 6.0), LensColumn("情况", 10.0))
    rows = [LensRow(group="重点对象　应谈话 120 人")]
    rows += [LensRow((LensCell((f"样例{n}",)), LensCell(("本期未谈话",)))) for n in range(120)]
    paper = LensPaper("谈话　未谈到的人", "2026年", columns, tuple(rows), "没有人", upright=True)
    printer, sheets = laid_out(paper)
    assert_whole(printer, sheets)
    assert len(sheets) > 2
    first, *others = map(written, sheets)
    assert "姓名情况重点对象应谈话120人样例0" in first
    for text in others:
        assert "姓名情况重点对象应谈话120人（续）样例" in text


def test_a_head_never_stands_alone_at_the_foot_of_a_page() -> None:
    columns = (LensColumn("姓名", 6.0),)
    for before in range(20, 40):
        rows = [LensRow((LensCell((f"甲{n}",)),)) for n in range(before)]
        rows += [LensRow(group="后一类"), LensRow((LensCell(("后面的人",)),))]
        paper = LensPaper("样例", "2026年", columns, tuple(rows), "没有人", upright=True)
        for sheet in laid_out(paper)[1]:
            assert ("后一类" in written(sheet)) == ("后面的人" in written(sheet)), before


def test_an_empty_lens_says_so_and_explains_no_marks() -> None:
    paper = LensPaper(
        "样例　图",
        "2026年",
        (LensColumn("项", 5.0),),
        (),
        "这一年还没有任务",
        ((GroundMark.BAD, "逾期"),),
    )
    printer, [sheet] = laid_out(paper)
    assert_whole(printer, [sheet])
    assert "这一年还没有任务。" in written(sheet)
    assert "逾期" not in written(sheet)


def test_marks_differ_in_grey(tmp_path: Path) -> None:
    """What a printer without colours puts out: each mark inks another share of its ground."""
    columns = tuple(LensColumn(mark.value, 6.0) for mark in GroundMark)
    row = LensRow(tuple(LensCell((" ",), mark=mark) for mark in GroundMark))
    paper = LensPaper("样例", "2026年", columns, (row,) * 6, "没有", keeps=0)
    target = tmp_path / "marks.pdf"
    target.write_bytes(PAPER.lens(paper, UNIT, MADE))
    [page] = drawn(target, tmp_path)
    printer, [sheet] = laid_out(paper)
    patterns = {
        marked.mark: _pattern(page.convert("L"), marked.area, printer.page[1])
        for marked in sheet.marked
    }
    for one, two in combinations(GroundMark, 2):
        differs = max(abs(a - b) for a, b in zip(patterns[one], patterns[two], strict=True))
        assert differs > 3, (one, two, patterns)


def _pattern(
    page: Image.Image, area: tuple[float, float, float, float], height: float
) -> tuple[float, float]:
    """How much the grey of a ground changes along it and down it."""
    dots = page.height / height
    x, y, wide, high = area
    left, top = round((x + 2) * dots), round((height - y - high + 2) * dots)
    right, bottom = round((x + wide - 2) * dots), round((height - y - 2) * dots)
    part = page.crop((left, top, right, bottom))
    rows = [part.crop((0, n, part.width, n + 1)).tobytes() for n in range(part.height)]
    columns = [bytes(row[n] for row in rows) for n in range(part.width)]
    return _change(rows), _change(columns)


def _change(lines: list[bytes]) -> float:
    steps = [abs(a - b) for line in lines for a, b in pairwise(line)]
    return sum(steps) / len(steps)


def test_the_lines_of_a_mark_leave_its_words_clear() -> None:
    _, [sheet] = laid_out(grid(5))
    marked = [each for each in sheet.marked if each.clear]
    assert len(marked) == 50
    for each in marked:
        x, y, width, height = each.clear[0]
        inside = [
            text for text in sheet.texts if x <= text.x <= x + width and y <= text.y <= y + height
        ]
        assert [text.text for text in inside] == ["✓ 已完成"]


def test_a_drawing_fills_its_cell() -> None:
    asked: list[tuple[float, float]] = []

    def draw(width: float, height: float) -> Drawing:
        asked.append((width, height))
        return Drawing(width, height, (Box(0, 0, width, height),))

    columns = (LensColumn("任务", 10.0), LensColumn("", 20.0, 3.0))
    row = LensRow((LensCell(("一行", "两行", "三行"), lead="名称"), LensCell(draw=draw)))
    _, [sheet] = laid_out(LensPaper("样例", "2026年", columns, (row,), "没有"))
    [(width, height)] = asked
    [placed] = sheet.drawn
    assert width > 300 and height > 50
    assert placed.x + width == pytest.approx(841.89 - SIDE, abs=0.1)


def test_equal_lenses_give_equal_bytes() -> None:
    assert PAPER.lens(grid(9), UNIT, MADE) == PAPER.lens(grid(9), UNIT, MADE)
