"""Whole numbers in Chinese characters: 三十, 一百零五, 两千"""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_PARTS = re.compile("([一二三四五六七八九]?)([千百十]?)")
_WEIGHTS = {"千": 1000, "百": 100, "十": 10, "": 1}
_LARGEST = 9999
_RUN = re.compile("[〇○零一二三四五六七八九十百千两]+")
_PLACES = str.maketrans("〇○零一二三四五六七八九两", "0001234567892")


def counted(written: str) -> int | None:
    """The number that is written, as it is said when things are counted; None for any other text.

    三五 is none, as it says three to five, nor 一千二, which is twelve hundred to who says it.
    """
    plain = written.replace("两", "二").replace("〇", "零")
    parts = (match.groups() for match in _PARTS.finditer(plain))
    number = sum(_DIGITS.index(digit or "一") * _WEIGHTS[of] for digit, of in parts if digit or of)
    if not plain or number > _LARGEST:
        return None
    return number if plain in (_said(number), f"一{_said(number)}") else None


def _said(number: int) -> str:
    """The number as it is said: 十二, 一百零五."""
    said = "".join(
        _DIGITS[int(digit)] + (of if digit != "0" else "")
        for digit, of in zip(f"{number:04}", ("千", "百", "十", ""), strict=True)
    )
    said = re.sub("零+", "零", said).strip("零") or "零"
    return said.removeprefix("一") if said.startswith("一十") else said


def with_digits(text: str) -> str:
    """The text with its numbers in digits: 第一批 as 第1批, 二〇二六年 as 2026年."""
    return _RUN.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    number = counted(match[0])
    if number is not None:
        return str(number)
    digits = match[0].translate(_PLACES)
    return digits if digits.isdecimal() else match[0]
