"""Work on a place that may never answer, as a share that is gone: nobody waits for it for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled

T = TypeVar("T")
LOOK = 0.05
"""Seconds between two looks at how far it is and whether it is still wanted."""
PATIENCE = 5.0
"""Seconds that work which is not wanted any more is given to stop by itself."""


def reach(
    work: Callable[[Progress], T], progress: Progress, *, most: float = float("inf")
) -> T | None:
    """What the work gives, or raises, on a thread of its own; None where it took too long.

    ``most`` are the seconds for which it is waited. When ``progress``, told here, answers False,
    the work is asked to stop; if it does not, it is left alone with what it cannot finish, and
    Cancelled is raised.
    """
    seen = (0, 0)
    given_up, ended = threading.Event(), threading.Event()
    answer: list[T] = []
    problem: list[BaseException] = []

    def told(done: int, total: int) -> bool:
        nonlocal seen
        seen = (done, total)
        return not given_up.is_set()

    def carry_out() -> None:
        try:
            answer.append(work(told))
        except BaseException as error:
            problem.append(error)
        finally:
            ended.set()

    # The program may end while it still hangs.
    threading.Thread(target=carry_out, name="reach", daemon=True).start()
    since = time.monotonic()
    while not ended.wait(LOOK):
        if time.monotonic() - since > most:
            given_up.set()
            return None
        if not progress(*seen):
            given_up.set()
            if not ended.wait(PATIENCE):
                raise Cancelled
    if problem:
        raise problem[0]
    return answer[0]
