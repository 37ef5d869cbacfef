"""The summary's PDF, measured as it is drawn against GB/T 9704-2012; lengths in millimetres."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.document_ports import SummaryForm, SummaryText
from qinglian_desktop.documents.summary.files import SummaryDocuments
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Kind, Paragraph

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
DOTS = 10
"""In a millimetre."""
LEFT, TOP, WIDE, HIGH = 28.0, 37.0, 156.0, 225.0
"""订口, 天头, 版心."""
LINES, SIGNS = 22, 28
PITCH, SIGN = HIGH / LINES, WIDE / SIGNS
FOOT_SIGN = 14 / 72 * 25.4
"""四号, of which a page's number is."""
WITHIN = 1.0
"""What the standard leaves to 天头 and 订口."""


class Ink(NamedTuple):
    """Where something is printed."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def bands(blank: list[bool]) -> Iterator[tuple[int, int]]:
    """The runs that are not blank, those closer than 2 mm as one."""
    found: list[tuple[int, int]] = []
    for place, is_blank in enumerate(blank):
        if is_blank:
            continue
        if found and place - found[-1][1] <= 2 * DOTS:
            found[-1] = found[-1][0], place
        else:
            found.append((place, place))
    return iter(found)


def inked(file: Path, page: int) -> list[Ink]:
    """The lines of a page from the top, each where its ink is."""
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    drawn = document.render(page, QSize(210 * DOTS, 297 * DOTS))
    size = document.pagePointSize(page)
    assert (round(size.width() / 72 * 25.4), round(size.height() / 72 * 25.4)) == (210, 297)
    ground = QImage(drawn.size(), QImage.Format.Format_RGB32)
    ground.fill(0xFFFFFFFF)
    grey = over(ground, drawn).convertToFormat(QImage.Format.Format_Grayscale8)
    step, data = grey.bytesPerLine(), bytes(grey.constBits())
    rows = [data[y * step : y * step + grey.width()] for y in range(grey.height())]
    white = b"\xff" * grey.width()
    found: list[Ink] = []
    for top, bottom in bands([row == white for row in rows]):
        darkest = [row for row in rows[top : bottom + 1] if row != white]
        left = min(len(row) - len(row.lstrip(b"\xff")) for row in darkest)
        right = max(len(row.rstrip(b"\xff")) for row in darkest)
        found.append(Ink(left / DOTS, right / DOTS, top / DOTS, (bottom + 1) / DOTS))
    document.close()
    return found


def over(ground: QImage, drawn: QImage) -> QImage:
    painter = QPainter(ground)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return ground


def write(folder: Path, *texts: str, name: str = "示例市委机关工委") -> Path:
    said = tuple(Paragraph(Kind.TEXT, ((text,),)) for text in texts)
    signature = Signature(name, date(2026, 11, 3))
    text = SummaryText(said, name, datetime(2026, 11, 3), signature)
    target = folder / "总结.pdf"
    SummaryDocuments(FONTS, ()).write(text, SummaryForm.PDF, target)
    return target


FULL = "国" * (SIGNS * LINES * 2 - 2)
"""Two pages of a paragraph, which begins two signs in."""


def test_a_page_is_filled_by_22_lines_of_28_signs_within_the_margins(
    qtbot: QtBot, tmp_path: Path
) -> None:
    *lines, number = inked(write(tmp_path, FULL, "末。"), 0)
    assert len(lines) == LINES
    first, *others = lines
    assert first.left == pytest.approx(LEFT + 2 * SIGN, abs=WITHIN)
    for each in others:
        assert each.left == pytest.approx(LEFT, abs=WITHIN)
    for each in lines:
        assert each.right == pytest.approx(LEFT + WIDE, abs=WITHIN)
        assert 210 - each.right == pytest.approx(26, abs=WITHIN)
    # Each line in the middle of its 29 points, the first of which begin below 天头.
    for place, each in enumerate(lines):
        assert each.middle == pytest.approx(TOP + (place + 0.5) * PITCH, abs=WITHIN)
    for above, below in pairwise(lines):
        assert (below.top - above.top) / 25.4 * 72 == pytest.approx(29, abs=0.3)
    assert lines[-1].bottom < TOP + HIGH == 297 - 35 < number.top
    in_line = QPdfDocument()
    assert in_line.load(str(tmp_path / "总结.pdf")) is QPdfDocument.Error.None_
    said = in_line.getAllText(0).text().split()
    assert [len(line) for line in said[:LINES]] == [SIGNS - 2, *[SIGNS] * (LINES - 1)]
    in_line.close()


def test_the_number_stands_outside_7_mm_below_the_text(qtbot: QtBot, tmp_path: Path) -> None:
    file = write(tmp_path, FULL, "末。")
    odd, even = (inked(file, page)[-1] for page in (0, 1))
    assert odd.right == pytest.approx(LEFT + WIDE - FOOT_SIGN, abs=WITHIN)
    assert even.left == pytest.approx(LEFT + FOOT_SIGN, abs=WITHIN)
    for each in (odd, even):
        # The strokes beside the number are in its middle.
        assert each.middle == pytest.approx(TOP + HIGH + 7, abs=0.5)
        # A digit of 四号 is about three quarters as high.
        assert each.bottom - each.top == pytest.approx(0.74 * FOOT_SIGN, abs=0.4)


@pytest.mark.parametrize("name", ["示例党支部", "示例市委机关工委", "中国共产党示例市委员会办公室"])
def test_the_day_ends_four_signs_from_the_edge_below_the_middle_of_the_name(
    qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    text, signed, dated, number = inked(write(tmp_path, "正文一行。", name=name), 0)
    assert dated.right == pytest.approx(LEFT + WIDE - 4 * SIGN, abs=WITHIN)
    middles = [(each.left + each.right) / 2 for each in (signed, dated)]
    assert middles[0] == pytest.approx(middles[1], abs=0.5)
    # Two blank lines, for the seal to reach to within a line of the text.
    places = [(each.middle - text.middle) / PITCH for each in (signed, dated)]
    assert places == [pytest.approx(3, abs=0.15), pytest.approx(4, abs=0.15)]
    assert number.top > TOP + HIGH


def test_a_name_too_long_for_the_middle_ends_at_the_edge(qtbot: QtBot, tmp_path: Path) -> None:
    long = "中国共产党示例市委员会直属机关工作委员会"
    _, signed, dated, _ = inked(write(tmp_path, "正文一行。", name=long), 0)
    assert signed.right == pytest.approx(LEFT + WIDE, abs=WITHIN)
    assert dated.right == pytest.approx(LEFT + WIDE - 4 * SIGN, abs=WITHIN)


@pytest.mark.parametrize("lines", range(LINES - 5, LINES + 1))
def test_the_signature_never_stands_alone_on_a_page(
    qtbot: QtBot, tmp_path: Path, lines: int
) -> None:
    file = write(tmp_path, "国" * (SIGNS * lines - 2))
    document = QPdfDocument()
    assert document.load(str(file)) is QPdfDocument.Error.None_
    pages = [document.getAllText(page).text().split() for page in range(document.pageCount())]
    document.close()
    text = sum(len(line) == SIGNS for line in pages[-1])
    assert len(pages) == math.ceil((lines + 4) / LINES)
    assert text >= 2
    assert sum(line.count("国") for page in pages for line in page) == SIGNS * lines - 2
