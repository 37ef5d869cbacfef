"""Words that are not the same and so nearly alike that one may well be meant by both"""

from __future__ import annotations

import re

from qinglian_desktop.domain.chinese_numbers import with_digits
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.remembered import remembered

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"(?<![0-9])[^\w\s]|[^\w\s](?![0-9])")
"""Brackets, quotation marks and the like; 1-1-12 is another number than 1112."""
_TELLS_APART = frozenset(
    "0123456789〇零一二三四五六七八九十百千两甲乙丙丁戊己东南西北中上下前后左右男女"
)
"""第一批 and 第二批 are two, and so are 东区 and 西区: nobody writes one for the other."""
_SHORTEST = 4
"""In a shorter word one sign makes another word: 市委, 县委."""


def nearly_alike(one: str, other: str) -> bool:
    """Whether two words differ only by a part in brackets, by one sign, or in how they are written.

    The latter are 清风局 and “清风”局, 第一批 and 第1批: other signs around the same characters,
    or the same number. Not those that compare as the same, nor those which the differing sign
    tells apart.
    """
    here, there = folded(one), folded(other)
    if not here or not there or here == there:
        return False
    bare = [_IN_BRACKETS.sub("", each) for each in (here, there)]
    if bare[0] == bare[1] and bare[0] and bare != [here, there] and bare[0] in (here, there):
        return True
    if _characters(here) == _characters(there) != "":
        return True
    return _differ_by_one_sign(*sorted((here, there), key=len))


@remembered(8_192)
def _characters(text: str) -> str:
    """The text without the signs around its characters, its numbers in digits."""
    return _SIGNS.sub("", with_digits(text))


def _differ_by_one_sign(short: str, long: str) -> bool:
    if len(long) - len(short) > 1 or len(long) < _SHORTEST:
        return False
    place = 0
    while place < len(short) and short[place] == long[place]:
        place += 1
    replaced = len(short) == len(long)
    rest = short[place + 1 :] if replaced else short[place:]
    signs = {long[place], short[place]} if replaced else {long[place]}
    return rest == long[place + 1 :] and not signs & _TELLS_APART
