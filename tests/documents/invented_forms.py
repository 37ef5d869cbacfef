"""Forms by chance: heads, lists with sums below and beside, merges, notes, rules, other sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.documents.form_packages import SHEET, formulas, shown

_SUM = re.compile(r"SUM\((?:'?([^'!(]+)'?!)?([A-Z]+)(\d+):([A-Z]+)(\d+)\)")


@dataclass(frozen=True)
class InventedForm:
    """A form with a list in it.

    ``top`` is its first row of ``room``, ``columns`` those of its figures by letter; ``free`` are
    empty cells besides. Each row has a sum beside it, each column one below.
    """

    data: bytes
    table: str
    top: int
    room: int
    columns: tuple[str, ...]
    free: tuple[str, ...]

    @property
    def sums(self) -> int:
        """The row of the sums."""
        return self.top + self.room


def invented_form(seed: int) -> InventedForm:
    """The same for the same seed."""
    chance = Random(seed)
    top, room, width = chance.randint(3, 9), chance.randint(1, 6), chance.randint(1, 5)
    first = chance.randint(2, 4)
    letters = tuple(get_column_letter(first + at) for at in range(width))
    beside = get_column_letter(first + width)
    name = chance.choice(("月报", "2026年 月报", "Sheet1", "甲'乙"))
    quoted = "'" + name.replace("'", "''") + "'"
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet, other = book.create_sheet(name), book.create_sheet("汇总")
    sheet["A1"] = "统计表"
    sheet.merge_cells(f"A1:{beside}1")
    line = Side(chance.choice(("thin", "medium")))
    for column, letter in enumerate(letters):
        sheet[f"{letter}{top - 1}"] = f"栏{column}"
    for row in range(top, top + room + 1):
        for letter in (*letters, beside):
            sheet[f"{letter}{row}"].border = Border(line, line, line, line)
        sheet[f"{beside}{row}"] = f"=SUM({letters[0]}{row}:{letters[-1]}{row})"
    sums = top + room
    sheet[f"A{sums}"] = "合计"
    for letter in letters:
        sheet[f"{letter}{sums}"] = f"=SUM({letter}{top}:{letter}{sums - 1})"
    sheet[f"A{sums + 2}"] = "填报人："
    sheet[f"{letters[0]}{sums + 2}"] = chance.randint(1, 99)
    other["A1"] = f"=SUM({quoted}!{letters[0]}{top}:{letters[-1]}{sums - 1})"
    other["A2"] = f"=SUM({quoted}!{letters[0]}{sums + 2}:{letters[0]}{sums + 2})"
    if chance.random() < 0.5:
        sheet.merge_cells(f"A{top}:A{sums - 1}")
    if chance.random() < 0.5:
        at = f"{letters[0]}{chance.choice((top, sums, sums + 2))}"
        sheet[at].comment = Comment("照实填", "工委")
    if chance.random() < 0.5:
        rule = DataValidation(type="whole", operator="greaterThan", formula1="0")
        rule.add(f"{letters[0]}{top}:{letters[-1]}{sums - 1}")
        sheet.add_data_validation(rule)
    if chance.random() < 0.5:
        red = PatternFill("solid", bgColor="FFC7CE")
        cells = f"{letters[0]}{top}:{letters[-1]}{sums}"
        sheet.conditional_formatting.add(cells, CellIsRule("lessThan", ["0"], fill=red))
    sheet.print_area = f"A1:{beside}{sums + 2}"
    kept = io.BytesIO()
    book.save(kept)
    free = tuple(f"{letter}{row}" for letter in "GHI" for row in range(sums + 4, sums + 7))
    return InventedForm(kept.getvalue(), name, top, room, letters, free)


def reckoned(data: bytes, table: str) -> dict[str, int]:
    """What the sums of the first sheet come to, by their cells, and those of 汇总 after a !."""
    said: dict[str, int | str] = {
        at: int(text) for at, text in shown(data, table).items() if text.isdecimal()
    }
    own = formulas(data, SHEET)
    said |= own
    other = formulas(data, "xl/worksheets/sheet2.xml")
    return {at: _sum(said, formula) for at, formula in own.items()} | {
        f"!{at}": _sum(said, formula) for at, formula in other.items()
    }


def _sum(said: Mapping[str, int | str], what: int | str) -> int:
    """Of sums the sum of what they sum."""
    if isinstance(what, int):
        return what
    found = _SUM.fullmatch(what.replace("''", "’"))
    assert found is not None, what
    _, left, top, right, bottom = found.groups()
    wanted = [
        f"{get_column_letter(column)}{row}"
        for column in range(_number(left), _number(right) + 1)
        for row in range(int(top), int(bottom) + 1)
    ]
    return sum(_sum(said, said.get(at, 0)) for at in wanted)


def _number(letters: str) -> int:
    return ord(letters) - 64
