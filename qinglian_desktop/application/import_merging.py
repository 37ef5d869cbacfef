"""A record that the book has already, with what a table says more of it, or says newly"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.importing.parts import fill_in
from qinglian_desktop.domain.ledger import Computed, Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Interval, People, Value, Values
from qinglian_desktop.domain.words import Reading, words

_Plain: TypeAlias = Mapping[str, object]


def merged(
    here: _Plain, told: _Plain, for_all: _Plain, treatment: Treatment, kept: Sequence[str]
) -> dict[str, object]:
    """What stands ``here`` with what is ``told`` by the cells, as plain input.

    What was said ``for_all`` is said of nobody's cells: it fills what would be blank. The fields
    that are ``kept`` stay as they are here.
    """
    here = {key: plain for key, plain in here.items() if not _is_blank(plain)}
    said = {key: plain for key, plain in told.items() if not _is_blank(plain)}
    if treatment is Treatment.UPDATE:
        newly = {key: _rows(here.get(key), plain) for key, plain in said.items()}
        here = {**here, **{key: plain for key, plain in newly.items() if key not in kept}}
    return {**for_all, **said, **here}


def followed_anew(ledger: Ledger, here: Values, typed: _Plain, told: _Plain) -> dict[str, object]:
    """The input, in which what followed by itself from what stands here does so from it."""
    values, _ = read_input(ledger, typed)
    found = ((field, field.initial) for field in ledger.fields if field.key not in told)
    return {**typed} | {
        field.key: to_plain(field.type, initial.by(values))
        for field, initial in found
        if isinstance(initial, Computed) and here.get(field.key) == initial.by(here)
    }


def fuller(ledger: Ledger, here: Values, told: Values, keys: _Plain) -> Iterator[Problem]:
    """The fields of which the book says the same in more words, each told in a sentence."""
    for field in ledger.fields:
        mine, other = here.get(field.key), told.get(field.key)
        if field.key in keys and _is_fuller(mine, other):
            yield Problem(field.key, _stays(field, mine, other), is_warning=True)


def _stays(field: Field, here: Value, told: Value) -> str:
    mine, other = (words(field.type, each, Reading.LIST) for each in (here, told))
    return f"{field.label}：台账里的“{mine}”写得更全，没有改成表格里的“{other}”。"


def _is_fuller(here: Value, told: Value) -> bool:
    """Hours of the same day, and names of whom only a number is told."""
    match here, told:
        case Interval(), Interval():
            is_same_day = here.start.date() == told.start.date() and told.end is None
            return is_same_day and told.is_whole_days and not here.is_whole_days
        case People(), People():
            return bool(here.attendees) and not told.attendees
        case _:
            return False


def _rows(here: object, told: object) -> object:
    """Child rows as told, each with what the row here that says the same first has more."""
    before, rows = _rows_of(here), _rows_of(told)
    if not before or not rows:
        return told
    known = {_first(row): row for row in reversed(before)}
    return [{**known.get(_first(row), {}), **row} for row in rows]


def _rows_of(plain: object) -> list[dict[str, object]]:
    cells = cast("list[object]", plain) if isinstance(plain, list) else []
    return [cast("dict[str, object]", each) for each in cells if isinstance(each, dict)]


def _first(row: _Plain) -> tuple[str, str]:
    """A row is known by what stands in its first field."""
    return next(((key, str(plain)) for key, plain in row.items()), ("", ""))


def with_rows_filled(typed: _Plain, for_all: _Plain) -> dict[str, object]:
    """Child rows with what was said for all of their rows, where they say nothing."""
    whole = dict(typed)
    fill_in(whole, {key: plain for key, plain in for_all.items() if "." in key})
    return whole


def _is_blank(plain: object) -> bool:
    """A nought and a cross say something."""
    return plain is None or plain in ("", [], {}, ())
