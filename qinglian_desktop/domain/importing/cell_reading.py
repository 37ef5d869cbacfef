"""What one cell of a record says, read with all that is decided of its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    FieldType,
    LongText,
    Moment,
    Month,
    Name,
    PeopleRef,
    Span,
    Text,
)
from qinglian_desktop.domain.importing.body import RowsOfRecord
from qinglian_desktop.domain.importing.cells import (
    day_of_serial,
    either_month,
    has_lost_digits,
    is_of_time,
    text_of_cell,
)
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Said, same_as
from qinglian_desktop.domain.importing.imported_record import CellProblem, ImportedRecord
from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.parts import names_all, unknown_word, year_in
from qinglian_desktop.domain.importing.remarks import remarks_field
from qinglian_desktop.domain.importing.sections import Sections, with_month
from qinglian_desktop.domain.importing.sheet_grid import RecordsGrid
from qinglian_desktop.domain.importing.targets import Target, is_of_rows, lent
from qinglian_desktop.domain.importing.written import dated, lacks_year, without_numbers
from qinglian_desktop.domain.importing.years import YEAR_OPEN, Years, are_others
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.placeholders import is_placeholder
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.ticks import is_as_above, is_blank_sign
from qinglian_desktop.domain.values import People, Value
from qinglian_desktop.domain.yearless import First, first_of_column, with_order

YearlessDays: TypeAlias = dict[tuple[int, int], tuple[int | None, First | None]]
"""By row and column, counted from 0, the year of such a day, and what of 3/5 comes first."""
WHICH_FIRST = "{}看不出哪个是月、哪个是日，请说明这一栏是月在前还是日在前。"
WHICH_MONTH = "“{}”在表格里成了数，看不出是 1 月还是 10 月，请选一个。"

_WORDS = Text | LongText | Name | Choice | Choices
_SAID_AGAIN = 20
"""So short are words out of a list, places and offices, which stand in a column many times."""


class SheetReading:
    """How all records of a sheet are read: its columns, and what was decided."""

    def __init__(
        self,
        ledger: Ledger,
        grid: RecordsGrid,
        columns: Sequence[MatchedColumn],
        known: Mapping[str, Target],
        plan: ImportPlan,
        years: Years,
        sections: Sections,
        *,
        is_one: bool,
    ) -> None:
        self.ledger = ledger
        self.sections = sections
        self.is_one = is_one
        self.grid = grid
        self.plan = plan
        self.years = replace(years, otherwise=plan.year)
        self.open = Years(otherwise=plan.year)
        self.remarks = remarks_field(ledger) if plan.noted else None
        aimed = [(e.at, e.head.replace("\n", ""), known[e.target]) for e in columns if e.target]
        self.columns = [each for each in aimed if not is_of_rows(ledger, each[2])]
        self.child_columns: dict[str, list[tuple[int, Target]]] = {}
        for at, _, target in aimed:
            if is_of_rows(ledger, target):
                self.child_columns.setdefault(target.field, []).append((at, target))
        told = {target.key: at for at, _, target in aimed}
        self.lent = lent(ledger, [*told])
        for key, lender in self.lent.items():
            # Who stands first in such a row.
            self.child_columns[known[key].field].insert(0, (told[lender], known[key]))
        self.of_time = [each[0] for each in aimed if is_of_time(each[2].kind, each[2].part)]
        self.hours_of = {
            each.type.hours_of: each.key
            for each in ledger.fields
            if isinstance(each.type, Text) and each.type.hours_of
        }
        self.read_before: dict[Said, tuple[object, Value]] = {}
        stand_ins = (each for each in ledger.fields if each.stand_in)
        self.stand_ins = [e for e in stand_ins if plan.for_all.get(e.key) == same_as(e.stand_in)]
        self.words_before: dict[tuple[str, FileCell], str] = {}
        self.people_before: dict[tuple[str, ...], People] = {}
        self.names_before: set[Said] = set()
        self.unlike_titles = {at for at in self.of_time if are_others(years, grid.cells(at))}
        self.order = {
            at: first_of_column(plan.is_day_first, grid.texts(at))
            for at, _, target in aimed
            if is_of_time(target.kind, target.part) and not isinstance(target.kind, Month)
        }

    def again(self, said: Said) -> tuple[object, Value]:
        """What such words were read as before; several of a list are a new one each time."""
        plain, value = self.read_before.get(said, (None, None))
        return [*value] if plain is not None and isinstance(value, tuple) else plain, value

    def remember(self, cell: tuple[str, FileCell], words: str) -> None:
        """What a text says in a column, where nothing else is to be told of it: it stands again."""
        if not isinstance(text := cell[1], str) or self.remarks is not None:
            return
        if len(text) <= _SAID_AGAIN and not is_as_above(text):
            self.words_before[cell] = words

    def years_of(self, at: int, section: str) -> Years:
        """The years of days of a column that say none: of the section, else as titles tell."""
        if section and (year := year_in(section)) is not None:
            return Years(year)
        is_open = section.startswith(YEAR_OPEN) or at in self.unlike_titles
        return self.open if is_open else self.years

    def is_year_open(self, records: Iterable[RowsOfRecord]) -> bool:
        """Whether a day of them says no year, and nothing else tells it."""
        if self.plan.year is not None:
            return False
        is_told = self.years.year is not None and not self.unlike_titles
        return any(
            lacks_year(text := with_month(cell, record.section))
            and self.years_of(at, record.section).of(text, self.order.get(at)) is None
            for record in records
            if not is_told or record.section.startswith(YEAR_OPEN)
            for row in record.rows
            for at in self.of_time
            if isinstance(cell := self.grid.own(row, at), str)
        )

    def alone(self, record: ImportedRecord, columns: Iterable[int]) -> list[list[FileCell]]:
        """The cells of a record so that they say alone what they say among the others."""
        grid, first, columns = self.grid, record.rows[0], [*columns]
        of_rows = (each for of_field in self.child_columns.values() for each in of_field)
        parts = {at for at, target in of_rows if target.part}
        rows = [
            [
                grid.meant(row, at)
                if row == first or at in parts or grid.is_as_above(row, at)
                else grid.own(row, at)
                for at in columns
            ]
            for row in record.rows
        ]
        for cells in rows:
            for at in self.of_time:
                if isinstance(cell := cells[at], str):
                    cells[at] = with_month(cell, record.section)
        return rows

    def yearless(self, section: str, rows: Sequence[Sequence[FileCell]]) -> YearlessDays:
        """The days that say no year among these cells of a record."""
        return {
            (below, at): (self.years_of(at, section).of(cell, first), first)
            for below, row in enumerate(rows)
            for at, cell in enumerate(row)
            if at in self.of_time and isinstance(cell, str) and lacks_year(cell)
            for first in (self.order.get(at),)
        }


class CellReading:
    """The cells of one record, with what was read of them and what is wrong."""

    def __init__(self, by: SheetReading, record: RowsOfRecord) -> None:
        self._by = by
        self._rows = record.rows
        self._section = record.section
        self._typed: dict[str, object] = {}
        self._parts: dict[str, dict[str, str]] = {}
        self._children: dict[str, list[dict[str, object]]] = {}
        self._number = ""
        self._cells: dict[tuple[str, int], tuple[int, int]] = {}
        self._completed: dict[tuple[int, int], str] = {}
        self._problems: list[CellProblem] = []
        self._read: dict[str, tuple[object, Value]] = {}
        self._remarks: dict[str, None] = {}
        self._unread: set[str] = set()
        self._mended: set[str] = set()
        self._elsewhere: list[tuple[str, str, Target, str, tuple[int, int]]] = []
        self._unfilled: list[tuple[str, str]] = []

    def _words(self, row: int, at: int, target: Target) -> str:
        """What the cell says; nothing where it is a mere sign for that, or digits are gone."""
        grid, again = self._by.grid, (target.key, self._by.grid.said(row, at))
        if (known := self._by.words_before.get(again)) is not None:
            return known
        cell = grid.meant(row, at)
        words = text_of_cell(cell)
        self._note(target, words)
        if is_of_time(target.kind, target.part) and not isinstance(cell, str):
            if (day := day_of_serial(cell)) is not None:
                self._completed[row, at] = day
                return day
            said = (target.key, words)
            if (both := either_month(cell)) and said not in self._by.plan.mended:
                self._problems.append(CellProblem(row, at, WHICH_MONTH.format(words), said, both))
                return ""
        if grid.has_signs and is_blank_sign(target.kind or PeopleRef(), words):
            words = ""
        elif grid.has_signs and is_placeholder(words):
            self._cells.setdefault((target.field, 0), (row, at))
            self._unfilled.append((target.field, words))
            return ""
        elif words and has_lost_digits(cell):
            said = f"{quoted(words)}：这样长的号码在表格里成了数，后面几位已经丢了，没有采用；"
            self._problems.append(CellProblem(row, at, f"{said}请照原件补上。"))
            return ""
        elif words and isinstance(target.kind, LongText) and isinstance(cell, str):
            # Blanks before a paragraph are part of it.
            words = tidied(cell)
        self._by.remember(again, words)
        return words

    def _note(self, target: Target, words: str) -> None:
        is_noted = self._by.remarks and (target.key, words) in self._by.plan.noted
        if is_noted and target.field not in self._by.plan.by_row.get(self._rows[0], {}):
            self._remarks[f"{target.label}：{words}"] = None

    def _put_again(self, target: Target, words: str) -> bool:
        """Whether it is what a cell of that column was before, put where nothing is yet."""
        plain, value = self._by.again((target.key, words))
        if plain is None or target.field in self._typed or isinstance(target.kind, LongText):
            return False
        self._typed[target.field], self._read[target.field] = plain, (plain, value)
        return True

    def _put(self, target: Target, kind: FieldType, words: str, at: tuple[int, int]) -> None:
        plain, value = self._plain(target, kind, words, at)
        if plain is not None:
            self._typed[target.field] = plain
        else:
            self._unread.add(target.field)
        if value is not None:
            self._read[target.field] = plain, value

    def _dated(self, words: str, at: tuple[int, int]) -> str:
        """With the year that it lacks, as far as that is known; most begin with theirs."""
        if words[:4].isdecimal():
            return words
        first = self._by.order.get(at[1])
        words = with_month(words, self._section)
        year = self._by.years_of(at[1], self._section).of(words, first)
        return dated(words, first, year) or words

    def _plain(
        self, target: Target, kind: FieldType, words: str, at: tuple[int, int]
    ) -> tuple[object, Value]:
        """The cell as plain input and its value, as far as it can be read; else it is told why."""
        said = (target.key, words)
        if said in self._by.plan.mended:
            self._note(target, words)
            return self._by.plan.mended[said], None
        plain, value = self._by.again(said)
        if plain is not None:
            return plain, value
        if self._by.grid.has_signs and not names_all(kind, words):
            told = f"{quoted(words)}没有写全是哪几个，请逐个写上。"
            self._problems.append(CellProblem(*at, told, said))
            return None, None
        text = words
        if isinstance(kind, Day | Month | Moment | Span):
            text = self._dated(words, at)
            first = self._by.order.get(at[1])
            if first in (First.UNCLEAR, First.BOTH) and with_order(words, First.MONTH, 2000):
                self._problems.append(CellProblem(*at, WHICH_FIRST.format(quoted(words)), said))
                return None, None
            if text != words:
                self._completed[at] = text
        if isinstance(kind, Choices) and self._by.grid.has_signs:
            text = without_numbers(text)
        try:
            value = from_plain(kind, text)
        except Unreadable as error:
            self._problems.append(CellProblem(*at, str(error), said))
            return None, None
        if isinstance(kind, Choice | Choices) and (unknown := unknown_word(kind, value)):
            message = f"{quoted(unknown)}不在选项里，请选一个。"
            self._problems.append(CellProblem(*at, message, said, kind.options))
            return None, None
        plain = to_plain(kind, value)
        if isinstance(kind, _WORDS) and len(words) <= _SAID_AGAIN:
            self._by.read_before[said] = plain, value
        return plain, value
