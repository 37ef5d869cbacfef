"""A file whose bytes are in hand: its first rows at once, and the whole of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import olefile

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.documents.sheets.extents import check_extent_of_97
from qinglian_desktop.documents.sheets.html_tables import is_html, sheets_of_html
from qinglian_desktop.documents.sheets.kinds import FileKind
from qinglian_desktop.documents.sheets.opendocument import sheets_of_open_document
from qinglian_desktop.documents.sheets.packages import Package
from qinglian_desktop.documents.sheets.refusals import CHOOSE_TABLE, damaged_table, refused
from qinglian_desktop.documents.sheets.text_tables import (
    check_is_text_table,
    decoded,
    rows_of_text,
)
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.documents.sheets.workbooks import sheets_of_workbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.sheet import FileSheet, SheetFile

TAKEN = 20
"""Hundredths of the work after which the bytes are in hand."""
_UNPACKED, _READ = 50, 100
_READ_AT_ONCE = 100_000
"""Bytes of a file that is read as a whole: some two thousand rows of a workbook."""
_FIRST_ROWS = 300


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What stands in it no longer changes, whatever becomes of the file."""

    name: str
    digest: str
    data: bytes
    kind: FileKind

    def first(self) -> SheetFile | None:
        """The first rows of each sheet; None where the whole comes as soon, or has to decide."""
        if len(self.data) <= _READ_AT_ONCE:
            return None
        try:
            sheets = self._sheets(Watch(), _FIRST_ROWS)
        except EnvironmentProblem:
            # Whether it is damaged, and what to do, is told when all of it was read.
            return None
        return SheetFile(self.name, self.digest, sheets, is_whole=False) if sheets else None

    def whole(self, progress: Progress = no_progress) -> SheetFile:
        """All sheets; raises EnvironmentProblem where they cannot be had, and Cancelled."""
        watch = Watch(progress)
        sheets = self._sheets(watch)
        if not sheets:
            todo = "请在 WPS 里打开看看，再选一个有表格的文件。"
            raise refused(self.name, "里面没有工作表", todo)
        watch.at(1, 1)
        return SheetFile(self.name, self.digest, sheets)

    def _sheets(self, watch: Watch, most: int | None = None) -> tuple[FileSheet, ...]:
        data, name = self.data, self.name
        unpacking, reading = watch.part(TAKEN, _UNPACKED), watch.part(_UNPACKED, _READ)
        if self.kind is FileKind.PACKAGE:
            package = Package(data, name)
            if package.is_open_document:
                return sheets_of_open_document(package, name, reading, most)
            return sheets_of_workbook(package.workbook(unpacking, most), name, reading, most)
        if self.kind is FileKind.COMPOUND:
            check_extent_of_97(_stream_of_97(data, name), name)
            return sheets_of_workbook(data, name, reading, most)
        if self.kind is FileKind.ENCRYPTED:
            raise damaged_table(name)
        return _sheets_of_text(data, name, reading, most)


def _stream_of_97(data: bytes, name: str) -> bytes:
    """The records of the workbook in it."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            part = next(each for each in ("Workbook", "Book") if file.exists(each))
            return bytes(file.openstream(part).read())
    except Exception as error:
        # olefile meets damage with whatever the bytes make of its arithmetic.
        raise damaged_table(name) from error


def _sheets_of_text(
    data: bytes, name: str, watch: Watch, most: int | None
) -> tuple[FileSheet, ...]:
    text = decoded(data)
    if text is None:
        raise refused(name, "里面不是文字，认不出是什么文件", CHOOSE_TABLE)
    watch.at(0, 1)
    if is_html(text):
        sheets = sheets_of_html(text, name, most)
        if not any(sheet.rows for sheet in sheets):
            raise refused(name, "是网页，里面没有表格", CHOOSE_TABLE)
        return sheets
    check_is_text_table(text, name)
    return (FileSheet(Path(name).stem, rows_of_text(text, name, most)),)
