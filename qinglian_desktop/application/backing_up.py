"""A backup a day without being asked, so that yesterday can always be gone back to."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Clock, Progress, no_progress


def back_up_once_a_day(book: Book, clock: Clock, progress: Progress = no_progress) -> Path | None:
    """Back the book up unless the newest copy is of today; gives the copy's folder, else None.

    Of another day is also a copy of the future, once: the next one is of today again.

    Raises EnvironmentProblem where the disk is full; Cancelled where ``progress``
    answers False; the book itself is not touched.
    """
    last = book.last_backup()
    if book.read_only or (last is not None and last.date() == clock().date()):
        return None
    return book.back_up(progress)
