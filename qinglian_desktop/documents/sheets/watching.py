"""How far the reading of a file is, and whether it is to go on."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.errors import Cancelled

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever waits for a file; ``start`` and ``end`` are the part of the work that is told."""

    progress: Progress = no_progress
    start: int = 0
    end: int = _WHOLE

    def part(self, start: int, end: int) -> Watch:
        """The same for a part of the work, in hundredths of the whole."""
        return Watch(self.progress, start, end)

    def at(self, done: int, total: int) -> None:
        """Tell it; raises Cancelled."""
        if not self.progress(self.start + (self.end - self.start) * done // max(1, total), _WHOLE):
            raise Cancelled
