"""What stands in a Word document, block by block: paragraphs, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qinglian_desktop.documents.filling.form_package import XmlNode
from qinglian_desktop.documents.filling.word_text import ParagraphText, W, own_paragraphs, unwrapped

_GOES_ON = "continue"


@dataclass(frozen=True, slots=True)
class CellInRow:
    """A cell of a table: where its row has it, how many columns it spans, and how it says it.

    ``goes_on`` where it belongs to the one above it, with which it is merged.
    """

    node: XmlNode
    column: int
    columns: int
    text: str
    goes_on: bool


def body_blocks(body: XmlNode) -> list[XmlNode]:
    """Paragraphs and tables of a document in their order; those of a content control too."""
    return list(unwrapped(body, f"{W}p", f"{W}tbl"))


def table_rows(table: XmlNode) -> list[XmlNode]:
    """The rows of a table, in their order."""
    return list(unwrapped(table, f"{W}tr"))


def row_cells_of(row: XmlNode) -> Iterator[CellInRow]:
    """The cells of a row from the left, merged ones too."""
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for each in unwrapped(row, f"{W}tc"):
        columns = max(_number(each.find(f"{W}tcPr/{W}gridSpan"), 1), 1)
        merged = each.find(f"{W}tcPr/{W}vMerge")
        goes_on = merged is not None and merged.get(f"{W}val", _GOES_ON) == _GOES_ON
        text = "\n".join(ParagraphText(one).text for one in own_paragraphs(each))
        yield CellInRow(each, column, columns, text, goes_on)
        column += columns


def _number(told: XmlNode | None, usual: int) -> int:
    """What is told of how many columns."""
    said = "" if told is None else told.get(f"{W}val", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else usual
