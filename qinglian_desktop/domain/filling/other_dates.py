"""What a form says of another month than the one for which it is filled"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qinglian_desktop.domain.filling.around_places import TableWords
from qinglian_desktop.domain.filling.asked_labels import first_blank_row
from qinglian_desktop.domain.filling.fact_labels import fact_of
from qinglian_desktop.domain.filling.form_labels import is_label
from qinglian_desktop.domain.filling.form_mapping import FormMapping
from qinglian_desktop.domain.filling.seen_form import FormCell, FormPlace, SeenForm
from qinglian_desktop.domain.period import Period, PeriodKind

_DATE = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?:度|(?P<month>\d{1,2})\s*月(?!\s*[-—–~至到])\s*(?:(?P<day>\d{1,2})\s*日)?"
    r"|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年)?"
)
_QUARTERS = "一二三四"


def other_dates(
    seen: SeenForm, mapping: FormMapping, month: Period
) -> Iterator[tuple[FormPlace, str]]:
    """Titles, and places for a day or a month, that stay as they are and say another time.

    Each with the words that say it: a form that was filled in last month often comes again.
    """
    filled = {each.place for each in mapping.places}
    for table in seen.tables:
        if table.is_hidden:
            continue
        words = TableWords(table)
        first = first_blank_row(words)
        for cell in table.cells:
            place = FormPlace(table.name, cell.at)
            found = _DATE.search(cell.text) if is_label(cell) and place not in filled else None
            is_title = cell.row < first and words.is_line(cell)
            if found is None or not (is_title or _is_alone(cell, found)):
                continue
            if not _is_of(found, month):
                yield place, found[0]


def _is_alone(cell: FormCell, found: re.Match[str]) -> bool:
    """Whether nothing else stands there, or what asks for a day or a month."""
    rest = (cell.text[: found.start()] + cell.text[found.end() :]).strip()
    return not rest or (rest.endswith(("：", ":")) and fact_of(rest, with_colon=True) is not None)


def _is_of(found: re.Match[str], month: Period) -> bool:
    """Whether a date can be that of a form for the month; a day may be after its end."""
    year, day = int(found["year"]), found["day"]
    if day:
        try:
            return date(year, int(found["month"]), int(day)) >= month.start
        except ValueError:
            return False
    if year != month.year:
        return False
    if found["month"]:
        return int(found["month"]) == month.index
    if (told := found["quarter"]) is not None:
        quarter = _QUARTERS.index(told) + 1 if told in _QUARTERS else int(told)
        return Period.holding(month.start, PeriodKind.QUARTER).index == quarter
    if (half := found["half"]) is not None:
        return Period.half_of(month.start).index == "上下".index(half) + 1
    return True
