"""Signs that offices put into a cell instead of words: a tick, a cross, a stroke for nothing"""

from __future__ import annotations

from functools import cache

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.field_types import Choice, Choices, FieldType, LongText, Text
from qinglian_desktop.domain.plain_signs import halfwidth
from qinglian_desktop.domain.remembered import remembered
from qinglian_desktop.domain.text_form import parse_text

_TICKS = ("√", "✓", "✔", "☑", "✅", "对", "是", "有", "Y", "yes", "1", "true")
_CROSSES = ("×", "✗", "✘", "✕", "x", "☐", "□", "❌", "否", "无", "N", "no", "0", "false")
_STROKES = {"/", "\\", "-", "--", "—", "——", "－", "–"}
_NOTHING = _STROKES | {"无", "空", "没有", "不涉及"}
_AS_ABOVE = {"〃", "″", '"', "”", "''", "同上"}
_LONGEST_SIGN = 20
"""Of such a sign with the blanks around it: a cell of text need not be looked through."""


def ticked(yes: str, no: str = "") -> tuple[tuple[str, str], ...]:
    """The words of others for a choice that is ticked in lists: √, 1 or Y for ``yes``.

    A cross is ``no``, unless it may be several.
    """
    signs = [(sign, yes) for sign in _TICKS if sign not in (yes, no)]
    crosses = [(sign, no) for sign in _CROSSES if no and sign not in (yes, no)]
    return (*signs, *crosses)


def is_blank_sign(kind: FieldType, text: str) -> bool:
    """Whether a cell says with a sign that it holds nothing: —, / or 无.

    In a text only a stroke is such a sign, for 无 may be what is meant there, and in a choice
    they are kept where they are one of its words. Where a tick means one of several words, a
    cross means none of them that could be told.
    """
    if isinstance(kind, Text | LongText):
        return text.strip() in _STROKES
    sign = halfwidth(text).rstrip("。.")
    if sign not in _NOTHING and not _is_cross(sign):
        return False
    if isinstance(kind, Choice | Choices):
        meant = parse_text(kind, text)
        words = meant if isinstance(meant, tuple) else (meant,)
        if any(word in kind.options for word in words):
            return False
        signs = {other for other, _ in kind.known_as}
        if _TICKS[0] in signs and _CROSSES[0] not in signs and _is_cross(sign):
            return True
    return sign in _NOTHING


def _is_cross(sign: str) -> bool:
    begins = folded(sign[:1])
    # Most words begin otherwise, and need not be compared as a whole.
    return (not begins or begins[0] in _beginnings()) and folded(sign) in _crosses()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(each[0] for each in _crosses())


@cache
def _crosses() -> frozenset[str]:
    return frozenset(map(folded, _CROSSES))


def is_as_above(text: str) -> bool:
    """Whether a cell says with a sign that it holds what stands above it: 〃 or 同上."""
    return len(text) <= _LONGEST_SIGN and _is_sign_above(text)


@remembered(4_096)
def _is_sign_above(text: str) -> bool:
    """The same few words stand in a column again and again."""
    return halfwidth(text) in _AS_ABOVE
