"""Tables that this program wrote: of them every head is known to be that of a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qinglian_desktop.domain.entry_columns import entry_columns
from qinglian_desktop.domain.field_types import Attachments, PeopleRef
from qinglian_desktop.domain.importing.heads import SheetHead
from qinglian_desktop.domain.importing.targets import NUMBER as NUMBER_TARGET
from qinglian_desktop.domain.importing.targets import Target
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import NUMBER, Column, Part, return_columns, screen_columns

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
    if field is None or isinstance(field.type, Attachments):
        return ""
    if column.part is Part.COUNT:
        key = f"{field.key}.present" if isinstance(field.type, PeopleRef) else ""
    elif column.part in (Part.DUE, Part.PRESENT, Part.ABSENT):
        key = f"{field.key}.{column.part.value}"
    else:
        key = field.key
    return key if key in known else ""
