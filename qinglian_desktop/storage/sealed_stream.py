"""A file that can only be read whole, in its order and with its key, written and read in pieces.

Each piece is sealed with its number and with whether it is the last, so that none can be left
out, repeated, moved or cut off; all of them are bound to what stands before them in plain.
"""

from __future__ import annotations

import hashlib
from types import TracebackType
from typing import IO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 1 << 20
_TAG = 16


class NotAsSealed(Exception):
    """Some byte is not as it was written, or the end is missing."""


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int, /) -> bytes: ...


class SealedWriter:
    """Seals what is written behind ``head``; the key must be of this one file alone.

    Only a block that ends without an error gets its last piece: what was cut off stays unreadable.
    """

    def __init__(self, file: IO[bytes], key: bytes, head: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._bound_to = hashlib.sha256(head).digest()
        self._waiting = bytearray()
        self._number = 0
        file.write(head)

    def write(self, data: bytes) -> int:
        """Take some bytes; they are written once there is a piece of them."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def __enter__(self) -> SealedWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, data: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._file.write(self._cipher.encrypt(nonce, data, self._bound_to))
        self._number += 1


class SealedReader:
    """Reads it again, from behind ``head``; NotAsSealed once a piece is not as it was written."""

    def __init__(self, file: Readable, key: bytes, head: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._bound_to = hashlib.sha256(head).digest()
        self._number = 0
        self._next = file.read(PIECE + _TAG)
        self._opened = b""
        self._is_over = False

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        parts: list[bytes] = []
        while size > 0:
            if not self._opened:
                if self._is_over:
                    break
                self._opened = self._unseal()
            parts.append(self._opened[:size])
            self._opened = self._opened[size:]
            size -= len(parts[-1])
        return b"".join(parts)

    def finish(self) -> None:
        """Read on to the end, so that every byte was looked at."""
        while self.read(PIECE):
            pass

    def _unseal(self) -> bytes:
        sealed, self._next = self._next, self._file.read(PIECE + _TAG)
        self._is_over = not self._next
        nonce = _nonce(self._number, is_last=self._is_over)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, sealed, self._bound_to)
        except (InvalidTag, ValueError):
            raise NotAsSealed from None


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
