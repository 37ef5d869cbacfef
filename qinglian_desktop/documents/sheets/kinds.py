"""What a file is, judged by its bytes: names lie, and WPS gives its own to what is Excel's."""

from __future__ import annotations

import io
from enum import Enum

import olefile

from qinglian_desktop.documents.sheets.refusals import (
    CHOOSE_TABLE,
    SAVE_AS_XLSX,
    damaged_table,
    no_table,
    refused,
)

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RICH_TEXT = b"{\\rtf"
_OTHERS = (
    (b"%PDF", "是 PDF 文件"),
    (b"\x89PNG", "是图片"),
    (b"\xff\xd8\xff", "是图片"),
    (b"GIF8", "是图片"),
    (b"BM", "是图片"),
    (b"II*\x00", "是图片"),
    (b"MM\x00*", "是图片"),
    (b"MZ", "是程序"),
    (b"\x7fELF", "是程序"),
    (b"Rar!", "是压缩包"),
    (b"7z\xbc\xaf", "是压缩包"),
    (b"\x1f\x8b", "是压缩包"),
    (_RICH_TEXT, "是写字板或 Word 的文档"),
    (b"SQLite format 3", "是数据库"),
)
_BINARY_ONLY = (b"BM", b"MZ", b"II*\x00", b"MM\x00*")


class FileKind(Enum):
    """How a table is kept."""

    PACKAGE = "zipped parts: .xlsx, .xlsm, .ods"
    COMPOUND = "the workbook of 97: .xls, .et"
    ENCRYPTED = "either of them, encrypted"
    TEXT = "text or HTML"


def kind_of(data: bytes, name: str) -> FileKind:
    """What it is; raises EnvironmentProblem for what is no table."""
    if not data.strip(b"\0"):
        what = "里面全是空的，可能没有保存完" if data else "是空文件，里面一个字也没有"
        raise refused(name, what, CHOOSE_TABLE)
    if data.startswith(_ZIP):
        return FileKind.PACKAGE
    if data.startswith(b"PK"):
        raise damaged_table(name) if b"PK\x01\x02" in data else no_table(name, "是空的压缩包")
    if data.startswith(_COMPOUND):
        return _compound(data, name)
    for start, what in _OTHERS:
        # Two letters may begin a text as well.
        if data.startswith(start) and (start not in _BINARY_ONLY or b"\0" in data):
            raise no_table(name, what)
    return FileKind.TEXT


def _compound(data: bytes, name: str) -> FileKind:
    """What a file of the old Office holds; its parts are named."""
    names = _names(data, name)
    if "encryptedpackage" in names:
        return FileKind.ENCRYPTED
    if names & {"workbook", "book"}:
        return FileKind.COMPOUND
    if "worddocument" in names:
        raise no_table(name, "是 Word 或 WPS 文字的文档")
    if "powerpoint document" in names:
        raise no_table(name, "是演示文稿")
    if any(each.startswith(("et", "wps")) for each in names):
        raise refused(name, "是很旧的 WPS 表格格式，不能直接读", SAVE_AS_XLSX)
    raise refused(name, "里面没有表格", CHOOSE_TABLE)


def is_old_document(data: bytes, name: str) -> bool:
    """Whether it is a document of words of 97 or older: .doc, .wps, .rtf."""
    if data.startswith(_RICH_TEXT):
        return True
    return data.startswith(_COMPOUND) and "worddocument" in _names(data, name)


def _names(data: bytes, name: str) -> set[str]:
    """The parts of a file of the old Office."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {each[-1].lower() for each in file.listdir() if len(each) == 1}
    except Exception as error:
        # olefile meets damage with whatever the bytes make of its arithmetic.
        raise damaged_table(name) from error
