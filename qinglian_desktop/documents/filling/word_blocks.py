"""What stands in a Word document, block by block: paragraphs, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qinglian_desktop.documents.filling.form_package import XmlNode
from qinglian_desktop.documents.filling.word_text import ParagraphText, W, own_paragraphs

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
    found: list[XmlNode] = []
    for each in body:
        if each.tag in (f"{W}p", f"{W}tbl"):
            found.append(each)
        elif each.tag == f"{W}sdt":
            content = each.find(f"{W}sdtContent")
            if content is not None:
                found += body_blocks(content)
    return found


def table_rows(table: XmlNode) -> list[XmlNode]:
    """The rows of a table, in their order."""
    return [each for each in table if each.tag == f"{W}tr"]


def row_cells_of(row: XmlNode) -> Iterator[CellInRow]:
    """The cells of a row from the left, merged ones too."""
    looks = row.find(f"{W}trPr/{W}gridBefore")
    column = int(looks.get(f"{W}val", "0")) if looks is not None else 0
    for each in row:
        if each.tag == f"{W}tc":
            span = each.find(f"{W}tcPr/{W}gridSpan")
            columns = max(int(span.get(f"{W}val", "1")), 1) if span is not None else 1
            merged = each.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", _GOES_ON) == _GOES_ON
            text = "\n".join(ParagraphText(one).text for one in own_paragraphs(each))
            yield CellInRow(each, column, columns, text, goes_on)
            column += columns
