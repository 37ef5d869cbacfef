"""A workbook to be filled in: headings with notes, drop-downs, and cells of the right kind."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qinglian_desktop.application.document_ports import BlankColumn, BlankTable, CellKind
from qinglian_desktop.documents.returns.column_fitting import lines_of, row_height
from qinglian_desktop.documents.returns.page_setup import below_caption, lay_across
from qinglian_desktop.documents.returns.styles import (
    Look,
    StyledCell,
    Styles,
    merge,
    set_height,
    styled_cell,
)

WORDS = "选项"
"""The hidden sheet with what drop-downs offer, a column each: a cell itself holds few words."""
ROWS = 200
"""Blank lines that are ready to be written in."""
_HEAD = 2
_PRINTED = 18
"""Lines with a frame, which are printed also while nothing is in them: as many as fit a page."""
_REACH = 5000
"""Lines that have the drop-downs, for whoever needs more than are ready."""
_WIDEST, _NOTE_WIDTH, _NOTE_LINE = 24, 240, 18
_ROW_HEIGHT = 22.0


def draw_blank(workbook: Workbook, table: BlankTable, name: str) -> None:
    """Draw a table into a fresh workbook, on a sheet of this name."""
    page = workbook.worksheets[0]
    page.title = name
    styles = Styles(workbook)
    # What is written below the framed lines is printed with lines, too.
    page.print_options.gridLines = True
    page.freeze_panes = f"A{_HEAD + 1}"
    page.print_title_rows = f"1:{_HEAD}"
    widths = [min(_WIDEST, max(each.width, 5)) for each in table.columns]
    lay_across(page, widths)
    page.append([styled_cell(page, table.caption, styles.title)])
    merge(page, below_caption(widths))
    set_height(page, 1, 36)
    page.append([_heading(page, each, styles.listed.heading) for each in table.columns])
    lines = (lines_of(e.heading, width) for e, width in zip(table.columns, widths, strict=True))
    set_height(page, _HEAD, max(26.0, row_height(max(lines, default=1))))
    framed = [_look(styles, each.kind, is_framed=True) for each in table.columns]
    plain = [_look(styles, each.kind, is_framed=False) for each in table.columns]
    for place in range(ROWS):
        looks = framed if place < _PRINTED else plain
        page.append([StyledCell(page, None, "n", look.plain) for look in looks])
        set_height(page, _HEAD + 1 + place, _ROW_HEIGHT)
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = 2 * width + 1
    _offer_words(workbook, page, styles, table.columns)


def _heading(page: Worksheet, column: BlankColumn, look: Look) -> StyledCell:
    made = styled_cell(page, column.heading, look)
    if column.note:
        lines = sum(-(-len(each) // 16) for each in column.note.split("\n"))
        made.comment = Comment(
            column.note, "清廉机关台账", height=_NOTE_LINE * (lines + 1), width=_NOTE_WIDTH
        )
    return made


def _look(styles: Styles, kind: CellKind, *, is_framed: bool) -> Look:
    looks = styles.listed if is_framed else styles.unframed
    match kind:
        case CellKind.TEXT:
            return looks.short
        case CellKind.NUMBER:
            return looks.amount
        case CellKind.DAY:
            return looks.day


def _offer_words(
    workbook: Workbook, page: Worksheet, styles: Styles, columns: Sequence[BlankColumn]
) -> None:
    """The same words stand once, however many columns offer them."""
    offered = list(dict.fromkeys(each.words for each in columns if each.words))
    if not offered:
        return
    sheet = workbook.create_sheet(WORDS)
    sheet.sheet_state = "hidden"
    look = styles.listed.short
    for line in range(max(map(len, offered))):
        words = (each[line] if line < len(each) else None for each in offered)
        sheet.append([styled_cell(sheet, word, look) for word in words])
    for place, column in enumerate(columns, 1):
        if column.words:
            letter = get_column_letter(offered.index(column.words) + 1)
            made = _drop_down(column, f"{WORDS}!${letter}$1:${letter}${len(column.words)}")
            at = get_column_letter(place)
            made.sqref = MultiCellRange(f"{at}{_HEAD + 1}:{at}{_HEAD + _REACH}")
            page.add_data_validation(made)


def _drop_down(column: BlankColumn, words: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=words,
        allow_blank=True,
        showErrorMessage=not column.several,
        errorStyle="stop" if column.closed else "warning",
        errorTitle=column.heading,
        error="请从下拉里选一个。" if column.closed else "下拉里没有这个词，确实要这样写吗？",
    )
