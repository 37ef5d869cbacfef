"""What the use cases need of tables of somebody else. Protocols only."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.sheet import SheetFile


class OpenedSheets(Protocol):
    """A file whose bytes are in hand: what stands in it no longer changes."""

    @property
    def name(self) -> str:
        """What the file is called."""
        ...

    def first(self) -> SheetFile | None:
        """The first rows of each sheet, with bounded work.

        None where the whole is read as soon, or where only the whole tells what it is.
        """
        ...

    def whole(self, progress: Progress = no_progress) -> SheetFile:
        """All sheets; raises EnvironmentProblem as ``SheetFiles.read``, and Cancelled."""
        ...


class SheetFiles(Protocol):
    """Workbooks and tables of anybody, as far as their cells."""

    def open(
        self, source: Path, password: str = "", progress: Progress = no_progress
    ) -> OpenedSheets:
        """The file, to be read in two steps; raises as ``read``, of what is known by its bytes."""
        ...

    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> SheetFile:
        """All sheets of a file, whatever its name says that it is.

        Raises EnvironmentProblem for what is no table, damaged, locked or too large,
        NeedsPassword for one that is encrypted with another password, and Cancelled.
        """
        ...

    def pasted(self, html: str, text: str) -> SheetFile:
        """What was copied, of the two the one that says more; DataProblems without any cells."""
        ...
