"""A form over a record that was passed on meanwhile, or of which that was taken back

Otherwise the form, saved another day, would take the record back, or pass it on once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.ledger import Ledger, Passage
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.record import Record

_Row = Mapping[str, object]


def pass_drafts(work: UnitOfWork, ledger: Ledger, before: Record, now: Record) -> None:
    """Bring what is kept of forms over the record along with it."""
    for draft in work.drafts.all(ledger.key) if ledger.passage is not None else ():
        if draft.record_id == now.id:
            typed = passed_too(ledger, draft.typed, before, now)
            work.drafts.put(replace(draft, typed=dict(typed)))


def passed_too(ledger: Ledger, typed: _Row, before: Record, now: Record) -> _Row:
    """What was typed over the record as it was ``before``, on the way that it has come ``now``.

    It gets the rows by which the record was passed on, and loses those that were taken back.
    """
    if (way := ledger.passage) is None:
        return typed
    plain = plain_of(ledger, now)
    were, are = _rows(way, plain_of(ledger, before)), _rows(way, plain)
    if are[: len(were)] == were:
        for row in are[len(were) :]:
            typed = with_row(way, typed, row)
    elif were[: len(are)] == are:
        for row in reversed(were[len(are) :]):
            typed = _without_row(way, typed, row, plain.get(way.stage))
    return typed


def with_row(way: Passage, typed: _Row, row: _Row) -> dict[str, object]:
    """The record, or what was typed over it, passed on by the row."""
    return {**typed, way.rows: [*_rows(way, typed), dict(row)], way.stage: row.get(way.step)}


def _without_row(way: Passage, typed: _Row, row: _Row, stage: object) -> _Row:
    """Without the last row that is this one; ``stage`` is where it stands without any rows."""
    rows = _rows(way, typed)
    places = [place for place, each in enumerate(rows) if _said(each) == _said(row)]
    if not places:
        return typed
    rows = [*rows[: places[-1]], *rows[places[-1] + 1 :]]
    stands = typed.get(way.stage)
    if stands == row.get(way.step):
        stands = rows[-1].get(way.step) if rows else stage
    return {**typed, way.rows: rows, way.stage: stands}


def _rows(way: Passage, typed: _Row) -> list[_Row]:
    rows = typed.get(way.rows)
    return cast("list[_Row]", rows) if isinstance(rows, list) else []


def _said(row: _Row) -> _Row:
    return {key: part for key, part in row.items() if part not in (None, "")}
