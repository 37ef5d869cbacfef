"""A label of a form taken apart: what it names, in which unit it counts, and over which time"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from qinglian_desktop.domain.filling.form_labels import plain_label
from qinglian_desktop.domain.filling.form_spans import IN_MONTH, FormSpan
from qinglian_desktop.domain.remembered import remembered


class CountClass(Enum):
    """Units between which nobody tells a difference: 场次 or 堂, 项 or 个."""

    EVENTS = "次 场次 场 堂 期 节 回"
    HEADS = "人次"
    PERSONS = "人 名"
    HOUSEHOLDS = "户"
    THINGS = "个 项 件 条 份 封 篇 张 处 间 批 本 幅"
    MONEY = "万元"


PEOPLE = frozenset({CountClass.HEADS, CountClass.PERSONS})
"""Who came or was meant, and not how often or how many things."""


_CLASS = {word: each for each in CountClass for word in each.value.split()}
_NUMBER_OF = (
    (r"(?:参加|参与|参会|受教育|覆盖|受众)?(?:党员)?人次数?", frozenset({CountClass.HEADS})),
    (
        r"(?:参加|参与|参会|受教育|覆盖|受众)(?:党员)?人数",
        frozenset({CountClass.HEADS, CountClass.PERSONS}),
    ),
    (r"人数", frozenset({CountClass.HEADS, CountClass.PERSONS})),
    (r"(?:场次|次)数?|(?:场|堂|期|节|回)数", frozenset({CountClass.EVENTS})),
    (r"户数", frozenset({CountClass.HOUSEHOLDS})),
    (r"(?:[个项件条份封篇张处间批])数", frozenset({CountClass.THINGS})),
)
_COUNTED = re.compile("(?:(?:{}))$".format("|".join(f"({each})" for each, _ in _NUMBER_OF)))
_NEUTRAL = re.compile(
    r"(?:数量|总数|总量|数值|数据|完成数量|实际数|统计数|填报数|指标值|开展情况|完成情况|本单位|本期|情况|数)$"
)
_BEGINS = re.compile(
    r"^(?:本期|组织开展|组织召开|开展|组织|召开|举办|举行|撰写|书写|寄送|发送|发放|发出|签订|进行)(?=.{2})"
)
_PLACED = re.compile(
    r"^(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9一二三四五六七八九十]{1,3}[、.)]|\d{1,2}(?=[^\d月年季个次人户期届/至到-]))"
)
_OF_WHICH = re.compile(r"^(?:#|其中)[:,]?")
_BRACKET = re.compile(r"\(([^()]*)\)")
_SAYS_NOTHING = re.compile("必填|选填|填数字|填写数字|阿拉伯数字|如有|没有填0|无则填0")
_LOOSE = re.compile("[的及、和等]|活动|工作|情况|会议")
_LEFT_BLANK = "合计|总计|小计|备注|说明|序号|签字|签名|签章|盖章"
_NEVER = re.compile(
    f"{_LEFT_BLANK}|率$|占比|比例|百分比|%|同比|环比|增减|增长|按时|排名|得分|分值|评分|目标|计划数"
    "|应完成|依据|原因"
)
_TITLE_END = re.compile(
    r"(?:情况)?(?:统计|汇总|登记|调查|明细|一览|月报|季报|年报|报告|报送|填报)?(?:表|单)$|台账$"
)
_QUARTERS = {
    sign: word
    for word, signs in zip("一二三四", ("一1", "二2", "三3", "四4"), strict=True)
    for sign in signs
}
_SAME_TIME = r"(?:去年|上年)同期(?!累计)|^同期(?:数|数量)?$"
_SPANS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"(?:去年|上年)同期累计|(?:去年|上年)累计", "去年同期累计"),
        (_SAME_TIME, "去年同月"),
        (r"(?:去年|上年)同月|(?:去年|上年)(?:本|当)月", "去年同月"),
        (r"(?:去年|上年)(?:全年)?", "去年"),
        (
            r"本年(?:度)?累计(?:数|数量)?|(?:全|当|今|本)年(?:度)?(?:1月?[-至到]本月)?累计|年初(?:至今|以来)(?:累计)?|今年以来(?:累计)?|1月?[-至到~](?:本|n)月份?(?:累计)?|年(?:度)?累计|^累计|(?<!期)累计(?=$|数|\()",
            "本年累计",
        ),
        (r"上月|上个月", "上月"),
        (r"本月|当月|这个月", "本月"),
        (r"上季度?", "上季度"),
        (r"本季度?|当季度?", "本季度"),
        (r"上半年", "上半年"),
        (r"下半年", "下半年"),
        (r"本半年", "本半年"),
        (r"全年|本年度?|今年|当年", "本年"),
    )
)
_QUARTER = re.compile(r"(?:第)?([一二三四1-4])季度?|q([1-4])")
_UP_TO = re.compile(r"(?<!\d)0?1月?[-至到~](1[0-2]|0?[2-9])月份?(?:累计(?:数|数量)?)?")
_MONTH = re.compile(r"(?<![0-9年])(1[0-2]|0?[1-9])月份?(?!\d*[-至到~日])")
_MONTH_WORD = re.compile(r"^(十[一二]?|[一二三四五六七八九])月份?$")
_OF_MONTH = re.compile(
    r"月(?:度|报)|(?<!\d)(?:1[0-2]|0?[1-9])月(?![-至到~])|年月|年[一二三四五六七八九十]{1,2}月"
)
"""That a title speaks of a month, be it not yet written: 2026年　月 without its blanks."""
_FROM_TO = re.compile(r"\d月?[-至到~]\d{1,2}月")
_YEAR = r"\d{4}年|[○〇零一二三四五六七八九]{4}年"
_OF_TITLES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"第?([一二三四1-4])季(?=度|报|$|\W)", "{}季度"),
        (r"季度|季报", "本季度"),
        (r"[上下]半年", "{}"),
        (r"半年", "本半年"),
        (r"年度|全年|年报|累计", "本年累计"),
    )
)
_MONTHS = {word: at for at, word in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}


@dataclass(frozen=True, slots=True)
class ReadLabel:
    """What a label names, "" where only a unit or a time; what is counted in it, if it says so.

    ``parts`` are two figures asked for in one cell: 完成/总数. It ``asks_how_many`` where it says
    a unit, a time or 数量; it ``is_narrowed`` to a part by other words in brackets: （女）.
    Its time ``is_same_time`` where that is the same of last year (去年同期) as another label says
    of this one. Of what is ``never`` filled in by figures of a book the rest says nothing.
    """

    stem: str
    units: frozenset[CountClass] = frozenset()
    span: FormSpan | None = None
    parts: tuple[str, ...] = ()
    is_of_which: bool = False
    is_never: bool = False
    asks_how_many: bool = False
    is_same_time: bool = False
    is_narrowed: bool = False


@remembered(4096)
def read_label(text: str) -> ReadLabel:
    """A label taken apart."""
    plain = plain_label(text)
    is_never = _NEVER.search(_BRACKET.sub("", plain)) is not None
    plain = _PLACED.sub("", plain)
    units: frozenset[CountClass] = frozenset()
    parts: tuple[str, ...] = ()
    span: FormSpan | None = None
    is_narrowed = False
    for inside in _BRACKET.findall(plain):
        if inside.count("/") == 1:
            parts = tuple(inside.split("/"))
        else:
            within, rest = span_in(inside)
            rest = rest.strip(",、;")
            told = _counted(rest)
            if told is not None and not told[0]:
                units = told[1]
            elif _NEUTRAL.sub("", rest) and not _SAYS_NOTHING.fullmatch(rest):
                is_narrowed = True
            span = span or within
    plain = _BRACKET.sub("", plain)
    of_which = _OF_WHICH.match(plain)
    plain = _OF_WHICH.sub("", plain)
    is_same_time = re.search(_SAME_TIME, plain) is not None
    found, plain = span_in(plain)
    span = found or span
    stem = plain.strip(":,、/-")
    told = _counted(stem)
    if told is not None:
        stem, units = told[0], told[1] or units
    bare = _NEUTRAL.sub("", _NEUTRAL.sub("", stem))
    asks = bare != stem or bool(units or parts or span)
    stem = bare
    stem = _BEGINS.sub("", stem).strip(":,、/-")
    is_narrowed = is_narrowed or (of_which is not None and not stem)
    return ReadLabel(
        stem, units, span, parts, of_which is not None, is_never, asks, is_same_time, is_narrowed
    )


def is_left_blank(text: str) -> bool:
    """Whether what stands beside such a label is reckoned there, signed, or left to the reader."""
    return re.search(_LEFT_BLANK, plain_label(text)) is not None


def class_of(unit: str) -> CountClass | None:
    """The class of a counting unit."""
    return _CLASS.get(unit)


def loose_stem(stem: str) -> str:
    """What a label names without words that make no difference."""
    return _LOOSE.sub("", stem) or stem


def title_stem(text: str) -> str:
    """What the title of a form is about: 谈心谈话 of 2026年10月谈心谈话情况统计表."""
    plain = re.sub(r"\d{4}年(?:\d{1,2}月|第?[一二三四]季度|[上下]半年|度)?", "", plain_label(text))
    return read_label(_TITLE_END.sub("", plain)).stem


def title_span(text: str) -> FormSpan | None:
    """The time of which the title of a form speaks; None where it speaks of none, or of another."""
    plain = plain_label(text)
    if (found := _UP_TO.search(plain)) is not None:
        return FormSpan(_up_to(int(found[1])))
    if _FROM_TO.search(plain):
        return None
    if _OF_MONTH.search(plain):
        return IN_MONTH
    for pattern, words in _OF_TITLES:
        if (found := pattern.search(plain)) is not None:
            return FormSpan(words.format(_QUARTERS.get(found[found.lastindex or 0], found[0])))
    return None


def is_of_other_time(text: str) -> bool:
    """Whether the title of a form speaks of a time that no span says: 2025年, 截至9月底."""
    plain = plain_label(text)
    if re.search("截[至止]", plain):
        return True
    is_dated = re.search(_YEAR, plain) or _FROM_TO.search(plain)
    return is_dated is not None and title_span(text) is None


def span_in(plain: str) -> tuple[FormSpan | None, str]:
    """The span of time that a label names, and the label without it."""
    if (found := _MONTH_WORD.match(plain)) is not None:
        return FormSpan(f"{_MONTHS[found[1]]}月"), ""
    if (found := _UP_TO.search(plain)) is not None:
        words = _up_to(int(found[1]))
        return FormSpan(words), plain[: found.start()] + plain[found.end() :]
    for pattern, words in _SPANS:
        if (found := pattern.search(plain)) is not None:
            return FormSpan(words), plain[: found.start()] + plain[found.end() :]
    if (found := _QUARTER.search(plain)) is not None:
        words = f"{_QUARTERS[found[1] or found[2]]}季度"
        return FormSpan(words), plain[: found.start()] + plain[found.end() :]
    if (found := _MONTH.search(plain)) is not None:
        return FormSpan(f"{int(found[1])}月"), plain[: found.start()] + plain[found.end() :]
    return None, plain


def _counted(plain: str) -> tuple[str, frozenset[CountClass]] | None:
    """What is left of a label without what it is counted in, and that; None if it says none."""
    if (each := _CLASS.get(plain)) is not None:
        return "", frozenset({each})
    found = _COUNTED.search(plain)
    if found is None:
        return None
    at = next(place for place, text in enumerate(found.groups()) if text is not None)
    rest = plain[: found.start()]
    return rest, _NUMBER_OF[at][1]


def _up_to(month: int) -> str:
    """The words of the time from January to a month, its end included."""
    return f"1至{month}月"
