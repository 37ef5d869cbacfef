"""The pages with the names of the tables, put back from a backup where they are broken.

The first page of a database is one of them: without it nothing of the rest is found. They change
only when a book is made, updated or packed anew, so those of a backup are those of the book; and
that is made sure of. What is in the tables is never taken from the backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from qinglian_desktop.storage.engine import DATABASE, PAGE, connect
from qinglian_desktop.storage.sealed_pages import SALT, PageSeal

_HEAD = 100
"""Bytes of the file's own head, before what is in its first page."""
_COUNT = slice(28, 32)
_COUNTED_AT, _CHANGED_AT = slice(92, 96), slice(24, 28)
_INNER, _LEAF = 0x05, 0x08
"""The first byte of a page within the names' tree; and the bit by which a leaf's differs."""
_MOST_TRIED = 64
_ROOTS = "SELECT rootpage FROM sqlite_master WHERE rootpage > 1"


class _Pages:
    """The pages of a database that lies in a file, by their numbers from 1."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self._path = path
        self._seal = PageSeal(key, salt)
        self.count = path.stat().st_size // PAGE

    def read(self, number: int) -> bytes | None:
        """What is in a page; None for one that is not whole."""
        with self._path.open("rb") as file:
            file.seek((number - 1) * PAGE)
            page = file.read(PAGE)
        return self._seal.opened(number, page) if self._seal.is_whole(number, page) else None

    def write(self, number: int, plain: bytes) -> None:
        """Put this into a page."""
        with self._path.open("rb+") as file:
            file.seek((number - 1) * PAGE)
            file.write(self._seal.closed(number, plain))


def put_back(
    database: Path, key: bytes, copies: Sequence[Path], is_usable: Callable[[Path], bool]
) -> bool:
    """Have the names in a damaged database from the first of the usable copies that fits it.

    False where none does, or where nothing tells any more with which salt it was written: what
    is in the other pages could not be told from what somebody else put there.
    """
    salts = dict.fromkeys(_salt(each) for each in (database, *(c / DATABASE for c in copies)))
    damaged = next((p for s in salts if _has_whole_pages(p := _Pages(database, key, s))), None)
    if damaged is None:
        return False
    for copy in filter(is_usable, copies):
        kept = _Pages(copy / DATABASE, key, _salt(copy / DATABASE))
        names = {number: kept.read(number) or b"" for number in _numbers(kept, 1)}
        there = {number: damaged.read(number) for number in names}
        if not _fits(damaged, kept, copy, key) or any(
            found not in (None, names[number]) for number, found in there.items() if number > 1
        ):
            continue
        for number, found in there.items():
            if number == 1:
                # Where it is whole, what stands before it may not be: the salt.
                damaged.write(1, found or _counting(names[1], damaged.count))
            elif found is None:
                damaged.write(number, names[number])
        return True
    return False


def _salt(database: Path) -> bytes:
    with database.open("rb") as file:
        return file.read(SALT)


def _has_whole_pages(pages: _Pages) -> bool:
    return any(pages.read(each) is not None for each in range(1, min(pages.count, _MOST_TRIED) + 1))


def _numbers(pages: _Pages, number: int) -> Iterator[int]:
    """The pages of the tree that the names lie in, from its root on."""
    yield number
    page, at = pages.read(number) or b"", _HEAD if number == 1 else 0
    if page[at : at + 1] == bytes([_INNER]):
        for place in range(_two(page, at + 3)):
            yield from _numbers(pages, _four(page, _two(page, at + 12 + 2 * place)))
        yield from _numbers(pages, _four(page, at + 8))


def _fits(damaged: _Pages, kept: _Pages, copy: Path, key: bytes) -> bool:
    """Whether a tree of the same kind begins in both wherever the copy says that one does."""
    with closing(connect(copy / DATABASE, key, "immutable")) as connection:
        roots = [row[0] for row in connection.execute(_ROOTS)]
    pairs = [(damaged.read(root), kept.read(root)) for root in roots]
    return all(a is None or b is None or a[0] | _LEAF == b[0] | _LEAF for a, b in pairs)


def _counting(page: bytes, count: int) -> bytes:
    """A first page that knows how many pages there are."""
    made = bytearray(page)
    made[_COUNT] = count.to_bytes(4, "big")
    made[_COUNTED_AT] = made[_CHANGED_AT]
    return bytes(made)


def _two(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 2], "big")


def _four(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 4], "big")
