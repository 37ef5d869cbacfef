"""A backup a day without being asked, so that yesterday can always be gone back to."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.ports import Book, Clock, Progress, no_progress


def back_up_once_a_day(book: Book, clock: Clock, progress: Progress = no_progress) -> Path | None:
    """Back the book up unless that was done today; gives the copy's folder, else None.

    Raises EnvironmentProblem where the disk is full; Cancelled where ``progress``
    answers False; the book itself is not touched.
    """
    last = book.last_backup()
    if book.read_only or (last is not None and last.date() == clock().date()):
        return None
    return book.back_up(progress)
