"""Bands onto pages: nothing that belongs together is parted at a page's end."""

from __future__ import annotations

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
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
