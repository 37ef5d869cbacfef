"""Key slots: the book's random key, wrapped by the password and by the recovery code."""

from __future__ import annotations

import hashlib
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

from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.files.durable import write_durably
from qinglian_desktop.files.faults import Fault, fault_of
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.recovery_code import is_mistyped, new_code, read_code

KEYS = "keys.json"
FORMAT = 1
PASSWORD = "password"
RECOVERY = "recovery"
_KEY_BYTES = 32
_CHECKSUM = "sha256"
_FIRST_KEYS = {"format", "book", "slots"}


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a password costs (Argon2id): 0.3 s and 64 MiB on an office PC of 2026."""

    iterations: int = 6
    memory_kib: int = 64 * 1024
    lanes: int = 1


OFFICE_COST = KeyCost()
_MOST = 4
"""How many times the cost of today a file may ask for: a few seconds, never for all memory."""


class DamagedKeys(EnvironmentProblem):
    """The key file is not given as it was written: no password could open the book by it."""

    def __init__(self) -> None:
        super().__init__(
            "钥匙文件坏了，内容损坏、不完整，或者读不出来，用哪个密码都打不开。",
            "文件夹里的东西没有被改动，密码和恢复码也没有变。",
            "请再打开一次；还是打不开，请从U盘上或者别处的备份里把台账库的钥匙文件复制回来。",
        )


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
    def of_password(cls, password: str, cost: KeyCost) -> tuple[KeyRing, bytes]:
        """A ring for a new random key that the password alone opens, and that key."""
        key, book = secrets.token_bytes(_KEY_BYTES), secrets.token_hex(16)
        return cls(book, (_wrap(key, PASSWORD, password, book, cost),)), key

    @classmethod
    def read(cls, path: Path) -> KeyRing:
        """The ring in a file; DamagedKeys if it is none, EnvironmentProblem if it is newer."""
        with failures.as_problems():
            try:
                data = path.read_bytes()
            except OSError as error:
                if fault_of(error) is not Fault.BROKEN:
                    raise
                # A stick that is loose gives it the next time; what is taken for damaged would be
                # replaced by what the backups have.
                data = _read_again(path)
        return cls.of_bytes(data)

    @classmethod
    def of_bytes(cls, data: bytes) -> KeyRing:
        """The ring that ``to_bytes`` made the bytes of; raises as ``read``."""
        try:
            found = cast("dict[str, object]", json.loads(data.decode(errors="replace")))
            if cast("int", found["format"]) > FORMAT:
                raise failures.newer_book()
            stated = found.pop(_CHECKSUM, None)
            # Before there were checksums there was nothing else in the file, either.
            if stated != _checksum(found) and (stated is not None or found.keys() != _FIRST_KEYS):
                raise ValueError("not what was written")
            slots = cast("list[dict[str, object]]", found["slots"])
            ring = cls(str(found["book"]), tuple(_read_slot(slot) for slot in slots))
            if not slots:
                raise ValueError("nothing opens this book")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise DamagedKeys from None
        return ring

    def to_bytes(self) -> bytes:
        """The ring as the bytes of a file, with a checksum that tells damage."""
        body: dict[str, object] = {
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
        return json.dumps(body | {_CHECKSUM: _checksum(body)}, indent=1).encode()

    def write(self, path: Path) -> None:
        """Write the ring so that the file is whole at any moment, old or new."""
        with failures.as_problems():
            write_durably(path, self.to_bytes())

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
        return self._with(_wrap(key, PASSWORD, password, self.book, cost))

    def with_new_code(self, key: bytes, cost: KeyCost) -> tuple[KeyRing, str]:
        """The ring with another recovery code, and that code; the password stays."""
        code = new_code()
        return self._with(_wrap(key, RECOVERY, code, self.book, cost)), code

    def _with(self, slot: KeySlot) -> KeyRing:
        kept = tuple(each for each in self.slots if each.kind != slot.kind)
        return replace(self, slots=(slot, *kept))

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
    try:
        return kdf.derive(plain.encode("utf-8", errors="surrogatepass"))
    except MemoryError:
        raise EnvironmentProblem(
            "电脑的内存不够了，这一步没有做成。",
            "台账库没有受影响。",
            "请关掉一些别的程序，或者重新启动电脑，再试一次。",
        ) from None


def _checksum(body: dict[str, object]) -> str:
    """Of what is said, not of how it is laid out in the file."""
    plain = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _bound_to(book: str, kind: str) -> bytes:
    """A slot fits only the book and the place that it was made for."""
    return f"{book}:{kind}".encode()


def _read_again(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedKeys from error


def _read_slot(raw: dict[str, object]) -> KeySlot:
    iterations, memory, lanes = (_whole(raw[k]) for k in ("iterations", "memory_kib", "lanes"))
    dearest = _MOST * OFFICE_COST.iterations, _MOST * OFFICE_COST.memory_kib
    if not (
        1 <= iterations <= dearest[0]
        and 1 <= lanes <= _MOST * OFFICE_COST.lanes
        and 8 * lanes <= memory <= dearest[1]
        and memory * iterations <= _MOST * OFFICE_COST.memory_kib * OFFICE_COST.iterations
    ):
        raise ValueError("a cost that no program of ours writes")
    salt, nonce, wrapped = (bytes.fromhex(str(raw[k])) for k in ("salt", "nonce", "wrapped"))
    if len(salt) < 8 or len(nonce) != 12 or len(wrapped) != _KEY_BYTES + 16:
        raise ValueError("no slot that this program ever wrote")
    return KeySlot(str(raw["kind"]), KeyCost(iterations, memory, lanes), salt, nonce, wrapped)


def _whole(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError("no whole number")
    return raw
