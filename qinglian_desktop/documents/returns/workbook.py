"""The monthly return as an Excel workbook, written by openpyxl, read back by calamine.

What writes and compares is loaded when it is needed: a process that reads returns seldom does.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.documents.returns.layout import place_of_figure
from qinglian_desktop.documents.returns.opening import file_bytes
from qinglian_desktop.documents.returns.reading import read_return, read_sheets
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.domain.sheet import FileSheet


class ReturnWorkbook:
    """Implements ``ports.ReturnFiles``. The same content gives the same bytes."""

    def write(self, content: ReturnContent, target: Path) -> None:
        """Write the workbook to exactly this path; OSError where the disk refuses."""
        from qinglian_desktop.documents.returns.writing import write_return

        write_return(content, target)

    def read(self, source: Path) -> ReadReturn:
        """Read it back from what its cells show.

        Raises EnvironmentProblem for a file that is no return, damaged, or of a newer schema.
        """
        return read_return(source)

    def read_sheets(self, source: Path, sheets: Sequence[FileSheet]) -> ReadReturn:
        """As ``read``, of the sheets that somebody else has read from the file."""
        return read_sheets(source, sheets)

    def seen_otherwise(self, source: Path, read: ReadReturn) -> Sequence[str]:
        """What whoever opens the file sees that its content does not show; see ``comparing``."""
        return _seen_otherwise(source, read)

    def place_of_figure(self, line: int, *, is_year: bool) -> str:
        """Where a figure of 汇总 stands; see ``layout``."""
        return place_of_figure(line, is_year=is_year)

    def write_locked(self, content: ReturnContent, target: Path, password: str) -> None:
        """Write it encrypted, so that Excel and WPS ask for the password before they open it."""
        from qinglian_desktop.documents.returns.password import encrypted
        from qinglian_desktop.documents.returns.writing import write_return

        plain = io.BytesIO()
        write_return(content, plain)
        target.write_bytes(encrypted(plain, password))

    def unlocked(self, source: Path, password: str) -> ReturnWorkbook:
        """An encrypted one, opened; raises NeedsPassword where the password is another."""
        from qinglian_desktop.documents.returns.password import opened_by_one_of

        return ReturnInHand(opened_by_one_of(source, file_bytes(source), [password]))


class ReturnInHand(ReturnWorkbook):
    """A return whose bytes are here already, and not those of its file where that is encrypted."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, source: Path) -> ReadReturn:
        """As ``ReturnWorkbook``, without going to the disk."""
        return read_return(source, self._data)

    def seen_otherwise(self, source: Path, read: ReadReturn) -> Sequence[str]:
        """As ``ReturnWorkbook``, without going to the disk."""
        return _seen_otherwise(source, read, self._data)


def _seen_otherwise(source: Path, read: ReadReturn, data: bytes = b"") -> Sequence[str]:
    if read.shown is read.content:
        return ()
    from qinglian_desktop.documents.returns.comparing import seen_otherwise

    return seen_otherwise(source, read, data)
