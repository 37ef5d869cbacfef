"""A ledger's fields as cells of a paper form: labels, values, boxes to tick, inner tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import assert_never, cast

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.boxes import boxes
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.text import Line, set_label, set_pieces, set_text
from qinglian_desktop.domain.field_types import (
    Attachments,
    Choice,
    Choices,
    Day,
    Field,
    FieldType,
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
    Text,
)
from qinglian_desktop.domain.values import Interval, Value
from qinglian_desktop.domain.words import Reading, pieces, words

SIZE = 12.0
LEADING = 19.0
LEAST = 28.0
"""The body text of a form (小四), its line pitch, and the smallest height of a table's line."""

LABEL_WIDTH = 74.0
_LABEL_ROOM = LABEL_WIDTH - 8
_PAD = 4.0
_SPLITS = (1 / 2, 4 / 7, 3 / 7, 3 / 5, 2 / 5)
"""Where two fields that share a line may be divided, the preferred first."""
_USUAL: Mapping[type, Value] = {
    Day: date(2026, 12, 30),
    Moment: datetime(2026, 12, 30, 10),
    Span: Interval(datetime(2026, 12, 30, 10), datetime(2026, 12, 30, 11, 30)),
}
_BLANK_ROWS = 3
_INNER = 10.5
_INNER_LEADING = 16.0


class CellMaker:
    """Makes the bands of a form that stands at ``left`` and is ``width`` points wide."""

    def __init__(self, fonts: Fonts, left: float, width: float) -> None:
        self._fonts = fonts
        self._left = left
        self._width = width
        self._labels: dict[tuple[str, float], list[Line]] = {}

    @cached_property
    def _label(self) -> Style:
        return Style(self._fonts[Role.LABEL], SIZE, LEADING - 2, "center")

    @cached_property
    def _value(self) -> Style:
        return Style(self._fonts[Role.BODY], SIZE, LEADING)

    @cached_property
    def _inner(self) -> Style:
        return Style(self._fonts[Role.BODY], _INNER, _INNER_LEADING)

    @cached_property
    def _inner_head(self) -> Style:
        return Style(self._fonts[Role.LABEL], _INNER, _INNER_LEADING, "center")

    def one(self, field: Field, value: Value) -> list[Band]:
        """The bands of a field that has a line of its own; attachments are not among them."""
        if isinstance(field.type, Rows):
            return list(
                self._rows(field, field.type, cast("tuple[Mapping[str, Value], ...]", value or ()))
            )
        cells = self._pair(field, value, self._left, self._width, alone=True)
        if isinstance(field.type, LongText):
            least = field.type.lines * LEADING + 2 * _PAD
            return [Band(cells, least, grows=True)]
        return [Band(cells, LEAST)]

    def two(self, first: tuple[Field, Value], second: tuple[Field, Value], share: float) -> Band:
        """Two fields in one line, divided at ``share`` of the width."""
        width = self._width * share
        return Band(
            [
                *self._pair(*first, self._left, width),
                *self._pair(*second, self._left + width, self._width - width),
            ],
            LEAST,
        )

    def best_share(self, pairs: Sequence[tuple[Field, Field]]) -> float:
        """Where all lines of two fields are divided: what makes usual values least high.

        Decided by the declaration alone, so that every record's form looks the same.
        """

        def height(share: float) -> float:
            return sum(
                self.two(
                    (one, _USUAL.get(type(one.type))), (two, _USUAL.get(type(two.type))), share
                ).height
                for one, two in pairs
            )

        return min(_SPLITS, key=height)

    def heading(self, words: str) -> Band:
        """A line across the form that names what comes below it."""
        style = replace(self._label, leading=LEADING)
        cell = Cell(
            self._left, self._width, self._label_lines(words, self._width - 8), style, is_label=True
        )
        return Band([cell], LEAST, with_next=True)

    def across(self) -> Cell:
        """An empty cell over the whole width."""
        return Cell(self._left, self._width, (), self._value, _PAD)

    def signatures(self, words: Sequence[str]) -> list[Band]:
        """Blank places to sign and date, up to three side by side."""
        each = {4: 2}.get(len(words), 3)
        style = replace(self._value, from_top=True)
        date = "年\u3000\u3000月\u3000\u3000日"
        date_width = style.typeface.width(date, SIZE)
        bands: list[Band] = []
        for first in range(0, len(words), each):
            part = words[first : first + each]
            width = self._width / len(part)
            cells: list[Cell] = []
            for place, word in enumerate(part):
                lines = [
                    Line(f"{word}：", style.typeface.width(f"{word}：", SIZE)),
                    Line("", 0.0),
                    Line(date, date_width, width - 2 * _PAD - date_width),
                ]
                left = self._left + place * width
                cells.append(Cell(left, width, lines, style, _PAD, is_label=True))
            bands.append(Band(cells))
        return bands

    def label(self, words: str) -> Cell:
        """The label cell at the left edge."""
        lines = self._label_lines(words, _LABEL_ROOM)
        return Cell(self._left, LABEL_WIDTH, lines, self._label, is_label=True)

    def text(self, words: str) -> Cell:
        """The value cell beside the label at the left edge."""
        width = self._width - LABEL_WIDTH
        style = self._value
        lines = set_text(style.typeface, style.size, words, width - 2 * _PAD) if words else ()
        return Cell(self._left + LABEL_WIDTH, width, lines, style, _PAD)

    def _pair(
        self, field: Field, value: Value, left: float, width: float, *, alone: bool = False
    ) -> list[Cell]:
        label = Cell(
            left,
            LABEL_WIDTH,
            self._label_lines(field.label, _LABEL_ROOM),
            self._label,
            is_label=True,
        )
        left, width = left + LABEL_WIDTH, width - LABEL_WIDTH
        room, style = width - 2 * _PAD, self._value
        options = boxes(field.type, value)
        if options is not None:
            lines = set_pieces(style.typeface, style.size, options, room, "\u3000")
        elif isinstance(field.type, PeopleRef):
            named = pieces(field.type, value, Reading.FORM)
            lines = set_pieces(style.typeface, style.size, named, room)
        else:
            said = words(field.type, value, Reading.FORM)
            is_long = isinstance(field.type, LongText)
            indent = 2 * style.size if is_long else 0.0
            lines = set_text(style.typeface, style.size, said, room, indent) if said else []
            if is_long:
                style = replace(style, from_top=True)
            elif not alone and len(lines) == 1:
                style = replace(style, align="center")
        return [label, Cell(left, width, lines, style, _PAD)]

    def _label_lines(self, words: str, room: float) -> list[Line]:
        key = (words, room)
        if key not in self._labels:
            lines = set_label(self._label.typeface, SIZE, words, room)
            if len(words) == 2:
                # 类　别: labels of two characters are set apart, as forms have them.
                lines = [Line(words, lines[0].width + SIZE, stretch=SIZE)]
            self._labels[key] = lines
        return self._labels[key]

    def _rows(
        self, field: Field, kind: Rows, rows: Sequence[Mapping[str, Value]]
    ) -> Iterator[Band]:
        """A heading, the column heads, then a band for each row; blank ones to fill by hand."""
        yield self.heading(field.label)
        widths = self._row_widths(kind)
        head_cells = self._row_cells(
            ["序号", *(each.label for each in kind.fields)],
            widths,
            [self._inner_head] * len(widths),
        )
        head = Band(head_cells, LEAST - 4, with_next=True)
        yield head
        style = self._inner
        middle = replace(style, align="center")
        styles = [middle, *(_aligned(each.type, style, middle) for each in kind.fields)]
        for number, row in enumerate(rows, 1):
            said = [words(each.type, row.get(each.key), Reading.FORM) for each in kind.fields]
            yield Band(self._row_cells([str(number), *said], widths, styles), LEAST, head=head)
        for number in range(len(rows) + 1, _BLANK_ROWS + 1 if not rows else 0):
            blank = [str(number), *("" for _ in kind.fields)]
            yield Band(self._row_cells(blank, widths, styles), LEAST, head=head)

    def _row_widths(self, kind: Rows) -> list[float]:
        """序号 and days take the room of their words, the others share what is left."""
        size = self._inner_head.size
        number, day = 2 * size + 10, 7.5 * size + 10
        of_words = [0.0 if isinstance(f.type, Day) else _weight(f) for f in kind.fields]
        left = self._width - number - day * of_words.count(0.0)
        if not any(of_words) or left < self._width / 3:
            of_words = [_weight(each) for each in kind.fields]
            left = self._width - number
        unit = left / sum(of_words)
        return [number, *(weight * unit or day for weight in of_words)]

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


def _aligned(kind: FieldType, left: Style, middle: Style) -> Style:
    return left if isinstance(kind, LongText | Text) else middle


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
        case Choices() | PeopleRef() | Rows() | Attachments():
            weight = 10.0
        case _:
            assert_never(field.type)
    return max(weight, min(5.0, len(field.label) + 1.0))
