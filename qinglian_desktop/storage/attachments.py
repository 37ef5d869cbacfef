"""Attachments of records: photos made fit, the bytes as files, and what the book knows of them.

The bytes are on the disk before the row that knows them is committed. A transaction that is
undone leaves at most a file that no row knows; it goes when the book is closed.
"""

from __future__ import annotations

import hashlib
import mimetypes
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.text_check import hidden_sign
from qinglian_desktop.domain.values import Attached
from qinglian_desktop.storage.photo_pages import pages, small_page
from qinglian_desktop.storage.photos import UNTOUCHED, is_picture, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from qinglian_desktop.application.ports import Pages
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.layout import Layout

LARGEST = 50 * 1024 * 1024
"""Bytes of one file: a scan of a long document; films belong elsewhere."""
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class StoredAttachments:
    """``AttachmentStore`` over one transaction."""

    def __init__(self, connection: Connection, layout: Layout, files: AttachmentFiles) -> None:
        self._connection = connection
        self._table = layout.schema.attachments
        self._history = layout.schema.history
        self._files = files

    def put(self, name: str, data: bytes, *, keep_original: bool = False) -> Attached:
        name = _printable(name)
        _check_size(name, len(data))
        media_type = _media_type(name)
        if is_picture(name, data):
            photo = prepare(name, data, keep_original=keep_original)
            name, data, media_type = photo.name, photo.data, photo.media_type
        digest = hashlib.sha256(data).hexdigest()
        self._files.put(digest, data)
        if not self.holds(digest):
            row = {"digest": digest, "media_type": media_type, "size": len(data)}
            last = select(func.coalesce(func.max(self._history.c.id), 0)).scalar_subquery()
            self._connection.execute(insert(self._table).values(**row, loose_since=last))
        return Attached(name, digest, media_type, len(data))

    def put_from(self, source: Path, *, keep_original: bool = False) -> Attached:
        data = _read_from(source, _printable(source.name))
        return self.put(source.name, data, keep_original=keep_original)

    def holds(self, digest: str) -> bool:
        known = select(self._table.c.id).where(self._table.c.digest == digest)
        return self._connection.execute(known).first() is not None

    def read(self, digest: str) -> bytes:
        if not self.holds(digest):
            raise KeyError(digest)
        return self._files.read(digest)

    def pages(self, digest: str) -> Pages | None:
        return pages(self.read(digest))

    def small_page(self, digest: str, side: int) -> bytes | None:
        return small_page(self.read(digest), side)


def _read_from(source: Path, name: str) -> bytes:
    """The bytes at a path, whose size is asked for first: a film would fill the memory."""
    try:
        if source.is_dir():
            raise EnvironmentProblem(
                f"“{name}”是一个文件夹，附件要一个一个文件地添加。",
                UNTOUCHED,
                "请打开这个文件夹，选里面的文件添加，或者先把它压缩成一个文件。",
            )
        _check_size(name, source.stat().st_size)
        with source.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise EnvironmentProblem(
            f"“{name}”已经不在原来的地方了。",
            UNTOUCHED,
            "请看看它是不是移走、改名了，或者U盘拔下了，找到后再添加。",
        ) from None
    except OSError:
        raise EnvironmentProblem(
            f"“{name}”读不出来。",
            UNTOUCHED,
            "请先关掉正在用它的程序，看看能不能打开它，或者把它复制到桌面，再添加。",
        ) from None


def _media_type(name: str) -> str:
    """By the name; only what was decoded as a picture is one."""
    guessed = mimetypes.guess_type(name)[0] or ""
    is_known = guessed and not guessed.startswith("image/")
    return guessed if is_known else "application/octet-stream"


def _printable(name: str) -> str:
    """The name without signs that no text may hold; a disk may have names that are no text.

    Nor signs that turn the way of reading: they show another ending than the name has.
    """
    return "".join("_" if _is_hidden(sign) else sign for sign in name) or "附件"


def _is_hidden(sign: str) -> bool:
    return bool(hidden_sign(sign) or sign in "\n\t" or sign in _TURNING)


def _check_size(name: str, size: int) -> None:
    if not size:
        raise EnvironmentProblem(
            f"“{name}”是空的，里面什么也没有。", UNTOUCHED, "请打开原文件看看，换一个再添加。"
        )
    if size > LARGEST:
        raise EnvironmentProblem(
            f"“{name}”有 {size / 1024 / 1024:.0f} MB，超过了 {LARGEST // 1024 // 1024} MB。",
            UNTOUCHED,
            "请缩小它，或者把它放在别处，在备注里写明存放地点。",
        )
