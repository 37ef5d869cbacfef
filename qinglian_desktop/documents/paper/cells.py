"""A ledger's fields as cells of a paper form: labels, values, boxes to tick, places to sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import cast

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.boxes import boxes
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.inner_tables import InnerTables
from qinglian_desktop.documents.paper.text import Line, set_label, set_pieces, set_text
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    Field,
    LongText,
    Moment,
    PeopleRef,
    Rows,
    Span,
)
from qinglian_desktop.domain.values import Interval, People, Value, Values, is_blank
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
_MOST_NAMED = 30
"""Those present are named if they are no more than this."""
_NAMED = 0.4
"""The share of a place to sign that the name beside it takes."""
_AFTER_MARK = re.compile("(?<=、)")


class CellMaker:
    """Makes the bands of a form that stands at ``left`` and is ``width`` points wide."""

    def __init__(self, fonts: Fonts, left: float, width: float) -> None:
        self._fonts = fonts
        self._left = left
        self._width = width
        self._labels: dict[tuple[str, float], list[Line]] = {}
        self._boxes: dict[tuple[str, Value, float], list[Line] | None] = {}
        self._tables = InnerTables(fonts, left, width)

    @cached_property
    def _label(self) -> Style:
        return Style(self._fonts[Role.LABEL], SIZE, LEADING - 2, "center")

    @cached_property
    def _value(self) -> Style:
        return Style(self._fonts[Role.BODY], SIZE, LEADING)

    @cached_property
    def _centred(self) -> Style:
        return replace(self._value, align="center")

    @cached_property
    def _long(self) -> Style:
        return replace(self._value, from_top=True)

    def one(self, field: Field, value: Value) -> list[Band]:
        """The bands of a field that has a line of its own; attachments are not among them."""
        if isinstance(field.type, Rows):
            rows = cast("tuple[Values, ...]", value or ())
            return list(self._tables.bands(self.heading(field.label), field.type, rows))
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

    def attendance(self, people: People, share: float) -> list[Band]:
        """How many were due and came, in cells of their own; who was absent and why; who came.

        Of a crowd the numbers are enough: its names are on the sheet that they signed.
        """
        absent = words(PeopleRef(), People(people.absent), Reading.LIST).removeprefix("缺席：")
        came = [each.person.name for each in people.attendees if each.present]
        known = not is_blank(people)
        if known and not absent and people.due == people.present:
            absent = "无"
        due = self._counted("应到人数", people.due if known else None)
        present = self._counted("实到人数", people.present if known else None)
        width = self._width * share
        bands = [
            Band(
                [*due(self._left, width), *present(self._left + width, self._width - width)], LEAST
            ),
            self._named("缺席人员及原因", absent),
        ]
        if 0 < len(came) <= _MOST_NAMED:
            bands.append(self._named("参加人员", "、".join(came)))
        return bands

    def _counted(self, label: str, count: int | None) -> Callable[[float, float], list[Cell]]:
        """Its label and number as cells between two edges."""
        style = self._centred
        said = "" if count is None else f"{count}人"
        lines = [Line(said, style.typeface.width(said, style.size))] if said else []
        return lambda left, width: self._labelled(label, left, width, lines, style)

    def _named(self, label: str, names: str) -> Band:
        style = self._value
        named = [name for name in _AFTER_MARK.split(names) if name]
        room = self._width - LABEL_WIDTH - 2 * _PAD
        lines = set_pieces(style.typeface, style.size, named, room)
        return Band(self._labelled(label, self._left, self._width, lines, style), LEAST)

    def each_signs(self, label: str, names: Sequence[str]) -> list[Band]:
        """A heading, then for each name a blank beside it, two a line."""
        bands = [self.heading(f"{label}（{len(names)}人）")]
        width, style = self._width / 2, self._value
        for first in range(0, len(names), 2):
            pair = [*names[first : first + 2], ""][:2]
            cells: list[Cell] = []
            for place, name in enumerate(pair):
                left = self._left + place * width
                named = width * _NAMED
                lines = set_text(style.typeface, style.size, name, named - 2 * _PAD) if name else ()
                cells.append(Cell(left, named, lines, self._centred, _PAD, is_label=True))
                cells.append(Cell(left + named, width - named, (), style, _PAD))
            bands.append(Band(cells, LEAST, with_next=not first and len(names) > 2))
        return bands

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
        style = self._long
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
        room, style = width - LABEL_WIDTH - 2 * _PAD, self._value
        ticked = self._ticked(field, value, room)
        if ticked is not None:
            lines = ticked
        elif isinstance(field.type, PeopleRef):
            named = pieces(field.type, value, Reading.FORM)
            lines = set_pieces(style.typeface, style.size, named, room)
        else:
            said = words(field.type, value, Reading.FORM)
            is_long = isinstance(field.type, LongText)
            indent = 2 * style.size if is_long else 0.0
            lines = set_text(style.typeface, style.size, said, room, indent) if said else []
            if is_long:
                style = self._long
            elif not alone and len(lines) == 1:
                style = self._centred
        return self._labelled(field.label, left, width, lines, style)

    def _ticked(self, field: Field, value: Value, room: float) -> list[Line] | None:
        """The options as boxes, set once for all records that tick the same; None without any."""
        if not isinstance(field.type, Choice | Choices):
            return None
        key = (field.key, value, room)
        if key not in self._boxes:
            style, options = self._value, boxes(field.type, value)
            self._boxes[key] = (
                None
                if options is None
                else set_pieces(style.typeface, style.size, options, room, "\u3000")
            )
        return self._boxes[key]

    def _labelled(
        self, label: str, left: float, width: float, lines: Sequence[Line], style: Style
    ) -> list[Cell]:
        said = self._label_lines(label, _LABEL_ROOM)
        return [
            Cell(left, LABEL_WIDTH, said, self._label, is_label=True),
            Cell(left + LABEL_WIDTH, width - LABEL_WIDTH, lines, style, _PAD),
        ]

    def _label_lines(self, words: str, room: float) -> list[Line]:
        key = (words, room)
        if key not in self._labels:
            lines = set_label(self._label.typeface, SIZE, words, room)
            if len(words) == 2:
                # 类　别: labels of two characters are set apart, as forms have them.
                lines = [Line(words, lines[0].width + SIZE, stretch=SIZE)]
            self._labels[key] = lines
        return self._labels[key]
