"""What a library of Linux asks of others: read from the file itself, whatever tools there are."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import NamedTuple

_MAGIC = b"\x7fELF\x02\x01"
"""64 bits, little-endian: every platform that is built for."""
_DYNAMIC, _VERSION_NEEDS, _SYMBOLS = 6, 0x6FFFFFFE, 2
_NEEDED = 1
_NUMBERS = re.compile(r"\d+")


class Asked(NamedTuple):
    """Libraries by name, and versions of their symbols, such as GLIBC_2.28."""

    libraries: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


class Section(NamedTuple):
    kind: int
    start: int
    size: int
    link: int


def is_elf(file: Path) -> bool:
    """Whether it is a library or program of Linux."""
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def has_symbols(file: Path) -> bool:
    """Whether names stand in it that only a debugger reads."""
    return any(each.kind == _SYMBOLS for each in _sections(file.read_bytes()))


def asked(file: Path) -> Asked:
    """What it asks for; nothing if it is no library, ValueError if it is a broken one."""
    if not is_elf(file):
        return Asked()
    data = file.read_bytes()
    try:
        sections = _sections(data)
        libraries: list[str] = []
        versions: list[str] = []
        for each in sections:
            texts = sections[each.link].start if each.link < len(sections) else 0
            if each.kind == _DYNAMIC:
                for tag, value in struct.iter_unpack("<qQ", _content(data, each)):
                    if tag == _NEEDED:
                        libraries.append(_text(data, texts + value))
            elif each.kind == _VERSION_NEEDS:
                versions += [_text(data, texts + name) for name in _version_names(data, each)]
    except (struct.error, IndexError) as error:
        raise ValueError(f"{file.name}: not whole") from error
    return Asked(tuple(libraries), tuple(versions))


def highest(versions: set[str], family: str) -> str:
    """The highest of a family, as GLIBC; private ones, that have no number, do not count."""
    ours = [each for each in versions if re.fullmatch(rf"{family}_[\d.]+", each)]
    return max(ours, key=number, default="")


def number(version: str) -> tuple[int, ...]:
    """GLIBC_2.28 → (2, 28), to be compared."""
    return tuple(int(each) for each in _NUMBERS.findall(version))


def _sections(data: bytes) -> list[Section]:
    start, size, count = _header(data)
    found: list[Section] = []
    for place in range(start, start + size * count, size):
        kind, begins, length, link = struct.unpack_from("<4xI16xQQI", data, place)
        found.append(Section(kind, begins, length, link))
    return found


def _header(data: bytes) -> tuple[int, int, int]:
    (start,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    return start, size, count


def _content(data: bytes, section: Section) -> bytes:
    return data[section.start : section.start + section.size]


def _version_names(data: bytes, section: Section) -> list[int]:
    """Where the names of the versions stand, in the section's texts."""
    names: list[int] = []
    place, is_last = section.start, False
    while not is_last:
        count, first, following = struct.unpack_from("<2xH4xII", data, place)
        inner = place + first
        for _ in range(count):
            name, next_inner = struct.unpack_from("<8xII", data, inner)
            names.append(name)
            inner += next_inner
        place, is_last = place + following, following == 0
    return names


def _text(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode()
