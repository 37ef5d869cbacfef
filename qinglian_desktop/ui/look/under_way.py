"""What a page or dialog says of one piece of work: how far it is, and what went wrong with it"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.theme import Theme


class UnderWay(QObject):
    """A notice and a bar, which whoever has it lays out; and what rests while the work goes on.

    A page must not be left meanwhile: what is made would be lost. ``stopped`` comes where the work
    ended because it was given up.
    """

    stopped = Signal()

    def __init__(self, theme: Theme, *rests: QWidget) -> None:
        # It goes with what it says, on the window's thread.
        super().__init__(notice := Notice(theme))
        self.notice = notice
        self.bar = Busy(theme)
        self._rests = rests
        self._job: Job | None = None

    @property
    def is_going_on(self) -> bool:
        """Whether the work has not ended."""
        return self._job is not None

    def follow(
        self,
        job: Job,
        words: str,
        *,
        can_cancel: bool = False,
        stop: Callable[[], object] | None = None,
    ) -> None:
        """Show how far it is; what rests can be used again once it has ended."""
        self._take(job)
        if job.is_over:
            return
        self.bar.follow(job, words, can_cancel=can_cancel, stop=stop)
        self._job = job
        job.ended.connect(self._on_ended)
        job.stopped.connect(self.stopped)
        self.notice.hide()
        self._set_rested(False)

    def _take(self, job: Job) -> None:
        """What more there is to be said of any work that is followed."""

    def _on_ended(self) -> None:
        self._job = None
        self._set_rested(True)

    def _set_rested(self, rested: bool) -> None:
        for each in self._rests:
            if isinstance(each, QLineEdit):
                # It keeps the keyboard, to be typed over when it was wrong.
                each.setReadOnly(not rested)
            else:
                each.setEnabled(rested)
