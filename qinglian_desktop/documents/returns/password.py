"""A return that is encrypted with a password: Excel and WPS ask for it, it stands nowhere"""

from __future__ import annotations

import io
from pathlib import Path

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile  # pyright: ignore[reportMissingTypeStubs]

from qinglian_desktop.documents.returns.opening import KEPT, damaged_file
from qinglian_desktop.domain.errors import EnvironmentProblem


def encrypted(plain: io.BytesIO, password: str) -> bytes:
    """The workbook, encrypted as Excel does it (agile, AES-256)."""
    kept = io.BytesIO()
    OOXMLFile(plain).encrypt(password, kept)  # pyright: ignore[reportUnknownMemberType]
    return kept.getvalue()


def decrypted(source: Path, password: str) -> bytes:
    """The workbook in the file; EnvironmentProblem where the password does not open it."""
    plain = io.BytesIO()
    try:
        with source.open("rb") as file:
            office = OfficeFile(file)
            office.load_key(password=password, verify_password=True)
            office.decrypt(plain)
    except InvalidKeyError as error:
        raise EnvironmentProblem(
            f"“{source.name}”的密码不对，没有打开。", KEPT, "请核对密码，再做一次。"
        ) from error
    except Exception as error:
        # Damaged bytes meet its arithmetic in whatever way.
        raise damaged_file(source) from error
    return plain.getvalue()
