"""Key slots: the book's random key, wrapped by the password and by the recovery code."""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from qinglian_desktop.domain.errors import WrongPassword
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.recovery_code import is_mistyped, new_code, read_code

KEYS = "keys.json"
FORMAT = 1
PASSWORD = "password"
RECOVERY = "recovery"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a password costs (Argon2id): 0.3 s and 64 MiB on an office PC of 2026."""

    iterations: int = 6
    memory_kib: int = 64 * 1024
    lanes: int = 1


OFFICE_COST = KeyCost()


@dataclass(frozen=True, slots=True)
class KeySlot:
    """The book's key, wrapped with AES-GCM by what Argon2id makes of a secret."""

    kind: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """``keys.json``: the book's identity and its slots."""

    book: str
    slots: tuple[KeySlot, ...]

    @classmethod
    def new(cls, password: str, cost: KeyCost) -> tuple[KeyRing, bytes, str]:
        """A ring for a new random key, that key, and the recovery code."""
        key, code, book = secrets.token_bytes(_KEY_BYTES), new_code(), secrets.token_hex(16)
        slots = (
            _wrap(key, PASSWORD, password, book, cost),
            _wrap(key, RECOVERY, code, book, cost),
        )
        return cls(book, slots), key, code

    @classmethod
    def read(cls, path: Path) -> KeyRing:
        """The ring in a file; EnvironmentProblem if it cannot be read or is a newer one."""
        with failures.as_problems():
            text = path.read_text(encoding="utf-8", errors="replace")
        try:
            found = cast("dict[str, object]", json.loads(text))
            if cast("int", found["format"]) > FORMAT:
                raise failures.newer_book()
            slots = cast("list[dict[str, object]]", found["slots"])
            ring = cls(str(found["book"]), tuple(_read_slot(slot) for slot in slots))
            if not slots:
                raise ValueError("nothing opens this book")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise failures.damaged() from None
        return ring

    def write(self, path: Path) -> None:
        """Write the ring so that the file is whole at any moment, old or new."""
        body = {
            "format": FORMAT,
            "book": self.book,
            "slots": [
                {
                    "kind": slot.kind,
                    "kdf": "argon2id",
                    "iterations": slot.cost.iterations,
                    "memory_kib": slot.cost.memory_kib,
                    "lanes": slot.cost.lanes,
                    "salt": slot.salt.hex(),
                    "nonce": slot.nonce.hex(),
                    "wrapped": slot.wrapped.hex(),
                }
                for slot in self.slots
            ],
        }
        with failures.as_problems():
            write_durably(path, json.dumps(body, indent=1).encode())

    def unlock(self, secret: str) -> bytes:
        """The book's key, by password or recovery code; WrongPassword if it is neither."""
        code = read_code(secret)
        # A code is far likelier meant as one than chosen as a password: tried first.
        if code is not None and not is_mistyped(code):
            key = self._open(RECOVERY, code)
            if key is not None:
                return key
        key = self._open(PASSWORD, secret)
        if key is not None:
            return key
        if code is not None and is_mistyped(code):
            raise WrongPassword(
                "恢复码里有字抄错了。",
                "台账库没有受影响。",
                "请对照纸上的恢复码，一组一组核对后再试。",
            )
        raise WrongPassword(
            "密码不对。",
            "台账库没有受影响。",
            "请看看大小写和输入法再试；忘记了密码，可以用建库时打印的恢复码打开。",
        )

    def with_password(self, key: bytes, password: str, cost: KeyCost) -> KeyRing:
        """The ring with another password; the recovery code stays."""
        kept = tuple(slot for slot in self.slots if slot.kind != PASSWORD)
        return replace(self, slots=(_wrap(key, PASSWORD, password, self.book, cost), *kept))

    def _open(self, kind: str, secret: str) -> bytes | None:
        for slot in self.slots:
            if slot.kind == kind:
                cipher = AESGCM(_derive(secret, slot.salt, slot.cost))
                try:
                    return cipher.decrypt(slot.nonce, slot.wrapped, _bound_to(self.book, kind))
                except InvalidTag:
                    continue
        return None


def _wrap(key: bytes, kind: str, secret: str, book: str, cost: KeyCost) -> KeySlot:
    salt, nonce = os.urandom(16), os.urandom(12)
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, _bound_to(book, kind))
    return KeySlot(kind, cost, salt, nonce, wrapped)


def _derive(secret: str, salt: bytes, cost: KeyCost) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    # Full-width digits of a Chinese input method are the same password.
    plain = unicodedata.normalize("NFKC", secret)
    return kdf.derive(plain.encode("utf-8", errors="surrogatepass"))


def _bound_to(book: str, kind: str) -> bytes:
    """A slot fits only the book and the place that it was made for."""
    return f"{book}:{kind}".encode()


def _read_slot(raw: dict[str, object]) -> KeySlot:
    iterations, memory, lanes = (_whole(raw[k]) for k in ("iterations", "memory_kib", "lanes"))
    if not (1 <= iterations <= 100 and 8 * lanes <= memory <= 1 << 21 and 1 <= lanes <= 16):
        raise ValueError("no cost that this program ever wrote")
    salt, nonce, wrapped = (bytes.fromhex(str(raw[k])) for k in ("salt", "nonce", "wrapped"))
    if len(salt) < 8 or len(nonce) != 12 or len(wrapped) != _KEY_BYTES + 16:
        raise ValueError("no slot that this program ever wrote")
    return KeySlot(str(raw["kind"]), KeyCost(iterations, memory, lanes), salt, nonce, wrapped)


def _whole(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError("no whole number")
    return raw
