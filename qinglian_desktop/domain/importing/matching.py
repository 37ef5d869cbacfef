"""Which column goes where: by the names at its head first, and by what its cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    FieldType,
    Integer,
    Moment,
    Money,
    Month,
    Span,
)
from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.heads import SURE, SheetHead, is_nowhere, is_reason, likeness
from qinglian_desktop.domain.importing.targets import NUMBER, Target
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.text_form import parse_text

_LEAST = 0.5
"""Below this a head and a name have nothing in common."""
_ASKED = 50
"""Cells of a column that are looked at."""


@dataclass(frozen=True, slots=True)
class MatchedColumn:
    """A column, counted from 0: its head, where it goes ("" for nowhere), whether that is sure.

    ``is_nobodys`` where it is of no use: it is empty, or only numbers the rows.
    """

    at: int
    head: str
    target: str
    is_sure: bool
    is_nobodys: bool


def match_columns(
    head: SheetHead,
    rows: Sequence[Sequence[FileCell]],
    known: Mapping[str, Target],
    chosen: Mapping[int, str],
) -> tuple[MatchedColumn, ...]:
    """Each column with its target; those ``chosen`` by the user as they are.

    The likeliest pair of all is taken first. ``rows`` are those below the heads.
    """
    samples = [sample(rows, at) for at in range(len(head.cells))]
    pairs: list[tuple[float, int, int, str, bool]] = []
    for at, cell in enumerate(head.cells):
        if at in chosen or not cell.words or is_reason(cell):
            continue
        least = SURE if is_nowhere(cell) else _LEAST
        for place, (key, target) in enumerate(known.items()):
            alike = likeness(cell, target)
            # The number of something else is none of a record.
            if alike >= (SURE if key == NUMBER else least):
                # Of two columns of one name that is taken whose cells say such things.
                score = alike - 0.4 * (1 - _fits(target, samples[at]))
                pairs.append((score, -at, -place, key, alike >= SURE))
    taken = {key for key in chosen.values() if key and not known[key].takes_many}
    found: dict[int, tuple[str, bool]] = {}
    for score, minus_at, _, key, is_sure in sorted(pairs, reverse=True):
        if score < _LEAST or -minus_at in found or key in taken:
            continue
        found[-minus_at] = (key, is_sure)
        taken.add(key)
    return tuple(
        MatchedColumn(
            at,
            cell.label,
            chosen[at] if at in chosen else found.get(at, ("", False))[0],
            at in chosen or found.get(at, ("", False))[1],
            is_nowhere(cell) or is_reason(cell) or not samples[at],
        )
        for at, cell in enumerate(head.cells)
    )


def sample(rows: Sequence[Sequence[FileCell]], at: int) -> list[FileCell]:
    """The first cells of a column that say anything."""
    said: list[FileCell] = []
    for row in rows:
        if at < len(row) and not is_blank_cell(row[at]):
            said.append(row[at])
            if len(said) == _ASKED:
                break
    return said


def _fits(target: Target, cells: Sequence[FileCell]) -> float:
    """The share of the cells that say what the target asks for; 1 where there are none."""
    if not cells:
        return 1.0
    return sum(says(target, cell) for cell in cells) / len(cells)


def says(target: Target, cell: FileCell) -> bool:
    """Whether the cell says what the target asks for, as far as that can be told."""
    if target.part == "hours":
        return isinstance(cell, time) or ":" in text_of_cell(cell) or "点" in text_of_cell(cell)
    if target.part in ("day", "start", "end"):
        return isinstance(cell, date) or any(sign.isdecimal() for sign in text_of_cell(cell))
    if target.part in ("due", "present", "away", "minutes"):
        return any(sign.isdecimal() for sign in text_of_cell(cell))
    match target.kind:
        case Day() | Month() | Moment() | Span():
            # Days without a year are read later, with that of the title.
            is_text_with_digits = any(sign.isdecimal() for sign in text_of_cell(cell))
            return isinstance(cell, date | datetime) or is_text_with_digits
        case Integer() | Money() | Choice() | Choices():
            return _is_read(target.kind, text_of_cell(cell))
        case _:
            return True


def _is_read(kind: FieldType, text: str) -> bool:
    try:
        value = parse_text(kind, text)
    except Unreadable:
        return False
    if isinstance(kind, Choice):
        return value in kind.options
    return not isinstance(kind, Choices) or set(_words(value)) <= set(kind.options)


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()  # pyright: ignore[reportUnknownVariableType]
