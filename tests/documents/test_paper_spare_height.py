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
    first, last = flow([band(height, grows=True), band(280.0)], ROOM, ROOM)
    assert [found for _, found in first] == [given]
    assert [found for _, found in last] == [280.0]


def test_bands_that_grow_share_the_spare_height_and_others_get_none_of_it():
    many = [band(100.0, grows=True), band(50.0), band(80.0, grows=True), band(280.0)]
    first, _ = flow(many, ROOM, ROOM)
    assert [found for _, found in first] == [135.0, 50.0, 115.0]


def test_a_tall_band_gives_way_before_the_page_does():
    (only,) = flow([band(100.0), band(190.0, grows=True), band(40.0)], ROOM, ROOM)
    assert [given for _, given in only] == [100.0, 160.0, 40.0]


def test_bands_that_give_way_do_so_alike_and_take_no_more_than_they_had():
    many = [band(100.0, grows=True), band(100.0, grows=True), band(110.0)]
    (only,) = flow(many, ROOM, ROOM)
    assert [given for _, given in only] == [95.0, 95.0, 110.0]
    (alone,) = flow([band(60.0, grows=True)], ROOM, ROOM)
    assert [given for _, given in alone] == [60.0]


def test_a_band_that_cannot_save_the_page_by_it_gives_nothing_up():
    first, last = flow([band(200.0, grows=True), band(290.0)], ROOM, ROOM)
    assert [given for _, given in (*first, *last)] == [ROOM, 290.0]
