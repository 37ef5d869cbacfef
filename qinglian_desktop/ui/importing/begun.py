"""An import as far as it came"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.sheet_ports import OpenedSheets
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ui.importing.decisions import Decided


@dataclass(frozen=True, slots=True)
class Begun:
    """What is needed so that another page goes on with it.

    ``file`` is None while it was still being read to its end: ``opened`` are its bytes, if these
    were in hand, and nothing was decided as long as they were not.
    """

    source: Path | None
    file: SheetFile | None
    opened: OpenedSheets | None
    decided: Decided
    before: tuple[Decided, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the user decided anything that would be lost."""
        return bool(self.before)
