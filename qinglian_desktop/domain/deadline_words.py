"""The ways in which committees write time limits, as patterns; see ``deadlines``."""

from __future__ import annotations

import re

from qinglian_desktop.domain.dates import in_digits
from qinglian_desktop.domain.later import pattern_later

FIXED_FESTIVALS = {
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
MOVABLE_FESTIVALS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
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
UNTIL = pattern_later("^(?:即日起|从现在起|截至|截止)")
"""What is named behind it is a limit, also without 前."""
_EVERY_YEAR = pattern_later(
    r"^每年(?!度?\s*(?:至少|不少于|不低于|最少)?\s*(?:开展|召开|组织|进行)?"
    r"\s*[0-9０-９一二两三四五六七八九十]+\s*[次场期])"
)
"""Of every year is said of a day, and says no more; of so many times it says within what."""
_IN_NUMBERS = pattern_later(
    r"^([0-9]{4}[-./])?(?=[0-9]{1,2}([-./]))([0-9]{1,2})[-./]([0-9]{1,2})日?(?:0?0:00(?::00)?)?(?=之?前|以前|$)"
)
_DONE = pattern_later(
    r"(?:之前|以前)?(?:完成|办结|办完|开展|召开|进行|组织|报送|上报|落实)(?:完毕|完|到位)?$"
)
_IN_YEAR = (
    r"(?:(?P<year>[0-9]{4})年)?"
    r"(?:(?P<next_year>明年|次年|来年|下一?年)|(?P<this_year>今年|本年|当年))?"
)
_DAY = rf"{_IN_YEAR}(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]"
ONE_DAY = pattern_later(
    rf"(?:截至|截止到?|于)?{_DAY}(?:[0-9]{{1,2}}(?::[0-9]{{2}}|[点时]半?)|[上下]午.*|晚上?.*)?"
    rf"(?P<limit>之?前|以前|止|截止)?"
)
DAY_OF_MONTH = pattern_later(
    r"(?P<which>本月|当月|下个?月|次月)?(?P<day>[0-9]{1,2})[日号](?P<limit>之?前|以前|止)?"
)
SEVERAL_DAYS = pattern_later(
    rf"{_IN_YEAR}(?:(?P<from_month>[0-9]{{1,2}})月)?(?P<from_day>[0-9]{{1,2}})[日号]?"
    r"[-~至到](?P<then>明年|次年|来年|下一?年)?(?:(?P<month>[0-9]{1,2})月)?(?P<day>[0-9]{1,2})[日号]"
)
PART = pattern_later(
    rf"{_IN_YEAR}(?P<month>[0-9]{{1,2}}月|本月|当月|下个?月|次月)?"
    r"(?P<part>上旬|中旬|下旬|上半月|下半月|月?底前?|月?末前?|月内|份?内?|份?底前?|份?末前?)"
)
SEVERAL_MONTHS = pattern_later(
    rf"{_IN_YEAR}(?P<first>[0-9]{{1,2}})月?份?[-~至到](?P<then>明年|次年|来年|下一?年)?"
    r"(?P<last>[0-9]{1,2})月份?(?:底前?|末|内)?"
)
SOME_MONTHS = pattern_later(
    rf"{_IN_YEAR}(?P<months>[0-9]{{1,2}}月?份?(?:[、,，和及][0-9]{{1,2}}月?份?)+)"
    r"(?:各(?:开展|召开|组织)?(?P<times>[0-9]{1,2})[次场期])?"
)
QUARTER = pattern_later(
    rf"{_IN_YEAR}(?:第?(?P<quarter>[1-4])季度?|(?P<this>本|当)季度?)(?:内|末|底前?)?"
)
HALF = pattern_later(rf"{_IN_YEAR}(?P<half>[上下])半年(?:内|末|底前?)?")
YEAR_END = pattern_later(rf"{_IN_YEAR}(?:年?度?[内底末]前?|年底之前|全年|本年度?内?|年度?内)")
FESTIVAL = "|".join((*MOVABLE_FESTIVALS, *FIXED_FESTIVALS))
FESTIVALS = pattern_later(
    rf"{_IN_YEAR}(?P<words>(?:{FESTIVAL})节?(?:[、,，和及]?(?:{FESTIVAL})节?)?)"
    r"(?P<limit>之?前|以前|前夕)?"
)
RHYTHM = pattern_later(
    r"(?P<every>每个?月度?|按月|月月|每个?季度?|按季度?|每半年度?|每周|每个?星期)"
    r"(?:(?P<by>(?P<day>[0-9]{1,2})[日号]|上旬|中旬|下旬|月?[底末])(?:之?前|以前)?)?"
    r"(?:(?:内|都)?(?:开展|召开|组织|进行|集中学习|学习)?)?"
    r"(?:(?:至少|不少于|不低于|最少)?(?:开展|召开|组织|进行)?(?P<times>[0-9]{1,3})(?:[次场期项]|个)(?:以上)?)?"
)
COUNTED = pattern_later(
    r"(?:(?P<year>[0-9]{4})年)?(?P<within>全年|年内|本年度?内?|[每一1]年度?|年度内?|上半年|下半年|本?月内?|本?季度内?|(?:第)?[1-4]季度)?"
    r"(?:至少|不少于|不低于|最少)?(?:开展|召开|组织|进行)?(?P<times>[0-9]{1,3})[次场期](?:以上)?"
)


def plain_limit(text: str) -> str:
    """A time limit in digits, without what says no more: 9月10日（周四）之前完成 as 9月10日前."""
    apart = _YEAR_AND_FESTIVAL.sub("年 ", _EVERY_YEAR.sub("", text.strip()))
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
