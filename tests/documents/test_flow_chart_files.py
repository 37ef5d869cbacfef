"""Flow charts as files: the same lines and words in PDF, Word, SVG and PNG."""

from __future__ import annotations

import io
import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from PIL import Image

from qinglian_desktop.application.chart_ports import ChartDocument, ChartPaper, ChartPicture
from qinglian_desktop.documents.charts.files import ChartDocuments
from qinglian_desktop.documents.charts.glyph_outlines import outlines_of
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.raster import png_bytes
from qinglian_desktop.domain.drawing import Drawing, Panel, Polygon, Polyline, Tone, Words
from qinglian_desktop.domain.flow.chart import Branch, FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_pages import chart_pages
from qinglian_desktop.domain.flow.page_frame import ChartHead
from qinglian_desktop.domain.flow.risk_table import risk_rows
from qinglian_desktop.domain.flow.step_risk import StepRisk
from tests.documents.paper_samples import FONTS, RARE, embedded, said

FILES = ChartDocuments(FONTS)
CHART = FlowChart(
    (
        FlowStep("a", StepKind.ENDPOINT, f"提出申请{RARE}", "申请人"),
        FlowStep(
            "b",
            StepKind.DECISION,
            "材料<齐全>&符合",
            "窗口",
            branches=(Branch("n", "否", goto="a"), Branch("y", "是")),
        ),
        FlowStep("c", StepKind.MATERIAL, "归档"),
    )
)
RISKS = [StepRisk("b", 1, "高", "把关不严", ("双人复核", "公开"), "窗口负责人")]
TITLE = "示例审批权力运行流程图"


@pytest.fixture(scope="module")
def paper() -> ChartPaper:
    pages = chart_pages(CHART, ChartHead(TITLE, (("职权编码", "A-1"),)), RISKS, FILES.width)
    drawings = tuple(page.drawing for page in pages)
    return ChartPaper(TITLE, drawings, risk_rows(CHART, RISKS), "示例单位", datetime(2026, 11, 1))


def test_widths_are_those_of_the_font():
    assert FILES.width("申请") == 2
    assert 0 < FILES.width("1") < 0.7


def test_every_word_of_the_pdf_can_be_read(paper: ChartPaper, tmp_path: Path):
    target = tmp_path / "chart.pdf"
    FILES.write(paper, ChartDocument.PDF, target)
    text = said(target)
    for words in (TITLE, "职权编码：A-1", RARE, "材料<齐全>", "归档", "风险等级：高", "1高"):
        assert words in text, words
    assert "Helvetica" not in embedded(target)
    again = tmp_path / "again.pdf"
    FILES.write(paper, ChartDocument.PDF, again)
    assert again.read_bytes() == target.read_bytes()


def test_word_holds_the_picture_in_full_size_and_the_table_of_risks(
    paper: ChartPaper, tmp_path: Path
):
    target = tmp_path / "chart.docx"
    FILES.write(paper, ChartDocument.WORD, target)
    document = Document(str(target))
    (picture,) = document.inline_shapes
    assert picture.width.pt == pytest.approx(190 / 25.4 * 72, abs=1)
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_width.mm == pytest.approx(210, abs=0.1)
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["序号", "步骤", "风险点", "风险等级", "防控措施", "责任人"]
    assert cells[1] == [
        "1",
        "2. 材料<齐全>&符合",
        "把关不严",
        "高",
        "1. 双人复核\n2. 公开",
        "窗口负责人",
    ]


def test_svg_is_text_as_wide_as_it_was_measured(paper: ChartPaper):
    made = FILES.picture(paper.pages[0], TITLE, ChartPicture.SVG)
    root = ElementTree.fromstring(made)
    texts = {each.text: each for each in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {TITLE, "职权编码：A-1", "（窗口）", "否", "是"} <= texts.keys()
    title = texts[TITLE]
    assert float(title.get("textLength", "0")) == pytest.approx(11 * 18, abs=0.1)
    assert root.get("width") == "595.28pt"


def test_outlined_svg_needs_no_font(paper: ChartPaper):
    made = FILES.picture(paper.pages[0], TITLE, ChartPicture.SVG, is_outlined=True)
    root = ElementTree.fromstring(made)
    names = [each.tag.rpartition("}")[2] for each in root.iter()]
    assert "text" not in names
    words = [shape for shape in paper.pages[0].shapes if isinstance(shape, Words)]
    assert names.count("path") == len([each for each in words if each.text.strip()])
    assert re.search(rb"M[\d.]+ [\d.]+Q", made)


def test_a_letter_is_outlined_where_it_stands():
    glyph = outlines_of(FONTS / "QinglianSong-Regular.ttf")
    assert glyph.em == 1000 or glyph.em == 2048
    drawing = Drawing(100, 100, (Words(20, 60, "口", 40),))
    made = FILES.picture(drawing, "", ChartPicture.SVG, is_outlined=True).decode()
    (curve,) = re.findall(r'<path d="([^"]+)"', made)
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", curve)]
    xs, ys = numbers[::2], numbers[1::2]
    assert 20 <= min(xs) < 32 < 48 < max(xs) <= 60
    assert 22 <= min(ys) < 36 < 55 < max(ys) <= 68


def test_png_has_300_dots_an_inch_and_shows_what_is_drawn(paper: ChartPaper):
    image = Image.open(io.BytesIO(FILES.picture(paper.pages[0], TITLE, ChartPicture.PNG)))
    assert image.size == (2480, 3508)
    assert round(image.info["dpi"][0]) == 300
    assert image.getbbox() is not None


def test_dots_are_where_the_shapes_are():
    shapes = (
        Panel(10, 10, 30, 20, Tone.HIGH, Tone.INK),
        Panel(50, 10, 30, 20, None, Tone.INK, dashed=True),
        Polygon(((10, 50), (40, 50), (10, 80)), Tone.INK, None),
        Polyline(((60, 50), (60, 90)), thick=2, dashed=True, arrow=8),
        Words(95, 95, "口", 12),
    )
    made = png_bytes(Drawing(120, 120, shapes), Fonts(FONTS, ()), dots=72)
    image = Image.open(io.BytesIO(made)).convert("L")
    assert 60 < _grey(image, (20, 20)) < 110
    assert _grey(image, (65, 20)) == 255
    assert _grey(image, (15, 60)) == 0
    assert _grey(image, (35, 75)) == 255
    assert _grey(image, (60, 86)) < 60
    down = [_grey(image, (60, y)) for y in range(50, 80)]
    assert sum(before < 128 <= after for before, after in pairwise(down)) >= 3
    assert any(_grey(image, (x, 90)) < 128 for x in range(95, 108))


def _grey(image: Image.Image, at: tuple[int, int]) -> int:
    level = image.getpixel(at)
    assert isinstance(level, int)
    return level


@pytest.mark.parametrize("dots", [30, 60, 72, 100])
def test_a_picture_of_few_dots_is_drawn_with_its_roundest_boxes(dots: int):
    """Hardly anything straight is left between round corners there."""
    sizes = ((5, 3.3), (3.3, 5), (5.2, 5), (6, 6), (30, 3.3), (0.2, 0.2), (30, 14))
    shapes = tuple(
        Panel(3 + 40 * (place % 2), 3 + 20 * (place // 2), *size, Tone.HIGH, Tone.INK, radius=14)
        for place, size in enumerate(sizes)
    )
    made = png_bytes(Drawing(90, 90, shapes), Fonts(FONTS, ()), dots=dots)
    image = Image.open(io.BytesIO(made)).convert("L")
    times = dots / 72
    assert _grey(image, (round(17 * times), round(70 * times))) < 130
    assert _grey(image, (round(60 * times), round(75 * times))) == 255


def test_a_chart_can_be_a_small_picture(paper: ChartPaper):
    made = png_bytes(paper.pages[0], Fonts(FONTS, ()), dots=20)
    assert Image.open(io.BytesIO(made)).size == (165, 234)
