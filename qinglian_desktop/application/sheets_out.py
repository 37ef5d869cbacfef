"""导出 and 空白表: a ledger's list as it is shown, all of it to come in again, or still blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from typing import cast

from qinglian_desktop.application.blank_sheet import blank_sheet
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.copied_rows import CopiedRows, copied
from qinglian_desktop.application.document_ports import Table, TableFiles
from qinglian_desktop.application.linked_words import linked_words
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.public_changes import told_out_of_date
from qinglian_desktop.application.shown_cells import ShownCells
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.entry_columns import entry_columns, entry_lines
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import NUMBER, Column
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, told_apart
from qinglian_desktop.domain.rules import remarks_on_namesakes
from qinglian_desktop.domain.values import Link, Value
from qinglian_desktop.files.delivery import deliver

WORKBOOK, LINES = ".xlsx", ".csv"
"""How the names of the files end."""
_BATCH = 200


class SheetsOut:
    """Tables of one ledger, for whoever goes on with them in Excel or WPS.

    What cannot be written raises EnvironmentProblem, what is given up Cancelled; then nothing of
    it is there, and what stood in its place still does.
    """

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, files: TableFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files

    def listed(
        self,
        query: Query,
        columns: Sequence[Column],
        words: str,
        target: Path,
        progress: Progress = no_progress,
    ) -> int:
        """What a query finds in these columns, behind the numbers; gives how many records.

        ``words`` say what it is narrowed to.
        """
        ledger, shown = self._catalogue[query.ledger], (NUMBER, *columns)
        with self._book.reading() as work:
            cells = self._shown(work, ledger)
            ids = work.records.ids(query)
            table = Table(
                ledger.label,
                tuple(each.heading for each in shown),
                tuple(each.width for each in shown),
                (
                    [cells.cell(record, each) for each in shown]
                    for record in _each(work, ledger, ids, progress)
                ),
                _caption(ledger, words),
            )
            deliver(target, lambda path: self._files.write([table], path))
        return len(ids)

    def whole(
        self, query: Query, words: str, target: Path, progress: Progress = no_progress
    ) -> int:
        """What a query finds with every field that a cell can say, so that it comes in again.

        As comma separated lines where the target's name says so; gives how many records.
        """
        ledger = self._catalogue[query.ledger]
        columns = entry_columns(ledger)
        with self._book.reading() as work:
            remarks = remarks_on_namesakes(work.records.members().values())
            links = linked_words(work, self._catalogue, ledger)
            ids = work.records.ids(query)
            table = Table(
                ledger.label,
                (NUMBER.heading, *(each.heading for each in columns)),
                (NUMBER.width, *(each.width for each in columns)),
                (
                    (number, *line)
                    for record in _each(work, ledger, ids, progress)
                    for number, line in zip(
                        chain([record.number], repeat(None)),
                        entry_lines(columns, _unmistakable(record, remarks, links)),
                        strict=False,
                    )
                ),
                _caption(ledger, words),
            )
            if target.suffix.lower() == LINES:
                deliver(target, lambda path: self._files.write_lines(table, path))
            else:
                deliver(target, lambda path: self._files.write([table], path))
        return len(ids)

    def blank(self, ledger: Ledger, target: Path) -> None:
        """A sheet of this ledger to be filled in."""
        with self._book.reading() as work:
            sheet = blank_sheet(work, self._catalogue, ledger, self._clock().date())
        deliver(target, lambda path: self._files.write_blank(sheet, path))

    def copied(
        self,
        ledger: Ledger,
        ids: Sequence[int],
        columns: Sequence[Column],
        progress: Progress = no_progress,
    ) -> CopiedRows:
        """These records in these columns, for the clipboard."""
        with self._book.reading() as work:
            cells = self._shown(work, ledger)
            return copied(
                [each.heading for each in columns],
                [
                    [cells.cell(record, each) for each in columns]
                    for record in _each(work, ledger, ids, progress)
                ],
            )

    def _shown(self, work: UnitOfWork, ledger: Ledger) -> ShownCells:
        told = told_out_of_date(work, self._catalogue, ledger, self._clock().date())
        return ShownCells(ledger, work.records.members().values(), self._clock, told)


def _each(
    work: UnitOfWork, ledger: Ledger, ids: Sequence[int], progress: Progress
) -> Iterator[Record]:
    for start in range(0, len(ids), _BATCH):
        if not progress(start, len(ids)):
            raise Cancelled
        yield from work.records.fetch(ledger, ids[start : start + _BATCH])


def _caption(ledger: Ledger, words: str) -> str:
    return f"{ledger.label}（{words}）" if words else ledger.label


def _unmistakable(
    record: Record, remarks: Mapping[int, str], links: Mapping[str, Mapping[int, str]]
) -> Mapping[str, Value]:
    """The values as text can say them: which of two of one name, and which of two records."""
    told: dict[str, Value] = {}
    for key, value in record.values.items():
        if isinstance(value, Link):
            told[key] = replace(value, label=links[key].get(value.id or 0, value.label))
        elif isinstance(value, tuple) and value and isinstance(value[0], Mapping):
            rows = cast("tuple[Mapping[str, Value], ...]", value)
            told[key] = tuple({at: told_apart(v, remarks) for at, v in row.items()} for row in rows)
        else:
            told[key] = told_apart(value, remarks)
    return told
