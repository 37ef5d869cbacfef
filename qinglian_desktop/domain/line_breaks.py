"""Where a line of Chinese may end: what may not begin or end one, what may not be cut."""

from __future__ import annotations

_GLUE = "\u00a0"
"""A blank at which no line ends."""
_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕〗｝”’·～％℃‰,.;:?!)]}>›»%")
_NOT_LAST = frozenset("（《〈「『【〔〖｛“‘([{<‹«￥$№")
_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:/-%_@#&+'=") | {
    chr(code) for code in range(0xC0, 0x250)
}
_DIGITS = frozenset("0123456789")
_DATE = frozenset("年月日时分")
"""2026年10月9日 is one word, too."""
_PAIRED = frozenset("…—")


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two signs."""
    if after in _NOT_FIRST or before in _NOT_LAST or _GLUE in (before, after):
        return False
    if before in _WORD and after in _WORD:
        return False
    if (before in _DIGITS and after in _DATE) or (before in _DATE and after in _DIGITS):
        return False
    return not (before == after and before in _PAIRED)
