"""A poster of one power on A3: its chart large, and its risks with their measures as a table

It is read from two metres: a sign of 12 points, 4.2 mm, is seen there under 7 minutes of arc, at
which eyes of usual sharpness tell a sign of a dozen strokes from others. Where chart and table do
not both come out so large on one sheet, each has sheets of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qinglian_desktop.domain.drawing import Anchor, Drawing, Panel, Shape, Tone, Words, transformed
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_pages import chart_picture
from qinglian_desktop.domain.flow.coordinates import Rect
from qinglian_desktop.domain.flow.page_frame import MM
from qinglian_desktop.domain.flow.risk_table import RiskRow, risk_rows
from qinglian_desktop.domain.flow.step_boxes import TEXT
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.flow.wrapping import LetterWidth, in_lines

LEGIBLE = 12.0
"""Points of a sign that is read from two metres."""
_LARGEST, _SEVERAL = 24.0, 18.0
_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_SHORT, _LONG = 297 * MM, 420 * MM
_EDGE, _GAP = 14 * MM, 16.0
_TITLE, _LEAST_TITLE, _FOOT = 46.0, 26.0, 16.0
_BOXES = ((160.0, 150.0), (126.0, 150.0), (108.0, 120.0), (92.0, 96.0), (76.0, 96.0))
_SHARES = (0.07, 0.27, 0.09, 0.38, 0.19)
_CHART_SHARES = (0.42, 0.5, 0.58)


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of a table set in one size, each with its height."""

    size: float
    width: float
    rows: Sequence[tuple[Sequence[Sequence[str]], float]]

    @property
    def height(self) -> float:
        return sum(high for _, high in self.rows)


def poster_pages(
    chart: FlowChart,
    title: str,
    unit_name: str,
    risks: Sequence[StepRisk],
    answers: str,
    letters: LetterWidth,
) -> tuple[Drawing, ...]:
    """The sheets, at least one; ``answers`` heads the column of who answers for the measures."""
    short = [replace(each, measures=(), owner="") for each in risks]
    pictures = [chart_picture(chart, short, letters, *boxes) for boxes in _BOXES]
    rows = risk_rows(chart, risks)
    poster = _Poster(title, unit_name, pictures, rows, answers, letters)
    return poster.pages()


class _Poster:
    def __init__(
        self,
        title: str,
        unit_name: str,
        pictures: Sequence[Drawing],
        rows: Sequence[RiskRow],
        answers: str,
        letters: LetterWidth,
    ) -> None:
        self._title = title
        self._unit = unit_name
        self._pictures = pictures
        self._rows = rows
        self._answers = answers
        self._letters = letters

    def pages(self) -> tuple[Drawing, ...]:
        """One sheet where all of it can be read, else one for the chart and more for the table."""
        found = [*self._below(), *self._beside()] if self._rows else []
        if found:
            seen, page = max(found, key=lambda each: each[0])
            if seen >= LEGIBLE:
                return (page,)
        return (self._chart_alone(), *self._tables_alone())

    def _below(self) -> Iterator[tuple[float, Drawing]]:
        """The table below the chart, the sheet upright; each with its smallest text."""
        room = self._room(_SHORT, _LONG)
        for size in _SIZES:
            table = self._table(size, room.width)
            left = room.height - table.height - _GAP
            if left < 200:
                continue
            upper = Rect(room.x, room.y, room.width, left)
            text, shapes = self._chart_in(upper)
            lower = self._drawn(table, room.x, room.y + left + _GAP)
            yield min(text, size), self._page(_SHORT, _LONG, (*shapes, *lower))

    def _beside(self) -> Iterator[tuple[float, Drawing]]:
        """The table beside the chart, the sheet on its side."""
        room = self._room(_LONG, _SHORT)
        for share in _CHART_SHARES:
            wide = room.width * share
            for size in _SIZES:
                table = self._table(size, room.width - wide - _GAP)
                if table.height > room.height:
                    continue
                text, shapes = self._chart_in(Rect(room.x, room.y, wide, room.height))
                y = room.y + (room.height - table.height) / 2
                right = self._drawn(table, room.x + wide + _GAP, y)
                yield min(text, size), self._page(_LONG, _SHORT, (*shapes, *right))

    def _chart_alone(self) -> Drawing:
        sizes = ((_SHORT, _LONG), (_LONG, _SHORT))
        tried = [(self._chart_in(self._room(*size)), size) for size in sizes]
        (_, shapes), size = max(tried, key=lambda each: each[0][0])
        return self._page(*size, shapes)

    def _tables_alone(self) -> Iterator[Drawing]:
        room = self._room(_LONG, _SHORT)
        tables = (self._table(size, room.width) for size in _SIZES)
        whole = next((each for each in tables if each.height <= room.height), None)
        whole = whole or self._table(_SEVERAL, room.width)
        waiting = list(whole.rows)
        head, body = waiting[0], waiting[1:]
        while body:
            rows, left = [head], room.height - head[1]
            while body and (body[0][1] <= left or len(rows) == 1):
                left -= body[0][1]
                rows.append(body.pop(0))
            part = _Table(whole.size, room.width, rows)
            yield self._page(_LONG, _SHORT, tuple(self._drawn(part, room.x, room.y)))

    def _room(self, width: float, height: float) -> Rect:
        top, bottom = _EDGE + _TITLE * 1.35, _EDGE + _FOOT * 1.6
        return Rect(_EDGE, top, width - 2 * _EDGE, height - top - bottom)

    def _page(self, width: float, height: float, inner: Sequence[Shape]) -> Drawing:
        within = width - 2 * _EDGE
        size = max(_LEAST_TITLE, min(_TITLE, within / max(1.0, self._letters(self._title))))
        title = Words(width / 2, _EDGE + size, self._title, size, Anchor.MIDDLE, bold=True)
        foot = height - _EDGE
        unit = Words(width - _EDGE, foot, self._unit, _FOOT, Anchor.END)
        legend = Words(_EDGE, foot, "▲ 廉政风险点，其后为序号和等级", _FOOT)
        shown = (legend,) if self._rows else ()
        return Drawing(width, height, (title, *shown, unit, *inner))

    def _chart_in(self, room: Rect) -> tuple[float, Sequence[Shape]]:
        """How large its text comes out there, and the shapes of the picture that does best."""
        most = _LARGEST / TEXT
        scales = [min(most, room.width / p.width, room.height / p.height) for p in self._pictures]
        best = max(range(len(scales)), key=lambda place: (round(scales[place], 3), -place))
        times, picture = scales[best], self._pictures[best]
        x = room.x + (room.width - picture.width * times) / 2
        y = room.y + (room.height - picture.height * times) / 2
        return times * TEXT, [transformed(shape, times, x, y) for shape in picture.shapes]

    def _table(self, size: float, width: float) -> _Table:
        pad, leading = size * 0.4, size * 1.3
        heads = ("▲", "风险点", "等级", "防控措施", self._answers)
        said = [(str(r.number), r.risk, r.level, r.measures, r.owner) for r in self._rows]
        rows: list[tuple[Sequence[Sequence[str]], float]] = []
        for cells in (heads, *said):
            lines = [
                in_lines(text, (width * share - 2 * pad) / size, self._letters).lines
                for text, share in zip(cells, _SHARES, strict=True)
            ]
            rows.append((lines, max(map(len, lines)) * leading + 2 * pad))
        return _Table(size, width, rows)

    def _drawn(self, table: _Table, x: float, y: float) -> Iterator[Shape]:
        size, pad, leading = table.size, table.size * 0.4, table.size * 1.3
        for place, (cells, height) in enumerate(table.rows):
            left = x
            for column, (lines, share) in enumerate(zip(cells, _SHARES, strict=True)):
                wide, is_head = table.width * share, place == 0
                ground = Tone.SHADE if is_head else Tone.PAPER
                yield Panel(left, y, wide, height, ground, Tone.INK, thick=1.0)
                base = y + (height - len(lines) * leading) / 2 + size
                centred = is_head or column in (0, 2)
                for number, line in enumerate(lines):
                    at = left + wide / 2 if centred else left + pad
                    anchor = Anchor.MIDDLE if centred else Anchor.START
                    down = base + number * leading
                    yield Words(at, down, line, size, anchor, bold=is_head)
                left += wide
            y += height
