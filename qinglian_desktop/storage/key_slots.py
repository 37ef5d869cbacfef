"""One slot of a key file: a way to the book's key by one secret, through Argon2id.

The secret opens the slot's own private key, and to that the book's key is sealed: so the book can
get another key, which every keeper's password opens, without anybody's password being known.
"""

from __future__ import annotations

import json
import os
import secrets
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole

PASSWORD = "password"
RECOVERY = "recovery"
KEY_BYTES = 32
_TAG = 16


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a password costs (Argon2id): 0.3 s and 64 MiB on an office PC of 2026."""

    iterations: int = 6
    memory_kib: int = 64 * 1024
    lanes: int = 1


OFFICE_COST = KeyCost()
MOST = 4
"""How many times the cost of today a file may ask for: a few seconds, never for all memory."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """A slot; ``keeper`` is whose password opens it, None for the recovery code.

    What is ``wrapped`` by the secret is the private key to ``public``, for which the book's key is
    ``sealed``. A slot from before there were several keepers has no ``id`` and wraps the book's key
    itself.
    """

    kind: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes
    keeper: Keeper | None = None
    id: str = ""
    public: bytes = b""
    sealed: bytes = b""

    @classmethod
    def wrapping(
        cls, key: bytes, secret: str, book: str, cost: KeyCost, keeper: Keeper | None
    ) -> KeySlot:
        """A slot of the book for a password of the keeper, or for its recovery code."""
        own = X25519PrivateKey.generate()
        bare = cls(
            PASSWORD if keeper else RECOVERY,
            cost,
            os.urandom(16),
            os.urandom(12),
            b"",
            keeper,
            secrets.token_hex(8),
            own.public_key().public_bytes_raw(),
        )
        cipher = AESGCM(_derive(secret, bare.salt, cost))
        wrapped = cipher.encrypt(bare.nonce, own.private_bytes_raw(), bare.bound_to(book))
        return replace(bare, wrapped=wrapped).giving(key, book)

    @property
    def takes_keys(self) -> bool:
        """Whether another key can be put into it without its secret."""
        return bool(self.id)

    def giving(self, key: bytes, book: str) -> KeySlot:
        """The slot with this key of the book instead of the one before; its secret stays."""
        passing = X25519PrivateKey.generate()
        seen = passing.public_key().public_bytes_raw()
        shared = passing.exchange(X25519PublicKey.from_public_bytes(self.public))
        cipher = AESGCM(_passed(shared, seen, self.public))
        # Each such key seals once, so that its nonce need not be told from another.
        return replace(self, sealed=seen + cipher.encrypt(bytes(12), key, self.bound_to(book)))

    def open(self, secret: str, book: str) -> bytes | None:
        """The book's key; None if it is another secret, or another slot of this or any book."""
        cipher, bound = AESGCM(_derive(secret, self.salt, self.cost)), self.bound_to(book)
        try:
            opened = cipher.decrypt(self.nonce, self.wrapped, bound)
            if not self.takes_keys:
                return opened
            seen, kept = self.sealed[:KEY_BYTES], self.sealed[KEY_BYTES:]
            own = X25519PrivateKey.from_private_bytes(opened)
            shared = own.exchange(X25519PublicKey.from_public_bytes(seen))
            return AESGCM(_passed(shared, seen, self.public)).decrypt(bytes(12), kept, bound)
        except (InvalidTag, ValueError):
            return None

    def bound_to(self, book: str) -> bytes:
        """What must be as it was: name and role are not among it, the ring's seal holds them."""
        if not self.takes_keys:
            return f"{book}:{self.kind}".encode()
        said: dict[str, object] = {
            "book": book,
            "kind": self.kind,
            "id": self.id,
            "public": self.public.hex(),
            "salt": self.salt.hex(),
            **_plain_cost(self.cost),
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()

    def to_plain(self) -> dict[str, object]:
        """The slot as it stands in the file."""
        plain: dict[str, object] = {
            "kind": self.kind,
            **_plain_cost(self.cost),
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }
        if not self.takes_keys:
            return plain
        plain |= {"id": self.id, "public": self.public.hex(), "sealed": self.sealed.hex()}
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
        dearest = MOST * OFFICE_COST.iterations, MOST * OFFICE_COST.memory_kib
        if not (
            1 <= iterations <= dearest[0]
            and 1 <= lanes <= MOST * OFFICE_COST.lanes
            and 8 * lanes <= memory <= dearest[1]
            and memory * iterations <= MOST * OFFICE_COST.memory_kib * OFFICE_COST.iterations
        ):
            raise ValueError("a cost that no program of ours writes")
        salt, nonce, wrapped = (bytes.fromhex(str(raw[k])) for k in ("salt", "nonce", "wrapped"))
        if len(salt) < 8 or len(nonce) != 12 or len(wrapped) != KEY_BYTES + _TAG:
            raise ValueError("no slot that this program ever wrote")
        kind, cost = str(raw["kind"]), KeyCost(iterations, memory, lanes)
        if "id" not in raw:
            keeper = FIRST_KEEPER if kind == PASSWORD else None
            return cls(kind, cost, salt, nonce, wrapped, keeper)
        public, sealed = (bytes.fromhex(str(raw[k])) for k in ("public", "sealed"))
        if len(public) != KEY_BYTES or len(sealed) != 2 * KEY_BYTES + _TAG:
            raise ValueError("no slot that this program ever wrote")
        keeper = _keeper(raw) if kind == PASSWORD else None
        return cls(kind, cost, salt, nonce, wrapped, keeper, str(raw["id"]), public, sealed)


def _plain_cost(cost: KeyCost) -> dict[str, object]:
    return {
        "kdf": "argon2id",
        "iterations": cost.iterations,
        "memory_kib": cost.memory_kib,
        "lanes": cost.lanes,
    }


def _keeper(raw: Mapping[str, object]) -> Keeper:
    sees = raw["sees_confidential"]
    if not isinstance(sees, bool):
        raise TypeError("neither yes nor no")
    return Keeper(str(raw["name"]), KeeperRole(raw["role"]), sees)


def _passed(shared: bytes, seen: bytes, public: bytes) -> bytes:
    """The key of one sealing, from what both sides come to."""
    use = b"qinglian slot" + seen + public
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use).derive(shared)


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


def seconds_of(cost: KeyCost) -> float:
    """How long one derivation takes on this PC."""
    begun = time.perf_counter()
    _derive("", bytes(16), cost)
    return time.perf_counter() - begun


def _whole(raw: object) -> int:
    if not isinstance(raw, int):
        raise TypeError("no whole number")
    return raw
