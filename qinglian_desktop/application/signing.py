"""The key with which a book signs what leaves it, and whether a signature fits.

The secret key is a setting: it is in the encrypted book and its copies, and nowhere else.
"""

from __future__ import annotations

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.signing_ports import Signatures
from qinglian_desktop.domain.signed import Signed

RETURN_TEXT, RECEIPT_TEXT = "清廉月报", "清廉回执"
"""What a signed text is: the signature of one kind is none of another."""
_SECRET = "signing.key"


class Signer:
    """Signs for an open book."""

    def __init__(self, book: Book, signatures: Signatures) -> None:
        self.signatures = signatures
        self._book = book

    def signed(self, kind: str, text: str) -> Signed:
        """The text signed with the book's key, which is made when it is first needed."""
        secret = self._secret() or self._made()
        signature = self.signatures.sign(secret, _message(kind, text))
        return Signed(self.signatures.public_of(secret).hex(), signature.hex())

    def own_key(self) -> str:
        """The book's public key in hex; "" while it has signed nothing."""
        secret = self._secret()
        return self.signatures.public_of(secret).hex() if secret else ""

    def made_key(self) -> str:
        """The same, made where there is none yet; "" in a book that is only read."""
        if not self._book.read_only and not self._secret():
            self._made()
        return self.own_key()

    def _secret(self) -> bytes:
        with self._book.reading() as work:
            return _kept(work)

    def _made(self) -> bytes:
        with self._book.writing() as work:
            secret = _kept(work)
            if not secret:
                secret = self.signatures.new_secret()
                work.settings.put(_SECRET, secret.hex())
            return secret


def signature_fits(signatures: Signatures, signed: Signed, kind: str, text: str) -> bool:
    """Whether the holder of the key signed just this text.

    A key is told from others by how it is written, so there is one way to write it.
    """
    try:
        public, signature = bytes.fromhex(signed.key), bytes.fromhex(signed.signature)
        is_plain = public.hex() == signed.key
        return is_plain and signatures.verify(public, _message(kind, text), signature)
    except ValueError:
        return False


def _kept(work: UnitOfWork) -> bytes:
    return bytes.fromhex(work.settings.get(_SECRET) or "")


def _message(kind: str, text: str) -> bytes:
    return f"{kind}\n{text}".encode()
