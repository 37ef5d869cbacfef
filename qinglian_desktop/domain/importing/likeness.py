"""How surely the head of a column names what a column can say"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.importing.targets import OF_PERSON, Target
from qinglian_desktop.domain.remembered import remembered

SURE = 0.9
"""A head of this likeness names the target, whatever stands below it."""
_DROPPED = re.compile(r"【[^】]*】|[*＊★☆#]|\s")
_BRACKETED = re.compile(r"[（(\[【〔][^（(\[【〔]*$")
_BEFORE_THIS = re.compile("去年|上年|上一年|上季度|上月|上期")
_PLAIN_OF_PERSON = frozenset(map(folded, OF_PERSON))
_OTHER_THING = re.compile(
    "申请|拟|预计|预期|预定|计划|原|上次|上期|上一|上年|去年|下次|下步|下一|未|递交|提交|推荐|应当?|要求|"
    "确定|列为|本次之前|家属|配偶|联系人|介绍人|填表|填报|制表"
)
"""What stands so before a name makes it the name of something else: 申请 before 入党时间."""
_NUMBERED = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十])$")
_NOWHERE = frozenset(map(folded, ("序号", "编码", "No", "№", "序", "行号")))
"""Heads that number rows: they go nowhere, and are no reason to ask."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """The head of a column: its own words, and of the heads above it, from the top."""

    words: str
    above: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """As one line."""
        return "／".join((*self.above, self.words)) if self.words else "／".join(self.above)


@remembered(4096)
def plain_head(words: str) -> str:
    """A head as it is compared: without blanks, line ends, stars and 【敏感】."""
    return folded(_DROPPED.sub("", words))


def bare_head(words: str) -> str:
    """A head without what stands in brackets behind it, as it is compared."""
    return plain_head(_BRACKETED.sub("", words))


def stem_of(words: str) -> str:
    """A head without the number behind it, as it is compared: 措施 of 措施2; "" without one."""
    plain = plain_head(words)
    stem = _NUMBERED.sub("", plain)
    return stem if stem != plain else ""


def is_of_person(words: str) -> bool:
    """Whether it says something of somebody whom only the head above names: 姓名, 职务."""
    return plain_head(words) in _PLAIN_OF_PERSON


def likeness(head: HeadCell, target: Target) -> float:
    """How surely the head names the target: 1 its own name, 0 nothing like it."""
    if (told := _of_person(head, target)) is not None:
        return told
    best = _by_name(plain_head(head.words), target)
    if target.group and best < 1 and head.above:
        groups = {plain_head(name) for name in target.group}
        above = {plain_head(word) for word in head.above}
        if groups & above:
            best = max(best, 0.99 if best >= SURE else best)
        elif best >= SURE:
            best -= 0.03
    if best >= SURE and any(map(_BEFORE_THIS.search, head.above)):
        # Of 去年 and 今年 it is this year's that is filed.
        best -= 0.04
    return best


def _of_person(head: HeadCell, target: Target) -> float | None:
    """How surely 姓名 or 职务 under the head of a person is the target; None for other heads."""
    plain = plain_head(head.words)
    if not head.above or not is_of_person(plain):
        return None
    above = {plain_head(word) for word in head.above}
    if above & set(map(plain_head, target.under)):
        return 0.98 if plain in map(plain_head, target.said_under) else 0.0
    return 0.0 if above & set(map(plain_head, target.strangers)) else None


def is_nowhere(head: HeadCell) -> bool:
    """Whether it only numbers the rows."""
    return plain_head(head.words) in _NOWHERE


def _by_name(plain: str, target: Target) -> float:
    if not plain:
        return 0.0
    bare, stem = bare_head(plain), stem_of(plain)
    best = 0.0
    for place, name in enumerate(target.names):
        wanted = plain_head(name)
        if plain == wanted:
            return 1.0 if place == 0 else 0.98
        if bare and wanted in (bare, stem):
            best = max(best, 0.95)
        elif len(wanted) > 1 and len(bare) > 1 and (bare.endswith(wanted) or wanted.endswith(bare)):
            if _OTHER_THING.match(bare) and not _OTHER_THING.match(wanted):
                continue
            shared = min(len(bare), len(wanted)) / max(len(bare), len(wanted))
            best = max(best, 0.5 + 0.3 * shared) if shared > 0.5 else best
    return best
