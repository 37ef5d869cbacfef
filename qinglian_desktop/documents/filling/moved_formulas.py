"""Formulas after rows were inserted somewhere, and the same formula some cells further on.

Formulas are not understood, only the references in them: what stands in quotes or brackets is
passed over, so are references to other files and over several sheets, which no program moves.
"""

from __future__ import annotations

import re

from qinglian_desktop.documents.filling.cell_ranges import (
    LAST_COLUMN,
    LAST_ROW,
    InsertedRows,
    column_letters,
    column_of,
)

_SHEET = r"(?:'(?:[^']|'')+'|[^\s'!:(),;&+\-*/^=<>{}\[\]\"%#@]+)!"
_REFERENCE = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<inside>\[(?:[^\[\]]|\[[^\[\]]*\])*\])"
    rf"|(?<![\w.$:!\]])(?P<sheet>{_SHEET})?(?:"
    r"(?P<c1>\$?[A-Za-z]{1,3})(?P<r1>\$?[1-9]\d{0,6})"
    rf"(?::(?P<again>{_SHEET})?(?P<c2>\$?[A-Za-z]{{1,3}})(?P<r2>\$?[1-9]\d{{0,6}}))?"
    r"|(?P<r3>\$?[1-9]\d{0,6}):(?P<r4>\$?[1-9]\d{0,6})"
    r"|(?P<c3>\$?[A-Za-z]{1,3}):(?P<c4>\$?[A-Za-z]{1,3})"
    r")(?![\w.(!])"
    r"|(?P<quoted>'(?:[^']|'')*')"
)
_GONE = "#REF!"


def moved_formula(
    formula: str, own_sheet: str, inserted: InsertedRows, *, is_beside: bool = False
) -> str:
    """What it has to say after the insertion to mean the same, and to count the new rows too.

    ``is_beside`` of one that stands in the row that is copied, and so may mean this row alone.
    """
    grows = inserted.room == 1 and not is_beside
    moved_sheet = inserted.sheet.casefold()

    def moved(found: re.Match[str]) -> str:
        sheet = _sheet(found["sheet"], own_sheet)
        if found["text"] or found["inside"] or found["quoted"] or sheet != moved_sheet:
            return found[0]
        if found["r3"]:
            ends = _moved_rows(found["r3"], found["r4"], inserted, grows=grows)
            return f"{found['sheet'] or ''}{ends[0]}:{ends[1]}"
        if not found["r1"]:
            return found[0]
        if not found["r2"]:
            row = _with_number(found["r1"], inserted.row(_number(found["r1"])))
            return f"{found['sheet'] or ''}{found['c1']}{row}"
        first, last = _moved_rows(found["r1"], found["r2"], inserted, grows=grows)
        again = found["again"] or ""
        return f"{found['sheet'] or ''}{found['c1']}{first}:{again}{found['c2']}{last}"

    return _REFERENCE.sub(moved, formula)


def names_row_alone(formula: str, own_sheet: str, inserted: InsertedRows) -> bool:
    """Whether it names a cell just above the insertion by itself: C3+C4+C5 counts no new rows."""
    return any(
        found["r1"] is not None
        and found["r2"] is None
        and _number(found["r1"]) == inserted.at - 1
        and _sheet(found["sheet"], own_sheet) == inserted.sheet.casefold()
        for found in _REFERENCE.finditer(formula)
    )


def copied_formula(formula: str, rows: int, columns: int = 0) -> str:
    """The formula as it is so many rows below and columns to the right."""

    def copied(found: re.Match[str]) -> str:
        if found["text"] or found["inside"] or found["quoted"]:
            return found[0]
        sheet, again = found["sheet"] or "", found["again"] or ""
        if found["r3"]:
            ends = [_copied_row(found[each], rows) for each in ("r3", "r4")]
        elif found["c3"]:
            ends = [_copied_column(found[each], columns) for each in ("c3", "c4")]
        else:
            ends = [_copied_cell(found["c1"], found["r1"], rows, columns)]
            if found["r2"]:
                ends.append(_copied_cell(found["c2"], found["r2"], rows, columns))
        if _GONE in ends:
            return f"{sheet}{_GONE}"
        return f"{sheet}{f':{again}'.join(ends)}"

    return _REFERENCE.sub(copied, formula)


def _sheet(prefix: str | None, own: str) -> str:
    if prefix is None:
        return own.casefold()
    name = prefix.removesuffix("!")
    return (name[1:-1].replace("''", "'") if name.startswith("'") else name).casefold()


def _number(row: str) -> int:
    return int(row.lstrip("$"))


def _with_number(row: str, number: int) -> str:
    return f"{'$' if row.startswith('$') else ''}{min(number, LAST_ROW)}"


def _moved_rows(first: str, last: str, inserted: InsertedRows, *, grows: bool) -> tuple[str, str]:
    """``grows`` where a stretch of one row may stand for all that there was room for."""
    top, bottom = sorted((_number(first), _number(last)))
    top, bottom = inserted.rows(top, bottom, grows=grows or top < bottom)
    if _number(first) > _number(last):
        top, bottom = bottom, top
    return _with_number(first, top), _with_number(last, bottom)


def _copied_cell(column: str, row: str, rows: int, columns: int) -> str:
    ends = (_copied_column(column, columns), _copied_row(row, rows))
    return _GONE if _GONE in ends else "".join(ends)


def _copied_row(row: str, rows: int) -> str:
    number = _number(row) + (0 if row.startswith("$") else rows)
    return _with_number(row, number) if 1 <= number <= LAST_ROW else _GONE


def _copied_column(column: str, columns: int) -> str:
    if column.startswith("$"):
        return column
    number = column_of(column) + columns
    return column_letters(number) if 1 <= number <= LAST_COLUMN else _GONE
