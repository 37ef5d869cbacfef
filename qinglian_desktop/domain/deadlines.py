"""Time limits as committees write them: 9月10日前, 9月中旬, 中秋前, 每月25日前, 全年不少于4次

Only what has one meaning is read. Whatever is read comes to turns, one after another: of 9月10日前
one, of 每月 twelve in a year's plan, each of which asks for so many events by its last day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qinglian_desktop.domain.dates import day_within
from qinglian_desktop.domain.deadline_words import (
    COUNTED,
    DAY_OF_MONTH,
    FESTIVAL,
    FESTIVALS,
    FIXED_FESTIVALS,
    HALF,
    ONE_DAY,
    PART,
    QUARTER,
    RHYTHM,
    SEVERAL_DAYS,
    SEVERAL_MONTHS,
    SOME_MONTHS,
    UNTIL,
    YEAR_END,
    plain_limit,
)
from qinglian_desktop.domain.deadline_years import YearInDoubt, end_over_new_year, in_its_year
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.festival_dates import days_of
from qinglian_desktop.domain.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class DueTurn:
    """``times`` events are asked for from ``start`` on by the day ``due``; ``end`` is its last."""

    start: date
    end: date
    due: date
    times: int = 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a time limit asks for; ``exact`` is the day where it names one, and not a limit."""

    turns: tuple[DueTurn, ...]
    exact: date | None = None

    @property
    def is_rhythm(self) -> bool:
        """Whether it is asked for again and again."""
        return len(self.turns) > 1


_TENTH = {"上旬": 10, "上半月": 15, "中旬": 20}
_MONTHS_OF = {"月": 1, "季": 3, "半年": 6}
_A_WEEK = timedelta(weeks=1)
_ONE_DAY_LESS = timedelta(days=1)


def read_deadline(text: str, of: Period) -> Deadline | None:
    """What a time limit of a list for that period asks for; None where it has not one meaning."""
    try:
        found = _read(plain_limit(text), of)
    except (ValueError, OverflowError, EnvironmentProblem):
        return None  # A day or a year that is not there, or not certain.
    is_until = found is not None and UNTIL.match(text.strip()) is not None
    return replace(found, exact=None) if found is not None and is_until else found


def is_year_in_doubt(text: str, of: Period) -> bool:
    """Whether it may be of this year or of the next, by all that the list says."""
    try:
        _read(plain_limit(text), of)
    except YearInDoubt:
        return True
    except (ValueError, OverflowError, EnvironmentProblem):
        pass
    return False


def _read(plain: str, of: Period) -> Deadline | None:
    found = (read(plain, of) for read in _WAYS)
    return next((each for each in found if each is not None), None) if plain else None


def next_due(asked: Deadline, done: Sequence[date]) -> tuple[date, bool]:
    """The last day of the first turn that is open, and whether none is.

    Turns before the last event are not asked for again: what was left out then can be done no
    more.
    """
    turns, held = asked.turns, _held(asked, done)
    if not asked.is_rhythm:
        return turns[0].due, held[0] >= turns[0].times
    at = 0
    for place, turn in enumerate(turns):
        if held[place]:
            at = place + (held[place] >= turn.times)
    if max(done, default=date.min) > turns[-1].end:
        at = len(turns)
    return turns[min(at, len(turns) - 1)].due, at >= len(turns)


def how_much(asked: Deadline, done: Sequence[date]) -> tuple[int, int]:
    """Of how many turns, or times in the one turn, how many are done."""
    turns, held = asked.turns, _held(asked, done)
    if not asked.is_rhythm:
        return min(held[0], turns[0].times), turns[0].times
    each = zip(held, turns, strict=True)
    return sum(many >= turn.times for many, turn in each), len(turns)


def _held(asked: Deadline, done: Sequence[date]) -> list[int]:
    """How many of these days each turn has: what was done late is of the last one."""
    ends = [turn.end for turn in asked.turns]
    at = [min(bisect_left(ends, day), len(ends) - 1) for day in done]
    return [at.count(place) for place in range(len(ends))]


def _one_day(plain: str, of: Period) -> Deadline | None:
    if found := ONE_DAY.fullmatch(plain):
        number = int(found["month"])
        day = in_its_year(found, of, lambda y: day_within(plain, y, number, int(found["day"])))
    elif (found := DAY_OF_MONTH.fullmatch(plain)) and of.kind is PeriodKind.MONTH:
        month = of.next if found["which"] and found["which"][0] in "下次" else of
        day = day_within(plain, month.year, month.first_month, int(found["day"]))
    else:
        return None
    return _once(of, day, None if found["limit"] else day)


def _days(plain: str, of: Period) -> Deadline | None:
    found = SEVERAL_DAYS.fullmatch(plain)
    month = found and (found["month"] or found["from_month"])
    if found is None or (month is None and of.kind is not PeriodKind.MONTH):
        return None
    number, first = int(month) if month else of.first_month, int(found["from_month"] or 0)
    last = int(found["day"])
    if number >= first and found["then"] is None:
        return _once(of, in_its_year(found, of, lambda y: day_within(plain, y, number, last)))
    begins = day_within(plain, of.year, first or of.first_month, int(found["from_day"]))
    ends = end_over_new_year(found, of, begins, lambda y: day_within(plain, y, number, last))
    return _once(of, ends)


def _part_of_month(plain: str, of: Period) -> Deadline | None:
    """The first ten days of a month, its end, or the month itself."""
    found = PART.fullmatch(plain)
    if found is None or not (found["month"] or found["part"]):
        return None
    said, part = found["month"] or "", found["part"]
    if said[:1].isdigit():
        number = int(said[:-1])
        day_within(plain, of.year, number, 1)
        last = in_its_year(found, of, lambda y: _last_of_part(y, number, part))
        return _once(of, last)
    if of.kind is PeriodKind.MONTH:
        month = of.next if said[:1] in ("下", "次") else of
    else:
        return None
    if not said and part in ("", "内", "份", "份内", "底", "底前", "末", "末前", "份底", "份末"):
        return None
    return _once(of, _last_of_part(month.year, month.first_month, part))


def _last_of_part(year: int, month: int, part: str) -> date:
    last = _TENTH.get(part)
    return date(year, month, last) if last else _end_of(year, month)


def _months(plain: str, of: Period) -> Deadline | None:
    if found := SEVERAL_MONTHS.fullmatch(plain):
        first, last = int(found["first"]), int(found["last"])
        day_within(plain, of.year, first, 1)
        day_within(plain, of.year, last, 1)
        if last >= first and found["then"] is None:
            return _once(of, in_its_year(found, of, lambda y: _end_of(y, last)))
        begins = date(of.year, first, 1)
        return _once(of, end_over_new_year(found, of, begins, lambda y: _end_of(y, last)))
    found = SOME_MONTHS.fullmatch(plain)
    if found is None:
        return None
    numbers = [int(each) for each in re.findall("[0-9]+", found["months"])]
    times = int(found["times"] or 1)
    if numbers != sorted(set(numbers)) or not all(1 <= each <= 12 for each in numbers):
        return None
    year = in_its_year(found, of, lambda y: _end_of(y, numbers[-1])).year
    turns = [Period(PeriodKind.MONTH, year, each) for each in numbers]
    return Deadline(tuple(DueTurn(each.start, each.end, each.end, times) for each in turns))


def _part_of_year(plain: str, of: Period) -> Deadline | None:
    if found := QUARTER.fullmatch(plain):
        if found["this"]:
            return _once(of, Period.holding(of.start, PeriodKind.QUARTER).end)
        return _once(of, in_its_year(found, of, lambda y: _end_of(y, 3 * int(found["quarter"]))))
    if found := HALF.fullmatch(plain):
        last = 6 if found["half"] == "上" else 12
        return _once(of, in_its_year(found, of, lambda y: _end_of(y, last)))
    if found := YEAR_END.fullmatch(plain):
        return _once(of, in_its_year(found, of, lambda y: _end_of(y, 12)))
    return None


def _festival(plain: str, of: Period) -> Deadline | None:
    found = FESTIVALS.fullmatch(plain)
    if found is None:
        return None
    words = re.findall(FESTIVAL, found["words"])
    if found["limit"]:
        each = [_festival_day(word, found, of, _ONE_DAY_LESS) for word in words]
        # What is over stands beside what is ahead: 元旦、春节前 in a list for January.
        return _once(of, min(each, key=lambda day: (day < of.start, day)))
    if len(words) > 1:
        return None
    day = _festival_day(words[0], found, of, timedelta())
    return _once(of, day, day)


def _festival_day(word: str, found: re.Match[str], of: Period, less: timedelta) -> date:
    """So much before the festival."""
    if word not in FIXED_FESTIVALS:
        return in_its_year(found, of, lambda y: days_of(y)[word] - less)
    month, day = FIXED_FESTIVALS[word]
    return in_its_year(found, of, lambda y: day_within(word, y, month, day) - less)


def _rhythm(plain: str, of: Period) -> Deadline | None:
    found = RHYTHM.fullmatch(plain.removeprefix("全年").lstrip("，,"))
    if found is None:
        return None
    times, by, last_day = int(found["times"] or 1), found["by"], found["day"]
    if "周" in found["every"] or "星期" in found["every"]:
        return None if by else Deadline(tuple(_weeks(of, times)))
    length = next(many for word, many in _MONTHS_OF.items() if word in found["every"])
    if by and length > 1 and by[-1] not in "底末":
        return None
    first = Period.holding(of.start, PeriodKind(length))
    turns = [Period(first.kind, of.year, at) for at in range(first.index, 12 // length + 1)]
    last = _TENTH.get(by or "") or int(last_day or 0)
    if last > 31:
        return None
    return Deadline(tuple(DueTurn(t.start, t.end, _day_in(t, last), times) for t in turns))


def _counted(plain: str, of: Period) -> Deadline | None:
    """So many in all, by the end of the list's own time or of that which is said."""
    found = COUNTED.fullmatch(plain)
    if found is None or not int(found["times"]):
        return None
    within, year = found["within"] or "", int(found["year"] or of.year)
    if "半年" in within:
        half = 6 if within[0] == "上" else 12
        last = in_its_year(found, of, lambda y: _end_of(y, half))
    elif "季" in within:
        number = re.search("[1-4]", within)
        quarter = int(number[0]) if number else Period.holding(of.start, PeriodKind.QUARTER).index
        last = in_its_year(found, of, lambda y: _end_of(y, 3 * quarter))
    elif "月" in within:
        last = Period.month_of(of.start).end
    else:
        last = _end_of(year, 12) if "年" in within or found["year"] else of.end
    start = min(of.start, last)
    return Deadline((DueTurn(start, last, last, int(found["times"])),))


def _weeks(of: Period, times: int) -> Iterator[DueTurn]:
    """The weeks, by their Mondays, that begin within the list's own time."""
    monday = of.start + timedelta(days=-of.start.weekday() % 7)
    while monday <= of.end:
        sunday = monday + _A_WEEK - _ONE_DAY_LESS
        yield DueTurn(monday, sunday, sunday, times)
        monday += _A_WEEK


def _day_in(turn: Period, last: int) -> date:
    if not last:
        return turn.end
    return turn.start.replace(day=min(last, monthrange(turn.year, turn.first_month)[1]))


def _once(of: Period, day: date, exact: date | None = None) -> Deadline:
    return Deadline((DueTurn(min(of.start, day), day, day),), exact)


def _end_of(year: int, month: int) -> date:
    return Period(PeriodKind.MONTH, year, month).end


_WAYS = (_one_day, _days, _festival, _part_of_month, _months, _part_of_year, _rhythm, _counted)
