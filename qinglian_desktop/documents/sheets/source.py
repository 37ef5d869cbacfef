"""The bytes of a file that somebody chose, or why they cannot be had."""

from __future__ import annotations

import io
import stat
from pathlib import Path

from qinglian_desktop.documents.sheets.refusals import no_table, refused, too_large
from qinglian_desktop.documents.sheets.watching import Watch
from qinglian_desktop.domain.errors import EnvironmentProblem

LARGEST_FILE = 50 * 2**20
"""Bytes; 100,000 rows of 20 columns have 9 MB."""
_AT_ONCE = 2**20
_KEEPERS = ("~$", ".~lock.", ".~")


def bytes_of(source: Path, watch: Watch) -> bytes:
    """All bytes of the file, as they were at one moment; else EnvironmentProblem."""
    name = source.name
    if name.startswith(_KEEPERS):
        raise refused(
            name,
            "是别的程序打开表格时临时留的记号，里面没有表格",
            "请选名字里没有开头那些符号的那个文件。",
        )
    try:
        return _read(source, watch)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise EnvironmentProblem(
            f"找不到“{name}”，它可能已被移走、改名，或者U盘已经拔出。",
            "台账库里的记录没有受影响。",
            "请插好U盘，重新选择文件。",
        ) from None
    except PermissionError as error:
        raise refused(
            name,
            "打不开，它可能正在 WPS 或 Excel 里打开着，或者没有读取的权限",
            "请先在那边保存并关闭，再选一次；还是不行，请把文件复制到桌面上再选。",
        ) from error
    except OSError as error:
        raise refused(
            name,
            "读不出来，U盘可能松动了",
            "请重新插好U盘再试，或把文件复制到电脑上再选。",
        ) from error


def _read(source: Path, watch: Watch) -> bytes:
    before = source.stat()
    if stat.S_ISDIR(before.st_mode):
        raise refused(source.name, "是一个文件夹", "请打开这个文件夹，选里面的表格文件。")
    if not stat.S_ISREG(before.st_mode):
        raise no_table(source.name, "不是普通文件")
    if before.st_size > LARGEST_FILE:
        raise too_large(
            source.name,
            f"它有{before.st_size / 2**20:.0f}兆，最多读{LARGEST_FILE // 2**20}兆",
        )
    kept = io.BytesIO()
    with source.open("rb") as file:
        while part := file.read(_AT_ONCE):
            kept.write(part)
            watch.at(min(kept.tell(), before.st_size), before.st_size)
            if kept.tell() > before.st_size:
                break
    after = source.stat()
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or kept.tell() != before.st_size:
        raise EnvironmentProblem(
            f"“{source.name}”正在被别的程序写，读的时候变了。",
            "台账库里的记录没有受影响。",
            "请等它保存好，或在那边关闭以后再选一次。",
        )
    return kept.getvalue()
