"""Reading a file of anybody, or what was copied out of one."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import olefile

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.documents.sheets.encrypted import is_locked, unlocked
from qinglian_desktop.documents.sheets.extents import check_extent_of_97
from qinglian_desktop.documents.sheets.html_tables import is_html, sheets_of_html
from qinglian_desktop.documents.sheets.kinds import FileKind, kind_of
from qinglian_desktop.documents.sheets.opendocument import sheets_of_open_document
from qinglian_desktop.documents.sheets.packages import Package
from qinglian_desktop.documents.sheets.refusals import (
    CHOOSE_TABLE,
    damaged_table,
    refused,
)
from qinglian_desktop.documents.sheets.source import bytes_of
from qinglian_desktop.documents.sheets.text_tables import (
    check_is_text_table,
    decoded,
    pasted_rows,
    rows_of_text,
)
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.documents.sheets.workbooks import sheets_of_workbook
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.sheet import FileSheet, SheetFile

_TAKEN, _UNPACKED, _READ = 20, 50, 100
_PASTED = "复制的内容"


class SheetReader:
    """Reads workbooks, text and HTML, whatever the name of a file says that it is."""

    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> SheetFile:
        """All sheets of a file.

        Raises EnvironmentProblem for what is no table, damaged, locked or too large,
        NeedsPassword for one that is encrypted with another password, and Cancelled.
        """
        name = source.name
        watch = Watch(progress)
        data = bytes_of(source, watch.part(0, _TAKEN))
        digest = hashlib.sha256(data).hexdigest()
        sheets = self._sheets(data, password, name, watch)
        if not sheets:
            raise refused(name, "里面没有工作表", "请在 WPS 里打开看看，再选一个有表格的文件。")
        watch.at(1, 1)
        return SheetFile(name, digest, sheets)

    def pasted(self, html: str, text: str) -> SheetFile:
        """What was copied: the table of the HTML, or the text where HTML has none.

        Raises DataProblems for what holds no cells.
        """
        digest = hashlib.sha256(f"{html}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
        sheets: tuple[FileSheet, ...] = ()
        try:
            sheets = sheets_of_html(html, _PASTED)
            if not any(sheet.rows for sheet in sheets):
                sheets = (FileSheet("", pasted_rows(text, _PASTED)),)
        except EnvironmentProblem as error:
            raise DataProblems([Problem("", error.happened)]) from error
        if not any(sheet.rows for sheet in sheets):
            raise DataProblems([Problem("", "复制的内容里没有表格，请在 WPS 里选中单元格再复制。")])
        return SheetFile("", digest, sheets)

    def _sheets(self, data: bytes, password: str, name: str, watch: Watch) -> tuple[FileSheet, ...]:
        kind = kind_of(data, name)
        unpacking, reading = watch.part(_TAKEN, _UNPACKED), watch.part(_UNPACKED, _READ)
        if kind is FileKind.ENCRYPTED or (kind is FileKind.COMPOUND and is_locked(data, name)):
            data = unlocked(data, password, name)
            kind = kind_of(data, name)
        if kind is FileKind.PACKAGE:
            package = Package(data, name)
            if package.is_open_document:
                return sheets_of_open_document(package, name, reading)
            data = package.workbook(unpacking)
            del package
            return sheets_of_workbook(data, name, reading)
        if kind is FileKind.COMPOUND:
            check_extent_of_97(_stream_of_97(data, name), name)
            return sheets_of_workbook(data, name, reading)
        if kind is FileKind.ENCRYPTED:
            raise damaged_table(name)
        return _sheets_of_text(data, name, reading)


def _stream_of_97(data: bytes, name: str) -> bytes:
    """The records of the workbook in it."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            part = next(each for each in ("Workbook", "Book") if file.exists(each))
            return bytes(file.openstream(part).read())
    except Exception as error:
        # olefile meets damage with whatever the bytes make of its arithmetic.
        raise damaged_table(name) from error


def _sheets_of_text(data: bytes, name: str, watch: Watch) -> tuple[FileSheet, ...]:
    text = decoded(data)
    if text is None:
        raise refused(name, "里面不是文字，认不出是什么文件", CHOOSE_TABLE)
    watch.at(0, 1)
    if is_html(text):
        sheets = sheets_of_html(text, name)
        if not any(sheet.rows for sheet in sheets):
            raise refused(name, "是网页，里面没有表格", CHOOSE_TABLE)
        return sheets
    check_is_text_table(text, name)
    return (FileSheet(Path(name).stem, rows_of_text(text, name)),)
