"""Child rows on a paper form: a table within its table, across the whole width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import assert_never

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.shares import shared, whole
from qinglian_desktop.documents.paper.text import set_label, set_text
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    FieldType,
    Flow,
    Integer,
    LongText,
    Moment,
    Money,
    Month,
    Name,
    PeopleRef,
    PersonRef,
    RecordRef,
    Rows,
    Span,
    StepRef,
    Text,
)
from qinglian_desktop.domain.form_content import heads_of_rows, words_of_row
from qinglian_desktop.domain.values import Values

_INNER = 10.5
_INNER_LEADING = 16.0
_LEAST = 28.0
_HAIR = 0.01


class InnerTables:
    """Makes the bands of rows on a form that stands at ``left`` and is ``width`` points wide."""

    def __init__(self, fonts: Fonts, left: float, width: float) -> None:
        self._fonts = fonts
        self._left = left
        self._width = width

    @cached_property
    def _inner(self) -> Style:
        return Style(self._fonts[Role.BODY], _INNER, _INNER_LEADING)

    @cached_property
    def _inner_head(self) -> Style:
        return Style(self._fonts[Role.LABEL], _INNER, _INNER_LEADING, "center")

    def bands(self, heading: Band, kind: Rows, rows: Sequence[Values]) -> Iterator[Band]:
        """A heading, the column heads, then a band for each row; nothing where there are none."""
        if not rows:
            return
        yield heading
        widths = self.widths(kind)
        head_cells = self._head_cells(kind, widths)
        head = Band(head_cells, _LEAST - 4, with_next=True)
        yield head
        style = self._inner
        middle = replace(style, align="center")
        styles = [middle, *(style if is_wordy(each.type) else middle for each in kind.fields)]
        for number, row in enumerate(rows, 1):
            cells = self._row_cells(words_of_row(kind, number, row), widths, styles)
            # Nor does a table break after its first row.
            yield Band(cells, _LEAST, head=head, with_next=number == 1 < len(rows))

    def widths(self, kind: Rows) -> list[float]:
        """Of columns: 序号 and days take the room of their words, the others share the rest."""
        size = self._inner_head.size
        number, day = 2 * size + 10, 7.5 * size + 10
        natural = [0.0 if isinstance(f.type, Day) else _weight(f) * size for f in kind.fields]
        room = self._width - number
        if not any(natural) or room - day * natural.count(0.0) < self._width / 3:
            natural = [_weight(each) * size for each in kind.fields]
        least = [
            whole(each.type) * size + 8.0 + _HAIR if share else day
            for each, share in zip(kind.fields, natural, strict=True)
        ]
        return [number, *shared(room, natural, least)]

    def _head_cells(self, kind: Rows, widths: Sequence[float]) -> list[Cell]:
        cells: list[Cell] = []
        left, style = self._left, self._inner_head
        for label, width in zip(heads_of_rows(kind), widths, strict=True):
            lines = set_label(style.typeface, style.size, label, width - 8)
            cells.append(Cell(left, width, lines, style, 4.0))
            left += width
        return cells

    def _row_cells(
        self, said: Sequence[str], widths: Sequence[float], styles: Sequence[Style]
    ) -> list[Cell]:
        cells: list[Cell] = []
        left = self._left
        for text, width, style in zip(said, widths, styles, strict=True):
            lines = set_text(style.typeface, style.size, text, width - 8) if text else ()
            cells.append(Cell(left, width, lines, style, 4.0))
            left += width
        return cells


def is_wordy(kind: FieldType) -> bool:
    """Whether what is said in a column begins at its left rather than standing in its middle."""
    return isinstance(kind, LongText | Text)


def _weight(field: Field) -> float:
    """The share of the width that a row's field takes, in characters."""
    match field.type:
        case LongText():
            weight = 14.0
        case Text() | RecordRef():
            weight = 9.0
        case Day():
            weight = 7.5
        case Moment() | Span():
            weight = 9.0
        case Month() | Money() | Integer():
            weight = 5.0
        case Name() | PersonRef():
            weight = 5.0
        case Choice(options):
            weight = min(9.0, max(map(len, options)) + 1.0)
        case Choices() | PeopleRef() | Flow() | StepRef() | Rows() | Attachments():
            weight = 10.0
        case _:
            assert_never(field.type)
    return max(weight, min(5.0, len(field.label) + 1.0))
