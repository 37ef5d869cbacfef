"""The shelves of a book: what its copies are called, their order, and which of them stay.

The order is that of a number counted in the book, never that of the clock: a PC whose clock went
wrong makes copies with wrong days, but none that comes before what was there.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator, Hashable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.files.durable import PRIVATE_FOLDER, flush_folder, make_folder, rename_durably
from qinglian_desktop.storage import attachment_folder, failures
from qinglian_desktop.storage.attachment_folder import NEEDED
from qinglian_desktop.storage.engine import DATABASE, RawConnection

BACKUPS = "backups"
ASIDE = "aside"
"""The shelf of books that restores set aside; only the user empties it."""
NEWEST_KEPT, DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = 10, 7, 4, 12
UNFINISHED = ".unfinished"
DROPPED_AT_ONCE = 2
"""Copies dropped after one is made: more than come, so that a shelf shrinks, yet so few that no
single mistake can empty it."""

_NAME = re.compile(r"(\d{6,})-(\d{8}-\d{6})")
_NAME_BEFORE = re.compile(r"(\d{8}-\d{6})(?:-(\d+))?")
"""As copies were called before they were counted; the second of one second had a 2 behind it."""
_TIME = "%Y%m%d-%H%M%S"
_COUNT_UP = (
    "INSERT INTO settings (key, text) VALUES ('backup.number', ?)"
    " ON CONFLICT (key) DO UPDATE SET text = excluded.text"
)
_COUNTED = "SELECT text FROM settings WHERE key = 'backup.number'"


def copies(shelf: Path) -> list[Copy]:
    """The copies on a shelf, the newest first."""
    with failures.as_problems():
        names = list(shelf.iterdir()) if shelf.is_dir() else []
        found = [each for folder in names if (each := _read(folder)) is not None]
    return [copy for _, copy in sorted(found, key=lambda pair: pair[0], reverse=True)]


def copy_at(folder: Path, book: Path) -> Copy:
    """The copy of a book in a folder, wherever that is and whatever it is called."""
    with failures.as_problems():
        found = _read(folder)
        if found is not None:
            return replace(found[1], book=book)
        kept = (folder / DATABASE).stat()
        return Copy(folder, 0, datetime.fromtimestamp(kept.st_mtime), kept.st_size, book)


def highest_number(folder: Path) -> int:
    """The highest number on the shelves of a book."""
    shelves = (folder / BACKUPS, folder / ASIDE)
    return max((each.number for shelf in shelves for each in copies(shelf)), default=0)


def count_up(folder: Path, connection: RawConnection, above: int = 0) -> int:
    """The number of the next copy, noted in the book by the connection's transaction.

    It goes on ``above`` this one and every copy that the book has: a book that was gone back to
    knows of fewer.
    """
    row = connection.execute(_COUNTED).fetchone()
    counted = int(row[0]) if row is not None and str(row[0]).isdecimal() else 0
    number = max(counted, above, highest_number(folder)) + 1
    connection.execute(_COUNT_UP, (str(number),)).close()
    return number


def name_of(number: int, now: datetime) -> str:
    """What a copy's folder is called."""
    return f"{number:06}-{now.strftime(_TIME)}"


@contextmanager
def filling(shelf: Path, name: str) -> Generator[Path]:
    """A folder to be filled by the block; on the shelf under its name once the block has ended.

    Nothing of it stays when the block raises.
    """
    make_folder(shelf)
    target = shelf / f"{name}{UNFINISHED}"
    target.mkdir(mode=PRIVATE_FOLDER)
    try:
        yield target
        flush_folder(target)
        rename_durably(target, shelf / name)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def surplus(found: Sequence[Copy]) -> list[Copy]:
    """Which of the copies, given the newest first, may go now; the oldest of them first.

    There stay the newest ten; and the last copy of each of the last seven days, four weeks and
    twelve months that have copies, counted from the newest copy backwards.
    """
    kept = set(found[:NEWEST_KEPT])
    spans = ((_day, DAYS_KEPT), (_week, WEEKS_KEPT), (_month, MONTHS_KEPT))
    for span, most in spans:
        last: dict[Hashable, Copy] = {}
        for copy in found:
            last.setdefault(span(copy.at), copy)
        kept |= set(list(last.values())[:most])
    return [copy for copy in reversed(found) if copy not in kept][:DROPPED_AT_ONCE]


def drop(copy: Path) -> None:
    """Take a copy off its shelf; half of one is never seen there. Raises OSError if it stays."""
    leaving = copy.with_name(f"{copy.name}{UNFINISHED}")
    # On the disk before a file of it goes: a power cut could bring back the name, and half of it.
    rename_durably(copy, leaving)
    shutil.rmtree(leaving, ignore_errors=True)


def drop_with_its_own(copy: Path) -> None:
    """The same, with the attachments that it alone needed, at the next opening at the latest."""
    drop(copy)
    with suppress(OSError):
        keep_needed(copy.parent)


def keep_needed(shelf: Path) -> None:
    """Remove attachments that no copy on the shelf needs, while nobody fills a copy there.

    None where the needs of one copy are unknown, whatever that is called. Raises OSError.
    """
    if not shelf.is_dir():
        return
    needed: set[str] = set()
    for folder in list(shelf.iterdir()):
        if folder.name.endswith(UNFINISHED):
            continue
        if (folder / NEEDED).exists():
            names = attachment_folder.needed(folder)
            if names is None:
                return
            needed.update(names)
        elif (folder / DATABASE).exists() and not _NAME_BEFORE.fullmatch(folder.name):
            return
    # No copy that was dropped comes back after a power cut to find its attachments gone.
    flush_folder(shelf)
    attachment_folder.keep_only(shelf, needed)


def _read(folder: Path) -> tuple[tuple[int, str, int], Copy] | None:
    """A copy and its place in the order; None for whatever else lies on the shelf."""
    if (match := _NAME.fullmatch(folder.name)) is not None:
        number, time, twin = int(match[1]), match[2], 0
    elif (match := _NAME_BEFORE.fullmatch(folder.name)) is not None:
        number, time, twin = 0, match[1], int(match[2] or 0)
    else:
        return None
    try:
        at = datetime.strptime(time, _TIME)
        size = (folder / DATABASE).stat().st_size
    except (ValueError, FileNotFoundError, NotADirectoryError):
        return None
    return (number, time, twin), Copy(folder, number, at, size, folder.parent.parent)


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
