"""A record of a file as it would be kept, before it is: new, or merged into one that is there"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qinglian_desktop.application.keeping import Checked
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.validation import errors
from qinglian_desktop.domain.values import Values


@dataclass(frozen=True, slots=True)
class Looked:
    """A record as it would be kept: its plain input as read, and ``problems``, what is wrong.

    ``twin`` is the record of the book that is the same thing, ``same_as`` the place of an earlier
    record of the file; ``merged`` is what either comes to with it. What cannot be read at a cell
    stands in ``record.problems``.
    """

    record: ImportedRecord
    typed: Mapping[str, object]
    values: Values
    problems: tuple[Problem, ...]
    twin: Record | None = None
    same_as: int | None = None
    merged: Mapping[Treatment, Checked] = field(default_factory=dict[Treatment, Checked])

    @property
    def is_double(self) -> bool:
        """Whether the book, or the file above it, has the same already."""
        return self.twin is not None or self.same_as is not None

    @property
    def can_be_kept(self) -> bool:
        """Whether nothing of it has to be mended before it is kept as a new one."""
        is_wrong = not all(each.is_warning for each in self.problems)
        return not is_wrong and not self.record.problems

    def can_be(self, treatment: Treatment) -> bool:
        """Whether nothing of it has to be mended first; what is passed over needs not be."""
        return treatment is Treatment.SKIP or not self.reasons(treatment)

    def wrong(self, treatment: Treatment) -> tuple[Problem, ...]:
        """What is wrong with what it comes to, and what is only to be known."""
        if treatment is Treatment.SKIP:
            return ()
        return self.merged[treatment].problems if treatment in self.merged else self.problems

    def reasons(self, treatment: Treatment = Treatment.ADD) -> list[str]:
        """What has to be mended before it can be kept so, in sentences."""
        of_cells = [each.message for each in self.record.problems]
        return [*of_cells, *(each.message for each in errors(self.wrong(treatment)))]


def origin(found: Understanding, record: ImportedRecord) -> str:
    """From where a record came, for its history: the file, the sheet and the row."""
    where = f"“{found.file.name}”" if found.file.name else "粘贴的表格"
    sheet = f"工作表“{found.sheet.name}”" if len(found.file.sheets) > 1 else ""
    return f"导入自{where}{sheet}{found.beside.row_words(record.rows[0])}"


def cell_of(record: ImportedRecord, problem: Problem) -> tuple[int, int] | None:
    """Row and column of the cell, counted from 0, out of which came what is wrong."""
    if problem.cell is not None:
        inner = (f"{problem.field}.{problem.cell.field}", problem.cell.row)
        if inner in record.cells:
            return record.cells[inner]
    return record.cells.get((problem.field, 0))
