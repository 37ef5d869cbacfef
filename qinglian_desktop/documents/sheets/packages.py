"""Zipped workbooks: the parts of them that are read, unpacked once and within bounds.

calamine gets a package made anew of just these parts, stored and not packed again. So what it
unpacks is what was looked at, whatever the sizes in somebody's package pretend.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from qinglian_desktop.documents.sheets.extents import check_extent
from qinglian_desktop.documents.sheets.first_rows import with_first_rows
from qinglian_desktop.documents.sheets.refusals import (
    SAVE_AS_XLSX,
    damaged_table,
    no_table,
    refused,
    too_large,
)
from qinglian_desktop.documents.sheets.watching import Watch

LARGEST_UNPACKED = 400 * 2**20
"""Bytes of all parts that are read; 100,000 rows of 20 columns have up to 120 MB."""
BROKEN_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
)
"""What Python raises of a package that is damaged, or of a kind that it does not know."""
_READ = (".xml", ".rels")
_UNREAD = frozenset(
    ("drawings", "charts", "media", "theme", "embeddings", "externallinks", "ctrlprops")
)
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHERS = (
    ("word/document.xml", "是 Word 文档"),
    ("ppt/presentation.xml", "是演示文稿"),
    ("content.xml", "是 LibreOffice 的文档"),
    ("ofd.xml", "是 OFD 文件"),
)


class Package:
    """An opened zip of somebody; ``is_open_document`` is the format of LibreOffice.

    ``main`` is a part by which another kind than workbooks is known, where one may be.
    """

    def __init__(self, data: bytes, name: str, main: str = "") -> None:
        self._name = name
        self._main = main
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_PACKAGE as error:
            raise damaged_table(name) from error
        self._parts = {
            each.filename.replace("\\", "/").lower(): each for each in self._archive.infolist()
        }
        self.is_open_document = self._kind()

    def _kind(self) -> bool:
        parts = self._parts
        if any(each.flag_bits & 1 for each in parts.values()):
            raise refused(self._name, "是设了密码的压缩包", "请先解开它，再选里面的表格文件。")
        if "xl/workbook.xml" in parts or self._main in parts:
            return False
        if "xl/workbook.bin" in parts:
            raise refused(self._name, "是 .xlsb 格式，不能直接读", SAVE_AS_XLSX)
        if "mimetype" in parts and "content.xml" in parts:
            self._check_size(["mimetype"])
            if self._bytes("mimetype").startswith(_OPEN_SHEET):
                return True
        for part, what in _OTHERS:
            if part in parts:
                raise no_table(self._name, what)
        if any(each.startswith("xl/") for each in parts):
            raise damaged_table(self._name)
        raise refused(self._name, "是压缩包，不是表格", "请先解开它，再选里面的表格文件。")

    def content(self, part: str) -> bytes:
        """A part of an open document, empty if it has none of this name."""
        if part.lower() not in self._parts:
            return b""
        self._check_size([part.lower()])
        return self._checked(self._bytes(part.lower()))

    @property
    def unpacked(self) -> int:
        """Bytes of all its parts, as it says."""
        return sum(each.file_size for each in self._parts.values())

    def parts(self) -> dict[str, tuple[zipfile.ZipInfo, bytes]]:
        """All that is in it, in its order, by the names that are written there.

        Whoever asks looks first how much is ``unpacked``.
        """
        return {
            each.filename.replace("\\", "/"): (each, self._bytes(part))
            for part, each in self._parts.items()
        }

    def workbook(self, watch: Watch, most: int | None = None) -> bytes:
        """A package of what is read of a workbook, none of its sheets larger than can be.

        Of each sheet it has the first rows only, where ``most`` says how many.
        """
        wanted = list(self._wanted())
        self._check_size(wanted)
        read = ((part, self._checked(self._bytes(part))) for part in wanted)
        if most is not None:
            read = with_first_rows(read, most)
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as archive:
            for at, (part, data) in enumerate(read):
                watch.at(at, len(wanted))
                if part.endswith(".xml"):
                    check_extent(data, self._name, watch.part(watch.start, watch.start))
                archive.writestr(self._parts[part].filename.replace("\\", "/"), data)
        return kept.getvalue()

    def _wanted(self) -> Iterator[str]:
        """Names of what says something about cells: no pictures, macros, charts."""
        for part in self._parts:
            folders = part.split("/")
            is_read = part.endswith(_READ) and not _UNREAD.intersection(folders)
            if is_read and folders[0] in ("[content_types].xml", "_rels", "xl"):
                yield part

    def _check_size(self, wanted: list[str]) -> None:
        if sum(self._parts[part].file_size for part in wanted) > LARGEST_UNPACKED:
            raise too_large(self._name, "解开以后的内容比正常的表格大得多")

    def _bytes(self, part: str) -> bytes:
        try:
            return self._archive.read(self._parts[part])
        except (*BROKEN_PACKAGE, RuntimeError) as error:
            raise damaged_table(self._name) from error

    def _checked(self, data: bytes) -> bytes:
        """No workbook declares entities; who does would have them grow."""
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise damaged_table(self._name)
        return data
