"""Figures of the sample book as they are handed over to be written into a form."""

from __future__ import annotations

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FormPieces
from qinglian_desktop.domain.period import Period
from tests.form_tables import at

OCTOBER = Period.parse("2026-10")
RATE, COUNT = CountedIn("risks", "controls_done"), CountedIn("risks", "risks")


def test_a_rate_alone_is_known_as_one(desk: Desk) -> None:
    asked: dict[str, FormPieces] = {
        "A1": (RATE,),
        "A2": (COUNT,),
        "A3": (RATE, "%"),
        "A4": ("落实率",),
        "A5": (),
    }
    mapping = FormMapping(tuple(MappedPlace(at(place), said) for place, said in asked.items()))
    places = desk.filling.preview(mapping, OCTOBER).filling.places
    assert {each.place.at: each.is_percent for each in places} == {
        "A1": True,
        "A2": False,
        "A3": False,
        "A4": False,
        "A5": False,
    }
