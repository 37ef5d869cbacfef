"""The rows of all records of a ledger as one list, and a row ticked as done where it stands"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Values
from qinglian_desktop.domain.words import Reading, words


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a record: the ``place``-th, from 0, as it was when the record was read.

    ``of`` and ``who`` are words, in the order of the lens. ``days_over`` is how many days a row
    that is not done is past its time limit, else 0.
    """

    record: int
    number: str
    place: int
    row: Values
    what: str
    of: tuple[str, ...]
    who: tuple[str, ...]
    status: str
    due: date | None
    done_on: date | None
    is_done: bool
    days_over: int


class RowLists:
    """The rows of an open book's records."""

    def __init__(self, book: Book, clock: Clock, keeping: RecordKeeping) -> None:
        self._book = book
        self._clock = clock
        self._keeping = keeping

    def lines(self, ledger: Ledger, lens: RowList) -> list[ListedRow]:
        """What is to be done, the most urgent first, and behind it what was done, the latest first.

        Rows of which nobody says until when come behind those that have a day.
        """
        return row_lines(self._book, ledger, lens, self._clock().date())

    def tick(
        self, ledger: Ledger, lens: RowList, line: ListedRow, *, done: bool, reason: str = ""
    ) -> Saved:
        """Say that a row was done today, or that it was not; one save like any other.

        What was not done stands as it did before it was said to be done.
        Raises EnvironmentProblem where the row is another by now, and what a save raises.
        """
        record = self._keeping.get(ledger, line.record)
        rows = _rows(record, lens) if record is not None else ()
        if record is None or len(rows) <= line.place or rows[line.place] != line.row:
            raise EnvironmentProblem(
                f"这条{lens.noun}刚才在别处改过，没有打勾。",
                "原来的内容都在。",
                "请看了改过的内容，再点一次。",
            )
        plain = self._keeping.plain(ledger, record)
        kept = [dict(each) for each in cast("list[Mapping[str, object]]", plain[lens.rows])]
        status = lens.finished if done else self._status_before(ledger, lens, line)
        kept[line.place] |= {
            lens.status: status,
            lens.done_on: self._clock().date().isoformat() if done else None,
        }
        return self._keeping.save(
            ledger,
            {**plain, lens.rows: kept},
            record_id=line.record,
            revision=record.revision,
            reason=reason,
        )

    def _status_before(self, ledger: Ledger, lens: RowList, line: ListedRow) -> str:
        """How the row stood last when it was not finished; open where nobody ever said."""
        for change in self._keeping.history(ledger, line.record):
            rows = cast("list[Mapping[str, object]]", (change.before or {}).get(lens.rows) or [])
            for row in rows:
                status = row.get(lens.status)
                if row.get(lens.what) == line.row.get(lens.what) and status:
                    if status != lens.finished:
                        return str(status)
                    break
        return lens.open


def row_lines(book: Book, ledger: Ledger, lens: RowList, today: date) -> list[ListedRow]:
    """The lines as of a day, in the order of ``RowLists.lines``."""
    with book.reading() as work:
        ids = work.records.ids(Query(ledger.key, sort=Sort(descending=False)))
        records = work.records.fetch(ledger, ids, {lens.rows, *lens.of})
    found = [
        line
        for record in records
        if lens.where is None or holds(lens.where, record.values)
        for line in _lines(ledger, lens, record, today)
    ]
    left = (line for line in found if not line.is_done)
    done = (line for line in found if line.is_done)
    return [
        *sorted(left, key=lambda line: (line.due or date.max, line.record, line.place)),
        *sorted(
            done,
            key=lambda line: (line.done_on or date.min, line.record, -line.place),
            reverse=True,
        ),
    ]


def _rows(record: Record, lens: RowList) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", record.value(lens.rows) or ())


def _lines(ledger: Ledger, lens: RowList, record: Record, today: date) -> Iterator[ListedRow]:
    kind = cast("Rows", ledger.field(lens.rows).type)

    def cell(row: Values, key: str) -> str:
        return words(kind.field(key).type, row.get(key), Reading.LIST).replace("\n", " ")

    of = tuple(
        words(ledger.field(key).type, record.value(key), Reading.LIST).replace("\n", " ")
        for key in lens.of
    )
    for place, row in enumerate(_rows(record, lens)):
        due, done_on = (cast("date | None", row.get(key)) for key in (lens.due, lens.done_on))
        is_done = row.get(lens.status) == lens.finished
        yield ListedRow(
            record.id or 0,
            record.number,
            place,
            row,
            cell(row, lens.what),
            of,
            tuple(cell(row, key) for key in lens.who),
            cell(row, lens.status),
            due,
            done_on,
            is_done,
            max(0, (today - due).days) if due is not None and not is_done else 0,
        )
