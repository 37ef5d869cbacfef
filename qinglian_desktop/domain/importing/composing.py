"""The cells of one record as plain input, with what is wrong at the cell where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

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
    PersonRef,
    Rows,
    Span,
)
from qinglian_desktop.domain.importing.body import RowsOfRecord, SheetGrid
from qinglian_desktop.domain.importing.cells import (
    day_of_serial,
    either_month,
    has_lost_digits,
    is_of_time,
    text_of_cell,
)
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.imported_record import CellProblem, ImportedRecord
from qinglian_desktop.domain.importing.matching import MatchedColumn
from qinglian_desktop.domain.importing.parts import (
    attendance_text,
    fill_in,
    lines_of_row,
    listed_word,
    people_as_chosen,
    rows_in,
    span_words,
    unknown_word,
    year_in,
)
from qinglian_desktop.domain.importing.remarks import remarks_field, with_remarks
from qinglian_desktop.domain.importing.targets import NUMBER, Target, is_of_child
from qinglian_desktop.domain.importing.written import (
    dated,
    month_alone,
    names_and_posts,
    only_a_group,
    span_text,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.people_text import read_people
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.ticks import is_blank_sign
from qinglian_desktop.domain.values import Value
from qinglian_desktop.domain.yearless import First, first_of_column, with_order

WHICH_FIRST = "{}看不出哪个是月、哪个是日，请说明这一栏是月在前还是日在前。"
WHICH_MONTH = "“{}”在表格里成了数，看不出是 1 月还是 10 月，请选一个。"


class Composer:
    """Puts the cells of records together, all by the same columns and decisions."""

    def __init__(
        self,
        ledger: Ledger,
        grid: SheetGrid,
        columns: Sequence[MatchedColumn],
        known: Mapping[str, Target],
        plan: ImportPlan,
        year: int | None,
    ) -> None:
        self.ledger = ledger
        self.grid = grid
        self.plan = plan
        self.year = year
        self.remarks = remarks_field(ledger) if plan.noted else None
        aimed = [(each.at, each.head, known[each.target]) for each in columns if each.target]
        self.columns = [each for each in aimed if not is_of_child(ledger, each[2])]
        self.child_columns: dict[str, list[tuple[int, Target]]] = {}
        for at, _, target in aimed:
            if is_of_child(ledger, target):
                self.child_columns.setdefault(target.field, []).append((at, target))
        self.order = {
            at: first_of_column(plan.is_day_first, grid.texts(at))
            for at, _, target in aimed
            if is_of_time(target.kind, target.part) and not isinstance(target.kind, Month)
        }

    def compose(self, record: RowsOfRecord) -> ImportedRecord:
        """What the rows say."""
        return _Record(self, record).made()


class _Record:
    def __init__(self, by: Composer, record: RowsOfRecord) -> None:
        self._by = by
        self._rows = record.rows
        self._year = year_in(record.section) or by.year
        self._typed: dict[str, object] = {}
        self._parts: dict[str, dict[str, str]] = {}
        self._children: dict[str, list[dict[str, object]]] = {}
        self._number = ""
        self._cells: dict[tuple[str, int], tuple[int, int]] = {}
        self._completed: dict[tuple[int, int], str] = {}
        self._problems: list[CellProblem] = []
        self._read: dict[str, tuple[object, Value]] = {}
        self._remarks: dict[str, None] = {}

    def made(self) -> ImportedRecord:
        for at, head, target in self._by.columns:
            self._record_column(at, head, target)
        for key, columns in self._by.child_columns.items():
            self._child_rows(key, columns)
        for key, parts in self._parts.items():
            self._put_together(key, parts)
        for key, rows in self._children.items():
            if said := [row for row in rows if row]:
                self._typed[key] = said
        fill_in(self._typed, self._by.plan.for_all)
        own = self._by.plan.by_row.get(self._rows[0], {})
        self._typed.update(own)
        if (remarks := self._by.remarks) and self._remarks:
            before = self._typed.get(remarks.key)
            self._typed[remarks.key] = with_remarks(remarks, before, self._remarks)
        mended = {at for (key, _), at in self._cells.items() if key.split(".")[0] in own}
        return ImportedRecord(
            self._rows,
            self._typed,
            self._number,
            self._cells,
            self._completed,
            tuple(each for each in self._problems if (each.row, each.column) not in mended),
            # Not where something else was put in its place, or added.
            {k: value for k, (plain, value) in self._read.items() if self._typed.get(k) is plain},
        )

    def _record_column(self, at: int, head: str, target: Target) -> None:
        row = self._rows[0]
        words = self._words(row, at, target)
        if not words:
            return
        if target.key == NUMBER:
            self._number = words
            return
        self._cells.setdefault((target.field, 0), (row, at))
        if (target.key, words) in self._by.plan.mended:
            self._typed[target.field] = self._by.plan.mended[target.key, words]
            return
        field = self._by.ledger.by_key[target.field]
        if target.part.startswith("+"):
            names, posts = names_and_posts(words)
            if posts:
                self._typed[target.part[1:]] = posts
            self._people(target, field.type, names, (row, at))
        elif target.part:
            if target.part == "minutes" and "小时" in head and words[-1:].isdecimal():
                words = f"{words}小时"
            self._parts.setdefault(target.field, {})[target.part] = words
        elif isinstance(field.type, Rows):
            self._children[target.field] = rows_in(field.type, words)
        elif isinstance(field.type, PersonRef | PeopleRef):
            self._people(target, field.type, words, (row, at))
        elif isinstance(field.type, LongText) and target.field in self._typed:
            label = head.replace("\n", "")
            self._typed[target.field] = f"{self._typed[target.field]}\n{label}：{words}"
        elif word := listed_word(self._by.ledger.by_key.get(field.or_else), words):
            self._typed[field.or_else] = word
        elif field.or_month and (month := month_alone(words)):
            self._typed[field.or_month] = month
        else:
            self._put(target, field.type, words, (row, at))

    def _child_rows(self, key: str, columns: Sequence[tuple[int, Target]]) -> None:
        """Of each row of the file as many child rows as its fullest cell has entries."""
        rows = self._children.setdefault(key, [])
        kinds = [cast("FieldType", target.kind) for _, target in columns]
        for row in self._rows:
            said = [self._words(row, at, target) for at, target in columns]
            for line in lines_of_row(kinds, said, has_many=self._by.grid.has_signs):
                child: dict[str, object] = {}
                for (at, target), kind, text in zip(columns, kinds, line, strict=True):
                    if text:
                        self._cells[target.key, len(rows) + 1] = (row, at)
                        child[target.part], _ = self._plain(target, kind, text, (row, at))
                # A row of which nothing was read has no place among those that are kept.
                if said_here := {part: it for part, it in child.items() if it is not None}:
                    rows.append(said_here)

    def _words(self, row: int, at: int, target: Target) -> str:
        """What the cell says; nothing where it is a mere sign for that, or digits are gone."""
        cell = self._by.grid.meant(row, at)
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
        if self._by.grid.has_signs and is_blank_sign(target.kind or PeopleRef(), words):
            return ""
        if words and has_lost_digits(cell):
            said = f"{quoted(words)}：这样长的号码在表格里成了数，后面几位已经丢了，没有采用；"
            self._problems.append(CellProblem(row, at, f"{said}请照原件补上。"))
            return ""
        # Blanks before a paragraph are part of it.
        return (
            tidied(cell)
            if words and isinstance(target.kind, LongText) and isinstance(cell, str)
            else words
        )

    def _note(self, target: Target, words: str) -> None:
        is_noted = self._by.remarks and (target.key, words) in self._by.plan.noted
        if is_noted and target.field not in self._by.plan.by_row.get(self._rows[0], {}):
            self._remarks[f"{target.label}：{words}"] = None

    def _put(self, target: Target, kind: FieldType, words: str, at: tuple[int, int]) -> None:
        plain, value = self._plain(target, kind, words, at)
        if plain is not None:
            self._typed[target.field] = plain
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
        text = words
        if isinstance(kind, Day | Month | Moment | Span):
            first = self._by.order.get(at[1])
            text = dated(words, first, self._year) or words
            if first in (First.UNCLEAR, First.BOTH) and with_order(words, First.MONTH, 2000):
                self._problems.append(CellProblem(*at, WHICH_FIRST.format(quoted(words)), said))
                return None, None
            if text != words:
                self._completed[at] = text
        try:
            value = from_plain(kind, text)
        except Unreadable as error:
            self._problems.append(CellProblem(*at, str(error), said))
            return None, None
        if isinstance(kind, Choice | Choices) and (unknown := unknown_word(kind, value)):
            message = f"{quoted(unknown)}不在选项里，请选一个。"
            self._problems.append(CellProblem(*at, message, said, kind.options))
            return None, None
        return to_plain(kind, value), value

    def _people(self, target: Target, kind: FieldType, words: str, at: tuple[int, int]) -> None:
        if (group := only_a_group(words)) is not None:
            said = f"{quoted(words)}没有写是哪几个人，请选出来，或者只记人数。"
            self._problems.append(CellProblem(*at, said, (target.key, words), group))
            return
        if isinstance(kind, PersonRef):
            self._typed[target.field] = self._by.plan.people.get(words, words)
        else:
            self._parts.setdefault(target.field, {})[""] = words

    def _put_together(self, key: str, parts: Mapping[str, str]) -> None:
        """A field of which several columns tell a part."""
        field, at = self._by.ledger.by_key[key], self._cells[key, 0]
        kind = field.type
        if isinstance(kind, Span | Moment):
            whole = span_words(self._typed.get(key))
            text = span_text(whole, parts, self._year)
            self._put(Target(key, field.label, key, "", ()), kind, text, at)
            return
        try:
            people = read_people(attendance_text(parts))
        except Unreadable as error:
            self._problems.append(CellProblem(*at, str(error), (key, parts.get("", ""))))
            return
        plain = cast("dict[str, object]", to_plain(PeopleRef(), people))
        if not self._by.plan.people:
            self._read[key] = plain, people
        plain["people"] = people_as_chosen(plain["people"], self._by.plan.people)
        self._typed[key] = plain
