"""Pictures on A4: the words can be read again, none is cut in two, hatched is not filled."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.paper.picture_pdf import WIDTH
from qinglian_desktop.documents.paper.sheet import A4, MM
from qinglian_desktop.domain.drawing import (
    Anchor,
    Box,
    Drawing,
    Panel,
    Polygon,
    Polyline,
    Stroke,
    Tone,
    Words,
)
from tests.documents.paper_samples import FONTS, RARE, about, drawn, embedded, pages, said

PAPER = PaperPdf(FONTS, ())
DOTS = 40 / 72
"""Pixels a point in what ``drawn`` gives."""


def drawing(name: str, height: float = 120.0, hatch: float = 0.0) -> Drawing:
    return Drawing(
        400,
        height,
        (
            Words(0, 12, f"{name}（人次）", 10.5, bold=True),
            Words(120, 60, "1,234", 10.5, Anchor.END, Tone.MUTED),
            Box(130, 20, 200, 80, hatch),
            Stroke(130, 100, 400, 100),
        ),
    )


def printed(folder: Path, drawings: list[Drawing], unit: str = "示例市委机关工委") -> Path:
    target = folder / "pictures.pdf"
    target.write_bytes(PAPER.pictures("2026年台账图", "统计期：2026年1月至11月", drawings, unit))
    return target


def darkness(page: Image.Image, box: tuple[float, float, float, float]) -> float:
    """How much of a part of the page, in points from its upper left corner, is inked."""
    left, top, right, bottom = (round(edge * DOTS) for edge in box)
    part = page.crop((left, top, right, bottom)).convert("L")
    return 1 - sum(part.tobytes()) / (255 * part.width * part.height)


def test_title_period_unit_and_every_word_can_be_read(tmp_path: Path):
    text = said(printed(tmp_path, [drawing("谈心谈话"), drawing(RARE)], "示例" + RARE))
    for words in (
        "2026年台账图",
        "统计期：2026年1月至11月",
        f"填报单位：示例{RARE}",
        "谈心谈话（人次）",
        f"{RARE}（人次）",
        "1,234",
    ):
        assert words in text, words


def test_it_is_a4_with_its_fonts_inside(tmp_path: Path):
    target = printed(tmp_path, [drawing("谈心谈话")])
    assert "(A4)" in about(target)
    assert embedded(target) == {("yes", "yes", "yes")}
    assert "第1页" not in said(target)


def test_a_picture_that_does_not_fit_begins_a_page(tmp_path: Path):
    names = ["甲", "乙", "丙", "丁", "戊"]
    each = pages(printed(tmp_path, [drawing(name, 220) for name in names]))
    assert [[name for name in names if f"{name}（人次）" in page] for page in each] == [
        ["甲", "乙"],
        ["丙", "丁"],
        ["戊"],
    ]
    assert ["第2页共3页" in page for page in each] == [False, True, False]


def test_a_hatched_bar_differs_from_a_filled_one_without_colours(tmp_path: Path):
    [page] = drawn(printed(tmp_path, [drawing("满"), drawing("斜", hatch=5)]), tmp_path)
    side, top = (page.width / DOTS - WIDTH) / 2, 26 * 72 / 25.4 + 58
    bar = (side + 140, top + 30, side + 320, top + 90)
    below = (bar[0], bar[1] + 146, bar[2], bar[3] + 146)
    assert darkness(page, bar) > 0.6
    assert 0.05 < darkness(page, below) < 0.4


def test_no_picture_at_all_is_told(tmp_path: Path):
    assert "还没有数可画" in said(printed(tmp_path, []))


def test_equal_pictures_give_equal_bytes(tmp_path: Path):
    first = printed(tmp_path, [drawing("甲", hatch=4)]).read_bytes()
    assert printed(tmp_path, [drawing("甲", hatch=4)]).read_bytes() == first


def test_panels_polygons_and_lines_are_drawn_where_they_are(tmp_path: Path):
    shapes = (
        Panel(0, 0, 100, 100, Tone.HIGH),
        Panel(120, 0, 100, 100, None, dashed=True, radius=8),
        Polygon(((240, 0), (340, 0), (340, 100)), Tone.INK, None),
        Polyline(((360, 0), (360, 100)), thick=3, arrow=30),
    )
    target = printed(tmp_path, [Drawing(400, 100, shapes)])
    page = drawn(target, tmp_path)[0]
    left = (A4[0] - WIDTH) / 2
    top = 26 * MM + 58
    assert 0.5 < darkness(page, (left + 10, top + 10, left + 90, top + 90)) < 0.8
    assert darkness(page, (left + 130, top + 10, left + 210, top + 90)) == 0
    assert darkness(page, (left + 315, top + 5, left + 335, top + 15)) > 0.9
    assert darkness(page, (left + 245, top + 60, left + 265, top + 95)) == 0
    assert darkness(page, (left + 350, top + 75, left + 370, top + 99)) > 0.3
