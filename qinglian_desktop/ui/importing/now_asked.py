"""Questions about what is read and decided now: whatever was asked before is heard no more"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.session import Session

T = TypeVar("T")
V = TypeVar("V")


class NowAsked:
    """Another file, and another decision, begin it anew.

    A question takes a while, and its answer may come after another file was chosen: it would be
    shown, and kept, as if it were of that one.
    """

    def __init__(self, session: Session, owner: QObject) -> None:
        self._session = session
        self._owner = owner
        self._turn = self._answered = object()

    @property
    def is_answered(self) -> bool:
        """Whether what is shown is what is read and decided now."""
        return self._answered is self._turn

    def begin(self) -> None:
        """From now on something else is asked of."""
        self._turn = object()

    def answered(self) -> None:
        """What is asked of now is shown."""
        self._answered = self._turn

    def ask(
        self,
        work: Callable[[Progress], T],
        show: Callable[[T], object],
        failed: Callable[[BaseException], object],
        latest: str,
    ) -> Job:
        """Ask off the window's thread; heard unless something else is asked of by then."""
        turn = self._turn

        def heard(hear: Callable[[V], object]) -> Callable[[V], object]:
            return lambda answer: hear(answer) if turn is self._turn else None

        return self._session.read(self._owner, work, heard(show), heard(failed), latest=latest)
