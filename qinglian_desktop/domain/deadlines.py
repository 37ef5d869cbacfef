"""Time limits as committees write them: 9月10日前, 9月中旬, 中秋前, 每月25日前, 全年不少于4次

Only what has one meaning is read. Whatever is read comes to turns, one after another: of 9月10日前
one, of 每月 twelve in a year's plan, each of which asks for so many events by its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qinglian_desktop.domain.dates import Unreadable, day_within, in_digits
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.festival_dates import days_of
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Turn:
    """``times`` events are asked for from ``start`` on by the day ``due``; ``end`` is its last."""

    start: date
    end: date
    due: date
    times: int = 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a time limit asks for; ``exact`` is the day where it names one, and not a limit."""

    turns: tuple[Turn, ...]
    exact: date | None = None

    @property
    def is_rhythm(self) -> bool:
        """Whether it is asked for again and again."""
        return len(self.turns) > 1


_FIXED = {
    "三八": (3, 8),
    "妇女": (3, 8),
    "五四": (5, 4),
    "青年": (5, 4),
    "劳动": (5, 1),
    "六一": (6, 1),
    "七一": (7, 1),
    "建党": (7, 1),
    "八一": (8, 1),
    "建军": (8, 1),
    "教师": (9, 10),
    "十一": (10, 1),
    "国家宪法日": (12, 4),
    "国际反腐败日": (12, 9),
}
"""Festivals of a fixed day that are no days off, and second names of those that are."""
_IN_TABLE = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
_HANZI_MONTH = pattern_later("(十[一二]|[一二三四五六七八九十])(?=月|季)")
_HANZI_TIMES = pattern_later("([一二两三四五六七八九十])(?=次|场|个|期|项)")
_NUMBERS = {sign: str(place) for place, sign in enumerate("一二三四五六七八九十", 1)} | {
    "十一": "11",
    "十二": "12",
    "两": "2",
}
_SAID_BESIDE = pattern_later(
    r"[\s\u3000]+|[（(](?:含|含当日|星期[一二三四五六日天]|周[一二三四五六日天])[)）]"
)
_YEAR_AND_FESTIVAL = pattern_later("年(?=三八|五四|五一|六一|七一|八一|十一(?!月))")
"""Here the figures are no year's 71st."""
_FROM_NOW = pattern_later("^(?:即日起|从现在起)[至到-]")
_IN_NUMBERS = pattern_later(
    r"^([0-9]{4}[-./])?(?=[0-9]{1,2}([-./]))([0-9]{1,2})[-./]([0-9]{1,2})日?(?:0?0:00(?::00)?)?(?=之?前|以前|$)"
)
_DONE = pattern_later(
    r"(?:之前|以前)?(?:完成|办结|办完|开展|召开|进行|组织|报送|上报|落实)(?:完毕|完|到位)?$"
)
_IN_YEAR = r"(?:(?P<year>[0-9]{4})年)?(?P<next_year>明年|次年)?"
_DAY = rf"{_IN_YEAR}(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]"
_ONE_DAY = pattern_later(
    rf"(?:截至|截止到?|于)?{_DAY}(?:[0-9]{{1,2}}(?::[0-9]{{2}}|[点时]半?)|[上下]午.*|晚上?.*)?"
    rf"(?P<limit>之?前|以前|止|截止)?"
)
_DAY_OF_MONTH = pattern_later(
    r"(?P<which>本月|当月|下个?月|次月)?(?P<day>[0-9]{1,2})[日号](?P<limit>之?前|以前|止)?"
)
_DAYS = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?:(?P<from_month>[0-9]{1,2})月)?(?P<from_day>[0-9]{1,2})[日号]?"
    r"[-~至到](?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})[日号]"
)
_PART = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?P<next_year>明年|次年)?(?P<month>[0-9]{1,2}月|本月|当月|下个?月|次月)?"
    r"(?P<part>上旬|中旬|下旬|上半月|下半月|月?底前?|月?末前?|月内|份?内?|份?底前?|份?末前?)"
)
_MONTHS = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?P<first>[0-9]{1,2})月?份?[-~至到](?P<last>[0-9]{1,2})月份?(?:底前?|末|内)?"
)
_SOME_MONTHS = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?P<months>[0-9]{1,2}月?份?(?:[、,，和及][0-9]{1,2}月?份?)+)"
    r"(?:各(?:开展|召开|组织)?(?P<times>[0-9]{1,2})[次场期])?"
)
_QUARTER = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?:第?(?P<quarter>[1-4])季度?|(?P<this>本|当)季度?)(?:内|末|底前?)?"
)
_HALF = pattern_later(r"(?:(?P<year>[0-9]{4})年)?(?P<half>[上下])半年(?:内|末|底前?)?")
_YEAR_END = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?P<next_year>明年|次年)?(?:年?度?[内底末]前?|年底之前|全年|本年度?内?|年度?内)"
)
_FESTIVALS = pattern_later(
    rf"(?:(?P<year>[0-9]{{4}})年)?(?P<words>(?:{'|'.join((*_IN_TABLE, *_FIXED))})节?"
    rf"(?:[、,，和及]?(?:{'|'.join((*_IN_TABLE, *_FIXED))})节?)?)(?P<limit>之?前|以前|前夕)?"
)
_RHYTHM = pattern_later(
    r"(?P<every>每个?月度?|按月|月月|每个?季度?|按季度?|每半年度?|每周|每个?星期)"
    r"(?:(?P<by>(?P<day>[0-9]{1,2})[日号]|上旬|中旬|下旬|月?[底末])(?:之?前|以前)?)?"
    r"(?:(?:内|都)?(?:开展|召开|组织|进行|集中学习|学习)?)?"
    r"(?:(?:至少|不少于|不低于|最少)?(?:开展|召开|组织|进行)?(?P<times>[0-9]{1,3})(?:[次场期项]|个)(?:以上)?)?"
)
_COUNTED = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?P<within>全年|年内|本年度?内?|每年|年度内?|上半年|下半年|本?月内?|本?季度内?|(?:第)?[1-4]季度)?"
    r"(?:至少|不少于|不低于|最少)?(?:开展|召开|组织|进行)?(?P<times>[0-9]{1,3})[次场期](?:以上)?"
)
_TENTH = {"上旬": 10, "上半月": 15, "中旬": 20}
_MONTHS_OF = {"月": 1, "季": 3, "半年": 6}
_A_WEEK = timedelta(weeks=1)
_ONE_DAY_LESS = timedelta(days=1)


def read_deadline(text: str, of: Period) -> Deadline | None:
    """What a time limit of a list for that period asks for; None where it has not one meaning."""
    plain = _plain(text)
    if not plain:
        return None
    for read in _WAYS:
        try:
            found = read(plain, of)
        except (Unreadable, EnvironmentProblem):
            return None
        if found is not None:
            return found
    return None


def next_due(asked: Deadline, done: Sequence[date]) -> tuple[date, bool]:
    """The last day of the first turn that is open, and whether none is.

    Turns before the last event are not asked for again: what was left out then can be done no
    more.
    """
    days, turns = sorted(done), asked.turns
    if not asked.is_rhythm:
        return turns[0].due, len(days) >= turns[0].times
    at = 0
    for place, turn in enumerate(turns):
        before = turns[place - 1].end if place else date.min
        held = sum(before < day <= turn.end for day in days)
        if held:
            at = place + (held >= turn.times)
    if days and days[-1] > turns[-1].end:
        at = len(turns)
    return turns[min(at, len(turns) - 1)].due, at >= len(turns)


def _plain(text: str) -> str:
    apart = _YEAR_AND_FESTIVAL.sub("年 ", text.strip().removeprefix("每年"))
    plain = _FROM_NOW.sub("", _SAID_BESIDE.sub("", in_digits(apart)))
    plain = _IN_NUMBERS.sub(_in_words, plain)
    plain = _HANZI_MONTH.sub(lambda found: _NUMBERS[found[1]], plain)
    plain = _HANZI_TIMES.sub(lambda found: _NUMBERS[found[1]], plain)
    short = _DONE.sub("", plain).strip("，,；;")
    return plain if short == plain else short + ("前" if re.search("之前|以前", plain) else "")


def _in_words(found: re.Match[str]) -> str:
    """2026-9-10 and 9.10 as 9月10日; 9-10 alone may be two months."""
    year, sign, month, day = found.groups()
    if not year and sign == "-":
        return found[0]
    return f"{year.rstrip('-./')}年{month}月{day}日" if year else f"{month}月{day}日"


def _one_day(plain: str, of: Period) -> Deadline | None:
    if found := _ONE_DAY.fullmatch(plain):
        year = _year(found, of, int(found["month"]))
        day = day_within(plain, year, int(found["month"]), int(found["day"]))
    elif (found := _DAY_OF_MONTH.fullmatch(plain)) and of.kind is PeriodKind.MONTH:
        month = of.next if found["which"] and found["which"][0] in "下次" else of
        day = day_within(plain, month.year, month.first_month, int(found["day"]))
    else:
        return None
    return _once(of, day, None if found["limit"] else day)


def _days(plain: str, of: Period) -> Deadline | None:
    found = _DAYS.fullmatch(plain)
    month = found and (found["month"] or found["from_month"])
    if found is None or (month is None and of.kind is not PeriodKind.MONTH):
        return None
    number = int(month) if month else of.first_month
    return _once(of, day_within(plain, _year(found, of, number), number, int(found["day"])))


def _part_of_month(plain: str, of: Period) -> Deadline | None:
    """The first ten days of a month, its end, or the month itself."""
    found = _PART.fullmatch(plain)
    if found is None or not (found["month"] or found["part"]):
        return None
    said, part = found["month"] or "", found["part"]
    if said[:1].isdigit():
        number = int(said[:-1])
        day_within(plain, of.year, number, 1)
        month = Period(PeriodKind.MONTH, _year(found, of, number), number)
    elif of.kind is PeriodKind.MONTH:
        month = of.next if said[:1] in ("下", "次") else of
    else:
        return None
    if not said and part in ("", "内", "份", "份内", "底", "底前", "末", "末前", "份底", "份末"):
        return None
    last = _TENTH.get(part)
    return _once(of, month.start.replace(day=last) if last else month.end)


def _months(plain: str, of: Period) -> Deadline | None:
    if found := _MONTHS.fullmatch(plain):
        first, last = int(found["first"]), int(found["last"])
        year = _year(found, of, first)
        day_within(plain, year, first, 1)
        day_within(plain, year, last, 1)
        return _once(of, _end_of(year + (last < first), last))
    found = _SOME_MONTHS.fullmatch(plain)
    if found is None:
        return None
    numbers = [int(each) for each in re.findall("[0-9]+", found["months"])]
    year = int(found["year"] or of.year)
    times = int(found["times"] or 1)
    if numbers != sorted(set(numbers)) or not all(1 <= each <= 12 for each in numbers):
        return None
    turns = [Period(PeriodKind.MONTH, year, each) for each in numbers]
    return Deadline(tuple(Turn(each.start, each.end, each.end, times) for each in turns))


def _part_of_year(plain: str, of: Period) -> Deadline | None:
    if found := _QUARTER.fullmatch(plain):
        if found["this"]:
            return _once(of, Period.holding(of.start, PeriodKind.QUARTER).end)
        return _once(
            of, Period(PeriodKind.QUARTER, _said_year(found, of), int(found["quarter"])).end
        )
    if found := _HALF.fullmatch(plain):
        return _once(of, _end_of(_said_year(found, of), 6 if found["half"] == "上" else 12))
    if found := _YEAR_END.fullmatch(plain):
        return _once(of, _end_of(_year(found, of, 12), 12))
    return None


def _festival(plain: str, of: Period) -> Deadline | None:
    found = _FESTIVALS.fullmatch(plain)
    if found is None:
        return None
    words = re.findall("|".join((*_IN_TABLE, *_FIXED)), found["words"])
    if found["limit"]:
        earliest = min(_festival_from(word, found, of, _ONE_DAY_LESS) for word in words)
        return _once(of, earliest - _ONE_DAY_LESS)
    if len(words) > 1:
        return None
    day = _festival_from(words[0], found, of, timedelta())
    return _once(of, day, day)


def _festival_from(word: str, found: re.Match[str], of: Period, less: timedelta) -> date:
    """The day of the first such festival of which the limit is not before the list."""
    years = [int(found["year"])] if found["year"] else [of.year, of.year + 1]
    days = [date(year, *_FIXED[word]) if word in _FIXED else days_of(year)[word] for year in years]
    return next((day for day in days if day - less >= of.start), days[-1])


def _rhythm(plain: str, of: Period) -> Deadline | None:
    found = _RHYTHM.fullmatch(plain.removeprefix("全年").lstrip("，,"))
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
    return Deadline(tuple(Turn(t.start, t.end, _day_in(t, last), times) for t in turns))


def _counted(plain: str, of: Period) -> Deadline | None:
    """So many in all, by the end of the list's own time or of that which is said."""
    found = _COUNTED.fullmatch(plain)
    if found is None or not int(found["times"]):
        return None
    within, year = found["within"] or "", int(found["year"] or of.year)
    if "半年" in within:
        last = _end_of(year, 6 if within[0] == "上" else 12)
    elif "季" in within:
        number = re.search("[1-4]", within)
        here = Period.holding(of.start, PeriodKind.QUARTER)
        last = Period(PeriodKind.QUARTER, year, int(number[0]) if number else here.index).end
    elif "月" in within:
        last = Period.month_of(of.start).end
    else:
        last = _end_of(year, 12) if "年" in within else of.end
    start = min(of.start, last)
    return Deadline((Turn(start, last, last, int(found["times"])),))


def _weeks(of: Period, times: int) -> Iterator[Turn]:
    """The weeks, by their Mondays, that begin within the list's own time."""
    monday = of.start + timedelta(days=-of.start.weekday() % 7)
    while monday <= of.end:
        sunday = monday + _A_WEEK - _ONE_DAY_LESS
        yield Turn(monday, sunday, sunday, times)
        monday += _A_WEEK


def _day_in(turn: Period, last: int) -> date:
    if not last:
        return turn.end
    return turn.start.replace(day=min(last, monthrange(turn.year, turn.first_month)[1]))


def _once(of: Period, day: date, exact: date | None = None) -> Deadline:
    return Deadline((Turn(min(of.start, day), day, day),), exact)


def _end_of(year: int, month: int) -> date:
    return Period(PeriodKind.MONTH, year, month).end


def _said_year(found: re.Match[str], of: Period) -> int:
    return int(found["year"] or of.year)


def _year(found: re.Match[str], of: Period, month: int) -> int:
    """The year of a month: said, or the list's; in the last months of one the next one's first."""
    groups = found.groupdict()
    if groups.get("year"):
        return int(groups["year"])
    if groups.get("next_year"):
        return of.year + 1
    return of.year + (of.first_month - month >= _MOST_BACK)


_MOST_BACK = 8
"""January in a list of September is that of the next year, and June that of this one."""
_WAYS = (_one_day, _days, _festival, _part_of_month, _months, _part_of_year, _rhythm, _counted)
