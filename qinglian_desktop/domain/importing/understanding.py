"""What a file comes to for a ledger: the sheet, its head and columns, and each of its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias, cast

from qinglian_desktop.domain.field_types import Choice, Choices, Field, Integer, Rows
from qinglian_desktop.domain.importing.body import Body, body_of
from qinglian_desktop.domain.importing.composing import Composer
from qinglian_desktop.domain.importing.heads import SheetHead, find_head, head_of, title_rows
from qinglian_desktop.domain.importing.heads_again import HeadsAgain
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.imported_record import ImportedRecord
from qinglian_desktop.domain.importing.likeness import is_nowhere
from qinglian_desktop.domain.importing.matching import MatchedColumn, match_columns
from qinglian_desktop.domain.importing.own_tables import own_targets, targets_by_place
from qinglian_desktop.domain.importing.parts import year_in
from qinglian_desktop.domain.importing.sheet_grid import RecordsGrid, SheetGrid
from qinglian_desktop.domain.importing.targets import NUMBER, Target, is_of_rows, targets
from qinglian_desktop.domain.importing.written import lacks_year
from qinglian_desktop.domain.importing.years import Years, years_of
from qinglian_desktop.domain.ledger import Computed, Ledger
from qinglian_desktop.domain.sheet import FileCell, FileSheet, SheetFile
from qinglian_desktop.domain.yearless import First

YearlessDays: TypeAlias = dict[tuple[int, int], tuple[int | None, First | None]]
"""By row and column, counted from 0, the year of such a day, and what of 3/5 comes first."""
_SHOWING = 50
"""Records that are looked at for what all of them lack."""
_TELLING = 3
"""Columns of which something is known, though none of them is what a record is called by."""


@dataclass(frozen=True, slots=True)
class Lacked:
    """What must be filled in and no column tells: ``key`` is ``field`` or ``rows.field``."""

    key: str
    label: str
    field: Field


@dataclass(frozen=True)
class Understanding:
    """One sheet as a ledger reads it; its records are made when they are asked for.

    ``is_own`` where this program wrote it: then every word is meant as it stands.
    """

    ledger: Ledger
    file: SheetFile
    plan: ImportPlan
    sheet_at: int
    head: SheetHead
    columns: tuple[MatchedColumn, ...]
    known: dict[str, Target]
    is_own: bool = False

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
        aimed = ((each.at, self.known.get(each.target)) for each in self.columns)
        of_rows = [at for at, target in aimed if target and is_of_rows(self.ledger, target)]
        of_record = [
            each.at
            for each in self.columns
            if each.target not in ("", NUMBER) and each.at not in of_rows
        ]
        if not of_record and not of_rows:
            # Nothing is known yet: then every column may be of use.
            of_record = [each.at for each in self.columns if not each.is_nobodys]
        heads = zip(self.columns, self.head.cells, strict=True)
        numbers = (e.at for e, cell in heads if is_nowhere(cell) or e.target == NUMBER)
        counting = next(numbers, None)
        first = self.head.rows.first + self.head.rows.count
        again = HeadsAgain(self.head, self.known, self.titles)
        columns = (of_record, of_rows, counting)
        return body_of(self.sheet, self.grid, first, *columns, again, is_own=self.is_own)

    def at_one_place(self) -> Iterator[str]:
        """Of columns that say the same thing a sentence for each that stands behind another."""
        for each in self.columns:
            if each.beside is None or (each.target and each.beside > each.at):
                continue
            head = self.columns[each.beside].head
            both = f"第 {each.at + 1} 列“{_own(each.head)}”与第 {each.beside + 1} 列“{_own(head)}”"
            label = self.known[each.wanted].label
            how = "，连在一起" if each.target else f"，只能记一列，第 {each.at + 1} 列不导入"
            yield f"{both}都记到“{label}”{how}。"

    @cached_property
    def nothing(self) -> str:
        """Why there is nothing to be brought in, in a sentence; "" where there is something."""
        aimed = [
            self.known[each.target] for each in self.columns if each.target not in ("", NUMBER)
        ]
        # A word out of a list, like 类别, heads any table.
        named = [each for each in aimed if not isinstance(each.kind, Choice | Choices)]
        is_titled = any(each.field in self.ledger.title for each in named)
        if len(aimed) < _TELLING and not is_titled:
            return (
                f"没有认出哪一列是{self.ledger.label}的内容。"
                "如果这是要填了报上去的表，就不用导入；要导入，请说明表头在哪几行、各列是哪一项。"
            )
        if not self.body.records:
            return "这张表只有表头，下面没有一条记录，没有可以导入的。"
        return ""

    @cached_property
    def lacking(self) -> tuple[Lacked, ...]:
        """What must be filled in, or the title says, and no column tells."""
        aimed = [self.known[each.target] for each in self.columns if each.target]
        told = {each.field for each in aimed}
        told |= {each.part.removeprefix("+") for each in aimed if "+" in each.key}
        in_rows = {each.key for each in aimed if each.part}
        lacking: list[Lacked] = []
        for field in self.ledger.fields:
            if field.key not in told:
                is_said = field.titled is not None and field.titled(self.titles) is not None
                # A year follows from a day of each record, unless the title says it of all.
                is_said |= _is_of_year(field) and self.only_year is not None
                is_asked = is_said or _is_asked(field)
                lacking += [Lacked(field.key, field.label, field)] if is_asked else []
            elif isinstance(field.type, Rows):
                # A row is there: then what each of its rows must have is, too.
                whole = self._told_whole(field.key) if field.key in {e.key for e in aimed} else None
                if whole == set():
                    continue
                lacking += [
                    Lacked(key, f"{field.label}：{cell.label}", cell)
                    for cell in field.type.fields
                    if _is_asked(cell)
                    and (key := f"{field.key}.{cell.key}") not in in_rows
                    and cell.key not in (whole or ())
                ]
        return tuple(lacking)

    def _told_whole(self, key: str) -> set[str]:
        """What cells that hold whole child rows say of them, as far as the first records show."""
        records = map(self._of_cells.compose, self.body.records[:_SHOWING])
        rows = (cast("list[dict[str, object]]", each.typed.get(key, [])) for each in records)
        return {inner for each in rows for row in each for inner in row}

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
        grid, first = self._grid, record.rows[0]
        parts = {
            each.at
            for each in self.columns
            if each.target
            and self.known[each.target].part
            and is_of_rows(self.ledger, self.known[each.target])
        }
        return [
            [
                grid.meant(row, each.at)
                if row == first or each.at in parts or grid.is_as_above(row, each.at)
                else grid.own(row, each.at)
                for each in self.columns
            ]
            for row in record.rows
        ]

    def yearless(self, place: int, rows: Sequence[Sequence[FileCell]]) -> YearlessDays:
        """The days that say no year among these cells of a record."""
        by, section = self._composer, self.body.records[place].section
        return {
            (below, at): (by.years_of(at, section).of(cell, by.order.get(at)), by.order.get(at))
            for below, row in enumerate(rows)
            for at, cell in enumerate(row)
            if at in by.of_time and isinstance(cell, str) and lacks_year(cell)
        }

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
        plan = replace(self.plan, for_all={})
        return Composer(self.ledger, self._grid, self.columns, self.known, plan, self.years)

    @cached_property
    def _composer(self) -> Composer:
        return Composer(self.ledger, self._grid, self.columns, self.known, self.plan, self.years)


def _own(head: str) -> str:
    """The words of a head without those of the groups above it, as one line."""
    return head.rpartition("／")[2].replace("\n", "")


def _is_of_year(field: Field) -> bool:
    return field.required and isinstance(field.type, Integer) and field.type.is_year


def _is_asked(field: Field) -> bool:
    # What follows from the other fields is different for each record, and never said for all.
    follows = isinstance(field.initial, Computed)
    return field.required and field.shown_when is None and not follows


def _rank(
    ledger: Ledger, sheet: FileSheet, at: int, head: SheetHead, named: float
) -> tuple[bool, float, bool, int]:
    is_called = ledger.label in (sheet.name, *title_rows(sheet, head))
    return is_called and named > 0, named, not sheet.is_hidden, -at


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
        at, head, _ = max(found, key=lambda each: _rank(ledger, file.sheets[each[0]], *each))
    sheet = file.sheets[at]
    if plan.head is not None:
        head = head_of(sheet, plan.head)
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
    return Understanding(ledger, file, plan, at, head, columns, known, own is not None)
