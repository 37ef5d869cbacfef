"""Figures of the sample book as they are handed over to be written into a form."""

from __future__ import annotations

from dataclasses import replace

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedPlace
from qinglian_desktop.domain.filling.form_pieces import CountedIn, FormPieces
from qinglian_desktop.domain.filling.form_spans import FormSpan
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


def test_a_part_that_is_more_than_the_whole_is_told(desk: Desk) -> None:
    done, every = CountedIn("tasks", "done"), CountedIn("tasks", "tasks")
    year = FormSpan("本年累计")
    in_year = (replace(done, span=year), "/", replace(every, span=year))
    mapping = FormMapping(
        (MappedPlace(at("D13"), (done, "/", every)), MappedPlace(at("F13"), in_year))
    )
    values = desk.filling.preview(mapping, OCTOBER)
    said = {each.place.at: each.value for each in values.filling.places}
    part, whole = str(said["D13"]).split("/")
    assert int(part) > int(whole)
    (warning,) = values.warnings
    assert f"还多，表上填成了“{said['D13']}”" in warning
