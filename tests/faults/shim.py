"""The library between a process and its disk: compiled at use, armed in a child, its trace read."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
LIBRARY = "QINGLIAN_FAULTS_LIBRARY"
"""The environment's word for the compiled library, which is preloaded, too."""

READ, LINK = "R", "l"
KINDS = {
    "c": "新建文件",
    "o": "打开来写",
    "w": "写",
    "t": "截断",
    "f": "落盘",
    "F": "文件夹落盘",
    "r": "改名",
    "l": "链接",
    "u": "删文件",
    "m": "建文件夹",
    "d": "删文件夹",
    READ: "读",
}
CHANGES = "".join(KINDS).replace(READ, "")
CAN_FAIL = {
    errno.ENOSPC: "cwtfFrlm",
    errno.EIO: CHANGES + READ,
    errno.EROFS: "corlumd",
    errno.EACCES: "corlumd",
}
"""Which kinds of calls may answer with which error."""

_HEAD = struct.Struct("<cIIIQQQ")


class NoCompiler(Exception):
    """The message says in Chinese what to install."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a process did to its disk, or said: ``kind`` as in the library."""

    kind: str
    call: int
    first: str
    second: str
    file: int
    offset: int
    data: bytes


def compiled(folder: Path) -> Path:
    """The library, made by the system's compiler in a folder."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompiler("没有 C 编译器。请由管理员执行：apt-get install gcc libc6-dev")
    library = folder / "shim.so"
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE), "-ldl"]
    done = subprocess.run([*command, "-lpthread"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoCompiler(
            f"C 编译器没有编译成：\n{done.stderr}\n"
            "缺头文件时请由管理员执行：apt-get install gcc libc6-dev"
        )
    return library


def arm(
    folder: Path,
    trace: Path,
    at: int = 0,
    how: str = "e",
    error: int = 0,
    *,
    counted: str = CHANGES,
    refused: str = "",
) -> None:
    """From now on count what this process does below the folder; strike at call ``at``, if any.

    ``counted`` are the kinds of calls that count; those that are ``refused`` always fail.
    """
    words = (CAN_FAIL.get(error, ""), counted, refused)
    _library().faults_arm(
        os.fsencode(folder),
        os.fsencode(trace),
        at,
        how.encode(),
        error,
        *(each.encode() for each in words),
    )


def note(words: str) -> None:
    """Words of this process, put among what it does."""
    _library().faults_note(words.encode(errors="replace"))


def read_trace(trace: Path) -> Iterator[Event]:
    data = trace.read_bytes()
    position = 0
    while position < len(data):
        kind, call, first, second, file, offset, size = _HEAD.unpack_from(data, position)
        position += _HEAD.size
        parts: list[bytes] = []
        for length in (first, second, size):
            parts.append(data[position : position + length])
            position += length
        names = [os.fsdecode(part) for part in parts[:2]]
        yield Event(kind.decode(), call, names[0], names[1], file, offset, parts[2])


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[LIBRARY])
    library.faults_arm.argtypes = [
        ctypes.c_char_p,
        ctypes.c_char_p,
        ctypes.c_uint32,
        ctypes.c_char,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_char_p,
        ctypes.c_char_p,
    ]
    return library
