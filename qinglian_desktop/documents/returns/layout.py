"""Where things stand in the return's workbook, agreed between writing and reading."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

TITLE = "清廉机关建设工作月报表"
"""Stands on the cover; ``SCHEMA`` grows with any change of the words that are written here."""
COVER = "封面"
SUMMARY = "汇总"
CHECK = "校验"
"""The machine-readable sheet: hidden, so that nobody mends it by hand, but not secret."""

COVER_FIRST = 4
"""The row of the cover's first line, counted from 1; labels in column B, words in C."""
SUMMARY_FIRST = 3
SHEET_FIRST = 3
"""The row of a ledger's first record; row 1 is the title, row 2 the headings."""
SUMMARY_HEADINGS = ("序号", "指标", "计量单位", "本月", "本年累计", "备注")
NO_RECORDS = "本月无记录"
"""Stands in the sheet of a ledger without records, in returns of the first layout."""
LONGEST_SHEET_NAME = 31


class CheckRow(Enum):
    """The first cell of each row of the 校验 sheet: what the cells after it say."""

    SCHEMA = "版式"
    UNIT_CODE = "单位编码"
    UNIT_NAME = "单位名称"
    PERIOD = "报告期"
    REVISION = "版次"
    DIGEST = "摘要"
    KEY = "公钥"
    SIGNATURE = "签名"
    """By whom it was written; returns of former versions say nothing of it."""
    HISTORY = "修改记录"
    """How far the history of the book went; of no use but to the book itself."""
    COVER = "封面行数"
    LINE = "指标"
    """A line of 汇总: the ledger's key, the measure's key."""
    FOOT = "表下说明"
    """How many lines stand below those of 汇总."""
    SHEET = "表"
    """A ledger: its key, the sheet's name, the number of rows, then the columns' keys.

    Without keys there is no such sheet, and its title stands in the place of the name.
    """


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A name for each title that Excel accepts: no forbidden sign, 31 units, each once."""
    taken = {COVER, SUMMARY, CHECK, "history"}
    names: list[str] = []
    for title in titles:
        plain = "".join("_" if sign in "[]:*?/\\'\n\t" else sign for sign in title).strip() or "表"
        place, name = 1, _cut(plain, LONGEST_SHEET_NAME)
        while name.casefold() in taken:
            place += 1
            name = f"{_cut(plain, LONGEST_SHEET_NAME - 5)}_{place}"
        taken.add(name.casefold())
        names.append(name)
    return names


def place_of_figure(line: int, *, is_year: bool) -> str:
    """Where 本月 or 本年累计 of a line of 汇总 stands, in words; lines are counted from 0."""
    return f"“{SUMMARY}”页{'E' if is_year else 'D'}{SUMMARY_FIRST + line}"


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
