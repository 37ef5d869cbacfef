"""Putting a file where it shall go, whole or not at all, even onto a stick pulled out mid-way."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.durable import flush_file, flush_folder, rename_durably
from qinglian_desktop.files.faults import Fault, fault_of

PARTIAL = re.compile(r"~.+\.\d+\.tmp", re.DOTALL)
"""What a file is called until it is delivered; a kill may leave one behind."""

_BESIDE = "~清廉台账导出."
_KEPT = "台账库里的记录没有受影响，目标文件夹里没有留下半个文件。"


def deliver(
    target: Path, write: Callable[[Path], None], check: Callable[[Path], None] | None = None
) -> None:
    """Write under a temporary name, flush to the disk, read back, then rename.

    ``write`` makes the file at the path it is given, ``check`` reads that path back and
    raises if it is not as meant. Raises EnvironmentProblem when the folder is gone, full or
    not writable; then no file stands under the real name unless it stood there before.
    """
    folder = target.parent
    if not folder.is_dir():
        raise _no_folder(folder)
    partial = folder / f"~{target.stem[:40]}.{os.getpid()}.tmp"
    try:
        write(partial)
        flush_file(partial)
        if check is not None:
            check(partial)
        rename_durably(partial, target)
    except OSError as error:
        raise _problem(error, folder) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def deliver_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """The same for a folder, which ``fill`` is given empty; its name must be free.

    A copy that was cut off is cleared away by the next one that is made beside it.
    """
    folder = target.parent
    if not folder.is_dir():
        raise _no_folder(folder)
    partial = folder / f"{_BESIDE}{os.getpid()}.tmp"
    try:
        for each in folder.glob(f"{_BESIDE}*.tmp"):
            if PARTIAL.fullmatch(each.name):
                shutil.rmtree(each, ignore_errors=True)
        partial.mkdir(mode=0o700)
        fill(partial)
        for path in sorted(partial.rglob("*"), reverse=True):
            flush_folder(path) if path.is_dir() else flush_file(path)
        flush_folder(partial)
        rename_durably(partial, target)
    except OSError as error:
        raise _problem(error, folder) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _no_folder(folder: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"找不到文件夹“{folder.name or folder}”，U盘可能已经拔出。",
        _KEPT,
        "请插好U盘或另选一个文件夹，再做一次。",
    )


def _problem(error: OSError, folder: Path) -> EnvironmentProblem:
    name = folder.name or str(folder)
    match fault_of(error):
        case Fault.FULL:
            return EnvironmentProblem(
                f"“{name}”所在的磁盘满了，文件没有写完。",
                _KEPT,
                "请腾出空间或换一个U盘，再做一次。",
            )
        case Fault.NOT_WRITABLE:
            return EnvironmentProblem(
                f"“{name}”不能写入（只读，或文件正被别的程序打开）。",
                _KEPT,
                "请关闭打开着的同名文件，或换一个文件夹，再做一次。",
            )
        case _:
            return EnvironmentProblem(
                f"写到“{name}”时中断了，U盘可能已经拔出。", _KEPT, "请重新插好U盘，再做一次。"
            )
