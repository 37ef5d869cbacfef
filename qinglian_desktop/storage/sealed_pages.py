"""The pages of a database as SQLCipher lays them on the disk: each sealed by itself.

That is told here once more so that pages can be looked at one by one, and a page of a copy be put
in the place of a broken one. A test compares every page with what SQLCipher says.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cached_property

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


def _start(number: int) -> int:
    return SALT if number == 1 else 0
