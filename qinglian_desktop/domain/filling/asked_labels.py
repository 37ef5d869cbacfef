"""What the labels around a place of a form ask for, each read, from near to far"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.form_labels import is_label, is_remark
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.label_reading import (
    PEOPLE,
    CountClass,
    ReadLabel,
    read_label,
    title_stem,
)
from qinglian_desktop.domain.filling.seen_form import FormCell

_UNIT_BEHIND = re.compile(
    r"\s*((?:人|场)?次|场|堂|期|人|名|户|个|项|件|条|份|封|篇)\s*(?=$|[，。；、,;(（])"
)
"""The unit that stands behind a blank within a sentence: ____次，."""
_PARTS = 12
"""So many rows or columns at most tell parts of what stands before them."""
_CLAUSE_END = re.compile("[，。；、,;]")


@dataclass(frozen=True, slots=True)
class AskedLabels:
    """What the labels around a place ask for, each side from near to far.

    ``parents`` are what a row or column told before, of which this is a part (其中); ``topics``
    what the titles above are about.
    """

    beside: tuple[ReadLabel, ...] = ()
    above: tuple[ReadLabel, ...] = ()
    parents: tuple[ReadLabel, ...] = ()
    topics: tuple[str, ...] = ()

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
    def span(self) -> FormSpan | None:
        """Over which time it is to be counted, where any of the words says so."""
        told = [each.span for each in (*self.above, *self.beside) if each.span is not None]
        words = {each.words for each in told}
        if "去年同月" in words and "本年累计" in words:
            return FormSpan("去年同期累计")
        # The nearest is the narrowest: 1月 below 一季度.
        return told[0] if told else None

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
    )


def _within_sentence(words: TableWords, cell: FormCell) -> Iterator[ReadLabel]:
    """Of a blank with a unit behind it: that, and the last words before it that name anything.

    So of 谈心谈话____次，____人次 the second asks for talks, too; the unit of the first is none
    of it.
    """
    behind = words.covering(cell.row, cell.column + cell.columns)
    unit = _UNIT_BEHIND.match(behind.text) if behind is not None else None
    if unit is None:
        return
    yield read_label(unit[1])
    for column in range(cell.column - 1, -1, -1):
        each = words.covering(cell.row, column)
        if each is None or each.column != column or not is_label(each):
            continue
        read = replace(read_label(_CLAUSE_END.split(each.text.strip())[-1]), units=frozenset())
        yield read
        if read.stem:
            return


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
