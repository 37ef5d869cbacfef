"""A Word form with its places filled: the words of these, and nothing else of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from qinglian_desktop.application.form_ports import FilledPlace, FilledRows, FormFilling
from qinglian_desktop.documents.filling.blanks import in_blank, value_words
from qinglian_desktop.documents.filling.form_package import FormPackage, XmlNode
from qinglian_desktop.documents.filling.word_blocks import body_blocks, row_cells_of, table_rows
from qinglian_desktop.documents.filling.word_seeing import document_body
from qinglian_desktop.documents.filling.word_text import (
    ParagraphText,
    W,
    own_paragraphs,
    write_lines,
)
from qinglian_desktop.domain.filling.form_mapping import Writing
from qinglian_desktop.domain.projection import CellValue
from qinglian_desktop.domain.text_check import hidden_sign

_GONE = "原来要填的一处在文档里没有了，没有填。"
_LABEL = re.compile(r"[^\s：:，。；]+[：:]")
_APART = "\u3000\u3000"


def fill_word(package: FormPackage, filling: FormFilling, target: Path) -> tuple[str, ...]:
    """Write it filled to exactly this path; a sentence for each place that is no more."""
    blocks = body_blocks(document_body(package, to_change=True))
    told: dict[str, None] = {}
    # From the last to the first: what is written changes where later pieces and rows are.
    for each in sorted(filling.places, key=_order, reverse=True):
        if not _written(blocks, each):
            told[_GONE] = None
    for rows in sorted(filling.rows, key=lambda each: _numbers(each.places[0].at), reverse=True):
        if not _rows_written(blocks, rows):
            told[_GONE] = None
    package.write(target)
    return tuple(told)


def _order(filled: FilledPlace) -> tuple[int, ...]:
    return _numbers(filled.place.at)


def _numbers(at: str) -> tuple[int, ...]:
    """What a place says; () where it is none of a Word document."""
    parts = at[1:].split(".") if at[:1] in ("p", "t") else []
    return tuple(int(each) for each in parts if each.isdecimal())


def _written(blocks: Sequence[XmlNode], filled: FilledPlace) -> bool:
    words = _words(filled.value)
    if filled.place.at.startswith("t"):
        cell = _cell(blocks, filled.place.at)
        if cell is None:
            return False
        _into_cell(cell, words, filled.writing)
        return True
    numbers = _numbers(filled.place.at)
    node = blocks[numbers[0]] if numbers and numbers[0] < len(blocks) else None
    if node is None or len(numbers) < 2 or node.tag != f"{W}p":
        return False
    paragraph = ParagraphText(node)
    pieces = paragraph.pieces()
    if numbers[1] >= len(pieces):
        return False
    piece = pieces[numbers[1]]
    start, end, said = piece.start, piece.end, words
    if filled.writing is Writing.BEHIND and not piece.is_blank:
        first, last, said = in_blank(piece.text, filled.value)
        start, end = piece.start + first, piece.start + last
    after = pieces[numbers[1] + 1].text if numbers[1] + 1 < len(pieces) else ""
    if _LABEL.match(after):
        # The next label keeps its distance.
        if piece.text.endswith("\t"):
            end -= 1
        else:
            said += _APART
    paragraph.write(start, end, said)
    return True


def _into_cell(cell: XmlNode, words: str, writing: Writing) -> None:
    if writing is Writing.INSTEAD:
        write_lines(cell, words)
        return
    found = own_paragraphs(cell)
    if not found:
        write_lines(cell, words)
        return
    paragraph = ParagraphText(found[-1])
    start, end, said = in_blank(paragraph.text, words)
    paragraph.write(start, end, said)


def _cell(blocks: Sequence[XmlNode], at: str, *, below: int = 0) -> XmlNode | None:
    """The cell of a place, or the one so many rows below it."""
    numbers = _numbers(at)
    if len(numbers) != 3 or numbers[0] >= len(blocks):
        return None
    rows = table_rows(blocks[numbers[0]])
    line = numbers[1] + below
    cells = list(row_cells_of(rows[line])) if line < len(rows) else []
    return cells[numbers[2]].node if numbers[2] < len(cells) else None


def _rows_written(blocks: Sequence[XmlNode], filled: FilledRows) -> bool:
    """Rows of a table, more made like the last that has room; those not needed are emptied."""
    first = _numbers(filled.places[0].at)
    if len(first) != 3 or _cell(blocks, filled.places[0].at) is None:
        return False
    rows = table_rows(blocks[first[0]])
    last = rows[min(first[1] + filled.room, len(rows)) - 1]
    for _ in range(len(filled.rows) - filled.room):
        last.addnext(deepcopy(last))
    for line in range(max(filled.room, len(filled.rows))):
        for column, place in enumerate(filled.places):
            cell = _cell(blocks, place.at, below=line)
            if cell is not None:
                value = filled.rows[line][column] if line < len(filled.rows) else None
                write_lines(cell, _words(value))
    return True


def _words(value: CellValue) -> str:
    """A value as words; signs that XML refuses are left out."""
    return "".join(sign for sign in value_words(value) if sign == "\n" or hidden_sign(sign) is None)
