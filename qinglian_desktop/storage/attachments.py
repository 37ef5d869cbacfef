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
from qinglian_desktop.domain.value_check import hidden_sign
from qinglian_desktop.domain.values import Attached
from qinglian_desktop.storage.photos import is_picture, prepare

if TYPE_CHECKING:
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.layout import Layout

LARGEST = 50 * 1024 * 1024
"""Bytes of one file: a scan of a long document; films belong elsewhere."""


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
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
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

    def holds(self, digest: str) -> bool:
        known = select(self._table.c.id).where(self._table.c.digest == digest)
        return self._connection.execute(known).first() is not None

    def read(self, digest: str) -> bytes:
        if not self.holds(digest):
            raise KeyError(digest)
        return self._files.read(digest)


def _printable(name: str) -> str:
    """The name without signs that no text may hold; a disk may have names that are no text."""
    return "".join("_" if hidden_sign(sign) or sign in "\n\t" else sign for sign in name) or "附件"


def _check_size(name: str, size: int) -> None:
    untouched = "台账库里的东西没有受影响，这个文件没有存进去。"
    if not size:
        raise EnvironmentProblem(
            f"“{name}”是空的，里面什么也没有。", untouched, "请打开原文件看看，换一个再添加。"
        )
    if size > LARGEST:
        raise EnvironmentProblem(
            f"“{name}”有 {size / 1024 / 1024:.0f} MB，超过了 {LARGEST // 1024 // 1024} MB。",
            untouched,
            "请缩小它，或者把它放在别处，在备注里写明存放地点。",
        )
