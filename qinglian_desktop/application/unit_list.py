"""The list of units whose returns are collected, imported out of a table of somebody's."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.collection_run import Write
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.sheet_ports import SheetFiles
from qinglian_desktop.domain.collecting.unit_lists import ReadUnits, units_in
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.problem import Problem


class UnitList:
    """The list that is kept beside collected returns."""

    def __init__(self, write: Write, files: SheetFiles) -> None:
        self._write = write
        self._files = files

    def read(self, source: Path, password: str = "", progress: Progress = no_progress) -> ReadUnits:
        """What a table says of units, to be looked at; raises as ``SheetFiles.read``."""
        return units_in(self._files.read(source, password, progress))

    def keep(self, found: ReadUnits) -> int:
        """Keep these units instead of those before; gives how many they are.

        Raises DataProblems with every problem of the table; then the list stays as it was.
        """
        if found.problems:
            raise DataProblems([Problem("", each) for each in found.problems])
        self._write(lambda kept: kept.put_units(found.units))
        return len(found.units)
