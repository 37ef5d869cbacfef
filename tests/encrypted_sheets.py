"""Workbooks for tests, encrypted in each of the ways in which Excel has done it."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from functools import cache
from hashlib import md5, sha1

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from msoffcrypto.method.ecma376_standard import ECMA376Standard
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

from tests.bad_sheets import old_workbook, small_workbook

_FIRST_RECORD = struct.pack("<HH", 0x0809, 16)
_SMALLEST_STREAM = 4096
_NEVER_CODED = (0x0809, 0x002F, 0x00E1)
_SALT, _VERIFIER = bytes(range(16)), bytes(range(100, 116))
_AES, _RC4, _SHA = 0x660E, 0x6801, 0x8004


@cache
def encrypted(password: str) -> bytes:
    """The small workbook as Excel encrypts it, though with fewer rounds, to be quick."""
    return bytes(ECMA376Agile.encrypt(password, io.BytesIO(small_workbook()), spin_count=100))


@cache
def encrypted_of_2007(password: str) -> bytes:
    """The small workbook as Excel 2007 encrypts it, and others still do."""
    key = ECMA376Standard.makekey_from_password(password, _AES, _SHA, 24, 128, 16, _SALT)

    def coded(plain: bytes) -> bytes:
        cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
        return cipher.update(plain + bytes(-len(plain) % 16)) + cipher.finalize()

    info = struct.pack("<HHI", 3, 2, 0x24) + _header(0x24, _AES, 24)
    info += struct.pack("<I", 16) + _SALT + coded(_VERIFIER)
    info += struct.pack("<I", 20) + coded(sha1(_VERIFIER, usedforsecurity=False).digest())
    plain = small_workbook()
    return _in_compound(struct.pack("<Q", len(plain)) + coded(plain), info)


def encrypted_in_another_way() -> bytes:
    """What says that it is encrypted by the means of somebody else, which nobody here knows."""
    return _in_compound(bytes(8192), struct.pack("<HHI", 4, 3, 0x10) + b"<x/>")


def encrypted_of_97(password: str) -> bytes:
    """An .xls as Excel 97 encrypts it: RC4 over the contents of all records but a few."""

    def coded(plain: bytes) -> bytes:
        return DocumentRC4.decrypt(password, _SALT, io.BytesIO(plain), 1024).read()

    told = struct.pack("<HHH", 1, 1, 1) + _SALT
    return _records_coded(told + coded(_VERIFIER + md5(_VERIFIER).digest()), coded)


def encrypted_of_2003(password: str, version: int = 2) -> bytes:
    """An .xls as Excel 2003 encrypts it where a longer key is chosen."""

    def coded(plain: bytes) -> bytes:
        source = io.BytesIO(plain)
        return DocumentRC4CryptoAPI.decrypt(password, _SALT, 128, source, 1024).read()

    verifier = coded(_VERIFIER + sha1(_VERIFIER).digest())
    told = struct.pack("<HHHI", 1, version, 2, 4) + _header(4, _RC4, 1)
    told += struct.pack("<I", 16) + _SALT + verifier[:16] + struct.pack("<I", 20) + verifier[16:]
    return _records_coded(told, coded)


def _header(flags: int, cipher: int, provider: int) -> bytes:
    """With its length; of whoever made it only the end of the name."""
    header = struct.pack("<8I", flags, 0, cipher, _SHA, 128, provider, 0, 0) + b"\0\0"
    return struct.pack("<I", len(header)) + header


def _in_compound(package: bytes, info: bytes) -> bytes:
    kept = io.BytesIO()
    ECMA376Encrypted(package, info).write_to(kept)
    return kept.getvalue()


def _records_coded(told: bytes, coded: Callable[[bytes], bytes]) -> bytes:
    """An .xls of which the contents of records are coded, as is ``told`` by one of them.

    It takes the place of that which names who wrote the file.
    """
    data = old_workbook([["姓名", "年龄"], ["示例甲", 41]])
    start = data.index(_FIRST_RECORD)
    writer = data.index(struct.pack("<HH", 0x005C, 112))
    told = struct.pack("<HH", 0x002F, len(told)) + told
    told += struct.pack("<HH", 0x005C, 112 - len(told))
    end = start + _SMALLEST_STREAM
    plain = data[start:writer] + told + data[writer + len(told) : end]
    secret = bytearray(coded(plain))
    at = 0
    while at + 4 <= len(plain):
        kind, size = struct.unpack_from("<HH", plain, at)
        open_to = at + 4 + {0x0085: 4}.get(kind, size if kind in _NEVER_CODED else 0)
        secret[at:open_to] = plain[at:open_to]
        at += 4 + size
    return data[:start] + bytes(secret) + data[end:]
