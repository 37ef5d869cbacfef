"""By whom something was written: a book's public key, its signature, and the code of a key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_GROUPS, _GROUP = 8, 4


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands beside a text that a book signed: its public key and the signature, in hex.

    Either may be "" or nonsense where somebody touched it.
    """

    key: str
    signature: str


def key_code(key: str) -> str:
    """签名码: eight groups of four digits that tell keys apart, to compare on paper or by phone.

    106 bits of the key's digest: more than anybody can search for another key with them.
    """
    return " ".join(_groups(key))


def short_code(key: str) -> str:
    """Its first two groups: enough to see which one it is, too little to trust it."""
    return f"{' '.join(_groups(key)[:2])}…"


def code_in_words(key: str) -> str:
    """The same within a sentence, where it breaks only in its middle."""
    groups, middle = _groups(key), _GROUPS // 2
    return " ".join("\N{NO-BREAK SPACE}".join(half) for half in (groups[:middle], groups[middle:]))


def _groups(key: str) -> list[str]:
    number = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 ** (_GROUPS * _GROUP)
    digits = str(number).zfill(_GROUPS * _GROUP)
    return [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
