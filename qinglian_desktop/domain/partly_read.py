"""Values of which some could not be read: a rule that asks for one of those cannot speak."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from qinglian_desktop.domain.problem import Address
from qinglian_desktop.domain.values import Value, Values


class NotRead(Exception):
    """What was asked for is there, but could not be read."""


class _Known(Mapping[str, Value]):
    """Values; one that could not be read is no blank, and raises NotRead."""

    def __init__(self, values: Values, unread: Collection[str]) -> None:
        self._values = values
        self._unread = unread

    def __getitem__(self, key: str) -> Value:
        if key in self._unread:
            raise NotRead(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def as_far_as_read(values: Values, told: Collection[Address]) -> Values:
    """The values, in which what was told of and is missing counts as not read."""
    if not told:
        return values
    unread = {field for field, row, _ in told if not row and field not in values}
    now: dict[str, Value] = {}
    for field, value in values.items():
        cells = {(row, cell) for key, row, cell in told if key == field and row}
        now[field] = _rows(cast("tuple[Values, ...]", value), cells) if cells else value
    return _Known(now, unread)


def _rows(rows: tuple[Values, ...], told: set[tuple[int, str]]) -> tuple[Values, ...]:
    return tuple(
        _Known(row, {cell for at, cell in told if at == place and cell not in row})
        for place, row in enumerate(rows, 1)
    )
