"""Unlocking a workbook that is encrypted, with the password that its owner gave it."""

from __future__ import annotations

import io
import re

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

from qinglian_desktop.documents.sheets.refusals import damaged_table, locked, refused

_OF_EXCEL = "VelvetSweatshop"
"""With this Excel encrypts what is only protected against changes, and opens it unasked."""
_MOST_SPINS = 10_000_000
"""Excel's own limit; more would only keep the reader busy."""
_SPINS = re.compile(rb'spinCount="(\d+)"')


def is_locked(data: bytes, name: str) -> bool:
    """Whether a workbook of 97 is encrypted."""
    try:
        return bool(OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception as error:
        # Damaged bytes meet its arithmetic in whatever way.
        raise damaged_table(name) from error


def unlocked(data: bytes, password: str, name: str) -> bytes:
    """The workbook in it.

    Raises NeedsPassword, and EnvironmentProblem where it is damaged or no password would help.
    """
    if any(len(spins) > 8 or int(spins) > _MOST_SPINS for spins in _SPINS.findall(data)):
        raise damaged_table(name)
    for each in (password, _OF_EXCEL) if password else (_OF_EXCEL,):
        opened = _opened(data, each, name)
        if opened is not None:
            return opened
    raise locked(name, was_tried=bool(password))


def _opened(data: bytes, password: str, name: str) -> bytes | None:
    """None where the password is another."""
    kept = io.BytesIO()
    try:
        file = OfficeFile(io.BytesIO(data))
        if file.format == "ooxml":
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)
        file.decrypt(kept)
    except (InvalidKeyError, IndexError):
        # The second for a password longer than the oldest way to encrypt can have.
        return None
    except DecryptionError as error:
        raise refused(
            name,
            "是加密的，用的办法这里解不开",
            "请在给它加密的软件里打开它，去掉密码另存为 .xlsx 格式，再选一次。",
        ) from error
    except Exception as error:
        raise damaged_table(name) from error
    return kept.getvalue()
