"""The returns of many units, read and verified many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.application.verifying import verify
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem


class ManyReturns:
    """Implements ``gathering_ports.ManyReturnFiles``; ``sheets`` reads other forms."""

    def __init__(self, sheets: SheetFiles) -> None:
        self._sheets = sheets

    def read_all(
        self, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Iterator[ReadFile]:
        """Each as verified, in the order of the paths; see ``ManyReturnFiles``."""
        del passwords
        files = ReturnWorkbook()
        for place, path in enumerate(paths):
            if not progress(place, len(paths)):
                raise Cancelled
            try:
                yield ReadFile(path, verify(files, path, sheets=self._sheets))
            except EnvironmentProblem as problem:
                yield ReadFile(path, problem)
