"""Workbooks written in memory: what is in a sheet lies readable in no file but the one wanted

The library writes each sheet into a file of the temporary folder first. A talk would stay there
when the program is ended from outside.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_Writer: Any = WorksheetWriter
_LARGE = 1 << 31
"""Bytes from which on a member of an archive is written with long lengths."""


class PackedText:
    """A file in memory to which a sheet is written row by row, as small as packing makes it."""

    def __init__(self) -> None:
        self.size = 0
        self._packing = zlib.compressobj(1)
        self._packed: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take more of the text."""
        self.size += len(data)
        if packed := self._packing.compress(data):
            self._packed.append(packed)
        return len(data)

    def close(self) -> None:
        """Nothing is to be closed: the text is asked for afterwards."""

    def pieces(self) -> Iterator[bytes]:
        """The whole text from its beginning, which ends here and is let go of."""
        packed, self._packed = [*self._packed, self._packing.flush()], []
        unpacking = zlib.decompressobj()
        for each in packed:
            yield unpacking.decompress(each)
        yield unpacking.flush()


class WorkbookInMemory(ExcelWriter):
    """Puts the sheets of a workbook into the archive; no other file is written."""

    def write_worksheet(self, ws: Any) -> None:
        """As the library's own, but for where the text of the sheet is meanwhile."""
        mine: Any = self
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        if self.workbook.write_only:
            begin_row_by_row(ws)
            if not ws.closed:
                ws.close()
            writer, text = ws._writer, ws._writer.out
            with mine._archive.open(ws.path[1:], "w", force_zip64=text.size > _LARGE) as member:
                for piece in text.pieces():
                    member.write(piece)
        else:
            writer = _Writer(ws, BytesIO())
            writer.write()
            mine._archive.writestr(ws.path[1:], writer.out.getvalue())
        ws._rels = writer._rels
        mine.manifest.append(ws)


def begin_row_by_row(page: Worksheet) -> None:
    """Call it before the first row of a sheet that is written row by row."""
    sheet: Any = page
    if sheet._writer is None:
        sheet._writer = _Writer(sheet, PackedText())
        sheet._writer.write_top()


def save_workbook(workbook: Workbook, target: Path | BytesIO) -> None:
    """Write the workbook to exactly this path; OSError where the disk refuses."""
    if workbook.write_only and not workbook.worksheets:
        workbook.create_sheet()
    workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        WorkbookInMemory(workbook, archive).write_data()
