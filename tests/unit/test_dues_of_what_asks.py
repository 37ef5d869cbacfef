"""Records that ask for others, handed on with all that a due of them is told by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.desk import Desk
from tests.lists_from_above import done, line, meeting


def test_a_ledger_with_its_due_in_rows_has_them_though_nothing_is_said_beside(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    asking = line(desk, source="2026年10月重点工作清单", term="每月")
    done(desk, asking, meeting(desk, day="2026-10-09"))
    sections = tuple(
        replace(each, fields=tuple(replace(field, beside=None) for field in each.fields))
        for each in ledger.sections
    )
    silent = replace(ledger, sections=sections)
    for of in (ledger, silent):
        with desk.book.reading() as work:
            reading = DayReading(work, desk.catalogue, date(2026, 11, 23))
            read = {each.id: each for each in reading.due_records(of, {"done", "status"})}
        rows = read[asking.id].value("done")
        assert isinstance(rows, tuple) and len(rows) == 1
