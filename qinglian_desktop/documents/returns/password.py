"""A return that is encrypted with a password: Excel and WPS ask for it, it stands nowhere"""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile  # pyright: ignore[reportMissingTypeStubs]

from qinglian_desktop.documents.returns.opening import KEPT, damaged_file
from qinglian_desktop.domain.errors import NeedsPassword

_MOST_TRIES = 5
"""Passwords that are tried on one file."""


def encrypted(plain: io.BytesIO, password: str) -> bytes:
    """The workbook, encrypted as Excel does it (agile, AES-256)."""
    kept = io.BytesIO()
    OOXMLFile(plain).encrypt(password, kept)  # pyright: ignore[reportUnknownMemberType]
    return kept.getvalue()


def opened_by_one_of(source: Path, data: bytes, passwords: list[str]) -> bytes:
    """The workbook in a file's bytes, which are it where nothing is locked.

    Of the ``passwords`` a handful is tried: each takes a third of a second, as it shall. The one
    that fits is put first, as units of one office often have one. EnvironmentProblem where none
    does.
    """
    if not _is_encrypted(data):
        return data
    for password in passwords[:_MOST_TRIES]:
        with suppress(InvalidKeyError):
            plain = _decrypted(source, data, password)
            passwords.remove(password)
            passwords.insert(0, password)
            return plain
    said = "设了打开密码，给出的密码都打不开" if passwords else "设了打开密码，没有读"
    raise NeedsPassword(f"“{source.name}”{said}。", KEPT, "请向填报单位问密码，写上密码再试一次。")


def _is_encrypted(data: bytes) -> bool:
    """Whether an old kind of file holds one that is encrypted, and is not itself a table."""
    try:
        return OfficeFile(io.BytesIO(data)).is_encrypted()
    except Exception:
        # Whatever it is, it is not told of here.
        return False


def _decrypted(source: Path, data: bytes, password: str) -> bytes:
    """The same of bytes; InvalidKeyError where it is another password."""
    plain = io.BytesIO()
    try:
        office = OfficeFile(io.BytesIO(data))
        office.load_key(password=password, verify_password=True)
        office.decrypt(plain)
    except InvalidKeyError:
        raise
    except Exception as error:
        # Damaged bytes meet its arithmetic in whatever way.
        raise damaged_file(source) from error
    return plain.getvalue()
