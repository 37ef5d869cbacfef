"""A thousand talk records in Word against python-docx writing the same words into plain tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from docx import Document

from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.documents.word.records import PaperWord
from qinglian_desktop.domain.form_content import Entries, FormReader
from qinglian_desktop.domain.paper_sheets import sheets_of
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ledgers.talks import TALKS
from tests.benchmarks.paper import FONTS, seconds_of, talks
from tests.benchmarks.row import Row

RECORDS = 1000


def run() -> list[Row]:
    """Once each, for the floor takes long, too."""
    records = talks(RECORDS)
    source = PaperSource("示例市委机关工委", lambda digest: None)
    files = PaperWord(FONTS, lambda: datetime(2026, 11, 23), ())
    with tempfile.TemporaryDirectory() as folder:
        full, plain = Path(folder) / "full.docx", Path(folder) / "plain.docx"
        sheets = [sheet for each in records for sheet in sheets_of(TALKS, each)]
        value = seconds_of(lambda: files.records(TALKS, sheets, source, full))
        floor = seconds_of(lambda: _plainly(records, plain))
    name = f"{RECORDS} 条谈话记录表写成 Word / python-docx 写同样的字"
    return [Row(name, value, floor, value / floor, 1.0)]


def _plainly(records: list[Record], target: Path) -> None:
    """Title and table of each record, in the styles that python-docx begins with."""
    reader, document = FormReader(TALKS), Document()
    for record in records:
        document.add_paragraph(reader.title(record))
        document.add_paragraph(reader.stated(record))
        lines = [[*_cells(line)] for line in reader.lines(record) if isinstance(line, Entries)]
        table = document.add_table(len(lines), 4)
        for row, said in zip(table.rows, lines, strict=True):
            cells = row.cells
            for cell, words in zip(cells, said, strict=False):
                cell.text = words
        document.add_page_break()
    document.save(str(target))


def _cells(line: Entries) -> Iterator[str]:
    for entry in line.entries:
        yield entry.label
        yield "".join(entry.said)
