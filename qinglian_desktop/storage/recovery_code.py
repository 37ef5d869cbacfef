"""The recovery code printed once: eight groups of four signs, the last three a checksum."""

from __future__ import annotations

import hashlib
import re
import secrets

from qinglian_desktop.domain.comparing import folded

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O or U, which are read as others."""
_SECRET = 29
_LENGTH = 32
_LOOKALIKES = str.maketrans("OIL", "011")


def new_code() -> str:
    """A new code of 145 random bits: XXXX-XXXX-…, eight groups."""
    secret = "".join(secrets.choice(_SIGNS) for _ in range(_SECRET))
    signs = secret + _checksum(secret)
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))


def read_code(typed: str) -> str | None:
    """The code as it was printed, from however it was typed; None if it is none at all.

    Full width, lower case, blanks, hyphens of any kind or none, and O, I, L for 0, 1, 1 are
    forgiven.
    """
    signs = re.sub(r"[\s\-.]", "", folded(typed)).upper().translate(_LOOKALIKES)
    if len(signs) != _LENGTH or any(sign not in _SIGNS for sign in signs):
        return None
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))


def is_mistyped(code: str) -> bool:
    """Whether a code that ``read_code`` gave back does not agree with its own checksum."""
    signs = code.replace("-", "")
    return signs[_SECRET:] != _checksum(signs[:_SECRET])


def _checksum(secret: str) -> str:
    number = int.from_bytes(hashlib.sha256(secret.encode()).digest()[:2], "big")
    return "".join(_SIGNS[number >> shift & 31] for shift in (10, 5, 0))
