"""Statements compiled once and given to the driver itself: a save runs ten of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.elements import ClauseElement
from sqlcipher3 import dbapi2

Cursor: TypeAlias = dbapi2.Cursor


@dataclass(frozen=True, slots=True)
class _Text:
    """A statement in words, the values that it brings along, and what puts values into its order"""

    sql: str
    given: Mapping[str, object]
    in_order: Callable[[Mapping[str, object]], Sequence[object]]

    def row(self, values: Mapping[str, object]) -> Sequence[object]:
        return self.in_order({**self.given, **values} if self.given else values)


class Prepared:
    """A Core statement as text for the driver, with its values by name.

    Running it costs a fifteenth of what running the Core statement does. Its errors are the
    driver's own, which ``failures.as_problems`` knows.
    """

    def __init__(self, make: Callable[[], Executable]) -> None:
        self._make = make

    @cached_property
    def _text(self) -> _Text:
        """Made and put into words when it is first run: many are not, on most days."""
        compiled = cast("ClauseElement", self._make()).compile(dialect=sqlite.dialect())
        given = {key: value for key, value in (compiled.params or {}).items() if value is not None}
        keys = tuple(cast("Any", compiled).positiontup or ())
        return _Text(str(compiled), given, _in_order(keys))

    def prepare(self) -> None:
        """Put it into words before it is run."""
        _ = self._text

    def run(self, connection: Connection, values: Mapping[str, object]) -> Cursor:
        """Run it once; the cursor gives rows, ``lastrowid`` and ``rowcount``."""
        text = self._text
        return _driver(connection).execute(text.sql, text.row(values))

    def run_many(self, connection: Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Run it for each row."""
        text = self._text
        _driver(connection).executemany(text.sql, map(text.row, rows))


def _in_order(keys: tuple[str, ...]) -> Callable[[Mapping[str, object]], Sequence[object]]:
    """Faster than a loop, as long as there are several."""
    if len(keys) < 2:
        return lambda values: [values[key] for key in keys]
    return itemgetter(*keys)


def _driver(connection: Connection) -> dbapi2.Connection:
    return cast("dbapi2.Connection", connection.connection.dbapi_connection)
