"""An open book that others meddle with: its lock or its log is removed, and what is saved then."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.storage.book_lock import LOCK
from qinglian_desktop.storage.engine import DATABASE, WAL
from tests.faults.operation import GOES_ON, Facts, Operation
from tests.faults.steps import Steps
from tests.faults.works import keep, one_record, open_book, save_and_close


def lock_removed(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        _removed(folder, LOCK)
        steps.step("存乙", lambda: keep(book, "乙"))
        save_and_close(book, "丙", steps)


def log_removed(folder: Path, _: Facts, steps: Steps) -> None:
    """What is only in the log is nobody's until the next save: that one brings it back."""
    if (book := open_book(folder, steps)) is not None:
        steps.step("存乙", lambda: keep(book, "乙"))
        _removed(folder, WAL, f"{DATABASE}-shm")
        steps.step("存丁", lambda: keep(book, "丁"))
        save_and_close(book, "丙", steps)


def lock_and_unlock(folder: Path, _: Facts, steps: Steps) -> None:
    """Locked with something half typed, and opened again."""
    if (book := open_book(folder, steps)) is None:
        return

    def draft() -> None:
        with book.writing() as work:
            work.drafts.put(Draft("everything", {"line": "草稿"}))

    steps.step("草稿", draft)
    steps.step("锁上", lambda: _locked(book))
    save_and_close(open_book(folder, steps), "丙", steps)


def _locked(book: Book) -> None:
    book.close()
    book.forget()


def _removed(folder: Path, *names: str) -> None:
    """As a program does that cleans up; where it cannot, the files stay."""
    for name in names:
        with suppress(OSError):
            (folder / name).unlink()


MEDDLED: Mapping[str, Operation] = {
    "lock-gone": Operation(
        "打开着时占用的标记被删掉，再存",
        one_record,
        lock_removed,
        {**GOES_ON, "存乙": lambda seen: "乙" in seen.lines},
        lambda seen: "甲" in seen.lines,
    ),
    "log-gone": Operation(
        "打开着时日志被删掉，再存",
        one_record,
        log_removed,
        {
            **GOES_ON,
            "存丁": lambda seen: (
                "丁" in seen.lines and ("存乙" not in seen.said.confirmed or "乙" in seen.lines)
            ),
        },
        lambda seen: "甲" in seen.lines,
    ),
    "lock": Operation(
        "带着草稿锁上、打开",
        one_record,
        lock_and_unlock,
        {**GOES_ON, "草稿": lambda seen: seen.drafts == 1},
        lambda seen: "甲" in seen.lines and seen.drafts <= 1,
    ),
}
