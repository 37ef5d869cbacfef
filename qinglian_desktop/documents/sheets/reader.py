"""Reading a file of anybody, or what was copied out of one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.documents.sheets.encrypted import is_locked, unlocked
from qinglian_desktop.documents.sheets.html_tables import sheets_of_html
from qinglian_desktop.documents.sheets.kinds import FileKind, kind_of
from qinglian_desktop.documents.sheets.opened_file import TAKEN, OpenedFile
from qinglian_desktop.documents.sheets.source import bytes_of
from qinglian_desktop.documents.sheets.text_tables import pasted_rows
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.sheet import FileSheet, SheetFile

_PASTED = "复制的内容"


class SheetReader:
    """Reads workbooks, text and HTML, whatever the name of a file says that it is."""

    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> SheetFile:
        """All sheets of a file.

        Raises EnvironmentProblem for what is no table, damaged, locked or too large,
        NeedsPassword for one that is encrypted with another password, and Cancelled.
        """
        return self.open(source, password, progress).whole(progress)

    def open(
        self, source: Path, password: str = "", progress: Progress = no_progress
    ) -> OpenedFile:
        """The file with its bytes in hand, unlocked; raises as ``read``."""
        name = source.name
        data = bytes_of(source, Watch(progress, 0, TAKEN))
        digest = hashlib.sha256(data).hexdigest()
        kind = kind_of(data, name)
        if kind is FileKind.ENCRYPTED or (kind is FileKind.COMPOUND and is_locked(data, name)):
            data = unlocked(data, password, name)
            kind = kind_of(data, name)
        return OpenedFile(name, digest, data, kind)

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
