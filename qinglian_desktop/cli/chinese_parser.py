"""argparse that speaks Chinese: usage, headings, and every sentence about a mistake."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn


class UsageProblem(Exception):
    """The command was written wrongly; ``usage`` shows how it is written."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


# What argparse says in Python 3.11 to 3.13, as patterns, and what we say instead.
_SENTENCES = (
    (r"the following arguments are required: (.+)", "还缺少：{0}。"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{0}。"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "没有{1}这个命令，可用：{2}。"),
    (r"argument (.+?): expected one argument", "{0} 后面要写一个值。"),
    (r"argument (.+?): expected at least one argument", "{0} 后面至少要写一个值。"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} 和 {1} 只能写一个。"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} 后面不带值，请去掉{1}。"),
    (r"argument (.+?): (?!invalid |expected )(.*[\u4e00-\u9fff].*)", "{0}：{1}"),
)


def in_chinese(message: str) -> str:
    """argparse's sentence as ours; one that is not known is replaced, never shown in English."""
    for pattern, sentence in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*(_quoted(part) for part in found.groups()))
    return "命令写得不对。"


def _quoted(part: str) -> str:
    """argparse's 'a', 'b' as “a”、“b”."""
    return re.sub(r"'([^']*)'", r"“\1”", part).replace(", ", "、")


class ChineseParser(argparse.ArgumentParser):
    """Raises UsageProblem instead of ending the program; options are never abbreviated."""

    def __init__(self, *, prog: str | None = None, description: str = "", epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        raise UsageProblem(in_chinese(message), self.format_usage().strip())


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],  # pyright: ignore[reportPrivateUsage]
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)
