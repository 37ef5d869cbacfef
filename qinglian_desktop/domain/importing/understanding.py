"""What a file comes to for a ledger: the sheet, its head and columns, and each of its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.importing.around import Around, labelled
from qinglian_desktop.domain.importing.body import NOTE, Body, body_of
from qinglian_desktop.domain.importing.cell_reading import YearlessDays
from qinglian_desktop.domain.importing.composing import Composer
from qinglian_desktop.domain.importing.heads import (
    SheetHead,
    find_head,
    head_of,
    rank,
    title_rows,
)
from qinglian_desktop.domain.importing.heads_again import HeadsAgain
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.lacking import Lacked, Lacking, told_fields
from qinglian_desktop.domain.importing.likeness import is_nowhere
from qinglian_desktop.domain.importing.matching import MatchedColumn, match_columns, said_twice
from qinglian_desktop.domain.importing.own_tables import own_targets, targets_by_place
from qinglian_desktop.domain.importing.parts import year_in
from qinglian_desktop.domain.importing.parts_beside import (
    ALONE,
    PartsBeside,
    below_each_other,
    parts_beside,
)
from qinglian_desktop.domain.importing.sections import (
    Sections,
    everywhere,
    is_sectioned,
    told_of_sections,
)
from qinglian_desktop.domain.importing.sheet_grid import RecordsGrid, SheetGrid
from qinglian_desktop.domain.importing.targets import NUMBER, Target, is_of_one, is_of_rows, targets
from qinglian_desktop.domain.importing.years import Years, years_of
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import FileCell, FileSheet, SheetFile
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Values
from qinglian_desktop.domain.yearless import First

_SHOWING = 50
"""Records that are looked at for what all of them lack."""
_OF_ROWS = {"titles", "years", "_aimed", "is_one", "sections", "body", "grid", "_grid", "_of_cells"}
"""What does not follow from what is said for all records, and is found once."""
_TELLING = 3
"""Columns of which something is known, though none of them is what a record is called by."""


@dataclass(frozen=True)
class Understanding:
    """One sheet as a ledger reads it; its records are made when they are asked for.

    ``is_own`` where this program wrote it: then every word is meant as it stands. ``beside`` says
    which of its parts stood beside each other in the file.
    """

    ledger: Ledger
    file: SheetFile
    plan: ImportPlan
    sheet_at: int
    head: SheetHead
    columns: tuple[MatchedColumn, ...]
    known: dict[str, Target]
    is_own: bool = False
    beside: PartsBeside = ALONE

    @property
    def sheet(self) -> FileSheet:
        """The sheet that is read."""
        return self.file.sheets[self.sheet_at]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What stands above the heads."""
        return tuple(title_rows(self.sheet, self.head))

    @cached_property
    def year(self) -> int | None:
        """The year of days that say none, where it is a single one: that of a title, or decided."""
        return self.years.year if self.years.by_month else self.years.year or self.plan.year

    @property
    def only_year(self) -> int | None:
        """That year, where no section is of another."""
        sections = {year_in(each.section) for each in self.body.records}
        return self.year if sections <= {None, self.year} else None

    @cached_property
    def years(self) -> Years:
        """What the titles tell of the year of days that say none."""
        return years_of(self.titles, self.sheet.name, self.file.name)

    @cached_property
    def body(self) -> Body:
        """The rows of the records, and the rows that are none."""
        of_rows = [at for at, target in self._aimed if is_of_rows(self.ledger, target)]
        of_record = [at for at, _ in self._aimed if at not in of_rows]
        if self.is_one:
            of_record, of_rows = [], [*of_record, *of_rows]
        if not of_record and not of_rows:
            # Nothing is known yet: then every column may be of use.
            of_record = [each.at for each in self.columns if not each.is_nobodys]
        heads = zip(self.columns, self.head.cells, strict=True)
        counting = next((e.at for e, c in heads if is_nowhere(c) or e.target == NUMBER), None)
        first = self.head.rows.first + self.head.rows.count
        again = HeadsAgain(self.head, self.known, self.titles)
        columns = (of_record, of_rows, counting)
        said = (again, self.sections)
        begins = self.beside.begins
        where = (self.sheet, self.grid, first)
        return body_of(*where, *columns, *said, begins=begins, is_own=self.is_own)

    @cached_property
    def _aimed(self) -> list[tuple[int, Target]]:
        """The columns that say something of a record, each with what it says."""
        aimed = (each for each in self.columns if each.target not in ("", NUMBER))
        return [(each.at, self.known[each.target]) for each in aimed]

    @cached_property
    def is_one(self) -> bool:
        """Whether no column says what a record is called, when it was, or what it must have.

        Then all rows are of one record, or all of a section: of what stands in the title.
        """
        is_numbered = any(each.target == NUMBER for each in self.columns)
        aimed = [target for _, target in self._aimed]
        return not self.is_own and not is_numbered and is_of_one(self.ledger, aimed)

    @cached_property
    def sections(self) -> Sections:
        """What lines between the records may say: choices of which no column tells."""
        told = told_fields([target for _, target in self._aimed])
        lines = list(filter(is_sectioned, self.ledger.fields))
        return Sections([e for e in lines if e.key not in told], lines)

    def with_for_all(self, for_all: Mapping[str, object]) -> Understanding:
        """The same sheet, with something said for all its records: its rows are found already."""
        if self.plan.for_all == for_all:
            return self
        made = replace(self, plan=replace(self.plan, for_all=for_all))
        made.__dict__.update({k: v for k, v in self.__dict__.items() if k in _OF_ROWS})
        return made

    def at_one_place(self) -> Iterator[str]:
        """Of columns that say the same thing a sentence for each that stands behind another."""
        return said_twice(self.columns, self.known)

    def told_of_sections(self) -> Iterator[str]:
        """Of each field that lines between the records tell a sentence."""
        return told_of_sections(self.sections, [each.section for each in self.body.records])

    @cached_property
    def nothing(self) -> str:
        """Why there is nothing to be brought in, in a sentence; "" where there is something."""
        aimed = [target for _, target in self._aimed]
        # A word out of a list, like 类别, heads any table.
        named = [each for each in aimed if not isinstance(each.kind, Choice | Choices)]
        is_titled = any(each.field in self.ledger.title for each in named)
        others = sum(not each.target and not each.is_nobodys for each in self.columns)
        if len(aimed) < _TELLING and not is_titled and (not self.is_one or len(aimed) < others):
            return (
                f"没有认出哪一列是{self.ledger.label}的内容。"
                "如果这是要填了报上去的表，就不用导入；要导入，请说明表头在哪几行、各列是哪一项。"
            )
        if not self.body.records:
            return "这张表只有表头，下面没有一条记录，没有可以导入的。"
        if self.ledger.unit is not None and self.is_one:
            return (
                f"{self.ledger.label}只登记一次，在它自己的表单上填，不从这样的表导入；"
                "班子成员和分组照花名册里各人的党内职务、党小组列出，请导入或修改花名册。"
            )
        return ""

    @cached_property
    def lacking(self) -> tuple[Lacked, ...]:
        """What must be filled in, or the title says, and no column tells."""
        sectioned = everywhere(self.sections.said(each.section) for each in self.body.records)
        return tuple(
            Lacking(
                self.ledger,
                [target for _, target in self._aimed],
                self._around,
                lambda: self._first_values,
                lambda: [each.typed for each in self._first(self._of_cells)],
                self.only_year,
                self.is_one,
                sectioned,
            ).found()
        )

    @property
    def _around(self) -> Around:
        above = self.sheet.rows[: self.head.rows.first]
        below = (self.sheet.rows[e.row - 1] for e in self.body.left_out if e.why == NOTE)
        names = {"工作表名": self.sheet.name, "文件名": self.file.name.rpartition(".")[0]}
        said = (self.titles, tuple(labelled((*above, *below))), names, self.only_year)
        return Around(*said, self.ledger.label, self.is_one)

    @cached_property
    def _first_values(self) -> list[Values]:
        records = self._first(self._composer)
        return [read_input(self.ledger, each.typed)[0] for each in records]

    def _first(self, composer: Composer) -> Iterator[ImportedRecord]:
        return map(composer.compose, self.body.records[:_SHOWING])

    @cached_property
    def asks_day_order(self) -> bool:
        """Whether nothing but a decision tells if 3/5 in a column of days is in March or in May."""
        is_unclear = First.UNCLEAR in self._composer.order.values()
        return is_unclear or self.plan.is_day_first is not None

    @cached_property
    def asks_year(self) -> bool:
        """Whether nothing but a decision tells the year of some day."""
        return self.plan.year is not None or self._composer.is_year_open(self.body.records)

    def record(self, place: int) -> ImportedRecord:
        """The record of that place, counted from 0."""
        return self._composer.compose(self.body.records[place])

    def told(self, place: int) -> Mapping[str, object]:
        """Plain input of what the cells of that record say, without what is said for all."""
        return self._of_cells.compose(self.body.records[place]).typed

    def cells(self, record: ImportedRecord) -> list[list[FileCell]]:
        """The cells of its rows so that they say alone what they say among the others."""
        return self._composer.alone(record, range(len(self.columns)))

    def yearless(self, place: int, rows: Sequence[Sequence[FileCell]]) -> YearlessDays:
        """The days that say no year among these cells of a record."""
        return self._composer.yearless(self.body.records[place].section, rows)

    def records(self) -> Iterable[ImportedRecord]:
        """All of them, in the order of the sheet."""
        return map(self._composer.compose, self.body.records)

    @cached_property
    def grid(self) -> SheetGrid:
        """The cells of the sheet, as what is merged says them."""
        return SheetGrid(self.sheet)

    @cached_property
    def _grid(self) -> RecordsGrid:
        records = [each.rows for each in self.body.records]
        return RecordsGrid(self.grid, records, has_signs=not self.is_own)

    @cached_property
    def _of_cells(self) -> Composer:
        return self._composing(replace(self.plan, for_all={}))

    @cached_property
    def _composer(self) -> Composer:
        return self._composing(self.plan)

    def _composing(self, plan: ImportPlan) -> Composer:
        of_sheet = (self._grid, self.columns, self.known, plan, self.years, self.sections)
        return Composer(self.ledger, *of_sheet, is_one=self.is_one)


def understand(ledger: Ledger, file: SheetFile, plan: ImportPlan) -> Understanding:
    """What the file says in this ledger, with what the user decided; ValueError without sheets.

    Of several sheets that which is called as the ledger and has its heads, else that of the most
    names the ledger knows, of as many the first that is seen.
    """
    known = targets(ledger)
    if plan.sheet is not None:
        at, (head, _) = plan.sheet, find_head(file.sheets[plan.sheet], known)
    else:
        found = [(at, *find_head(each, known)) for at, each in enumerate(file.sheets)]
        at, head, _ = max(found, key=lambda e: rank(ledger.label, file.sheets[e[0]], *e))
    sheet = file.sheets[at]
    if plan.head is not None:
        head = head_of(sheet, plan.head)
    if (beside := parts_beside(sheet, head, known)).starts:
        sheet = below_each_other(sheet, head, beside)
        file = replace(file, sheets=(*file.sheets[:at], sheet, *file.sheets[at + 1 :]))
        head = head_of(sheet, head.rows)
    below = sheet.rows[head.rows.first + head.rows.count :]
    own = own_targets(ledger, head, known)
    is_headless = head.rows.count == 0
    guessed = targets_by_place(ledger, below if is_headless else (), known)
    decided = {place: key for place, key in plan.targets.items() if not key or key in known}
    columns = match_columns(head, below, known, {**guessed, **(own or {})}, decided)
    columns = tuple(
        replace(each, is_sure=False) if each.at in guessed and each.at not in decided else each
        for each in columns
    )
    is_own = own is not None
    return Understanding(ledger, file, plan, at, head, columns, known, is_own, beside)
