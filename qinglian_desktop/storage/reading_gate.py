"""The gate through which readers go: any number at once, and none while the files are exchanged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from qinglian_desktop.storage import failures


class ReadingGate:
    """Counts who reads, on whichever thread."""

    def __init__(self) -> None:
        self._reading = 0
        self._nobody_reads = threading.Condition()
        self._within = threading.local()
        """How often the same thread reads: one that does so already is never kept waiting."""
        self._is_shut = False

    @property
    def is_within(self) -> bool:
        """Whether this thread reads."""
        return bool(self._depth)

    @contextmanager
    def reading(self, enter: Callable[[], object]) -> Generator[None]:
        """Who comes while the gate is shut waits; ``enter`` may still raise before one counts."""
        depth = self._depth
        with self._nobody_reads:
            self._nobody_reads.wait_for(lambda: depth or not self._is_shut)
            enter()
            self._reading += 1
        self._within.depth = depth + 1
        try:
            yield
        finally:
            self._within.depth = depth
            with self._nobody_reads:
                self._reading -= 1
                self._nobody_reads.notify_all()

    @contextmanager
    def shut(self, what: str, patience: float) -> Generator[None]:
        """Nobody reads in the block; one at a time.

        Raises EnvironmentProblem, that ``what`` cannot be done now, where somebody reads for
        longer than ``patience``, in seconds.
        """
        with self._nobody_reads:
            self._is_shut = True
        try:
            if not self.empties(patience):
                raise failures.still_read(what)
            yield
        finally:
            with self._nobody_reads:
                self._is_shut = False
                self._nobody_reads.notify_all()

    def empties(self, patience: float) -> bool:
        """Whether nobody reads any more before ``patience``, in seconds, has an end."""
        with self._nobody_reads:
            return self._nobody_reads.wait_for(lambda: not self._reading, patience)

    @property
    def _depth(self) -> int:
        return getattr(self._within, "depth", 0)
