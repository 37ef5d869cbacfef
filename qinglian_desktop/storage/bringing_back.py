"""A copy made a book again where none is: on a new PC, from a stick."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.domain.errors import BookInUse, EnvironmentProblem, NotAllowed, WrongPassword
from qinglian_desktop.files.durable import make_folder
from qinglian_desktop.storage import half_made, restoring
from qinglian_desktop.storage.attachment_folder import ATTACHMENTS
from qinglian_desktop.storage.book_lock import LOCK
from qinglian_desktop.storage.leftovers import leave_nothing
from qinglian_desktop.storage.looking import LOOKING
from qinglian_desktop.storage.recovery_code import read_code
from qinglian_desktop.storage.shelf import BACKUPS

_KEPT = "备份没有改动，这里没有留下半本台账库。"
_KEPT_BUT = "备份没有改动。没有恢复完的一部分还留在这里，再恢复一次时会先清掉。"

_LEFT = {restoring.RESTORING, ATTACHMENTS, LOOKING}
"""What a restore that was killed may have left."""


@contextmanager
def into_free(folder: Path, copy: Path, secret: str) -> Generator[None]:
    """For the block to restore a copy into a folder that holds nothing, or half of such a try.

    Nothing stays there when it raises, unless the next opening goes on with it. What it raises
    tells of a copy elsewhere, not of a book that was there before.
    """
    if not _is_begun(folder):
        half_made.must_be_free(folder)
    try:
        yield
    except BookInUse:
        # Whatever is there is somebody else's.
        raise
    except BaseException as problem:
        if not restoring.is_cut_off(folder):
            _leave_nothing(folder)
            if isinstance(problem, WrongPassword):
                raise _of_former_keys(problem, secret) from None
            if isinstance(problem, EnvironmentProblem) and not isinstance(
                problem, NotAllowed | UnsoundCopy
            ):
                raise _not_brought_back(folder, copy, problem) from problem
        raise
    with suppress(OSError):
        # Where the next opening keeps its keys, too.
        make_folder(folder / BACKUPS)


def _is_begun(folder: Path) -> bool:
    """Whether there is nothing but what a restore that was killed has left."""
    try:
        names = {each.name for each in folder.iterdir()} - {LOCK}
    except OSError:
        return False
    return restoring.RESTORING in names and names <= _LEFT


def _leave_nothing(folder: Path) -> None:
    leave_nothing(folder)
    for name in _LEFT:
        shutil.rmtree(folder / name, ignore_errors=True)


def _of_former_keys(wrong: WrongPassword, secret: str) -> WrongPassword:
    """The keys beside copies are those of the last one: a password changed since is not known."""
    if read_code(secret) is not None:
        return wrong
    return WrongPassword(
        wrong.happened,
        _KEPT,
        "请看看大小写和输入法再试。这里认的是最后一次往这里备份时的密码："
        "后来改过密码的，试试改之前的，或者用恢复码。",
    )


def _not_brought_back(folder: Path, copy: Path, problem: EnvironmentProblem) -> EnvironmentProblem:
    happened, todo = problem.happened, "请按上面说的处理好，再恢复一次；也可以换一份备份。"
    if not copy.is_dir():
        happened = "没有恢复。存放备份的U盘或共享找不到了，可能拔掉了或者断开了。"
        todo = "请插好U盘，或者等共享能连上，再恢复一次。"
    # A disk that lets nothing be written may let nothing be removed.
    return EnvironmentProblem(happened, _KEPT_BUT if _is_begun(folder) else _KEPT, todo)
