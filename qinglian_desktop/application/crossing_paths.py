"""What a matrix looks at: fields of a ledger, of what it links to, and people in its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from qinglian_desktop.application.ledger_then import ledger_on
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Field,
    RecordRef,
    Rows,
    present_word,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.values import Link, Value, Values
from qinglian_desktop.domain.words import Reading, words


def path_field(catalogue: Catalogue, ledger: Ledger, path: str) -> Field:
    """The field at the end of a path."""
    key, dot, inner = path.partition(".")
    field = ledger.field(key)
    if not dot:
        return field
    match field.type:
        case RecordRef(ledger=target):
            return catalogue[target].field(inner)
        case Rows(fields=fields):
            return next(each for each in fields if each.key == inner)
        case _:
            raise KeyError(path)


def own_key(path: str) -> str:
    """The field of the ledger itself with which a path begins."""
    return path.partition(".")[0]


def path_options(catalogue: Catalogue, ledger: Ledger, path: str) -> tuple[str, ...]:
    """The words from which the field at its end chooses; none of one that is written freely."""
    kind = path_field(catalogue, ledger, path).type
    return kind.options if isinstance(kind, Choice | Choices) else ()


class PathReader:
    """Reads what records say at paths; what they link to as it stood on the same day."""

    def __init__(
        self,
        work: UnitOfWork,
        catalogue: Catalogue,
        ledger: Ledger,
        paths: Sequence[str],
        day: date | None,
    ) -> None:
        self._catalogue = catalogue
        self._ledger = ledger
        self._fields = {path: path_field(catalogue, ledger, path) for path in paths}
        self._linked: dict[str, Mapping[int, Values]] = {}
        self._targets = {
            key: catalogue[kind.ledger]
            for path in paths
            if "." in path
            and isinstance(kind := ledger.field(key := own_key(path)).type, RecordRef)
        }
        for key, target in self._targets.items():
            asked = tuple(path.partition(".")[2] for path in paths if own_key(path) == key)
            if day is not None:
                then = ledger_on(work, target, day, tuple(filter(None, asked)))
                self._linked[key] = {**then.gone, **then.records}
        self._work = work

    def look_up(self, records: Sequence[Values]) -> None:
        """Read what the records link to as it is now, where no day is asked for."""
        for key, target in self._targets.items():
            if key not in self._linked:
                links = (values.get(key) for values in records)
                ids = {each.id for each in links if isinstance(each, Link) and each.id is not None}
                found = self._work.records.fetch(target, sorted(ids), ())
                self._linked[key] = {each.id or 0: each.values for each in found}

    def words(self, values: Values, path: str) -> tuple[str, ...]:
        """What a record says at a path, each word once; several in rows only."""
        key, dot, inner = path.partition(".")
        field, value = self._fields[path], values.get(key)
        if not dot:
            return tuple(filter(None, (_word(field, value),)))
        if isinstance(value, Link):
            linked = self._linked.get(key, {}).get(value.id or 0, {})
            return tuple(filter(None, (_word(field, linked.get(inner)),)))
        rows = cast("tuple[Values, ...]", value or ())
        return tuple(dict.fromkeys(filter(None, (_word(field, each.get(inner)) for each in rows))))


def _word(field: Field, value: Value) -> str:
    """A word of a choice as it is called now."""
    said = words(field.type, value, Reading.LIST)
    return (present_word(field.type, said) or said) if isinstance(field.type, Choice) else said


def distinct(found: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    """Every word once, in the order in which they come."""
    return tuple(dict.fromkeys(word for each in found for word in each))
