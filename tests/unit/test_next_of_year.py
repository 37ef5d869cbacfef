"""今年第几次 is counted from the records of its kind, and what was typed is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Field, Integer
from qinglian_desktop.domain.ledger import NextOfYear, Section
from qinglian_desktop.domain.ledger_check import check_ledger
from qinglian_desktop.domain.query import Query
from tests.invented import EVERYTHING

KEY, KIND, OTHER = "meetings", "支委会", "党课"


def number(desk: Desk, day: str, kind: str | None = KIND, *, touched: bool = False) -> object:
    """What a new form shows once its kind and day are typed."""
    ledger = desk.catalogue[KEY]
    typed = desk.records.start(ledger) | {"time": f"{day} 09:00 至 10:00", "kind": kind}
    touched_keys = {"no"} if touched else set[str]()
    return desk.records.follow(ledger, typed, touched_keys | {"time", "kind"}).get("no")


def held(desk: Desk, day: str, no: object, kind: str = KIND) -> int:
    ledger = desk.catalogue[KEY]
    query = Query(KEY, words={"kind": (kind,)})
    typed = desk.records.plain(ledger, desk.searching.first(query, 1)[0][0])
    changed = typed | {"time": f"{day} 09:00 至 10:00", "no": no}
    return desk.records.save(ledger, changed).record.id or 0


def test_it_goes_on_from_the_last_one_of_its_kind(desk: Desk) -> None:
    before = number(desk, "2026-11-20")
    assert isinstance(before, int)
    of_other = number(desk, "2026-11-20", OTHER)
    held(desk, "2026-11-18", before)
    assert number(desk, "2026-11-20") == before + 1
    # The kinds are counted apart, and so are the years.
    assert number(desk, "2026-11-20", OTHER) == of_other
    assert number(desk, "2025-11-20") == 1
    # One before it on the calendar has its number from those before that.
    assert number(desk, "2026-11-17") == before


def test_a_number_written_by_hand_is_counted_on_from(desk: Desk) -> None:
    held(desk, "2026-11-18", 40)
    assert number(desk, "2026-11-20") == 41


def test_where_none_was_written_the_records_are_counted(desk: Desk) -> None:
    before = number(desk, "2026-11-17")
    assert isinstance(before, int)
    held(desk, "2026-11-18", None)
    query = Query(KEY, words={"kind": (KIND,)})
    assert number(desk, "2026-11-20") == desk.searching.first(query, 1)[1] + 1


def test_a_void_one_does_not_count(desk: Desk) -> None:
    before = number(desk, "2026-11-20")
    desk.records.void(desk.catalogue[KEY], held(desk, "2026-11-18", before), "写重了")
    assert number(desk, "2026-11-20") == before


@pytest.mark.parametrize("day", ["", "2026-13-40"])
def test_without_a_day_or_a_kind_there_is_none(desk: Desk, day: str) -> None:
    assert number(desk, day) is None
    assert number(desk, "2026-11-20", None) is None


def test_what_was_typed_is_left_alone(desk: Desk) -> None:
    assert number(desk, "2026-11-20", touched=True) is None


def test_it_is_declared_over_a_choice() -> None:
    field = Field("more", "更", Integer(), initial=NextOfYear("line"))
    sections = (*EVERYTHING.sections, Section("又", (field,)))
    with pytest.raises(BadDeclaration, match="is Text, not Choice"):
        check_ledger(replace(EVERYTHING, sections=sections))
