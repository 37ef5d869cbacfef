"""Putting a file where it shall go, whole or not at all, even onto a stick pulled out mid-way."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.durable import flush_file, flush_folder, forget_cached, rename_durably
from qinglian_desktop.files.faults import Fault, fault_of

PARTIAL = re.compile(r"~.+\.\d+\.tmp", re.DOTALL)
"""What a file is called until it is delivered; a kill may leave one behind."""

_OPEN_MARKS = ("~${}", ".~{}", ".~lock.{}#")
"""What Excel and WPS, WPS on Linux, and LibreOffice put beside a file that they have open."""
_BESIDE = "~清廉台账导出."
_KEPT = "台账库里的记录没有受影响"


@dataclass(frozen=True, slots=True)
class ToPut:
    """A file to be put: ``write`` makes it at the path that it is given, which is not its own.

    ``check`` reads that path back and raises if it is not as meant.
    """

    target: Path
    write: Callable[[Path], None]
    check: Callable[[Path], None] | None = None


def deliver(
    target: Path, write: Callable[[Path], None], check: Callable[[Path], None] | None = None
) -> None:
    """Write under a temporary name, flush to the disk, read back from there, then rename.

    Raises EnvironmentProblem when the folder is gone, full or not writable, or a file of the name
    is open elsewhere; then no file stands under the real name unless it stood there before.
    """
    deliver_together((ToPut(target, write, check),))


def deliver_together(files: Iterable[ToPut]) -> None:
    """Each as ``deliver`` does, and none stays where one fails or is given up.

    Each is written before any has its name. Of several, only the last, or one that says the same,
    may have the name of a file that is there.
    """
    with contextlib.ExitStack() as clearing:
        written: list[tuple[Path, Path]] = []
        for each in files:
            target = each.target
            _must_be_free(target)
            partial = target.parent / f"{_begun(target)}{os.getpid()}.tmp"
            _clear_scraps(target)
            clearing.enter_context(_cleared_away(partial))
            each.write(partial)
            flush_file(partial)
            if each.check is not None:
                forget_cached(partial)
                each.check(partial)
            written.append((partial, target))
        _name(written)


def _begun(target: Path) -> str:
    return f"~{target.stem[:40]}{target.suffix}."


def _clear_scraps(target: Path) -> None:
    """What a program that was killed while it wrote the same file left behind."""
    for each in target.parent.iterdir():
        if each.name.startswith(_begun(target)) and PARTIAL.fullmatch(each.name):
            with contextlib.suppress(OSError):
                each.unlink()


def _name(written: Iterable[tuple[Path, Path]]) -> None:
    made: list[Path] = []
    try:
        for partial, target in written:
            was_there = target.exists()
            rename_durably(partial, target)
            if not was_there:
                made.append(target)
    except BaseException:
        for target in made:
            with contextlib.suppress(OSError):
                target.unlink()
        raise


def _must_be_free(target: Path) -> None:
    """The folder is there, and no office program has the file of the name open."""
    if not target.parent.is_dir():
        raise _no_folder(target.parent)
    marks = (mark.format(target.name) for mark in _OPEN_MARKS)
    found = next((mark for mark in marks if (target.parent / mark).exists()), "")
    if found and target.exists():
        raise EnvironmentProblem(
            f"“{target.name}”正在 WPS 或 Excel 里打开着，没有写。",
            f"{_KEPT}，原来的文件没有动。",
            f"请先把它关掉，再做一次；确实没有打开的，删掉旁边的“{found}”再做。",
        )


def beside_others(target: Path) -> Path:
    """The path, numbered where a file is there: what somebody may have changed by hand stays."""
    path, number = target, 2
    while path.exists():
        path, number = target.with_name(f"{target.stem}_{number}{target.suffix}"), number + 1
    return path


def deliver_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """The same for a folder, which ``fill`` is given empty; its name must be free.

    A copy that was cut off is cleared away by the next one that is made beside it.
    """
    folder = target.parent
    if not folder.is_dir():
        raise _no_folder(folder)
    partial = folder / f"{_BESIDE}{os.getpid()}.tmp"
    with _cleared_away(partial):
        for each in folder.glob(f"{_BESIDE}*.tmp"):
            if PARTIAL.fullmatch(each.name):
                shutil.rmtree(each, ignore_errors=True)
        partial.mkdir(mode=0o700)
        fill(partial)
        for path in sorted(partial.rglob("*"), reverse=True):
            flush_folder(path) if path.is_dir() else flush_file(path)
        flush_folder(partial)
        rename_durably(partial, target)


@contextlib.contextmanager
def _cleared_away(partial: Path) -> Generator[None]:
    """Nothing stays under a temporary name after the block, or it is told with what went wrong."""
    failed: OSError | None = None
    try:
        yield
    except OSError as error:
        failed = error
    finally:
        if partial.is_dir():
            shutil.rmtree(partial, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
    if failed is not None:
        raise _problem(failed, partial.parent) from failed


def _no_folder(folder: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"找不到文件夹“{folder.name or folder}”，U盘可能已经拔出。",
        f"{_KEPT}。",
        "请插好U盘或另选一个文件夹，再做一次。",
    )


def _problem(error: OSError, folder: Path) -> EnvironmentProblem:
    name = folder.name or str(folder)
    kept = f"{_KEPT}{_and_left(folder)}。"
    match fault_of(error):
        case Fault.FULL:
            return EnvironmentProblem(
                f"“{name}”所在的磁盘满了，文件没有写完。",
                kept,
                "请腾出空间或换一个U盘，再做一次。",
            )
        case Fault.NOT_WRITABLE:
            return EnvironmentProblem(
                f"“{name}”不能写入（只读，或文件正被别的程序打开）。",
                kept,
                "请关闭打开着的同名文件，或换一个文件夹，再做一次。",
            )
        case _:
            return EnvironmentProblem(
                f"写到“{name}”时中断了，U盘可能已经拔出。", kept, "请重新插好U盘，再做一次。"
            )


def _and_left(folder: Path) -> str:
    """What this program could not clear away again there; nothing where nobody can tell."""
    try:
        ours = f".{os.getpid()}.tmp"
        names = [each.name for each in folder.iterdir()]
        left = [each for each in names if each.startswith("~") and each.endswith(ours)]
    except OSError:
        return ""
    if left:
        return f"；没有写完的“{left[0]}”没能删掉，它没有用，可以删除"
    return "，目标文件夹里没有留下半个文件"
