"""Operations whose changes are made and heard at once, on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.ui.job import Job
from qinglian_desktop.ui.operations import Operations


class PromptOperations(Operations):
    """Questions are answered from other threads, as ever."""

    def change(
        self,
        owner: QObject,
        work: Callable[[Progress], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
        *,
        is_long: bool = False,
    ) -> Job:
        job = Job(owner, done, failed, None, self._on_ended, is_change=True)
        self._jobs.add(job)
        before, self._at_work.job = getattr(self._at_work, "job", None), job
        result: object = None
        problem: BaseException | None = None
        try:
            result = work(job.progress)
        except Exception as error:
            problem = error
        finally:
            self._at_work.job = before
        job._on_answered(result, problem)
        return job
