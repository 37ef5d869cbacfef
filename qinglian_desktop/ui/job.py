"""Work that was asked for off the window's thread, and who hears what came of it"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from qinglian_desktop.application.changes import NOTHING
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Progress


class Job(QObject):
    """Work that was asked for; lives on the window's thread, where everything about it is heard.

    ``progressed`` carries steps done and in all; ``ended`` always comes, once, whatever became of
    the work and of whoever hears of it, and behind it ``stopped`` where it was given up.
    """

    progressed = Signal(int, int)
    ended = Signal()
    stopped = Signal()
    _answered = Signal(object, object)

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
        unheard: Callable[[Any], object] | None,
        over: Callable[[Job], object],
        *,
        is_change: bool,
        is_lasting: bool = False,
    ) -> None:
        super().__init__()
        self._owner = owner
        self._over = over
        self._done = done
        self._failed = failed
        self._unheard = unheard
        self._stop = threading.Event()
        self._is_hushed = False
        self.is_change = is_change
        self.is_lasting = is_change or is_lasting
        """Whether it is worth waiting for though nobody is there."""
        self.is_over = False
        """Whether its owner has heard what came of it."""
        self.untold: EnvironmentProblem | None = None
        """What went wrong when nobody was there to hear of it."""
        self.if_stopped: EnvironmentProblem | None = None
        """What is wrong where it was stopped before its end, for whoever did not mean to."""
        self.touched = NOTHING
        """What the transactions of its work changed; complete once it has ended."""
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nobody hears what came of it.

        A change that takes no steps is finished all the same.
        """
        self._stop.set()

    def hush(self) -> None:
        """Let it go on to its end; nobody hears what came of it."""
        self._is_hushed = True

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def progress(self, done: int, total: int) -> bool:
        """Told by the work, on its thread; False when it should stop."""
        self.progressed.emit(done, total)
        return not self.is_cancelled

    def carry_out(self, work: Callable[[Progress], object]) -> None:
        """Do the work, on another thread; a question that nobody waits for is not asked."""
        result: object = None
        problem: BaseException | None = None
        try:
            if self.is_cancelled and not self.is_change:
                raise Cancelled
            result = work(self.progress)
        except BaseException as error:
            problem = error
        self._answered.emit(result, problem)

    def refuse(self) -> None:
        """End without having been begun."""
        self.cancel()
        self._answered.emit(None, Cancelled())

    def tell(self, result: object, problem: BaseException | None) -> None:
        """Tell the owner what came of it, unless the owner is gone or waits no more."""
        is_heard = isValid(self._owner) and not self.is_cancelled and not self._is_hushed
        if problem is None and is_heard:
            self._done(result)
        elif problem is None and self._unheard is not None:
            self._unheard(result)
        elif problem is not None and is_heard and not isinstance(problem, Cancelled):
            self._failed(problem)
        elif self._is_hushed and isinstance(problem, EnvironmentProblem):
            self.untold = problem.with_traceback(None)
        elif self.is_cancelled and isinstance(problem, Cancelled):
            self.untold = self.if_stopped

    @Slot(object, object)
    def _on_answered(self, result: object, problem: BaseException | None) -> None:
        try:
            self.tell(result, problem)
        finally:
            self.is_over = True
            self.ended.emit()
            if self.is_cancelled:
                self.stopped.emit()
            self._over(self)
            # Whoever listens is held by the connections, which end with the job.
            self._done = self._failed = self._over = nothing
            self._unheard = None
            self.deleteLater()


def nothing(*_: object) -> None:
    """What is done where nobody waits for an answer."""
