"""One slot of a key file: the book's key, wrapped by what Argon2id makes of one secret."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole

PASSWORD = "password"
RECOVERY = "recovery"
KEY_BYTES = 32
_FIRST, _NOW = 1, 2
"""How slots are bound: to book and kind, as before there were several keepers; to all they say."""


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a password costs (Argon2id): 0.3 s and 64 MiB on an office PC of 2026."""

    iterations: int = 6
    memory_kib: int = 64 * 1024
    lanes: int = 1


OFFICE_COST = KeyCost()
_MOST = 4
"""How many times the cost of today a file may ask for: a few seconds, never for all memory."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """The book's key, wrapped with AES-GCM; ``keeper`` is whose password it is, None for the code.

    ``binding`` says what of the slot the wrapping is bound to.
    """

    kind: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes
    keeper: Keeper | None = None
    binding: int = _NOW

    @classmethod
    def wrapping(
        cls, key: bytes, secret: str, book: str, cost: KeyCost, keeper: Keeper | None
    ) -> KeySlot:
        """A slot of the book for a password of the keeper, or for its recovery code."""
        kind = PASSWORD if keeper else RECOVERY
        salt, nonce = os.urandom(16), os.urandom(12)
        bare = cls(kind, cost, salt, nonce, b"", keeper)
        cipher = AESGCM(_derive(secret, salt, cost))
        return cls(kind, cost, salt, nonce, cipher.encrypt(nonce, key, bare.bound_to(book)), keeper)

    def open(self, secret: str, book: str) -> bytes | None:
        """The book's key; None if it is another secret, or anything of the slot was changed."""
        cipher = AESGCM(_derive(secret, self.salt, self.cost))
        try:
            return cipher.decrypt(self.nonce, self.wrapped, self.bound_to(book))
        except InvalidTag:
            return None

    def bound_to(self, book: str) -> bytes:
        """What must be as it was when the key was wrapped: a slot fits one book and one keeper."""
        if self.binding == _FIRST:
            return f"{book}:{self.kind}".encode()
        said = {"book": book, **self.to_plain()}
        said = {key: value for key, value in said.items() if key not in ("nonce", "wrapped")}
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()

    def to_plain(self) -> dict[str, object]:
        """The slot as it stands in the file."""
        plain: dict[str, object] = {
            "kind": self.kind,
            "kdf": "argon2id",
            "iterations": self.cost.iterations,
            "memory_kib": self.cost.memory_kib,
            "lanes": self.cost.lanes,
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }
        if self.binding != _FIRST:
            plain["binding"] = self.binding
            if self.keeper is not None:
                plain |= {
                    "name": self.keeper.name,
                    "role": self.keeper.role.value,
                    "sees_confidential": self.keeper.sees_confidential,
                }
        return plain

    @classmethod
    def read(cls, raw: Mapping[str, object]) -> KeySlot:
        """A slot of a file; ValueError, TypeError or KeyError if this program wrote none such."""
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
        if len(salt) < 8 or len(nonce) != 12 or len(wrapped) != KEY_BYTES + 16:
            raise ValueError("no slot that this program ever wrote")
        kind, binding = str(raw["kind"]), _whole(raw.get("binding", _FIRST))
        keeper = None
        if kind == PASSWORD:
            keeper = FIRST_KEEPER if binding == _FIRST else _keeper(raw)
        cost = KeyCost(iterations, memory, lanes)
        return cls(kind, cost, salt, nonce, wrapped, keeper, binding)


def _keeper(raw: Mapping[str, object]) -> Keeper:
    sees = raw["sees_confidential"]
    if not isinstance(sees, bool):
        raise TypeError("neither yes nor no")
    return Keeper(str(raw["name"]), KeeperRole(raw["role"]), sees)


def _derive(secret: str, salt: bytes, cost: KeyCost) -> bytes:
    kdf = Argon2id(
        salt=salt,
        length=KEY_BYTES,
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


def _whole(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError("no whole number")
    return raw
