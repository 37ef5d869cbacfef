"""What one cell of a record says, read with all that is decided of its sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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
    PeopleRef,
    Span,
)
from qinglian_desktop.domain.importing.body import RowsOfRecord
from qinglian_desktop.domain.importing.cells import (
    day_of_serial,
    either_month,
    has_lost_digits,
    is_of_time,
    text_of_cell,
)
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.imported_record import CellProblem
from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.parts import unknown_word, year_in
from qinglian_desktop.domain.importing.remarks import remarks_field
from qinglian_desktop.domain.importing.sheet_grid import RecordsGrid
from qinglian_desktop.domain.importing.targets import Target, is_of_rows
from qinglian_desktop.domain.importing.written import dated, lacks_year
from qinglian_desktop.domain.importing.years import Years
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.ticks import is_blank_sign
from qinglian_desktop.domain.values import Value
from qinglian_desktop.domain.yearless import First, first_of_column, with_order

WHICH_FIRST = "{}看不出哪个是月、哪个是日，请说明这一栏是月在前还是日在前。"
WHICH_MONTH = "“{}”在表格里成了数，看不出是 1 月还是 10 月，请选一个。"

_MOST_REMEMBERED = 20_000
"""Cells of which is remembered what they say: most columns say few things again and again."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The ``words`` of a cell, and what of them is ``meant``; digits of a number may be lost."""

    words: str
    meant: str
    has_lost_digits: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What words come to, or a ``message`` why they cannot be read.

    ``completed`` are those that were read instead, where the cell does not say it all.
    """

    plain: object = None
    value: Value = None
    completed: str = ""
    message: str = ""
    options: tuple[str, ...] = ()


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
    ) -> None:
        self.ledger = ledger
        self.grid = grid
        self.plan = plan
        self.years = years
        self.remarks = remarks_field(ledger) if plan.noted else None
        aimed = [
            (each.at, each.head.replace("\n", ""), known[each.target])
            for each in columns
            if each.target
        ]
        self.columns = [each for each in aimed if not is_of_rows(ledger, each[2])]
        self.child_columns: dict[str, list[tuple[int, Target]]] = {}
        for at, _, target in aimed:
            if is_of_rows(ledger, target):
                self.child_columns.setdefault(target.field, []).append((at, target))
        self.of_time = [each[0] for each in aimed if is_of_time(each[2].kind, each[2].part)]
        self.order = {
            at: first_of_column(plan.is_day_first, grid.texts(at))
            for at, _, target in aimed
            if is_of_time(target.kind, target.part) and not isinstance(target.kind, Month)
        }

        self._said: dict[tuple[str, FileCell, type], _Said] = {}
        self._read: dict[tuple[str, str, int, int | None], _Read] = {}

    def said(self, target: Target, cell: FileCell) -> _Said:
        """What a cell says; nothing is meant where it is a mere sign for that."""
        # 1 is not True.
        key = (target.key, cell, type(cell))
        if (found := self._said.get(key)) is None:
            found = self._said_newly(target, cell)
            if len(self._said) >= _MOST_REMEMBERED:
                self._said.clear()
            self._said[key] = found
        return found

    def _said_newly(self, target: Target, cell: FileCell) -> _Said:
        words = text_of_cell(cell)
        if not words or (self.grid.has_signs and is_blank_sign(target.kind or PeopleRef(), words)):
            return _Said(words, "")
        if isinstance(target.kind, LongText) and isinstance(cell, str):
            # Blanks before a paragraph are part of it.
            return _Said(words, tidied(cell), has_lost_digits(cell))
        return _Said(words, words, has_lost_digits(cell))

    def read(self, key: str, kind: FieldType, words: str, at: int, years: Years) -> _Read:
        """What words come to that stand in a column and go to the target of that key."""
        first = self.order.get(at)
        is_of_day = isinstance(kind, Day | Month | Moment | Span)
        place = (key, words, at, years.of(words, first) if is_of_day else None)
        if (found := self._read.get(place)) is None:
            found = _read_newly(kind, words, first, place[3])
            if len(self._read) >= _MOST_REMEMBERED:
                self._read.clear()
            self._read[place] = found
        return found

    def is_year_open(self, records: Iterable[RowsOfRecord]) -> bool:
        """Whether a day of them says no year, and nothing else tells it."""
        return self.years.year is None and any(
            lacks_year(text) and self.years.of(text, self.order.get(at)) is None
            for record in records
            if year_in(record.section) is None
            for row in record.rows
            for at in self.of_time
            if isinstance(text := self.grid.own(row, at), str)
        )


class CellReading:
    """The cells of one record, with what was read of them and what is wrong."""

    def __init__(self, by: SheetReading, record: RowsOfRecord) -> None:
        self._by = by
        self._rows = record.rows
        year = year_in(record.section)
        self._years = by.years if year is None else Years(year)
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

    def _words(self, row: int, at: int, target: Target) -> str:
        """What the cell says; nothing where it is a mere sign for that, or digits are gone."""
        cell = self._by.grid.meant(row, at)
        if cell is None or cell == "":
            return ""
        read = self._by.said(target, cell)
        self._note(target, read.words)
        if is_of_time(target.kind, target.part) and not isinstance(cell, str):
            if (day := day_of_serial(cell)) is not None:
                self._completed[row, at] = day
                return day
            said = (target.key, read.words)
            if (both := either_month(cell)) and said not in self._by.plan.mended:
                message = WHICH_MONTH.format(read.words)
                self._problems.append(CellProblem(row, at, message, said, both))
                return ""
        if read.has_lost_digits:
            lost = f"{quoted(read.words)}：这样长的号码在表格里成了数，后面几位已经丢了，没有采用；"
            self._problems.append(CellProblem(row, at, f"{lost}请照原件补上。"))
            return ""
        return read.meant

    def _note(self, target: Target, words: str) -> None:
        is_noted = self._by.remarks and (target.key, words) in self._by.plan.noted
        if is_noted and target.field not in self._by.plan.by_row.get(self._rows[0], {}):
            self._remarks[f"{target.label}：{words}"] = None

    def _put(self, target: Target, kind: FieldType, words: str, at: tuple[int, int]) -> None:
        plain, value = self._plain(target, kind, words, at)
        if plain is not None:
            self._typed[target.field] = plain
        else:
            self._unread.add(target.field)
        if value is not None:
            self._read[target.field] = plain, value

    def _plain(
        self, target: Target, kind: FieldType, words: str, at: tuple[int, int]
    ) -> tuple[object, Value]:
        """The cell as plain input and its value, as far as it can be read; else it is told why."""
        said = (target.key, words)
        if said in self._by.plan.mended:
            self._note(target, words)
            return self._by.plan.mended[said], None
        read = self._by.read(target.key, kind, words, at[1], self._years)
        if read.completed:
            self._completed[at] = read.completed
        if read.message:
            self._problems.append(CellProblem(*at, read.message, said, read.options))
        return read.plain, read.value


def _read_newly(kind: FieldType, words: str, first: First | None, year: int | None) -> _Read:
    text = words
    if isinstance(kind, Day | Month | Moment | Span):
        text = dated(words, first, year) or words
        if first in (First.UNCLEAR, First.BOTH) and with_order(words, First.MONTH, 2000):
            return _Read(message=WHICH_FIRST.format(quoted(words)))
    completed = text if text != words else ""
    try:
        value = from_plain(kind, text)
    except Unreadable as error:
        return _Read(completed=completed, message=str(error))
    if isinstance(kind, Choice | Choices) and (unknown := unknown_word(kind, value)):
        message = f"{quoted(unknown)}不在选项里，请选一个。"
        return _Read(completed=completed, message=message, options=kind.options)
    return _Read(to_plain(kind, value), value, completed)
