"""Workbooks read by calamine, as far as their cells; until the reader of all files is there."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from python_calamine import CalamineWorkbook

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.sheet import Merged, Sheet, SheetFile


class ThinSheets:
    """Implements ``document_ports.SheetFiles``."""

    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> SheetFile:
        data = source.read_bytes()
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[Sheet] = []
        for name in book.sheet_names:
            page = book.get_sheet_by_name(name)
            rows = tuple(tuple(row) for row in page.to_python(skip_empty_area=False))
            merged = page.merged_cell_ranges or []
            sheets.append(Sheet(name, rows, tuple(Merged(*a, *b) for a, b in merged)))
        return SheetFile(source.name, hashlib.sha256(data).hexdigest(), tuple(sheets))

    def pasted(self, html: str, text: str) -> SheetFile:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter="\t"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        return SheetFile("", digest, (Sheet("", rows),))
