"""Ed25519 by ``cryptography``."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Ed25519:
    """Implements ``Signatures``."""

    def new_secret(self) -> bytes:
        """A new secret key of the system's own randomness."""
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def public_of(self, secret: bytes) -> bytes:
        """The public key of a secret one."""
        return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()

    def sign(self, secret: bytes, text: bytes) -> bytes:
        """The signature of a text, always the same."""
        return Ed25519PrivateKey.from_private_bytes(secret).sign(text)

    def verify(self, public: bytes, text: bytes, signature: bytes) -> bool:
        """Whether the key's holder signed the text; False also for what is no key."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True
