"""A thin bar and a sentence while something is worked out, and a button that gives it up"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.theme import Theme


class Busy(QWidget):
    """A thin bar and a sentence while something is worked out; hidden otherwise."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(theme.px(160), theme.px(18))
        self._cancel = button("取消", self._on_cancelled, "quiet")
        self._cancel.setObjectName("stop_work")
        self._job: Job | None = None
        self._stop: Callable[[], object] | None = None
        self.setLayout(row(self._bar, self._words, 1, self._cancel))
        self.hide()

    def follow(
        self,
        job: Job,
        words: str,
        *,
        can_cancel: bool = False,
        stop: Callable[[], object] | None = None,
    ) -> None:
        """Show until the job has ended.

        With ``stop`` the button calls it instead of giving the job up: what was done until then
        is heard.
        """
        self._job = job
        self._stop = stop
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._cancel.setText("停下" if stop else "取消")
        self._cancel.setVisible(can_cancel or stop is not None)
        self._cancel.setEnabled(True)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self.hide)
        self.show()

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_cancelled(self) -> None:
        if self._stop is not None:
            self._stop()
        elif self._job is not None:
            self._job.cancel()
        self._cancel.setEnabled(False)
