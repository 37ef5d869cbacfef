"""What PyInstaller appended to a start program: scripts, and the compiled modules in one archive.

The format is the one of PyInstaller 6: at the end a cookie that says where the list is; one entry
of the list is the archive of modules, with a list of its own.
"""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

_MAGIC = b"MEI\014\013\012\013\016"
_COOKIE = struct.Struct("!8sIIII64s")
_ENTRY = struct.Struct("!IIIIBc")
_MODULES, _MODULES_MAGIC = b"z", b"PYZ\0"


def contents(program: Path) -> Iterator[tuple[str, bytes]]:
    """Names and plain bytes of all that was appended, modules by their dotted names.

    A file that is no such program has nothing; ValueError if what was appended is broken.
    """
    data = program.read_bytes()
    at = data.rfind(_MAGIC)
    if at < 0 or at + _COOKIE.size > len(data):
        return
    _, length, listed, list_length, *_ = _COOKIE.unpack_from(data, at)
    start = at + _COOKIE.size - length
    place, end = start + listed, start + listed + list_length
    try:
        while place < end:
            size, offset, kept, _, is_packed, kind = _ENTRY.unpack_from(data, place)
            name = data[place + _ENTRY.size : place + size].rstrip(b"\0").decode()
            content = data[start + offset : start + offset + kept]
            if kind == _MODULES:
                yield from _modules(content)
            else:
                yield name, zlib.decompress(content) if is_packed else content
            place += size
    except (struct.error, zlib.error, EOFError, TypeError, ValueError) as error:
        raise ValueError(f"{program.name}: not whole") from error


def _modules(archive: bytes) -> Iterator[tuple[str, bytes]]:
    if not archive.startswith(_MODULES_MAGIC):
        raise ValueError("no archive of modules")
    (listed,) = struct.unpack_from("!I", archive, 8)
    for name, (_, offset, length) in marshal.loads(archive[listed:]):
        yield str(name), zlib.decompress(archive[offset : offset + length]) if length else b""
