"""The lines of a paper form as cells: labels, what is said beside them, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import assert_never

from qinglian_desktop.documents.paper.bands import Band, Cell, Style
from qinglian_desktop.documents.paper.fonts import Fonts, Role
from qinglian_desktop.documents.paper.inner_tables import InnerTables
from qinglian_desktop.documents.paper.text import Line, set_label, set_pieces, set_text
from qinglian_desktop.domain.form_content import (
    DAY_TO_FILL,
    EachToSign,
    Entries,
    Entry,
    InnerRows,
    Setting,
    lines_to_sign,
)

SIZE = 12.0
LEADING = 19.0
LEAST = 28.0
"""The body text of a form (小四), its line pitch, and the smallest height of a table's line."""

LABEL_WIDTH = 74.0
_LABEL_ROOM = LABEL_WIDTH - 8
PAD = 4.0
_SPLITS = (1 / 2, 4 / 7, 3 / 7, 3 / 5, 2 / 5)
"""Where two fields that share a line may be divided, the preferred first."""
NAMED = 0.4
"""The share of a place to sign that the name beside it takes."""


class CellMaker:
    """Makes the bands of a form that stands at ``left`` and is ``width`` points wide."""

    def __init__(self, fonts: Fonts, left: float, width: float) -> None:
        self._fonts = fonts
        self._left = left
        self._width = width
        self._labels: dict[tuple[str, float], list[Line]] = {}
        self._boxes: dict[tuple[tuple[str, ...], float], list[Line]] = {}
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

    def entries(self, line: Entries, share: float) -> Band:
        """A line of one entry, or of two divided at ``share`` of the width."""
        if len(line.entries) == 1:
            (entry,) = line.entries
            cells = self._entry(entry, self._left, self._width, alone=True)
            if entry.setting is Setting.LONG:
                return Band(cells, entry.lines * LEADING + 2 * PAD, grows=True)
            return Band(cells, LEAST)
        first, second = line.entries
        width = self._width * share
        return Band(
            [
                *self._entry(first, self._left, width),
                *self._entry(second, self._left + width, self._width - width),
            ],
            LEAST,
        )

    def best_share(self, pairs: Sequence[Entries]) -> float:
        """Where all lines of two fields are divided: what makes usual values least high.

        Decided by the declaration alone, so that every record's form looks the same.
        """

        def height(share: float) -> float:
            return sum(self.entries(pair, share).height for pair in pairs)

        return min(_SPLITS, key=height)

    def inner_rows(self, line: InnerRows) -> list[Band]:
        """Child rows as a table across the whole width."""
        return list(self._tables.bands(self.heading(line.label), line.kind, line.rows))

    def each_signs(self, line: EachToSign) -> list[Band]:
        """A heading, then for each name a blank beside it, two a line."""
        names = line.names
        bands = [self.heading(line.heading)]
        width, style = self._width / 2, self._value
        for first in range(0, len(names), 2):
            pair = [*names[first : first + 2], ""][:2]
            cells: list[Cell] = []
            for place, name in enumerate(pair):
                left = self._left + place * width
                named = width * NAMED
                lines = set_text(style.typeface, style.size, name, named - 2 * PAD) if name else ()
                cells.append(Cell(left, named, lines, self._centred, PAD, is_label=True))
                cells.append(Cell(left + named, width - named, (), style, PAD))
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
        return Cell(self._left, self._width, (), self._value, PAD)

    def signatures(self, words: Sequence[str]) -> list[Band]:
        """Blank places to sign and date, up to three side by side."""
        style = self._long
        day_width = style.typeface.width(DAY_TO_FILL, SIZE)
        bands: list[Band] = []
        for part in lines_to_sign(words):
            width = self._width / len(part)
            cells: list[Cell] = []
            for place, word in enumerate(part):
                lines = [
                    Line(f"{word}：", style.typeface.width(f"{word}：", SIZE)),
                    Line("", 0.0),
                    Line(DAY_TO_FILL, day_width, width - 2 * PAD - day_width),
                ]
                left = self._left + place * width
                cells.append(Cell(left, width, lines, style, PAD, is_label=True))
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
        lines = set_text(style.typeface, style.size, words, width - 2 * PAD) if words else ()
        return Cell(self._left + LABEL_WIDTH, width, lines, style, PAD)

    def _entry(self, entry: Entry, left: float, width: float, *, alone: bool = False) -> list[Cell]:
        style, setting = self._value, entry.setting
        lines = self._set(entry, width - LABEL_WIDTH - 2 * PAD)
        if setting is Setting.LONG:
            style = self._long
        elif setting is Setting.COUNT or (
            setting is Setting.WORDS and not alone and len(lines) == 1
        ):
            style = self._centred
        return self._labelled(entry.label, left, width, lines, style)

    def _set(self, entry: Entry, room: float) -> Sequence[Line]:
        typeface, said = self._value.typeface, entry.said
        match entry.setting:
            case Setting.BOXES:
                key = (tuple(said), room)
                if key not in self._boxes:
                    self._boxes[key] = set_pieces(typeface, SIZE, said, room, "\u3000")
                return self._boxes[key]
            case Setting.NAMES:
                return set_pieces(typeface, SIZE, said, room)
            case Setting.WORDS | Setting.LONG | Setting.COUNT:
                indent = 2 * SIZE if entry.setting is Setting.LONG else 0.0
                return set_text(typeface, SIZE, "".join(said), room, indent) if said else ()
            case _:
                assert_never(entry.setting)

    def _labelled(
        self, label: str, left: float, width: float, lines: Sequence[Line], style: Style
    ) -> list[Cell]:
        said = self._label_lines(label, _LABEL_ROOM)
        return [
            Cell(left, LABEL_WIDTH, said, self._label, is_label=True),
            Cell(left + LABEL_WIDTH, width - LABEL_WIDTH, lines, style, PAD),
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
