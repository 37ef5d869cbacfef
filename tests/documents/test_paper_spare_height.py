"""Bands onto pages: who takes up the height that is left on one."""

from __future__ import annotations

import pytest

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.flow import flow
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from tests.documents.paper_samples import FONTS

ROOM = 300.0


def band(height: float, *, grows: bool = False) -> Band:
    """A band without text, which cannot be cut."""
    style = Style(Fonts(FONTS, ())[Role.BODY], 10.0, 14.0)
    return Band([Cell(0.0, 100.0, (), style)], height, grows=grows)


@pytest.mark.parametrize(
    ("height", "given"),
    [(ROOM, ROOM), (200.0, ROOM), (150.0, ROOM), (149.0, 149.0), (40.0, 40.0)],
)
def test_a_band_takes_up_spare_height_but_not_of_a_page_that_is_emptier_than_half(
    height: float, given: float
):
    first, last = flow([band(height, grows=True), band(280.0, grows=True)], ROOM, ROOM)
    assert [found for _, found in first] == [given]
    assert [found for _, found in last] == [280.0]


def test_bands_that_grow_share_the_spare_height_and_others_get_none_of_it():
    many = [band(100.0, grows=True), band(50.0), band(80.0, grows=True), band(280.0)]
    first, _ = flow(many, ROOM, ROOM)
    assert [found for _, found in first] == [135.0, 50.0, 115.0]
