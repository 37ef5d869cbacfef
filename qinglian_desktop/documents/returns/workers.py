"""Work on many files in processes of their own, of which each may die or hang alone."""

from __future__ import annotations

import gc
import logging
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Generic, TypeVar

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled

T = TypeVar("T")

_MOST = 8
"""Processes: beyond these the disk and whoever takes what they give are slower."""
_AT_ONCE = 8
"""Files that a worker is given beforehand, so that it need not wait."""
_AHEAD = 256
"""Files that may be done before the one whose turn it is: what is kept waiting stays small."""
_GLANCE = 0.2
"""Seconds after which it is asked again whether to go on."""
_LONGEST_START = 60.0
"""Seconds; a busy old PC takes five."""
_CONTEXT = get_context("spawn")
"""A copy of a process in which the window's threads run would be stuck."""
_log = logging.getLogger(__name__)


class Workers(Generic[T]):
    """Does ``work`` on each path, in as many processes as there are cores.

    Where a process dies over a file or takes longer than ``longest`` seconds, ``failed`` gives
    what becomes of that one; the rest goes on in a new process.
    """

    def __init__(
        self,
        work: Callable[[Path], T],
        failed: Callable[[Path], T],
        *,
        longest: float = 60.0,
        count: int = 0,
    ) -> None:
        self._work = work
        self._failed = failed
        self._longest = longest
        self._count = count or min(_MOST, os.cpu_count() or 1)

    def all(self, paths: Sequence[Path], progress: Progress) -> Iterator[T]:
        """What each gives, in the order of the paths.

        Raises Cancelled soon after ``progress`` answered False, and OSError where no process can
        be started.
        """
        count = min(self._count, len(paths))
        with _started(self._work, count) as workers:
            yield from self._done(paths, workers, progress)

    def _done(
        self, paths: Sequence[Path], workers: list[_Worker[T]], progress: Progress
    ) -> Iterator[T]:
        left = deque(range(len(paths)))
        done: dict[int, T] = {}
        turn = 0
        while turn < len(paths):
            if not progress(turn, len(paths)):
                raise Cancelled
            for worker in workers:
                while left and worker.has_room and left[0] < turn + _AHEAD:
                    worker.give(left.popleft(), paths)
            for place, worker in enumerate(workers):
                if worker.is_stuck(self._longest):
                    worker.end()
                if worker.is_ended:
                    worker.must_have_begun()
                    if worker.given:
                        culprit = worker.given.popleft()
                        _log.error("A process ended over file %s of %s.", culprit, len(paths))
                        done[culprit] = self._failed(paths[culprit])
                        left.extendleft(reversed(worker.given))
                    workers[place] = _Worker(self._work)
            busy = [worker for worker in workers if worker.given]
            for ready in wait([each.pipe for each in busy], _GLANCE):
                worker = next(each for each in busy if each.pipe is ready)
                done.update(worker.taken())
            while turn in done:
                yield done.pop(turn)
                turn += 1


class _Worker(Generic[T]):
    """One process, and what it was ``given`` and has not answered: places, in their order."""

    def __init__(self, work: Callable[[Path], T]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, work), daemon=True)
        self.given: deque[int] = deque()
        self.is_ended = False
        self._is_ready = False
        self._since = time.monotonic()
        self._process.start()
        theirs.close()

    @property
    def has_room(self) -> bool:
        """Whether it may be given another file."""
        return len(self.given) < _AT_ONCE and not self.is_ended

    def give(self, place: int, paths: Sequence[Path]) -> None:
        """Let it do the file of this place."""
        if not self.given:
            self._since = time.monotonic()
        self.given.append(place)
        with suppress(OSError):
            # Where it ended, what it said before is still to be read: ``taken`` finds its end.
            self.pipe.send(paths[place])

    def taken(self) -> Iterator[tuple[int, T]]:
        """What it has answered by now."""
        try:
            while self.pipe.poll():
                answer = self.pipe.recv()
                self._since = time.monotonic()
                if self._is_ready:
                    yield self.given.popleft(), answer
                self._is_ready = True
        except (EOFError, OSError):
            self.end()

    def must_have_begun(self) -> None:
        """Raise OSError where it ended before it could do anything: the next one would, too."""
        if not self._is_ready:
            raise OSError("a process ended before it began")

    def is_stuck(self, longest: float) -> bool:
        """Whether it is over one file for longer than so many seconds."""
        limit = longest if self._is_ready else _LONGEST_START
        is_over = bool(self.given) and time.monotonic() - self._since > limit
        return is_over and not self.is_ended and not self.pipe.poll()

    def end(self) -> None:
        """End it, whatever it does."""
        if self.is_ended:
            return
        self.is_ended = True
        self._process.kill()
        self._process.join()
        self.pipe.close()


@contextmanager
def _started(work: Callable[[Path], T], count: int) -> Generator[list[_Worker[T]]]:
    workers: list[_Worker[T]] = []
    try:
        workers += (_Worker(work) for _ in range(count))
        yield workers
    finally:
        for worker in workers:
            worker.end()


def _serve(pipe: Connection, work: Callable[[Path], object]) -> None:
    """What a process does: answer each path, until nobody is there any more."""
    # The terminal's Ctrl+C is for the one who started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Thousands of small things are made of each file, and hardly a circle.
    gc.freeze()
    gc.set_threshold(100_000)
    with suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(work(pipe.recv()))
