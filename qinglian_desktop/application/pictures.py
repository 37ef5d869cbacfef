"""Pictures of a year: what their bars say, the records behind each, and all of them on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import PaperFiles
from qinglian_desktop.application.picture_layout import Bar, Chart, lay_out
from qinglian_desktop.application.places import ToList
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import FigureValue, Measure
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.pictures import Bars, Picture, Trend

PAPER_WIDTH, PAPER_SIZE = 442.0, 10.5
"""Points: the type area of A4 is 156 mm wide."""
_AHEAD, _NOT_KEPT = "·", "—"
_PART = "其中："
"""Beside their whole, labels of parts begin so; in a picture they stand alone."""


@dataclass(frozen=True, slots=True)
class PictureReading:
    """A picture of a year as read; ``counted`` is the measure and period behind each bar."""

    ledger: Ledger
    picture: Picture
    chart: Chart
    counted: tuple[tuple[Measure, Period], ...]

    @property
    def is_blank(self) -> bool:
        """Whether no bar of it is longer than nothing."""
        return not any(bar.length for bar in self.chart.bars)


class Pictures:
    """The pictures that ledgers declare, over an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, files: PaperFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files

    def of_year(self, year: int) -> list[PictureReading]:
        """Every picture of the year, in the order of the report, blank ones too."""
        today = self._clock().date()
        with self._book.reading() as work:
            return [
                _read(work, ledger, picture, Period(PeriodKind.YEAR, year), today)
                for ledger in self._catalogue
                for picture in ledger.pictures
            ]

    def behind(self, reading: PictureReading, place: int) -> ToList:
        """The records behind a bar, oldest first."""
        measure, period = reading.counted[place]
        with self._book.reading() as work:
            figure = work.records.figure(reading.ledger, measure, period)
        return ToList(reading.ledger.key, figure.records, f"{period.label} {measure.label}")

    def preview(self, year: int) -> bytes:
        """The year's pictures on A4 as PDF, those left out that hold nothing."""
        readings = self.of_year(year)
        drawings = [
            lay_out(reading.chart, PAPER_WIDTH, PAPER_SIZE)
            for reading in readings
            if not reading.is_blank
        ]
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        when = _span(year, self._clock().date())
        return self._files.pictures(
            f"{year}年台账图", f"统计期：{when}", drawings, unit.name if unit else ""
        )


def blank_words(readings: Sequence[PictureReading]) -> str:
    """A sentence that names the pictures which hold nothing; "" if all hold something."""
    names = [reading.picture.label for reading in readings if reading.is_blank]
    return f"还没有数可画的图：{'、'.join(names)}。" if names else ""


def _read(
    work: UnitOfWork, ledger: Ledger, picture: Picture, year: Period, today: date
) -> PictureReading:
    match picture:
        case Trend(label, key):
            measure = ledger.measure(key)
            months = year.months
            (values,) = work.records.tally(ledger, (measure,), months)
            bars = tuple(
                _month_bar(month, value, today) for month, value in zip(months, values, strict=True)
            )
            title = f"{label}（{measure.unit}）"
            chart = Chart(title, _below_months(year, bars), bars, upright=True)
            return PictureReading(
                ledger, picture, chart, tuple((measure, month) for month in months)
            )
        case Bars(label, keys):
            measures = tuple(ledger.measure(key) for key in keys)
            units = {measure.unit for measure in measures}
            title = f"{label}（{measures[0].unit}）" if len(units) == 1 else label
            stands = all(measure.standing for measure in measures)
            when = _standing_on(year, today) if stands else _span(year.year, today)
            shared = _shared_note(measures)
            chart = Chart(
                title,
                f"{when}，{shared}" if shared else when,
                tuple(
                    _measure_bar(measure, value, with_unit=len(units) > 1)
                    for measure, (value,) in zip(
                        measures, work.records.tally(ledger, measures, (year,)), strict=True
                    )
                ),
            )
            return PictureReading(
                ledger, picture, chart, tuple((measure, year) for measure in measures)
            )
        case _:
            assert_never(picture)


def _month_bar(month: Period, value: FigureValue, today: date) -> Bar:
    label = f"{month.index}月"
    if month.start > today:
        return Bar(label, _AHEAD)
    return Bar(label, _said(value), _length(value), month.contains(today), bool(value))


def _measure_bar(measure: Measure, value: FigureValue, *, with_unit: bool) -> Bar:
    unit = measure.unit if with_unit and value is not None else ""
    label = measure.label.removeprefix(_PART)
    return Bar(label, _said(value) + unit, _length(value), leads=bool(value))


def _shared_note(measures: Sequence[Measure]) -> str:
    """What is said of every one of them: how they count, where that is not plain."""
    notes = {measure.note for measure in measures}
    return notes.pop() if len(notes) == 1 else ""


def _said(value: int | Decimal | None) -> str:
    """Not kept is a dash, a counted nothing is 0."""
    return _NOT_KEPT if value is None else f"{value:,}"


def _length(value: int | Decimal | None) -> float:
    return float(value or 0)


def _below_months(year: Period, bars: Sequence[Bar]) -> str:
    """The year, and what the signs mean that are in its picture."""
    words = [year.label]
    if any(bar.hatched and bar.length for bar in bars):
        words.append("斜线的是本月，还没有过完")
    if any(bar.said == _AHEAD for bar in bars):
        words.append(f"“{_AHEAD}”是还没有到")
    if any(bar.said == _NOT_KEPT for bar in bars):
        words.append(f"“{_NOT_KEPT}”是没有记")
    return "，".join(words)


def _standing_on(year: Period, today: date) -> str:
    return f"截至{min(year.end, today)}"


def _span(year: int, today: date) -> str:
    """The months of a year that have come."""
    if year < today.year:
        return f"{year}年1月至12月"
    months = "1月" if today.month == 1 else f"1月至{today.month}月"
    return f"{year}年{months}"
