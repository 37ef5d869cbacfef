"""Folders of the person that the system itself keeps from programs it does not know

The 安全中心 of 麒麟 refuses 文档, 桌面, 图片 and others to any program until it is allowed there,
and the 受控文件夹访问 of Windows does the like. The rights of such a folder would allow what is
refused, which is how it is told from one that is somebody else's.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem

_DENIED = 5
"""ERROR_ACCESS_DENIED of Windows; a file that is open elsewhere has another number."""
_ADVICE = (
    "这个文件夹平常可以用，这次是系统拦住了：麒麟系统请打开“安全中心”→“应用保护”，"
    "允许“清廉机关台账”使用文档、桌面、图片、下载这些文件夹，再做一次；"
    "也可以换到U盘，或者程序自己的数据文件夹。"
)
_ADVICE_ON_WINDOWS = (
    "也可能是“受控文件夹访问”拦住了：请打开“Windows 安全中心”→“病毒和威胁防护”→"
    "“勒索软件防护”，允许“清廉机关台账”通过，再做一次；也可以换到U盘上。"
)


def with_advice(error: BaseException) -> BaseException:
    """The error as it is to be told: with what lifts the guard, if that is what lies beneath it.

    On Windows the same may have other reasons, and what was advised for these stands before it.
    """
    is_windows = sys.platform == "win32"
    advice = _ADVICE_ON_WINDOWS if is_windows else _ADVICE
    if not any(_is_guarded(place) for place in _refused(error)):
        return error
    match error:
        case EnvironmentProblem():
            todo = f"{error.todo}{advice}" if is_windows else advice
            return EnvironmentProblem(error.happened, error.kept, todo)
        case OSError():
            return EnvironmentProblem(
                "系统没有让本程序用这个文件夹，这一步没有完成。",
                "已经保存的记录没有受影响。",
                advice,
            )
        case _:
            return error


def _refused(error: BaseException) -> Iterator[Path]:
    """What the system refused, by the error and those that led to it, told or not."""
    beneath: BaseException | None = error
    met: set[int] = set()
    while beneath is not None and id(beneath) not in met:
        met.add(id(beneath))
        if isinstance(beneath, OSError) and _is_refusal(beneath):
            for name in (beneath.filename, beneath.filename2):
                if isinstance(name, str | bytes | os.PathLike):
                    yield Path(os.fsdecode(name))
        beneath = beneath.__cause__ or beneath.__context__


def _is_refusal(error: OSError) -> bool:
    if sys.platform == "win32":
        return getattr(error, "winerror", None) == _DENIED
    return error.errno in (errno.EACCES, errno.EPERM)


def _is_guarded(place: Path) -> bool:
    """Whether it is one of the folders that people see in their own, which its rights open."""
    place = place.absolute()
    home = Path.home()
    if not place.is_relative_to(home) or place == home:
        return False
    first = place.relative_to(home).parts[0]
    return not first.startswith(".") and first != "AppData" and _rights_allow(place, home)


def _rights_allow(place: Path, home: Path) -> bool:
    """By the rights of what is there; what cannot even be looked at is guarded."""
    if sys.platform == "win32":
        return True
    for each in (place, *place.parents):
        try:
            found = each.stat()
        except PermissionError:
            continue
        except OSError:
            if each == home:
                return False
            continue
        wanted = stat.S_IRWXU if stat.S_ISDIR(found.st_mode) else stat.S_IRUSR | stat.S_IWUSR
        return found.st_uid == os.geteuid() and found.st_mode & wanted == wanted
    return False
