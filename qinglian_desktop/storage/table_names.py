"""The pages with the names of the tables, put back from a backup where they are broken.

The first page of a database is one of them: without it nothing of the rest is found. They change
only when a book is made, updated or packed anew, so those of a backup are those of the book; and
that is made sure of. What is in the tables is never taken from the backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.fitting import Keys, fitting_key, page_file
from qinglian_desktop.storage.sealed_pages import PageFile, salt_of

_HEAD = 100
"""Bytes of the file's own head, before what is in its first page."""
_COUNT = slice(28, 32)
_COUNTED_AT, _CHANGED_AT = slice(92, 96), slice(24, 28)
_INNER, _LEAF = 0x05, 0x08
"""The first byte of a page within the names' tree; and the bit by which a leaf's differs."""
_ROOTS = "SELECT rootpage FROM sqlite_master WHERE rootpage > 1"


def put_back(
    database: Path, keys: Keys, copies: Sequence[Path], is_usable: Callable[[Path], bool]
) -> bool:
    """Have the names in a damaged database from the first of the usable copies that fits it.

    False where none does, or where nothing tells any more with which salt it was written: what
    is in the other pages could not be told from what somebody else put there.
    """
    damaged = page_file(database, keys, [copy / DATABASE for copy in copies])
    if damaged is None:
        return False
    for copy in filter(is_usable, copies):
        key = fitting_key(copy / DATABASE, keys) or keys[0]
        kept = PageFile(copy / DATABASE, key, salt_of(copy / DATABASE))
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


def _numbers(pages: PageFile, number: int) -> Iterator[int]:
    """The pages of the tree that the names lie in, from its root on."""
    yield number
    page, at = pages.read(number) or b"", _HEAD if number == 1 else 0
    if page[at : at + 1] == bytes([_INNER]):
        for place in range(_two(page, at + 3)):
            yield from _numbers(pages, _four(page, _two(page, at + 12 + 2 * place)))
        yield from _numbers(pages, _four(page, at + 8))


def _fits(damaged: PageFile, kept: PageFile, copy: Path, key: bytes) -> bool:
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
