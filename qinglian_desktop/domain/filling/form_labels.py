"""What a cell of a form says: a label, a figure, or that something is to be written there"""

from __future__ import annotations

import re

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.filling.seen_form import FormCell

_GAP = " \t\n\u3000\u00a0_＿"
_ONLY_GAP = re.compile(f"[{_GAP}]*")
_LETTER = re.compile("[A-Za-z\u3400-\u9fff]")
_COLON = re.compile(f"[:：][{_GAP}]*$")
_OPEN_DATE = re.compile(f"年[{_GAP}]+月|月[{_GAP}]+日")
_LINED = re.compile("[_＿]{2,}")
_DATED = re.compile(
    r"(?:\d{4}|[○〇零一二三四五六七八九]{4})年(?:[\d一二三四五六七八九十]{1,2}月(?:\d+日)?)?"
)
_DATED_MONTH = re.compile(r"\d{4}年\d{1,2}月")
_OF_WHICH = re.compile(r"\s*其中[:：]")
_DROPPED = re.compile(r"[*＊★☆#“”\"'《》]|\s")


def plain_label(text: str) -> str:
    """A label as it is compared: without blanks, quotation marks, stars and lines to write on."""
    return folded(_DROPPED.sub("", _LINED.sub("", text)))


def is_label(cell: FormCell) -> bool:
    """Whether words stand in it that say what something else is."""
    return not cell.is_formula and _LETTER.search(cell.text) is not None


def is_open(cell: FormCell) -> bool:
    """Whether nothing stands in it that says what it is: it is blank, or a number stands there."""
    return not cell.is_formula and _LETTER.search(cell.text) is None


def is_empty(cell: FormCell) -> bool:
    """Whether nothing at all stands in it, or lines to write on."""
    return not cell.is_formula and _ONLY_GAP.fullmatch(cell.text) is not None


def has_gap(text: str) -> bool:
    """Whether something is to be written behind or within its words: 填报人：, 2026年　月."""
    found = _COLON.search(text) or _OPEN_DATE.search(text) or _LINED.search(text)
    return found is not None


def is_remark(text: str) -> bool:
    """Whether it stands over a table and heads nothing: 填报单位：, 2026年10月, 单位：人次."""
    if has_gap(text):
        return True
    if _OF_WHICH.match(text):
        return False
    return "：" in text or ":" in text or is_day_alone(text)


def is_day_alone(text: str) -> bool:
    """Whether a year, month or day stands in it and nothing else."""
    return _DATED.fullmatch(text.strip()) is not None


def is_dated(text: str) -> bool:
    """Whether a year and a month stand in it."""
    return _DATED_MONTH.search(text) is not None


def without_days(text: str) -> str:
    """The words of a label without year, month and day, by which a form is known again."""
    return re.sub("[0-9]+", "", plain_label(text))
