"""Content that cannot be read back: another tool wrote it, or it was lost on the disk."""

from __future__ import annotations

from qinglian_desktop.domain.errors import EnvironmentProblem

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
"""What reading content raises that no version of the program wrote."""
_NO_UTF_8 = "Could not decode to UTF-8"
"""What the driver says of bytes that are no text, which only another tool can have put there."""


class UnreadableContent(EnvironmentProblem):
    """Something in the book says nothing that could be shown."""


def unreadable(what: str) -> UnreadableContent:
    """``what`` it is, as the user knows it."""
    return UnreadableContent(
        f"{what}读不出来：是用别的工具改动过，或者在磁盘上坏了。",
        "别的都还在，没有被改动。",
        "请在“工作台”点“检查”，看看是哪一条，再从备份里取回。",
    )


def is_no_text(error: BaseException) -> bool:
    """Whether the driver met bytes that are no text where text is asked for."""
    return _NO_UTF_8 in str(error)
