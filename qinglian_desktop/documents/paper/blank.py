"""A ledger's form before anything is on it, to be filled by hand."""

from __future__ import annotations

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.sheet import Sheet
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.paper_blank import blank_record

_ROWS = range(3, 9)
"""Empty rows of a table, as few or as many."""


def blank_sheets(
    ledger: Ledger, word: str, source: PaperSource, fonts: Fonts
) -> tuple[list[Sheet], str]:
    """The pages of the form of this kind, to be filled by hand, and its title.

    Tables have as many empty rows as the pages that they need anyway have room for.
    """
    printer = FormPrinter(ledger, source, fonts, by_hand=True)
    sheets: list[Sheet] = []
    title = ""
    for rows in _ROWS:
        empty = blank_record(ledger, word, rows)
        title, more = printer.title(empty), printer.sheets(empty)
        if sheets and len(more) > len(sheets):
            break
        sheets = more
    return sheets, title
