"""What is needed to sign: a protocol, which knows no book."""

from __future__ import annotations

from typing import Protocol


class Signatures(Protocol):
    """Ed25519: keys are 32 bytes, signatures 64; the same key signs the same text the same."""

    def new_secret(self) -> bytes:
        """A new secret key."""
        ...

    def public_of(self, secret: bytes) -> bytes:
        """The public key of a secret one."""
        ...

    def sign(self, secret: bytes, text: bytes) -> bytes:
        """The signature of a text."""
        ...

    def verify(self, public: bytes, text: bytes, signature: bytes) -> bool:
        """Whether the key's holder signed the text; False also for what is no key."""
        ...
