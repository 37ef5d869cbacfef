"""What the labels around a place of a form ask for, each read, from near to far"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.form_labels import is_label, is_open, is_remark, plain_label
from qinglian_desktop.domain.filling.form_spans import IN_MONTH, FormSpan
from qinglian_desktop.domain.filling.label_reading import (
    PEOPLE,
    CountClass,
    ReadLabel,
    is_of_other_time,
    read_label,
    span_in,
    title_span,
    title_stem,
)
from qinglian_desktop.domain.filling.seen_form import FormCell

_UNIT_BEHIND = re.compile(
    r"\s*((?:人|场)?次|场|堂|期|人|名|户|个|项|件|条|份|封|篇)\s*(?=$|[，。；、,;(（])"
)
"""The unit that stands behind a blank within a sentence: ____次，."""
_LAST_YEAR = {
    IN_MONTH: FormSpan("去年同月"),
    FormSpan("本年累计"): FormSpan("去年同期累计"),
    FormSpan("本年"): FormSpan("去年同期累计"),
}
"""What the same time of last year is, as far as a span says it."""
_PARTS = 12
"""So many rows or columns at most tell parts of what stands before them."""
_SENTENCE_END = re.compile("[。；;]")
_CLAUSE_END = re.compile("[，。；、,;]")


@dataclass(frozen=True, slots=True)
class AskedLabels:
    """What the labels around a place ask for, each side from near to far.

    ``parents`` are what a row or column told before, of which this is a part (其中); ``topics``
    what the titles above are about. ``previous`` are the times of the columns or rows before it.
    """

    beside: tuple[ReadLabel, ...] = ()
    above: tuple[ReadLabel, ...] = ()
    parents: tuple[ReadLabel, ...] = ()
    topics: tuple[str, ...] = ()
    previous: frozenset[FormSpan] = frozenset()

    @property
    def labels(self) -> tuple[ReadLabel, ...]:
        """All of both sides."""
        return *self.beside, *self.above

    @property
    def units(self) -> frozenset[CountClass]:
        """In what it is to be counted: people where any of the words says so."""
        told = [each.units for each in self.labels if each.units]
        people = [each for each in told if each <= PEOPLE]
        if people:
            return min(people, key=len)
        return frozenset(unit for each in told for unit in each)

    @property
    def is_of_a_part(self) -> bool:
        """Whether the words say a part, nobody knows which, or two units of which one is none."""
        told = [each.units for each in self.labels if each.units]
        is_of_people = any(each <= PEOPLE for each in told)
        is_at_odds = not is_of_people and any(one.isdisjoint(two) for one in told for two in told)
        return is_at_odds or any(each.is_narrowed for each in self.labels)

    @property
    def span(self) -> FormSpan | None:
        """Over which time it is to be counted, where any of the words says so."""
        told = self._told
        if told and told[0].is_same_time:
            return self._same_time(IN_MONTH) or told[0].span
        # The nearest is the narrowest: 1月 below 一季度.
        return told[0].span if told else None

    def span_in(self, titled: FormSpan | None) -> FormSpan | None:
        """The same in a table whose titles speak of a time; None where nobody can tell."""
        told = self._told
        if told and told[0].is_same_time:
            return self._same_time(titled)
        return self.span or titled

    @property
    def _told(self) -> list[ReadLabel]:
        return [each for each in (*self.above, *self.beside) if each.span is not None]

    def _same_time(self, titled: FormSpan | None) -> FormSpan | None:
        """去年同期: that of the group it stands in, of what stands before it, or of the title."""
        of_group = [each.span for each in self._told if not each.is_same_time][:1]
        told = of_group or [*self.previous] or [titled]
        return _LAST_YEAR.get(told[0]) if len(told) == 1 and told[0] is not None else None

    @property
    def is_never(self) -> bool:
        """Whether it is none of a book: a rate, a sum, a remark, a line to be signed."""
        return not self.labels or any(each.is_never for each in self.labels)


def asked_labels(words: TableWords, cell: FormCell) -> AskedLabels:
    """What the labels of a blank cell ask for; nothing in a line like 填报人：."""
    if is_behind_remark(words, cell):
        return AskedLabels()
    section = words.around(cell).beside
    beside_cells, above_cells = words.beside(cell), words.above(cell)
    beside = list(_within_sentence(words, cell)) or [
        read_label(each.text) for each in reversed(beside_cells)
    ]
    if len(section) > len(beside):
        beside.append(read_label(section[0]))
    return AskedLabels(
        tuple(beside),
        tuple(read_label(each.text) for each in reversed(above_cells)),
        tuple(_parents(words, beside_cells, above_cells)),
        tuple(filter(None, (title_stem(each.text) for each in words.lines_over(cell)))),
        frozenset(_previous_spans(words, beside_cells, above_cells)),
    )


def _previous_spans(
    words: TableWords, beside: list[FormCell], above: list[FormCell]
) -> Iterator[FormSpan]:
    """The times of the columns or rows before the one that asks for the same of last year, as far
    as those before ask for it themselves."""
    for cells, is_row in ((above, False), (beside, True)):
        label = next((each for each in cells if read_label(each.text).is_same_time), None)
        if label is None:
            continue
        for place in range((label.row if is_row else label.column) - 1, -1, -1):
            where = (place, label.column) if is_row else (label.row, place)
            each = words.covering(*where)
            read = read_label(each.text) if each is not None and is_label(each) else None
            if read is not None and read.is_same_time:
                return
            if read is not None and read.span is not None:
                yield read.span


def _within_sentence(words: TableWords, cell: FormCell) -> Iterator[ReadLabel]:
    """Of a blank with a unit behind it: that, and the last words before it that name anything.

    So of 谈心谈话____次，____人次 the second asks for talks, too; the unit of the first is none
    of it. A time is that of the whole sentence: 上月谈心谈话____次，廉政提醒____条.
    """
    behind = words.covering(cell.row, cell.column + cell.columns)
    unit = _UNIT_BEHIND.match(behind.text) if behind is not None else None
    if unit is None:
        return
    yield read_label(unit[1])
    is_named = False
    for column in range(cell.column - 1, -1, -1):
        each = words.covering(cell.row, column)
        if each is None or each.column != column or not is_label(each):
            continue
        text = each.text.strip()
        if not is_named:
            last = _CLAUSE_END.split(text)[-1]
            read = replace(read_label(last), units=frozenset())
            yield read
            is_named, text = bool(read.stem), text.removesuffix(last)
            if is_named and read.span is not None:
                return
        if is_named:
            sentence = _SENTENCE_END.split(text)[-1]
            said, is_other = span_in(plain_label(sentence))[0], is_of_other_time(sentence)
            if said is not None or is_other:
                yield ReadLabel("", span=said, is_narrowed=is_other)
                return
            if _SENTENCE_END.search(text):
                return


def titled_span(words: TableWords) -> FormSpan | None:
    """The time of which the titles of a table speak, the month without any; None where no span
    says it."""
    titles = titles_of(words)
    if any(map(is_of_other_time, titles)):
        return None
    return next(filter(None, map(title_span, titles)), IN_MONTH)


def first_blank_row(words: TableWords) -> int:
    """The row of the first cell, from the top, in which something is to be written; else 0."""
    return next((each.row for each in words.blanks if is_open(each)), 0)


def titles_of(words: TableWords) -> list[str]:
    """What stands across a table above its first blank; below that are heads, and remarks."""
    first = first_blank_row(words)
    return [each.text for each in reversed(words.lines) if each.row < first]


def is_behind_remark(words: TableWords, cell: FormCell) -> bool:
    """Whether it stands in a line like 填报人：, and in none of the table."""
    beside = words.beside(cell)
    return bool(beside) and is_remark(beside[-1].text)


def _parents(
    words: TableWords, beside: list[FormCell], above: list[FormCell]
) -> Iterator[ReadLabel]:
    """What the rows above or columns before told, of which 其中 tells a part."""
    for cells, is_row in ((beside, True), (above, False)):
        named = [each for each in reversed(cells) if read_label(each.text).stem]
        if named:
            yield from _before(words, named[0], is_row=is_row)


def _before(words: TableWords, label: FormCell, *, is_row: bool) -> Iterator[ReadLabel]:
    is_part = read_label(label.text).is_of_which
    at = label.row if is_row else label.column
    for place in range(at - 1, max(at - _PARTS, 0) - 1, -1):
        where = (place, label.column) if is_row else (label.row, place)
        each = words.covering(*where)
        if each is None or not is_label(each) or words.is_line(each):
            if is_row:
                return
            continue
        read = read_label(each.text)
        if read.is_of_which:
            is_part = True
        elif read.stem and is_part:
            yield read
            return
