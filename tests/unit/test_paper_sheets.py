"""A form that is signed by each of several units is a sheet for each, with what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.printing import Printing
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.ledger import Ledger, SheetEach
from qinglian_desktop.domain.paper_sheets import sheets_of
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, Stamp
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import read_input, validate
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ledgers.inspections import INSPECTIONS
from qinglian_desktop.ledgers.problems import PROBLEMS

NOW = datetime(2026, 10, 21, 9)


def visit(units: str, found: dict[str, str]) -> Record:
    plain: dict[str, object] = {
        "theme": "调研",
        "day": "2026-10-20",
        "content": "座谈",
        "units": [{"name": each, "area": "市直"} for each in units.split()],
        "found": [
            {"problem": problem, "unit": unit, "owner": "样例人", "due": "2026-12-01"}
            for problem, unit in found.items()
        ],
    }
    values, problems = read_input(INSPECTIONS, plain)
    assert problems == []
    return Record("inspections", values, date(2026, 10, 20), Stamp(NOW, "样例人"))


def told(sheet: Record) -> tuple[list[object], list[object]]:
    units, found = (
        cast("tuple[Values, ...]", sheet.value(key) or ()) for key in ("units", "found")
    )
    return [one["name"] for one in units], [one["problem"] for one in found]


def test_each_unit_has_its_sheet_with_what_was_found_there() -> None:
    found = {"一": "乙局(机关)", "二": "", "三": "甲局", "四": "别处"}
    trip = visit("甲局 乙局（机关） 丙局", found)
    assert [told(each) for each in sheets_of(INSPECTIONS, trip)] == [
        (["甲局"], ["二", "三", "四"]),
        (["乙局（机关）"], ["一", "二", "四"]),
        (["丙局"], ["二", "四"]),
    ]


def test_no_word_of_a_record_is_on_none_of_its_sheets() -> None:
    one = visit("甲局", {"一": "别处"})
    assert list(sheets_of(INSPECTIONS, one)) == [one]
    none = replace(one, values={})
    assert list(sheets_of(INSPECTIONS, none)) == [none]
    other = Record("problems", {"problem": "台账不全"}, date(2026, 10, 20), Stamp(NOW, "样例人"))
    assert list(sheets_of(PROBLEMS, other)) == [other]


def test_a_problem_of_a_unit_that_was_not_visited_is_asked_about() -> None:
    trip = visit("甲局 乙局", {"一": "甲局", "二": "丙局", "三": ""})
    said = validate(INSPECTIONS, trip.values, Surroundings(date(2026, 11, 23)))
    (problem,) = (each for each in said if each.is_warning)
    assert problem.address == ("found", 2, "unit")
    assert "“丙局”不在这次调研的单位里" in problem.message


@pytest.mark.parametrize(
    "wrong",
    [
        SheetEach("theme", "name"),
        SheetEach("units", "area"),
        SheetEach("units", "name", (("found", "where"),)),
        SheetEach("nothing", "name"),
    ],
)
def test_sheets_are_declared_by_rows_with_a_name(wrong: SheetEach) -> None:
    assert INSPECTIONS.paper is not None
    bad: Ledger = replace(INSPECTIONS, feeds=(), paper=replace(INSPECTIONS.paper, sheet_each=wrong))
    with pytest.raises(BadDeclaration, match="no sheets for each"):
        Catalogue([bad])


class Counted:
    """Paper that only notes what it was given."""

    def __init__(self) -> None:
        self.sheets: list[Record] = []

    def records(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        source: PaperSource,
        target: PaperTarget,
        progress: Progress,
    ) -> None:
        self.sheets += records


def test_printing_gives_every_unit_of_the_sample_book_a_sheet(sample_desk: Desk) -> None:
    files = Counted()
    book, catalogue = sample_desk.book, sample_desk.catalogue
    printing = Printing(book, catalogue, files, files, None)  # pyright: ignore[reportArgumentType]
    with book.reading() as work:
        ids = work.records.ids(Query("inspections"))
        trips = work.records.fetch(INSPECTIONS, ids)
    printing.preview_records(INSPECTIONS, ids)
    units = [unit for trip in trips for unit in told(trip)[0]]
    assert [told(sheet)[0] for sheet in files.sheets] == [[unit] for unit in units]
    assert len(units) > len(trips) == 10
