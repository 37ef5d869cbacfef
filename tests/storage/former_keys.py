"""Key files as the program wrote them before a book had several keepers."""

from __future__ import annotations

import json
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def of_a_former_kind(book: str, key: bytes, password: str, code: str) -> bytes:
    """A key file of the first format, of a book with this identity and key."""
    slots = [_slot(key, book, "password", password), _slot(key, book, "recovery", code)]
    return json.dumps({"format": 1, "book": book, "slots": slots}, indent=1).encode()


def _slot(key: bytes, book: str, kind: str, secret: str) -> dict[str, object]:
    salt, nonce = os.urandom(16), os.urandom(12)
    kdf = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=8)
    wrapped = AESGCM(kdf.derive(secret.encode())).encrypt(nonce, key, f"{book}:{kind}".encode())
    return {
        "kind": kind,
        "kdf": "argon2id",
        "iterations": 1,
        "memory_kib": 8,
        "lanes": 1,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "wrapped": wrapped.hex(),
    }
