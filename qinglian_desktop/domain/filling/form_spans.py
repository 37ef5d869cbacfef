"""Over which time a figure in a form is counted, seen from the month for which it is filled"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.period import Days, Period, PeriodKind, Stretch

THIS_MONTH = "本月"
TO_DATE = "本年累计"
WORDS = (
    THIS_MONTH,
    TO_DATE,
    "上月",
    "本季度",
    "上季度",
    "本半年",
    "本年",
    "去年同月",
    "去年同期累计",
    "去年",
)
"""Those that move with the month, in the order in which they are offered."""
_MONTH = re.compile(r"(1[0-2]|[1-9])月")
_QUARTER = re.compile(r"([一二三四])季度")
_UP_TO = re.compile(r"1至(\d{1,2})月")
_FIXED = (
    *(f"{month}月" for month in range(1, 13)),
    *(f"{name}季度" for name in "一二三四"),
    "上半年",
    "下半年",
    *(f"1至{month}月" for month in range(2, 13)),
)


@dataclass(frozen=True, slots=True)
class FormSpan:
    """本月, 上月, 本季度, 本年累计, 3月, 二季度, 1至9月 …; raises ValueError for other words.

    None goes on when the month of the form is over: 本季度 of October is October alone.
    """

    words: str = THIS_MONTH

    def __post_init__(self) -> None:
        if self.words not in (*WORDS, *_FIXED):
            known = "、".join(WORDS)
            raise ValueError(
                f"没有{quoted(self.words)}这种时段，可以写{known}、3月、二季度、上半年"
            )

    def over(self, month: Period) -> Stretch:
        """The days in it, of a form that is filled for the month: up to the end of that."""
        whole = self._whole(month)
        if whole.start <= month.end < whole.end:
            return Days(whole.start, month.end)
        return whole

    def _whole(self, month: Period) -> Stretch:
        year, last_year = month.year, month.year - 1
        quarter = Period.holding(month.start, PeriodKind.QUARTER)
        match self.words:
            case "本月":
                return month
            case "本年累计":
                return month.year_to_date
            case "上月":
                return month.previous
            case "本季度":
                return quarter
            case "上季度":
                return quarter.previous
            case "本半年":
                return Period.half_of(month.start)
            case "本年":
                return Period(PeriodKind.YEAR, year)
            case "去年同月":
                return Period(PeriodKind.MONTH, last_year, month.index)
            case "去年同期累计":
                return Period(PeriodKind.MONTH, last_year, month.index).year_to_date
            case "去年":
                return Period(PeriodKind.YEAR, last_year)
            case "上半年" | "下半年":
                return Period(PeriodKind.HALF, year, 1 if self.words == "上半年" else 2)
            case _:
                return self._fixed(year)

    def _fixed(self, year: int) -> Stretch:
        if (found := _MONTH.fullmatch(self.words)) is not None:
            return Period(PeriodKind.MONTH, year, int(found[1]))
        if (found := _UP_TO.fullmatch(self.words)) is not None:
            return Period(PeriodKind.MONTH, year, int(found[1])).year_to_date
        found = _QUARTER.fullmatch(self.words)
        assert found is not None
        return Period(PeriodKind.QUARTER, year, "一二三四".index(found[1]) + 1)

    def begins_after(self, month: Period) -> bool:
        """Whether nothing of it has been when the month is over: 12月 in a form of October."""
        return self.over(month).start > month.end


IN_MONTH = FormSpan()
"""Within the month itself."""
OFFERED_SPANS = (*WORDS, *_FIXED)
"""All of them, in the order in which they are offered."""
