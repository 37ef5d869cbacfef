"""What is needed to read the files of many returns. Protocols only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.errors import EnvironmentProblem


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read as a return: what verifying found, or why it cannot be read."""

    path: Path
    found: Verified | EnvironmentProblem


class ManyReturnFiles(Protocol):
    """Workbooks of returns, read many at a time on all cores."""

    def read_all(
        self, paths: Sequence[Path], passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Iterator[ReadFile]:
        """Each as verified, in the order of the paths; ``passwords`` are tried on locked ones.

        Contents come ``in_short``. Raises Cancelled when ``progress`` answers False.
        """
        ...
