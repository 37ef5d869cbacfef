"""Bands onto pages: nothing that belongs together is parted at a page's end."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.documents.paper.text import Line
from tests.documents.paper_samples import FONTS

STYLE = Style(Fonts(FONTS, ())[Role.BODY], 10, 10)


def band(words: str, *, with_next: bool = False, head: Band | None = None) -> Band:
    """One line, 20 points high."""
    cell = Cell(0, 100, [Line(words, 50)], STYLE)
    return Band([cell], least=20, with_next=with_next, head=head)


def words(*bands: Band, first_room: float = 100, tail: tuple[Band, ...] = ()) -> list[list[str]]:
    pages = flow(bands, first_room, 100, tail)
    return [[band.cells[0].lines[0].text for band, _ in page] for page in pages]


def lines(count: int) -> list[Band]:
    return [band(str(number)) for number in range(1, count + 1)]


def test_a_page_is_filled_before_the_next_begins() -> None:
    assert words(*lines(7)) == [["1", "2", "3", "4", "5"], ["6", "7"]]
    assert words(*lines(7), first_room=40) == [["1", "2"], ["3", "4", "5", "6", "7"]]


def test_a_head_goes_with_what_it_heads_to_the_next_page() -> None:
    head = band("head", with_next=True)
    assert words(*lines(3), head, band("row")) == [["1", "2", "3", "head", "row"]]
    assert words(*lines(4), head, band("row")) == [["1", "2", "3", "4"], ["head", "row"]]


def test_heads_over_heads_go_together() -> None:
    heads = [band("upper", with_next=True), band("lower", with_next=True)]
    assert words(*lines(3), *heads, band("row")) == [["1", "2", "3"], ["upper", "lower", "row"]]


def test_rows_on_a_new_page_stand_under_their_head_again() -> None:
    head = band("head", with_next=True)
    rows = [band(f"row {number}", head=head) for number in range(1, 7)]
    assert words(head, *rows) == [
        ["head", "row 1", "row 2", "row 3", "row 4"],
        ["head", "row 5", "row 6"],
    ]


def test_signatures_take_the_last_band_with_them() -> None:
    assert words(*lines(4), tail=(band("sign"),)) == [["1", "2", "3", "4", "sign"]]
    assert words(*lines(5), tail=(band("sign"),)) == [["1", "2", "3", "4"], ["5", "sign"]]


def test_a_head_stays_with_what_moves_on_with_the_signatures() -> None:
    head, row, tail = band("head", with_next=True), band("row"), (band("sign"),)
    assert words(*lines(2), head, row, tail=tail) == [["1", "2", "head", "row", "sign"]]
    assert words(*lines(3), head, row, tail=tail) == [["1", "2", "3"], ["head", "row", "sign"]]


def test_a_divider_that_goes_on_below_is_drawn_once():
    sheet, lines = Sheet(), Lines()
    for x, top, bottom in ((74, 800, 770), (74, 770, 740), (250, 770, 740), (74, 712, 700)):
        sheet.hair(x, top, x, bottom)
    sheet.hair(60, 770, 540, 770)
    sheet.hair(540, 770, 560, 770)
    sheet.put_on(lines)
    assert sorted(lines.drawn) == [
        (60, 770, 540, 770),
        (74, 712, 74, 700),
        (74, 800, 74, 740),
        (250, 770, 250, 740),
        (540, 770, 560, 770),
    ]


class Lines(Canvas):
    """A canvas that notes the thin lines it is asked for."""

    def __init__(self) -> None:
        super().__init__(BytesIO())
        self.drawn: list[tuple[float, float, float, float]] = []

    def lines(self, linelist: list[tuple[float, float, float, float]]) -> None:
        self.drawn += linelist
