"""Bringing in what an office already has: read, understood, compared with the book, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qinglian_desktop.application import remembered_columns
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import SheetFiles, Table, TableFiles
from qinglian_desktop.application.following import at_start, follow
from qinglian_desktop.application.import_twins import Twins
from qinglian_desktop.application.keeping import Keeper, plain_of
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.records import RecordKeeping, Saved
from qinglian_desktop.application.roster import recognise
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.importing.cells import text_of_cell
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.understanding import Understanding, understand
from qinglian_desktop.domain.ledger import Fixed, FromPerson, Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.domain.validation import errors, read_input
from qinglian_desktop.domain.values import Values, is_blank


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
        """What was not taken as a workbook: the cells as they were, and the reason behind them."""
        looked = self.look(found)
        heads = [each.head.replace("／", "\n") for each in found.columns]
        rows: list[list[str]] = []
        for place in places:
            why = "；".join(self.reasons(looked[place]))
            for at in looked[place].record.rows:
                cells = [text_of_cell(cell) for cell in found.sheet.rows[at]]
                rows.append([*cells, *[""] * (len(heads) - len(cells)), why])
                why = ""
        table = Table(found.ledger.label, (*heads, REASON), (*(8 for _ in heads), 20), rows)
        self._tables.write([table], target)

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
        keeper = self._records.keeper
        for place, record in enumerate(found.records()):
            typed = self._typed(work, found, record)
            checked = keeper.check(work, found.ledger, typed, None)
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

    def _typed(
        self, work: UnitOfWork, found: Understanding, record: ImportedRecord
    ) -> dict[str, object]:
        """Plain input with what a form would fill in by itself; nobody is put down as present."""
        ledger = found.ledger
        typed = dict(record.typed)
        values, _ = read_input(ledger, typed)
        members = work.records.members()
        recognise(ledger, values, members)
        given = {key for key in typed if not is_blank(values.get(key))}
        given |= {field.key for field in ledger.of_type(PeopleRef)}
        # What a column leaves blank is so: only what no column tells comes from the roster.
        told = {each.target for each in found.columns}
        of_person = (each for each in ledger.fields if isinstance(each.initial, FromPerson))
        given |= {field.key for field in of_person if field.key in told}
        following = follow(ledger, values, members, given, work)
        return typed | {key: plain for key, plain in following.items() if plain is not None}

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


REASON = "没有导入的原因"
"""Over the column that says why a row was not taken."""


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
