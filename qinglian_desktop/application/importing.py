"""Bringing in what an office already has: read, understood, compared with the book, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from qinglian_desktop.application import remembered_columns
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import SheetFiles, Table, TableFiles
from qinglian_desktop.application.following import at_start
from qinglian_desktop.application.import_twins import Twins
from qinglian_desktop.application.keeping import Keeper, plain_of
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.heads import REASON, head_rows
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.parts import year_in
from qinglian_desktop.domain.importing.understanding import Understanding, understand
from qinglian_desktop.domain.ledger import Fixed, FromPerson, Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.sheet import FileCell, SheetFile
from qinglian_desktop.domain.validation import errors
from qinglian_desktop.domain.values import Values
from qinglian_desktop.files.delivery import deliver


@dataclass(frozen=True, slots=True)
class Looked:
    """A record as it would be kept: its plain input as read, and ``problems``, what is wrong.

    ``twin`` is the record of the book that is the same thing, ``same_as`` the place of an earlier
    record of the file. What cannot be read at a cell stands in ``record.problems``.
    """

    record: ImportedRecord
    typed: Mapping[str, object]
    values: Values
    problems: tuple[Problem, ...]
    twin: Record | None = None
    same_as: int | None = None

    @property
    def can_be_kept(self) -> bool:
        """Whether nothing of it has to be mended first."""
        return not errors(self.problems) and not self.record.problems


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: the records kept, and the places of those that were not taken."""

    saved: tuple[Saved, ...]
    changed: int
    skipped: tuple[int, ...]
    rejected: tuple[int, ...]


class Importing:
    """The way into an open book."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        records: RecordKeeping,
        sheets: SheetFiles,
        tables: TableFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._records = records
        self._sheets = sheets
        self._tables = tables

    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> SheetFile:
        """The sheets of a file; raises as ``SheetFiles.read``."""
        return self._sheets.read(source, password, progress)

    def pasted(self, html: str, text: str) -> SheetFile:
        """What was copied out of a spreadsheet; raises as ``SheetFiles.pasted``."""
        return self._sheets.pasted(html, text)

    def understand(self, ledger: Ledger, file: SheetFile, plan: ImportPlan) -> Understanding:
        """What the file says, with what was decided now, or for files of the same heads before.

        What is unsaid for all records of a sheet is taken as the ledger proposes.
        """
        found = understand(ledger, file, plan)
        with self._book.reading() as work:
            before = remembered_columns.of(work, ledger, found.head)
        if before:
            plan = replace(plan, targets={**before, **plan.targets})
            found = understand(ledger, file, plan)
        return replace(found, plan=replace(plan, for_all={**self._for_all(found), **plan.for_all}))

    def is_known(self, ledger: Ledger, file: SheetFile) -> bool:
        """Whether the same file was brought into the ledger before."""
        with self._book.reading() as work:
            return remembered_columns.is_known(work, ledger, file.digest)

    def look(self, found: Understanding, progress: Progress = no_progress) -> tuple[Looked, ...]:
        """Each record as it would be kept, checked as a typed one is. Raises Cancelled."""
        with self._book.reading() as work:
            return tuple(self._looked(work, found, progress))

    def keep(
        self,
        found: Understanding,
        treatments: Mapping[int, Treatment] | None = None,
        otherwise: Treatment = Treatment.SKIP,
        progress: Progress = no_progress,
    ) -> Imported:
        """Keep what can be kept, in one transaction and as one step; ``Cancelled`` keeps nothing.

        ``treatments`` say by place what becomes of a record that the book or the file has
        already; ``otherwise`` what of those that are not named.
        """
        chosen = treatments or {}
        kept: list[tuple[Saved, Record | None]] = []
        skipped: list[int] = []
        rejected: list[int] = []
        keeper, ledger = self._records.keeper, found.ledger
        with self._book.writing() as work:
            for place, each in enumerate(self._looked(work, found, progress)):
                is_double = each.twin is not None or each.same_as is not None
                treatment = chosen.get(place, otherwise if is_double else Treatment.ADD)
                if treatment is Treatment.SKIP:
                    skipped.append(place)
                elif (saved := self._kept(work, keeper, found, each, treatment)) is None:
                    rejected.append(place)
                elif saved[0].is_unchanged:
                    skipped.append(place)
                else:
                    kept.append(saved)
            followed = keeper.follow(work, ledger, [saved.record for saved, _ in kept])
            remembered_columns.remember(work, found)
        moves = [(saved.record, before) for saved, before in kept]
        self._records.steps.list.note("导入", ledger, moves, followed)
        return Imported(
            tuple(saved for saved, _ in kept),
            sum(before is not None for _, before in kept),
            tuple(skipped),
            tuple(rejected),
        )

    def write_rejected(self, found: Understanding, places: Sequence[int], target: Path) -> None:
        """What was not taken as a workbook: the cells as they were, and the reason behind them.

        Raises EnvironmentProblem where it cannot be written.
        """
        wanted = set(places)
        looked = [(at, each) for at, each in enumerate(self.look(found)) if at in wanted]
        heads = [[*row, ""] for row in head_rows(found.head)]
        heads[0][-1] = REASON
        titles = "　".join(found.titles) or found.ledger.label
        if found.year and str(found.year) not in titles:
            # What completed the days has to complete them again, wherever it stood.
            titles = f"{found.year}年 {titles}"
        table = Table(
            found.sheet.name or found.ledger.label,
            tuple(heads[0]),
            (*(8 for _ in found.columns), 20),
            [*heads[1:], *self._rejected_rows(found, looked)],
            titles,
        )
        deliver(target, lambda path: self._tables.write([table], path))

    def _rejected_rows(
        self, found: Understanding, looked: Sequence[tuple[int, Looked]]
    ) -> Iterator[list[CellValue]]:
        last = found.year
        for at, each in looked:
            year = year_in(found.body.records[at].section) or found.year
            if year != last:
                yield [f"{year}年", *("" for _ in found.columns)]
                last = year
            why = "；".join(self.reasons(each))
            for row in found.cells(each.record):
                yield [*map(_as_it_was, row), why]
                why = ""

    @staticmethod
    def reasons(looked: Looked) -> list[str]:
        """What has to be mended before it can be kept, in sentences."""
        of_cells = [each.message for each in looked.record.problems]
        return [*of_cells, *(each.message for each in errors(looked.problems))]

    def _looked(
        self, work: UnitOfWork, found: Understanding, progress: Progress
    ) -> Iterator[Looked]:
        twins = Twins(work, found)
        total = len(found.body.records)
        keeper, ledger = self._records.keeper, found.ledger
        # What a column leaves blank is so: only what no column tells comes from the roster.
        told_by_column = {each.target for each in found.columns}
        of_person = (each for each in ledger.fields if isinstance(each.initial, FromPerson))
        left_blank = {field.key for field in of_person if field.key in told_by_column}
        for place, record in enumerate(found.records()):
            typed, checked = keeper.check_filled(
                work, ledger, record.typed, record.read, left_blank
            )
            twin, same_as = twins.of(place, record, checked.values)
            told = {(problem.row, problem.column) for problem in record.problems}
            problems = tuple(
                problem
                for problem in checked.problems
                if cell_of(record, problem) not in told or problem.is_warning
            )
            yield Looked(record, typed, checked.values, problems, twin, same_as)
            if not progress(place + 1, total):
                raise Cancelled

    def _for_all(self, found: Understanding) -> dict[str, object]:
        now = self._clock()
        proposed: dict[str, object] = {}
        for lacked in found.lacking:
            field = lacked.field
            start = field.unsaid or (field.initial if isinstance(field.initial, Fixed) else None)
            plain = at_start(replace(field, initial=start), now) if start else None
            if plain is not None:
                proposed[lacked.key] = plain
        return proposed

    def _kept(
        self,
        work: UnitOfWork,
        keeper: Keeper,
        found: Understanding,
        looked: Looked,
        treatment: Treatment,
    ) -> tuple[Saved, Record | None] | None:
        """The record as kept, with how it was before; None for one that has to be mended."""
        ledger, twin = found.ledger, looked.twin
        before = twin if treatment in (Treatment.FILL, Treatment.UPDATE) else None
        if not looked.can_be_kept:
            return None
        values, warnings = looked.values, looked.problems
        if before is not None:
            here = plain_of(ledger, before)
            said = {key: plain for key, plain in looked.record.typed.items() if plain}
            typed = {**said, **here} if treatment is Treatment.FILL else {**here, **said}
            checked = keeper.check(work, ledger, typed, before)
            values, warnings = checked.values, checked.problems
        if errors(warnings):
            return None
        kept = keeper.keep(work, ledger, values, before, None, origin(found, looked.record))
        return Saved(kept, warnings, kept is before), before


def _as_it_was(cell: FileCell) -> CellValue:
    """A text as text, and a number as the number, of which Excel may have lost digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    return text_of_cell(cell)


def origin(found: Understanding, record: ImportedRecord) -> str:
    """From where a record came, for its history: the file, the sheet and the row."""
    where = f"“{found.file.name}”" if found.file.name else "粘贴的表格"
    sheet = f"工作表“{found.sheet.name}”" if len(found.file.sheets) > 1 else ""
    return f"导入自{where}{sheet}第 {record.rows[0] + 1} 行"


def cell_of(record: ImportedRecord, problem: Problem) -> tuple[int, int] | None:
    """Row and column of the cell, counted from 0, out of which came what is wrong."""
    if problem.cell is not None:
        inner = (f"{problem.field}.{problem.cell.field}", problem.cell.row)
        if inner in record.cells:
            return record.cells[inner]
    return record.cells.get((problem.field, 0))
