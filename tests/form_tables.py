"""Forms of somebody else, drawn as rows of words, without any file."""

from __future__ import annotations

from collections.abc import Sequence

from qinglian_desktop.domain.filling.form_pieces import CountedIn, FormFact, FormPiece, FormPieces
from qinglian_desktop.domain.filling.form_spans import FormSpan
from qinglian_desktop.domain.filling.seen_form import (
    FormCell,
    FormKind,
    FormPlace,
    FormTable,
    SeenForm,
)
from qinglian_desktop.domain.summary import NumberStyle

LEFT, UP, SUM, NONE = "<", "^", "=", "-"
"""Merged with the cell to the left; with the one above; a formula; no cell at all."""


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def drawn_table(
    *rows: str | Sequence[str],
    name: str = "月报",
    widths: tuple[int, ...] = (),
    is_hidden: bool = False,
) -> FormTable:
    """A table of rows, each a list of words or one text parted by ``|``; "" is a blank cell."""
    grid = [row.split("|") if isinstance(row, str) else list(row) for row in rows]
    width = max(map(len, grid))
    cells: list[FormCell] = []
    for at, row in enumerate(grid):
        for column, text in enumerate(row):
            if text in (LEFT, UP, NONE):
                continue
            columns, many = 1, 1
            while column + columns < len(row) and row[column + columns] == LEFT:
                columns += 1
            while at + many < len(grid) and grid[at + many][column : column + 1] == [UP]:
                many += 1
            cells.append(
                FormCell(
                    f"{letters(column)}{at + 1}",
                    at,
                    column,
                    "" if text == SUM else text,
                    many,
                    columns,
                    is_formula=text == SUM,
                )
            )
    return FormTable(name, len(grid), width, tuple(cells), widths, is_hidden)


def drawn_form(*tables: FormTable, file_name: str = "表.xlsx") -> SeenForm:
    """A form of tables."""
    return SeenForm(file_name, FormKind.WORKBOOK, tables)


def at(place: str, table: str = "月报") -> FormPlace:
    """A place of a table."""
    return FormPlace(table, place)


def said(pieces: FormPieces) -> str:
    """Pieces in one line: talks.heads@本月, the name of a fact, words as they are."""
    return "".join(map(_said, pieces))


def _said(piece: FormPiece) -> str:
    match piece:
        case CountedIn(ledger, measure, FormSpan(words), NumberStyle(value=style)):
            return f"{ledger}.{measure}@{words}{style}"
        case FormFact():
            return f"<{piece.value}>"
        case str():
            return piece
        case _:
            return f"[{piece.column}]"


MONTHLY = drawn_table(
    "清廉机关建设工作情况统计表|<|<|<|<|<|<|<",
    "填报单位（盖章）：|<|<|<|2026年    月|<|<|<",
    "类别|项目|单位|本月|<|本年累计|<|备注",
    "^|^|^|数量|参加人次|数量|参加人次|^",
    "教育|“八个一”活动|场次|||||",
    "^|一月一警示|场次|||||",
    "^|廉政党课|堂|||||",
    "用权|谈心谈话|次|||||",
    "^|廉政提醒|条|||||",
    "^|风险点|个|||||",
    "家风|廉洁家书|封|||||",
    "^|廉政家访|户|||||",
    "落实|重点任务（完成/总数）|项|||||",
    "^|问题（销号/发现）|个|||||",
    "合计|||=|=|=|=|",
    "单位负责人：|||填报人：||联系电话：||",
    widths=(4, 13, 4, 4, 5, 4, 5, 9),
)
"""The form of a committee: groups merged downwards, heads of two rows, sums, lines to be signed."""

YEARLY = drawn_table(
    ["组织生活开展情况统计表", *[LEFT] * 30],
    [
        "院系级党组织名称",
        "党支部名称（数据来自于党支部管理中的支部名称）",
        "党支部类型（在职教工、本科生、硕士生、博士生、硕博混合支部、本硕博混合支部等）",
        "支委会次数",
        *[LEFT] * 13,
        "党员集体活动",
        *[LEFT] * 13,
    ],
    [
        *[UP] * 3,
        *(f"{month}月" for month in range(1, 13)),
        "按时开展月份数",
        "完成率",
        *(f"{month} 月" for month in range(1, 13)),
        "按时开展月份数",
        "完成率",
    ],
    [""] * 31,
    name="Sheet1",
)
"""Twelve months of two figures beside each other, one row to be filled."""

COMMITTEE = drawn_table(
    "各分党委（党总支、直属党支部）委员及分工统计表|<|<|<|<|<|<|<",
    "单位名称：|<|<|<|<|<|<|<",
    "序号|职  务|姓  名|工作证号|分  工|任职时间|办公电话|手机号",
    *(f"{number}|||||||" for number in range(1, 11)),
    "统计日期：2017年2月  日|<|<|<|<|<|<|<",
    name="Sheet1",
)
"""Ten numbered rows for who holds which office."""
