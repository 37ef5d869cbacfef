"""Month, quarter, half-year and year; and the same year up to a period's end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol


class PeriodKind(Enum):
    """How long a period is, in months."""

    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12


class Stretch(Protocol):
    """A first and a last day, both included: a period, or the year up to one."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Days:
    """Any first and last day."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole months inside one year; ``index`` counts from 1."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2999:
            raise ValueError(f"{self.year} 不是可用的年份，请写 1900 至 2999。")
        if not 1 <= self.index <= 12 // self.kind.value:
            raise ValueError(f"{self.index} 超出了一年之内的期数")

    @classmethod
    def parse(cls, text: str) -> Period:
        """``2026-10``, ``2026Q3``, ``2026H1`` or ``2026``; ValueError with a Chinese sentence."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})|[Qq]([1-4])|[Hh]([12]))?", text.strip())
        if match is None:
            raise ValueError(
                f"“{text}”不是报告期。请写成 2026-10（月）、2026Q3（季度）、"
                "2026H1（半年）或 2026（年）。"
            )
        year, month, quarter, half = match.groups()
        if month:
            if not 1 <= int(month) <= 12:
                raise ValueError(f"“{text}”里的月份不在 1 至 12 之间。")
            return cls(PeriodKind.MONTH, int(year), int(month))
        if quarter:
            return cls(PeriodKind.QUARTER, int(year), int(quarter))
        if half:
            return cls(PeriodKind.HALF, int(year), int(half))
        return cls(PeriodKind.YEAR, int(year))

    @classmethod
    def holding(cls, day: date, kind: PeriodKind) -> Period:
        """The period of a kind that holds the day."""
        return cls(kind, day.year, (day.month - 1) // kind.value + 1)

    @classmethod
    def month_of(cls, day: date) -> Period:
        """The month that holds the day."""
        return cls.holding(day, PeriodKind.MONTH)

    @classmethod
    def half_of(cls, day: date) -> Period:
        """The half-year that holds the day."""
        return cls.holding(day, PeriodKind.HALF)

    @property
    def first_month(self) -> int:
        """The number of its first month, 1 to 12."""
        return (self.index - 1) * self.kind.value + 1

    @property
    def last_month(self) -> int:
        """The number of its last month, 1 to 12."""
        return self.index * self.kind.value

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        if self.last_month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.last_month + 1, 1) - timedelta(days=1)

    @property
    def key(self) -> str:
        """The text that ``parse`` reads."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}-{self.index:02}"
            case PeriodKind.QUARTER:
                return f"{self.year}Q{self.index}"
            case PeriodKind.HALF:
                return f"{self.year}H{self.index}"
            case PeriodKind.YEAR:
                return f"{self.year}"

    @property
    def label(self) -> str:
        """The words on paper: 2026年10月, 2026年第三季度, 2026年上半年, 2026年."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year}年{self.index}月"
            case PeriodKind.QUARTER:
                return f"{self.year}年第{'一二三四'[self.index - 1]}季度"
            case PeriodKind.HALF:
                return f"{self.year}年{'上下'[self.index - 1]}半年"
            case PeriodKind.YEAR:
                return f"{self.year}年"

    @property
    def months(self) -> tuple[Period, ...]:
        """The months inside it, in order."""
        return tuple(
            Period(PeriodKind.MONTH, self.year, month)
            for month in range(self.first_month, self.last_month + 1)
        )

    @property
    def year_to_date(self) -> YearToDate:
        """From the first day of its year to its own last day: 本年累计."""
        return YearToDate(self)

    @property
    def next(self) -> Period:
        """The period of the same kind that follows."""
        if self.last_month == 12:
            return Period(self.kind, self.year + 1, 1)
        return Period(self.kind, self.year, self.index + 1)

    @property
    def previous(self) -> Period:
        """The period of the same kind before it."""
        if self.index == 1:
            return Period(self.kind, self.year - 1, 12 // self.kind.value)
        return Period(self.kind, self.year, self.index - 1)

    def contains(self, day: date) -> bool:
        """Whether the day lies in it, both ends included."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class YearToDate:
    """本年累计: from 1 January to the end of a period."""

    until: Period

    @property
    def start(self) -> date:
        """The first day of the year."""
        return date(self.until.year, 1, 1)

    @property
    def end(self) -> date:
        """The last day of the period."""
        return self.until.end
