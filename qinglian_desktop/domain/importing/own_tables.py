"""Tables that this program wrote: of them every head is known to be that of a column of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from qinglian_desktop.domain.entry_columns import entry_columns
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Moment,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    Span,
)
from qinglian_desktop.domain.importing.heads import SheetHead
from qinglian_desktop.domain.importing.matching import sample, says
from qinglian_desktop.domain.importing.targets import NUMBER as NUMBER_TARGET
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import NUMBER, Column, Part, return_columns, screen_columns
from qinglian_desktop.domain.sheet import FileCell

_NUMBER = re.compile("[0-9]{4}-[0-9]{2,5}")
_NAME = re.compile(r"[^\W\d_](?:[^\d，,；;。：:]{0,11})")
_FEWEST = 3
"""Heads that a table must have to be known by them."""


def own_targets(
    ledger: Ledger, head: SheetHead, known: Mapping[str, Target]
) -> Mapping[int, str] | None:
    """By column its target, where the heads are those of a list or a return of the ledger.

    On the list a head is the short label of one field, though others may call something else so:
    the whole set of heads decides. None for tables of others.
    """
    heads = [(at, cell.words.replace("\n", "")) for at, cell in enumerate(head.cells) if cell.words]
    if len(heads) < _FEWEST or heads[0][1] != NUMBER.heading or any(c.above for c in head.cells):
        return None
    every = [field.key for field in ledger.fields]
    entries = (
        (each.heading, f"{each.rows.key}.{each.field.key}" if each.rows else each.field.key)
        for each in entry_columns(ledger)
    )
    shown = (
        ((each.heading, _target(each, known)) for each in columns)
        for columns in (
            screen_columns(ledger),
            return_columns(ledger),
            return_columns(ledger, every),
        )
    )
    placed = (_placed(heads, columns) for columns in (entries, *shown))
    return next((found for found in placed if found is not None), None)


def targets_by_place(
    ledger: Ledger, rows: Sequence[Sequence[FileCell]], known: Mapping[str, Target]
) -> Mapping[int, str]:
    """Of cells without heads, like those that are copied: as in a list of ours, if they say so.

    That they do is a guess, which needs a column of which the words can be told.
    """
    width = max((len(row) for row in rows), default=0)
    columns = [sample(rows, at) for at in range(width)]
    listed = [_target(each, known) for each in screen_columns(ledger)]
    entered = [each.field.key for each in entry_columns(ledger) if each.rows is None]
    best: tuple[int, Mapping[int, str]] = (0, {})
    for keys in (listed, [NUMBER_TARGET, *listed], entered, [NUMBER_TARGET, *entered]):
        pairs = [(known.get(key), cells) for key, cells in zip(keys, columns, strict=False)]
        if len(keys) < width or not all(_fits(target, cells) for target, cells in pairs):
            continue
        told = sum(_is_told(target) and bool(cells) for target, cells in pairs)
        if told > best[0]:
            best = told, {at: keys[at] for at in range(width) if columns[at]}
    return best[1]


def _fits(target: Target | None, cells: Sequence[FileCell]) -> bool:
    if target is None or target.key == NUMBER_TARGET:
        return all(isinstance(cell, str) and _NUMBER.fullmatch(cell) for cell in cells)
    if isinstance(target.kind, Name | PersonRef):
        return all(isinstance(cell, str) and _NAME.fullmatch(cell) for cell in cells)
    return all(says(target, cell) for cell in cells)


def _is_told(target: Target | None) -> bool:
    """Whether what the cells say shows of which column they are."""
    kinds = Name | Day | Month | Moment | Span | Choice | Choices
    return target is not None and (target.key == NUMBER_TARGET or isinstance(target.kind, kinds))


def _placed(
    heads: Sequence[tuple[int, str]], columns: Iterable[tuple[str, str]]
) -> Mapping[int, str] | None:
    """Each head at its column, those of one heading in their order; None if one has none."""
    keys: dict[str, list[str]] = {NUMBER.heading: [NUMBER_TARGET]}
    for heading, key in columns:
        if key != NUMBER_TARGET:
            keys.setdefault(heading, []).append(key)
    found: dict[int, str] = {}
    for at, words in heads:
        if not keys.get(words):
            return None
        found[at] = keys[words].pop(0)
    return found


def _target(column: Column, known: Mapping[str, Target]) -> str:
    """Where its cells go: nowhere where they only count, or say how a record stands."""
    if column.part is Part.NUMBER:
        return NUMBER_TARGET
    field = column.field
    if field is None or isinstance(field.type, Attachments) or column.part is Part.BESIDE:
        return ""
    if column.part is Part.COUNT:
        key = f"{field.key}.present" if isinstance(field.type, PeopleRef) else ""
    elif column.part in (Part.DUE, Part.PRESENT, Part.ABSENT):
        key = f"{field.key}.{column.part.value}"
    else:
        key = field.key
    return key if key in known else ""
