"""Writing a return: the same content gives the same bytes, whatever the clock says."""

from __future__ import annotations

import io
from datetime import datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties

from qinglian_desktop.documents.returns.layout import TITLE
from qinglian_desktop.documents.returns.sheets import ReturnSheets
from qinglian_desktop.documents.sheet_text import WorkbookInMemory
from qinglian_desktop.domain.return_content import ReturnContent, cell_words


def write_return(content: ReturnContent, target: Path | io.BytesIO) -> None:
    """Write the workbook to exactly this path; OSError where the disk refuses."""
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
        WorkbookInMemory(workbook, archive).write_data()


class _StillZip(ZipFile):
    """A zip whose members all carry one given time instead of the clock's."""

    def __init__(self, target: Path | io.BytesIO, made: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        # A zip's years begin with 1980.
        year = max(1980, min(2107, made.year))
        self._made = (year, made.month, made.day, made.hour, 0, 0)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None) -> None:  # pyright: ignore
        info = ZipInfo(str(zinfo_or_arcname), self._made)
        info.external_attr = 0o600 << 16
        # Level 3 takes half the time of the usual 6 and an eighth more room.
        super().writestr(info, data, ZIP_DEFLATED, 3)
