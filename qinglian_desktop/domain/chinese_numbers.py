"""Whole numbers in Chinese characters: 三十, 一百零五, 两千"""

from __future__ import annotations

import re

_ONES = {sign: place for place, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_NUMBER = re.compile(
    r"(?:([一二两三四五六七八九])千)?(零(?=.))?(?:([一二两三四五六七八九])百)?(零(?=.))?"
    r"(?:([一二三四五六七八九]?)十)?(零(?=.))?([一二两三四五六七八九])?"
)
_RUN = re.compile("[〇○零一二三四五六七八九十百千两]+")
_PLACES = str.maketrans("〇○零一二三四五六七八九两", "0001234567892")


def counted(written: str) -> int | None:
    """The number that is written, as it is said when things are counted; None for any other text.

    三五 is none: it says three to five.
    """
    if written in ("零", "〇"):
        return 0
    match = _NUMBER.fullmatch(written)
    if match is None or not written:
        return None
    thousands, _, hundreds, _, tens, _, ones = match.groups()
    ten = 0 if tens is None else _ONES.get(tens, 1)
    found = (thousands, hundreds, ones)
    high, middle, low = (_ONES[each] if each else 0 for each in found)
    return high * 1000 + middle * 100 + ten * 10 + low


def with_digits(text: str) -> str:
    """The text with its numbers in digits: 第一批 as 第1批, 二〇二六年 as 2026年."""
    return _RUN.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    number = counted(match[0])
    if number is not None:
        return str(number)
    digits = match[0].translate(_PLACES)
    return digits if digits.isdecimal() else match[0]
