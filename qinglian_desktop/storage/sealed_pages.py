"""The pages of a database as SQLCipher lays them on the disk: each sealed by itself.

That is told here once more so that pages can be looked at one by one, and a page of a copy be put
in the place of a broken one. A test compares every page with what SQLCipher says.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from qinglian_desktop.storage.engine import PAGE

SALT = 16
"""Bytes that a database begins with, in place of those that every SQLite file begins with."""
PLAIN_HEAD = b"SQLite format 3\x00"

_MASK = 0x3A
_IV, _MAC = 16, 64
_BODY = PAGE - _IV - _MAC
_NEVER_USED = 0x40000000 // PAGE + 1
"""The page that SQLite locks by and leaves empty."""
_MOST_TRIED = 64


class PageSeal:
    """Opens and closes the pages of a database with this key and this salt."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self._key = key
        self._salt = salt

    def is_whole(self, number: int, page: bytes) -> bool:
        """Whether the page, counted from 1, is as it was written."""
        if number == _NEVER_USED:
            return True
        return len(page) == PAGE and hmac.compare_digest(page[-_MAC:], self._mac(number, page))

    def opened(self, number: int, page: bytes) -> bytes:
        """What is in a page that is whole; without what SQLCipher keeps at its end."""
        start = _start(number)
        cipher = Cipher(AES(self._key), CBC(page[_BODY : _BODY + _IV])).decryptor()
        plain = cipher.update(page[start:_BODY]) + cipher.finalize()
        return PLAIN_HEAD[:start] + plain

    def closed(self, number: int, plain: bytes) -> bytes:
        """A page with this in it."""
        start, iv = _start(number), os.urandom(_IV)
        cipher = Cipher(AES(self._key), CBC(iv)).encryptor()
        body = self._salt[:start] + cipher.update(plain[start:]) + cipher.finalize()
        page = body + iv + bytes(_MAC)
        return page[:-_MAC] + self._mac(number, page)

    @cached_property
    def _macs(self) -> hmac.HMAC:
        masked = bytes(each ^ _MASK for each in self._salt)
        return hmac.new(hashlib.pbkdf2_hmac("sha512", self._key, masked, 2, 32), digestmod="sha512")

    def _mac(self, number: int, page: bytes) -> bytes:
        made = self._macs.copy()
        made.update(page[_start(number) : -_MAC])
        made.update(number.to_bytes(4, "little"))
        return made.digest()


class PageFile:
    """The pages of a database that lies in a file, by their numbers from 1."""

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        self.key = key
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

    def has_whole_pages(self) -> bool:
        """Whether any of its first pages is sealed with this key and this salt."""
        tried = range(1, min(self.count, _MOST_TRIED) + 1)
        return any(self.read(each) is not None for each in tried)


def salt_of(database: Path) -> bytes:
    """What a database was made with; what is there now, if its first page is broken."""
    with database.open("rb") as file:
        return file.read(SALT)


def _start(number: int) -> int:
    return SALT if number == 1 else 0
