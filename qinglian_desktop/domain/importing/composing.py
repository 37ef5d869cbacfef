"""The cells of one record as plain input, with what is wrong at the cell where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import cast

from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.field_types import (
    FieldType,
    LongText,
    Moment,
    PeopleRef,
    PersonRef,
    Rows,
    Span,
    Text,
)
from qinglian_desktop.domain.importing.attendance import attendance_text
from qinglian_desktop.domain.importing.body import RowsOfRecord
from qinglian_desktop.domain.importing.cell_reading import SheetReading
from qinglian_desktop.domain.importing.cells import is_of_time, text_of_cell
from qinglian_desktop.domain.importing.child_reading import ChildRowReading
from qinglian_desktop.domain.importing.imported_record import CellProblem, ImportedRecord
from qinglian_desktop.domain.importing.parts import (
    fill_in,
    listed_word,
    people_as_chosen,
    rows_as_chosen,
    span_words,
)
from qinglian_desktop.domain.importing.remarks import is_from_elsewhere, with_remarks
from qinglian_desktop.domain.importing.sections import with_month
from qinglian_desktop.domain.importing.targets import NUMBER, Target
from qinglian_desktop.domain.importing.written import (
    came_of_due,
    day_and_hours,
    is_how_long,
    month_alone,
    names_and_more,
    names_and_posts,
    only_a_group,
    span_text,
)
from qinglian_desktop.domain.people_text import read_people
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.yearless import completed


class Composer(SheetReading):
    """Puts the cells of records together, all by the same columns and decisions."""

    def compose(self, record: RowsOfRecord) -> ImportedRecord:
        """What the rows say."""
        return _Record(self, record).made()


class _Record(ChildRowReading):
    def made(self) -> ImportedRecord:
        for at, head, target in self._by.columns:
            if self._by.is_one and target.key != NUMBER:
                self._column_of_all(at, head, target)
            else:
                self._record_column(at, head, target)
        self._put_elsewhere()
        for key, columns in self._by.child_columns.items():
            self._child_rows(key, columns)
        for key, parts in self._parts.items():
            self._put_together(key, parts)
        for key, rows in self._children.items():
            if rows:
                kind = cast("Rows", self._by.ledger.by_key[key].type)
                self._typed[key] = rows_as_chosen(kind, rows, self._by.plan.people)
        fill_in(self._typed, self._by.sections.said(self._section))
        self._put_stand_ins()
        fill_in(self._typed, self._by.plan.for_all)
        own = self._by.plan.by_row.get(self._rows[0], {})
        self._typed.update(own)
        if (remarks := self._by.remarks) and self._remarks:
            before = self._typed.get(remarks.key)
            self._typed[remarks.key] = with_remarks(remarks, before, self._remarks)
        cells = self._cells.items() if own else ()
        mended = {at for (key, _), at in cells if key.split(".")[0] in own}
        return ImportedRecord(
            self._rows,
            self._typed,
            self._number,
            self._cells,
            self._completed,
            tuple(
                each
                for each in dict.fromkeys(self._problems)
                if (each.row, each.column) not in mended
            ),
            # Not where something else was put in its place, or added.
            {k: value for k, (plain, value) in self._read.items() if self._typed.get(k) is plain},
            tuple(each for each in self._unfilled if each[0] not in self._typed),
            self._section,
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
        if self._put_again(target, words):
            return
        if (target.key, words) in self._by.plan.mended:
            self._typed[target.field] = self._by.plan.mended[target.key, words]
            self._mended.add(target.field)
            return
        field = self._by.ledger.by_key[target.field]
        if target.part.startswith("+"):
            names, posts = names_and_posts(words)
            if posts:
                self._join(target.part[1:], "职务", posts)
            self._people(target, field.type, names, (row, at))
        elif target.part:
            if target.part == "minutes" and "小时" in head and words[-1:].isdecimal():
                words = f"{words}小时"
            if target.part == "minutes" and not is_how_long(words):
                message = f"{quoted(words)}看不出是多长时间，请写成 90分钟 或 1.5小时 这样。"
                self._problems.append(CellProblem(row, at, message, (target.key, words)))
                return
            if target.part == "present" and (came := came_of_due(words)):
                words = came[0]
                self._parts.setdefault(target.field, {}).setdefault("due", came[1])
            if is_of_time(None, target.part):
                # Beginning and end may be of two years.
                words = with_month(words, self._section)
                year = self._by.years_of(at, self._section).of(words)
                words = completed(words, year) or words if year else words
            self._parts.setdefault(target.field, {})[target.part] = words
        elif isinstance(field.type, PersonRef | PeopleRef):
            self._people(target, field.type, words, (row, at))
        elif isinstance(field.type, LongText | Text) and target.field in self._typed:
            self._join(target.field, head, words)
        elif isinstance(field.type, LongText) and is_from_elsewhere(field, head):
            # In the remarks it would say nothing without its head.
            self._put(target, field.type, f"{head}：{words}", (row, at))
        elif (hours := self._by.hours_of.get(target.field)) and (
            parted := day_and_hours(self._dated(words, (row, at)))
        ):
            self._typed[target.field] = self._completed[row, at] = parted[0]
            self._elsewhere.append((hours, parted[1], target, words, (row, at)))
        elif word := listed_word(self._by.ledger.by_key.get(field.or_else), words):
            self._elsewhere.append((field.or_else, word, target, words, (row, at)))
        elif field.or_month and (month := month_alone(words)):
            self._elsewhere.append((field.or_month, month, target, words, (row, at)))
        else:
            self._put(target, field.type, words, (row, at))

    def _column_of_all(self, at: int, head: str, target: Target) -> None:
        """What a column says beside the child rows, of each what stands beside it."""
        said = {row: self._words(row, at, target) for row in self._rows}
        said = {row: each for row, each in said.items() if each}
        if len(set(said.values())) < 2 and len(said) in (0, len(self._rows)):
            return self._record_column(at, head, target)
        called = min((at for each in self._by.child_columns.values() for at, _ in each))
        lines = (
            f"{text_of_cell(self._by.grid.meant(row, called))}：{e}" for row, e in said.items()
        )
        self._cells.setdefault((target.field, 0), (next(iter(said)), at))
        is_long = isinstance(self._by.ledger.by_key[target.field].type, LongText)
        self._join(target.field, head, ("\n" if is_long else "；").join(lines))
        return None

    def _join(self, key: str, label: str, words: str) -> None:
        """Another column says something of a field of words: both stay, each said once."""
        before = self._typed.get(key)
        if not isinstance(before, str) or before in words:
            self._typed[key] = words
        elif words not in before:
            is_long = isinstance(self._by.ledger.by_key[key].type, LongText)
            self._typed[key] = f"{before}\n{label}：{words}" if is_long else f"{before}；{words}"

    def _put_elsewhere(self) -> None:
        """What a field leaves to another, if that has no column that says something else."""
        for key, plain, target, words, at in self._elsewhere:
            if self._typed.setdefault(key, plain) != plain:
                label = self._by.ledger.by_key[key].label
                said = f"{quoted(words)}和“{label}”那一列写的不一样，没有采用。"
                self._problems.append(CellProblem(*at, said, (target.key, words)))

    def _put_stand_ins(self) -> None:
        """What is the same as another field of the record, where that was said for all."""
        for field in self._by.stand_ins:
            if (plain := self._typed.get(field.stand_in)) is not None:
                is_rows = isinstance(kind := field.type, Rows)
                whole = [{kind.fields[0].key: plain}] if is_rows else plain
                self._typed.setdefault(field.key, whole)

    def _people(self, target: Target, kind: FieldType, words: str, at: tuple[int, int]) -> None:
        is_one = isinstance(kind, PersonRef)
        if (target.key, words) in self._by.names_before:
            self._name(target, words, is_one=is_one)
            return
        if not is_one and self._by.grid.has_signs and (came := came_of_due(words)):
            parts = self._parts.setdefault(target.field, {})
            parts["present"] = parts.get("present", came[0])
            parts["due"] = parts.get("due", came[1])
            return
        if (group := only_a_group(words)) is not None:
            how = "请写上姓名" if is_one else "请选出来，或者只记人数"
            said = f"{quoted(words)}没有写是哪几个人，{how}。"
            options = () if is_one else group
            self._problems.append(CellProblem(*at, said, (target.key, words), options))
            return
        if not is_one and (more := names_and_more(words)):
            names, count = more
            options = (f"{names}；实到{count}人" if count else names,)
            said = f"{quoted(words)}没有写全是哪几个人，请补上其余的人，或者只记写了的。"
            self._problems.append(CellProblem(*at, said, (target.key, words), options))
            return
        self._by.names_before.add((target.key, words))
        self._name(target, words, is_one=is_one)

    def _name(self, target: Target, words: str, *, is_one: bool) -> None:
        """Words that are the names of one or of several."""
        if is_one:
            self._typed[target.field] = self._by.plan.people.get(words, words)
        else:
            self._parts.setdefault(target.field, {})[""] = words

    def _put_together(self, key: str, parts: Mapping[str, str]) -> None:
        """A field of which several columns tell a part."""
        field, at = self._by.ledger.by_key[key], self._cells[key, 0]
        kind = field.type
        if isinstance(kind, Span | Moment):
            whole = span_words(self._typed.get(key))
            if key in self._unread or (key in self._mended and ":" in whole):
                # It is asked about at its own cell, or was answered there with its hours.
                return
            text = span_text(whole, parts, None)
            self._put(Target(key, field.label, key, "", ()), kind, text, at)
            return
        said = tuple(chain.from_iterable(parts.items()))
        if (people := self._by.people_before.get(said)) is None:
            try:
                people = read_people(attendance_text(parts))
            except Unreadable as error:
                self._problems.append(CellProblem(*at, str(error), (key, parts.get("", ""))))
                return
            self._by.people_before[said] = people
        plain = cast("dict[str, object]", to_plain(kind, people))
        if not self._by.plan.people:
            self._read[key] = plain, people
        plain["people"] = people_as_chosen(plain["people"], self._by.plan.people)
        self._typed[key] = plain
