"""Which year is meant by days that say none: that of the titles, where they say a single one"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from qinglian_desktop.domain.dates import in_digits
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.yearless import First

YEAR_OPEN = "年份待定"
"""A section over days that say no year, whatever the titles tell: it is asked."""
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_FILLED_IN = re.compile(
    r"(?:(?:填报|填表|填写|制表|统计|报送|上报|打印|导出|更新|编制|印发)(?:日期|时间|日|年月)?"
    r"\s*[:：于]|日期\s*[:：]|截[至止])\s*20[0-9]{2}\S*"
)
"""When it was filled in, which is no year of what it tells: in January it tells of December."""
_DAY = re.compile(
    r"(?<![0-9])20[0-9]{2}(?:\s*年\s*[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*日?"
    r"|[./-][0-9]{1,2}[./-][0-9]{1,2})"
)
_OF_DOCUMENT = re.compile(
    r"[〔\[（(【]\s*20[0-9]{2}\s*[〕\]）)】]\s*第?[0-9]+号|20[0-9]{2}年?(?:版|修订|修正)"
)
_LOOKED_BACK_ON = re.compile(
    r"20[0-9]{2}\s*年度(?=[^，。；　]{0,15}(?:民主生活会|组织生活会|述职|考核|测评|评议|评优|总结))"
)
"""The year of such an occasion is the one before it, and its days are most often in the next."""
_WHOLE = re.compile(r"\s*((?:19|20)[0-9]{2})\s*[年./-]")
_TO = r"\s*[—–~～至到/-]+\s*"
_RANGE = re.compile(
    r"(?<![0-9])(?P<one>20[0-9]{2})(?:\s*[年./]\s*(?:(?P<m1>[0-9]{1,2})\s*月?(?:[0-9]{1,2}日)?"
    r"|(?P<h1>[上下])半年)?)?"
    rf"{_TO}(?:(?P<two>20[0-9]{{2}})|[次翌]年)(?:\s*[年./]?\s*(?:(?P<m2>[0-9]{{1,2}})(?=\s*月|\b)"
    r"|(?P<h2>[上下])半年))?(?P<school>\s*学年)?"
)
_SCHOOL_YEAR = (*range(9, 13), *range(1, 8))
"""Its months in their order; the August of either year may belong to it."""


@dataclass(frozen=True, slots=True)
class Years:
    """``year`` where it is a single one; else ``by_month`` as far as a month has a single one.

    ``said`` are all that stand there, of whatever; ``otherwise`` is that of what is left open.
    """

    year: int | None = None
    by_month: Mapping[int, int] = field(default_factory=dict[int, int])
    said: tuple[int, ...] = ()
    otherwise: int | None = None

    def of(self, text: str, first: First | None = None) -> int | None:
        """That of a day without one; ``first`` tells which of 3/5 is the month."""
        if self.year is not None:
            return self.year
        if not self.by_month:
            return self.otherwise
        numbers = re.findall("[0-9]+", in_digits(text))
        at = 1 if first is First.DAY and len(numbers) > 1 else 0
        return self.by_month.get(int(numbers[at]), self.otherwise) if numbers else self.otherwise


def years_of(titles: Iterable[str], *names: str) -> Years:
    """What the titles tell, else the first of the names, of sheet and file, that does."""
    sources = ["　".join(titles), *names]
    said = tuple(dict.fromkeys(int(year) for text in sources for year in _YEAR.findall(text)))
    for text in sources:
        if _LOOKED_BACK_ON.search(text):
            return Years(said=said)
        told = _OF_DOCUMENT.sub("", _FILLED_IN.sub("", text))
        if span := _RANGE.search(told):
            return Years(*_of_range(span), said)
        years = {int(year) for year in _YEAR.findall(_DAY.sub("", told))}
        if years:
            return Years(years.pop() if len(years) == 1 else None, said=said)
    return Years(said=said)


def are_others(years: Years, cells: Iterable[FileCell]) -> bool:
    """Whether whole days in a column lie all in years of which the titles say nothing."""
    titled = set(years.by_month.values()) if years.year is None else {years.year}
    if not titled:
        return False
    whole = {year for cell in cells if (year := _year_of(cell)) is not None}
    return bool(whole) and not whole & titled


def _year_of(cell: FileCell) -> int | None:
    if isinstance(cell, date):
        return cell.year
    found = _WHOLE.match(cell) if isinstance(cell, str) else None
    return int(found[1]) if found else None


def _of_range(span: re.Match[str]) -> tuple[int | None, Mapping[int, int]]:
    one = int(span["one"])
    two = int(span["two"] or one + 1)
    if one == two:
        return one, {}
    first = int(span["m1"] or {"上": 1, "下": 7}.get(span["h1"] or "", 0))
    last = int(span["m2"] or {"上": 6, "下": 12}.get(span["h2"] or "", 0))
    if span["school"] and two == one + 1:
        return None, {month: one if month > 8 else two for month in _SCHOOL_YEAR}
    if not first or not last:
        return None, {}
    months = [divmod(at, 12) for at in range(one * 12 + first - 1, two * 12 + last)]
    years: dict[int, set[int]] = {}
    for year, month in months:
        years.setdefault(month + 1, set()).add(year)
    return None, {month: of.pop() for month, of in years.items() if len(of) == 1}
