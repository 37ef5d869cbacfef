"""Content that cannot be read back: another tool wrote it, or it was lost on the disk."""

from __future__ import annotations

import logging

from sqlcipher3 import dbapi2

from qinglian_desktop.domain.errors import EnvironmentProblem

LOG = logging.getLogger(__name__)

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
"""What reading content raises that no version of the program wrote."""
_TWICE = ("UNIQUE constraint failed", "constraint failed")
"""How what SQLite says of a row that is there already begins, in a table and in the search index;
this driver knows no code of its own for it."""
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


def odd_content(error: BaseException, code: int | None) -> UnreadableContent | None:
    """What the database says of content that no version of the program wrote; None for the rest.

    A row that is there already is one: old pages were put in place of newer ones.
    """
    if is_no_text(error):
        return unreadable("台账库里有一处不是文字的内容，")
    if code != dbapi2.SQLITE_CONSTRAINT or not str(error).startswith(_TWICE):
        return None
    LOG.error("a rule of the tables was broken: %s", error)
    return UnreadableContent(
        "台账库里的内容前后对不上，这一次没有存进去：文件换过旧的一部分，或者用别的工具改动过。",
        "以前保存过的记录没有被改动，您填的还在这里。",
        "请在“工作台”点“检查”，看看哪里对不上，再从完好的备份恢复。",
    )


def is_no_text(error: BaseException) -> bool:
    """Whether the driver met bytes that are no text where text is asked for."""
    return _NO_UTF_8 in str(error)
