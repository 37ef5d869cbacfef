"""The second place of backups: a folder on a stick or a share, and in it one for each book.

What stands in that is a shelf like the book's own, so that whatever is done with copies can be
done with these. Sticks go through hands, and two books may go to one stick: a book finds its
folder by its own identity, at the end of the name, whatever the words before it.
"""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem
from qinglian_desktop.domain.file_names import safe_unit_name
from qinglian_desktop.files.durable import make_folder
from qinglian_desktop.files.faults import Fault, fault_of
from qinglian_desktop.storage import failures, shelf
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.leftovers import sweep

PREFIX = "清廉台账备份_"
_OF_IDENTITY = 8
_MOST_OF_WORDS = 30
_FAULTS = {
    Fault.FULL: (
        "“{}”的空间不够，第二处的备份没有做成。",
        "请腾出空间，或者换一个U盘、文件夹，再做一次。",
    ),
    Fault.GONE: (
        "找不到“{}”了，U盘可能拔掉了，或者共享连不上了，第二处的备份没有做成。",
        "请插好U盘，或者等共享能连上，再做一次。",
    ),
    Fault.NOT_WRITABLE: (
        "“{}”不让写入，U盘可能写保护了，或者共享没有给写的权限，第二处的备份没有做成。",
        "请去掉写保护，或者换一个U盘、文件夹，再做一次。",
    ),
    Fault.BROKEN: (
        "往“{}”写备份时出错，U盘可能松动、写满了或者有坏道，共享可能断开了。",
        "请检查U盘或共享，再做一次；也可以换一个地方。",
    ),
}
_KEPT = "台账库和它里面的备份没有受影响；没有做完的这一份不算数，下次会先清掉。"


def folder_in(place: Path, book: str) -> Path | None:
    """Where in a place the copies of a book lie; None if it is not there or has none."""
    with suppress(OSError):
        for each in (place, *sorted(place.iterdir())):
            if _is_of(each, book) and each.is_dir():
                return each
    return None


def shelves(place: Path, book: str = "") -> list[Path]:
    """The folders with copies of books, or of one, in a place: itself, those in it or around."""
    with failures.as_problems():
        near = [place, *place.parents[:2], *(sorted(place.iterdir()) if place.is_dir() else ())]
        ours = [each for each in near if _is_of(each, book)]
        return [each for each in ours if shelf.copies(each / shelf.BACKUPS)]


def highest_there(place: Path, book: str) -> int:
    """The highest number of a book's copies in a place."""
    with _told_of(place):
        folder = folder_in(place, book)
        return 0 if folder is None else shelf.highest_number(folder)


@contextmanager
def ready(place: Path, own: Path, book: str, called: str, now: datetime) -> Generator[Path]:
    """The folder of a book in a place, made where it is missing, for the block to put a copy there.

    ``own`` is where the book itself is. Only one program at a time; what was cut off the last
    time is swept first. Where nothing came of it, nothing stays. Raises EnvironmentProblem that
    tells of the place, not of the book.
    """
    with _told_of(place):
        if place.resolve().is_relative_to(own.resolve()):
            raise _Told(
                "选的文件夹就在台账库的文件夹里面，磁盘坏了两处一起没有，不能当第二处。",
                "台账库没有受影响，什么也没有写。",
                "请另选一个地方：U盘，或者别的电脑上的共享文件夹。",
            )
        if not place.is_dir():
            raise _of_fault(place, Fault.GONE)
        folder = folder_in(place, book) or place / _name(called, book)
        is_new = not folder.exists()
        try:
            make_folder(folder)
            with BookLock.if_possible(folder, "", now):
                sweep(folder, now)
                yield folder
        except BaseException as error:
            if is_new and not isinstance(error, BookInUse):
                # Nothing in it counts: the first copy was not finished.
                shutil.rmtree(folder, ignore_errors=True)
            raise


def _is_of(folder: Path, book: str) -> bool:
    """By its name, whether it is this program's, and the book's if one is meant."""
    end = f"_{book[:_OF_IDENTITY]}" if book else ""
    return folder.name.startswith(PREFIX) and folder.name.endswith(end)


def _name(called: str, book: str) -> str:
    """What a book's folder is called; not every stick knows the rarest characters."""
    words = "".join(sign if ord(sign) < 1 << 16 else "_" for sign in called)
    return f"{PREFIX}{safe_unit_name(words)[:_MOST_OF_WORDS]}_{book[:_OF_IDENTITY]}"


@contextmanager
def _told_of(place: Path) -> Generator[None]:
    try:
        with failures.as_problems():
            yield
    except _Told:
        raise
    except EnvironmentProblem as problem:
        raise _told(place, problem) from problem


class _Told(EnvironmentProblem):
    """It tells of the place already."""


def _told(place: Path, problem: EnvironmentProblem) -> EnvironmentProblem:
    """What befell a copy there, by what lies beneath the problem, which tells of a book."""
    if isinstance(problem, BookInUse):
        return _Told(
            f"另一个程序正在往“{_name_of(place)}”备份这本台账库，这一次没有做。",
            "台账库和它里面的备份没有受影响。",
            "请等它做完，再做一次。",
        )
    if problem.__cause__ is None and _is_there(place):
        # What was read back is not what was written.
        return _Told(problem.happened, _KEPT, "请换一个U盘或文件夹，再做一次。")
    return _of_fault(place, _fault(place, problem))


def _of_fault(place: Path, fault: Fault) -> EnvironmentProblem:
    happened, todo = _FAULTS.get(fault, _FAULTS[Fault.BROKEN])
    return _Told(happened.format(_name_of(place)), _KEPT, todo)


def _fault(place: Path, problem: EnvironmentProblem) -> Fault:
    if isinstance(problem, failures.DiskFull):
        return Fault.FULL
    if not _is_there(place):
        return Fault.GONE
    beneath: BaseException | None = problem
    while beneath is not None:
        if isinstance(beneath, OSError):
            return fault_of(beneath)
        beneath = beneath.__cause__
    return Fault.BROKEN


def _is_there(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _name_of(place: Path) -> str:
    return place.name or str(place)
