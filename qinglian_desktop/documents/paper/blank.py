"""A ledger's form before anything is on it, to be filled by hand."""

from __future__ import annotations

from itertools import takewhile

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.paper_blank import blank_record
from qinglian_desktop.domain.record import Record

_ROWS = range(3, 9)
"""Empty rows of a table, as few or as many."""


def blank_form(
    ledger: Ledger, word: str, source: PaperSource, fonts: Fonts
) -> tuple[FormPrinter, Record]:
    """The printer of forms to be filled by hand, and what it shall print for this kind.

    Tables have as many empty rows as the pages that they need anyway have room for.
    """
    printer = FormPrinter(ledger, source, fonts, by_hand=True)
    few, *more = (blank_record(ledger, word, rows) for rows in _ROWS)
    pages = len(printer.sheets(few))
    fitting = takewhile(lambda each: len(printer.sheets(each)) <= pages, more)
    return printer, [few, *fitting][-1]
