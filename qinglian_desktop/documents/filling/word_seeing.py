"""What a form that is a Word document shows: one table, each paragraph and row of it a row.

A place is ``p3.1``, the second piece of the third block, or ``t2.4.1``, the second cell of the
fifth row of the table that is the second block; blocks, rows and pieces count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator

from qinglian_desktop.documents.filling.form_package import DOCUMENT, FormPackage, XmlNode
from qinglian_desktop.documents.filling.form_refusals import document_not_filled, form_too_large
from qinglian_desktop.documents.filling.word_blocks import body_blocks, row_cells_of, table_rows
from qinglian_desktop.documents.filling.word_text import ParagraphText, W
from qinglian_desktop.documents.sheets.refusals import damaged_table
from qinglian_desktop.domain.filling.seen_form import FormCell, FormKind, FormTable, SeenForm

_STRICT = "{http://purl.oclc.org/ooxml/"
WHOLE = "正文"
"""The name of the one table."""
_MOST_ROWS, _MOST_COLUMNS = 2000, 60
_PAGE = 42
"""汉字 across a page."""
_MOST_LINES_WIDE = 4
"""Columns of a page on which no table is wider."""


def see_word(file_name: str, package: FormPackage) -> SeenForm:
    """Its body as one table; raises EnvironmentProblem where it is damaged or too large."""
    blocks = body_blocks(document_body(package))
    wide = max((_width(each) for each in blocks), default=1)
    columns = max(wide, _MOST_LINES_WIDE)
    cells: list[FormCell] = []
    row = 0
    for block, node in enumerate(blocks):
        if node.tag == f"{W}tbl":
            cells += _of_table(node, block, row)
            row += len(table_rows(node))
        else:
            found = list(_of_paragraph(node, block, row, columns))
            cells += found
            row += bool(found)
    if row > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise form_too_large(file_name)
    width = max(_PAGE // columns, 2)
    table = FormTable(WHOLE, row, columns, tuple(cells), (width,) * columns)
    return SeenForm(file_name, FormKind.WORD, (table,))


def document_body(package: FormPackage, *, to_change: bool = False) -> XmlNode:
    """The body of the document."""
    part = package.known(DOCUMENT)
    if part and str(package.tree(part).tag).startswith(_STRICT):
        raise document_not_filled(package.name, "一种少见的 .docx（严格格式）")
    body = package.tree(part, to_change=to_change).find(f"{W}body") if part else None
    if body is None:
        raise damaged_table(package.name)
    return body


def _width(block: XmlNode) -> int:
    """How many columns a block takes."""
    if block.tag != f"{W}tbl":
        return len(ParagraphText(block).pieces())
    ends = (each.column + each.columns for row in table_rows(block) for each in row_cells_of(row))
    return max(ends, default=1)


def _of_paragraph(node: XmlNode, block: int, row: int, columns: int) -> Iterator[FormCell]:
    """Its pieces beside each other, the last one over what is left; nothing of an empty one."""
    pieces = ParagraphText(node).pieces()
    align = node.find(f"{W}pPr/{W}jc")
    is_centred = align is not None and align.get(f"{W}val") == "center"
    for at, piece in enumerate(pieces):
        is_last = at == len(pieces) - 1
        yield FormCell(
            at=f"p{block}.{at}",
            row=row,
            column=at,
            text="" if piece.is_blank else piece.text.strip(),
            columns=columns - at if is_last else 1,
            is_centred=is_centred,
        )


def _of_table(table: XmlNode, block: int, first: int) -> Iterator[FormCell]:
    """Its cells, those merged downwards as one."""
    rows = [list(row_cells_of(each)) for each in table_rows(table)]
    for line, cells in enumerate(rows):
        for at, cell in enumerate(cells):
            if cell.goes_on:
                continue
            below = 1
            for after in rows[line + 1 :]:
                if not any(each.column == cell.column and each.goes_on for each in after):
                    break
                below += 1
            yield FormCell(
                at=f"t{block}.{line}.{at}",
                row=first + line,
                column=cell.column,
                text=cell.text.strip(),
                rows=below,
                columns=cell.columns,
            )
