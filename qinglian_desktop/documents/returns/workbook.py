"""The monthly return as an Excel workbook, written by openpyxl, read back by calamine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from qinglian_desktop.application.document_ports import ReadReturn
from qinglian_desktop.documents.returns.comparing import seen_otherwise
from qinglian_desktop.documents.returns.layout import TITLE, place_of_figure
from qinglian_desktop.documents.returns.reading import read_return, read_sheets
from qinglian_desktop.documents.returns.sheets import ReturnSheets
from qinglian_desktop.domain.return_content import ReturnContent, cell_words
from qinglian_desktop.domain.sheet import FileSheet


class ReturnWorkbook:
    """Implements ``ports.ReturnFiles``. The same content gives the same bytes."""

    def write(self, content: ReturnContent, target: Path) -> None:
        """Write the workbook to exactly this path; OSError where the disk refuses."""
        _write(content, target)

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
        return seen_otherwise(source, read)

    def place_of_figure(self, line: int, *, is_year: bool) -> str:
        """Where a figure of 汇总 stands; see ``layout``."""
        return place_of_figure(line, is_year=is_year)

    def write_locked(self, content: ReturnContent, target: Path, password: str) -> None:
        """Write it encrypted, so that Excel and WPS ask for the password before they open it."""
        from qinglian_desktop.documents.returns.password import encrypted

        plain = io.BytesIO()
        _write(content, plain)
        target.write_bytes(encrypted(plain, password))

    def read_locked(self, source: Path, password: str) -> ReadReturn:
        """As ``read``, of one that is encrypted; EnvironmentProblem where it does not open."""
        from qinglian_desktop.documents.returns.password import decrypted

        return read_return(source, decrypted(source, password))


def _write(content: ReturnContent, target: Path | io.BytesIO) -> None:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    ReturnSheets(workbook, content).draw()
    # No clock: two writings of one content must be the same file.
    made = datetime.combine(content.period.end, time(12))
    workbook.properties = DocumentProperties(
        title=f"{TITLE} {content.period.label}",
        creator=cell_words(content.unit_name) or TITLE,
        lastModifiedBy=cell_words(content.unit_name) or TITLE,
        created=made,
        modified=made,
    )
    with _StillZip(target, made) as archive:
        ExcelWriter(workbook, archive).write_data()


class _StillZip(ZipFile):
    """A zip whose members all carry one given time instead of the clock's."""

    def __init__(self, target: Path | io.BytesIO, made: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        # A zip's years begin with 1980.
        year = max(1980, min(2107, made.year))
        self._made = (year, made.month, made.day, made.hour, 0, 0)

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None) -> None:  # pyright: ignore
        self.writestr(str(arcname), Path(filename).read_bytes())

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None) -> None:  # pyright: ignore
        info = ZipInfo(str(zinfo_or_arcname), self._made)
        info.external_attr = 0o600 << 16
        # Level 3 takes half the time of the usual 6 and an eighth more room.
        super().writestr(info, data, ZIP_DEFLATED, 3)
