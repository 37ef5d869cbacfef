"""Answers for what no column says, as they stand around the records: in lines, titles and names"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import Unreadable, in_digits, quoted, read_day
from qinglian_desktop.domain.field_types import Choice, Day, Field, Moment, Month, Span, Text
from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.likeness import plain_head
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.values import Plain
from qinglian_desktop.domain.yearless import completed

_LABEL = re.compile(r"(?:^|(?<=[\s；;，,]))([㐀-鿿]{2,10})(?:[（(][^（()）]{1,8}[）)])?[ 　]*[:：]")
_AS_OF = re.compile(r"截[至止](?:日期|时间)?[:：]?\s*(?=20[0-9]{2})")
_DAY = re.compile(r"(?:20[0-9]{2}\s*[年./-]\s*)?[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*[日号]?")
_TO = re.compile(r"\s*[—–~～至到-]+\s*")
_KIND_OF_TABLE = re.compile(
    r"(?:情况)?(?:登记|汇总|统计|明细|一览|记录|签到|公示|工作)?(?:表|台账|清单|簿|册)$|(?<=记录)单$"
)
_IN_BRACKETS = re.compile(r"\s*[（(][^（()）]*[）)]\s*$")
_FILLED_IN = re.compile("(?:填表|填报|填写|制表|编制|排查)(?:日期|时间)")
_OF_TABLE = re.compile(
    "备注|说明|注|注意(?:事项)?|(?:填表|填写|填报)说明|.*(?:电话|手机|联系方式|传真|邮箱).*"
    "|.{0,4}(?:填表|填报|填写|制表|审核|复核|审批|经办|联系|负责|签批|签发)人?|(?:单位|部门|主管|主要|分管)领导"
)
"""Who made a table and what is to be known of it; of one record that may be its own."""
_MEASURE = re.compile("[十百千万亿]*(?:元|美元|人|名|人次|个|件|项|次|条|份|篇|场|户|期|平方米|%)")
"""单位：万元 is no office."""
_SHORTEST = 2
_GONE = "｜"
_OTHER = "其他"
_OF_SOMETHING_ELSE = re.compile(
    "率|时限|时间|期限|进度|程度|单位|机构|部门|党|支部|总支|院|局|巡视|主任|调研|主办"
)
"""What follows a word that tells of something else: 二级单位, 完成时限."""
_ENDS = re.compile(
    rf"$|[\s{_GONE}（()）]|(?:情况|活动|工作)?(?:台账|清单|表|簿|册|记录|登记|汇总|名册|名单|统计|明细|一览)"
)
"""What follows a word with which a title ends."""
_STATE = re.compile(".*(?:完成|解决|整改|到位|推进|进行|落实|办结|开展|启动|实施)")
"""How far something is: of 整改完成情况 it is the question, and not the answer."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An answer as plain input, and in words where it stands."""

    plain: object
    source: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the records of a sheet; ``year`` is that of days that say none.

    ``lines`` say something under its name, 部门：办公室; ``names`` are those of sheet and file.
    With ``is_one`` all of them tell of one record.
    """

    titles: Sequence[str] = ()
    lines: Sequence[tuple[str, str]] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    year: int | None = None
    label: str = ""
    is_one: bool = False

    def offer(self, asked: Field) -> Offered | None:
        """The answer for a field, if all that is said of it says the same."""
        if (found := self.of_lines(asked)) or not isinstance(asked.type, Choice):
            return found
        said = {"标题": "　".join(self.titles), **self.names}
        told = {where: words_in(asked.type, text, self.label) for where, text in said.items()}
        words = {word for each in told.values() for word in each}
        if len(words) != 1:
            return None
        where = next(where for where, each in told.items() if each)
        return Offered(words.pop(), where)

    def of_one_record(self, asked: Field, *, is_called: bool, is_when: bool) -> Offered | None:
        """The answer for a field of the only record of the sheet, of which the title tells."""
        if found := self.offer(asked):
            return found
        titles = [each for each in self.titles if not _LABEL.search(each)]
        if is_when and isinstance(asked.type, Day | Span | Moment):
            days = {day for each in titles if (day := self._day_in(each)) is not None}
            return Offered(days.pop(), "标题") if len(days) == 1 else None
        if is_called and isinstance(asked.type, Text) and titles:
            name = _KIND_OF_TABLE.sub("", _IN_BRACKETS.sub("", titles[0].strip()))
            return Offered(name, "标题") if 0 < len(name) <= asked.type.longest else None
        return None

    def of_lines(self, asked: Field) -> Offered | None:
        """What lines say under its name, if they say the same."""
        names = {plain_head(name) for name in (asked.label, *asked.aliases)}
        found: dict[object, Offered] = {}
        for name, words in self.lines:
            if not self.is_one and _OF_TABLE.fullmatch(name):
                continue
            if plain_head(name) in names and (plain := self._read(asked, words)) is not None:
                found[folded(str(plain))] = Offered(plain, quoted(f"{name}：{words}"))
        return next(iter(found.values())) if len(found) == 1 else None

    def _read(self, asked: Field, words: str) -> object:
        text = words
        if _MEASURE.fullmatch(words):
            return None
        if isinstance(asked.type, Day | Month | Span | Moment) and self.year is not None:
            text = completed(words, self.year) or words
        try:
            value = from_plain(asked.type, text)
        except Unreadable:
            return None
        if isinstance(asked.type, Choice) and value not in asked.type.options:
            return None
        return to_plain(asked.type, value)

    def _day_in(self, title: str) -> str | None:
        """The day in a title, of two that are a span the first; None where it says several."""
        plain = in_digits(title)
        found = list(_DAY.finditer(plain))
        if len(found) == 2 and _TO.fullmatch(plain[found[0].end() : found[1].start()]):
            found = found[:1]
        if len(found) != 1:
            return None
        text = found[0][0]
        if self.year is not None:
            text = completed(text, self.year) or text
        with suppress(Unreadable):
            return read_day(text).isoformat()
        return None


def labelled(rows: Iterable[Sequence[FileCell]]) -> Iterator[tuple[str, str]]:
    """What rows say under a name: 责任部门：办公室, in one cell, or the words in the next."""
    for row in rows:
        said = [text_of_cell(cell) for cell in row if not is_blank_cell(cell)]
        for at, text in enumerate(said):
            text = _AS_OF.sub("　截至日期：", text)
            marks = list(_LABEL.finditer(text))
            ends = (*(mark.start() for mark in marks[1:]), len(text))
            for mark, end in zip(marks, ends, strict=False):
                words = text[mark.end() : end].strip(" \n　；;，,（(")
                is_last = mark is marks[-1] and at + 1 < len(said)
                if not words and is_last and not _LABEL.search(said[at + 1]):
                    words = said[at + 1]
                if words := words.removesuffix("）").removesuffix(")"):
                    yield mark[1], words


def filled_in_on(titles: Sequence[str]) -> Plain:
    """The day on which a table was filled in, by a line above it; None where it says none."""
    found: set[str] = set()
    for name, words in labelled([[each] for each in titles]):
        if _FILLED_IN.fullmatch(name):
            with suppress(Unreadable):
                found.add(read_day(words).isoformat())
    return found.pop() if len(found) == 1 else None


def words_in(kind: Choice, text: str, label: str = "") -> set[str]:
    """The words of a list that a text says, by a name that is long enough; 其他 says nothing.

    The ``label`` of the ledger, which stands over all its tables, is none of them.
    """
    plain = folded(text).replace(folded(label), _GONE) if label else folded(text)
    names = named_words(kind)
    found: set[str] = set()
    for name in sorted(names, key=len, reverse=True):
        is_short = len(name) <= _SHORTEST and name != folded(names[name])
        _, *behind = plain.split(name)
        if any(_is_said(name, after, is_short=is_short) for after in behind):
            found.add(names[name])
        plain = plain if is_short else plain.replace(name, _GONE)
    return found


def _is_said(name: str, after: str, *, is_short: bool) -> bool:
    if after.startswith("情况") and _STATE.fullmatch(name):
        return False
    # So short a name is mostly a part of another word: the 大会 of 二十大会议.
    return _ENDS.match(after) is not None if is_short else _OF_SOMETHING_ELSE.match(after) is None


def named_words(kind: Choice) -> dict[str, str]:
    """The words of a list by every name that tells them from others, as it is compared."""
    names = {word: word for word in kind.options} | dict(kind.known_as)
    return {
        folded(name): word
        for name, word in names.items()
        if len(name) >= _SHORTEST and word != _OTHER
    }
