"""The rows in which a line of a list tells of what did it, and how they follow those records

Which record a row tells of is known by the ledger and number with which it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from qinglian_desktop.domain.asks import Asks
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import COUNTED, Record, title_of
from qinglian_desktop.domain.values import Value, Values

_VOID = "（已作废）"
_NUMBER = "([0-9]{4}-[0-9]+)"


def rows_done(values: Values, asks: Asks) -> list[Values]:
    return list(cast("tuple[Values, ...]", values.get(asks.done) or ()))


def days_in(rows: Sequence[Values], asks: Asks) -> int:
    """How many rows have a day: how often it was done."""
    return sum(row.get(asks.day) is not None for row in rows)


def numbers_in(rows: Sequence[Values], asks: Asks, ledger: Ledger) -> Iterator[str]:
    """Of which records of a ledger the rows tell."""
    for row in rows:
        if found := re.match(
            f"{re.escape(ledger.label)} {_NUMBER}", str(row.get(asks.words) or "")
        ):
            yield found[1]


def told_of(words: object, ledger: Ledger) -> tuple[str, str, str] | None:
    """Of words that tell of a record of the ledger: with what they begin, its number, the rest."""
    said = f"({re.escape(ledger.label)} {_NUMBER}(?:{_VOID})?) (.+)"
    found = re.fullmatch(said, str(words or ""), re.DOTALL)
    return None if found is None else (found[1], found[2], found[3])


def stepped(
    rows: Sequence[Values],
    asks: Asks,
    ledger: Ledger,
    number: str,
    now: Record,
    before: Record | None = None,
) -> tuple[list[Values], bool]:
    """The rows, those that tell of the number as the record is now; and whether there are such."""
    told = [tells_of_record(row, asks, ledger, number) for row in rows]
    head = f"{ledger.label} {number}"
    rows_now = [
        row_telling(row, asks, ledger, now, head, before) if is_it else row
        for row, is_it in zip(rows, told, strict=True)
    ]
    return rows_now, any(told)


def row_telling(
    row: Values,
    asks: Asks,
    ledger: Ledger,
    now: Record,
    head: str = "",
    before: Record | None = None,
) -> Values:
    """A row that tells of the record; of one that was there, what else somebody wrote stays.

    ``head`` is that with which it began; what is otherwise than of the record ``before`` is such.
    """
    was = title_of(ledger, before.values) if before is not None else ""
    is_void, title = now.state not in COUNTED, title_of(ledger, now.values)
    rest = str(row.get(asks.words) or "").removeprefix(head).removeprefix(_VOID).lstrip()
    if not rest or (was and rest.startswith(was)):
        rest = title + rest[len(was) :]
    words = f"{ledger.label} {now.number}{_VOID if is_void else ''} {rest}"
    day: Value = None if is_void else now.occurred_on
    if day and before is not None and row.get(asks.day) not in (None, before.occurred_on):
        day = row.get(asks.day)
    stays = {key: value for key, value in row.items() if key not in (asks.day, asks.words)}
    return {**stays, **({asks.day: day} if day else {}), asks.words: words}


def tells_of_record(row: Values, asks: Asks, ledger: Ledger, number: str) -> bool:
    words = f"{row.get(asks.words) or ''} "
    return words.startswith((f"{ledger.label} {number} ", f"{ledger.label} {number}{_VOID}"))


def tells_of_void(row: Values, asks: Asks, ledger: Ledger) -> bool:
    """Whether the program wrote it of a record that is void; what somebody typed is no such."""
    written = f"{re.escape(ledger.label)} {_NUMBER}{_VOID}( .*)?"
    is_it = re.fullmatch(written, str(row.get(asks.words) or ""), re.DOTALL)
    return is_it is not None and row.get(asks.day) is None
