"""Opening a file that should be a return: all of its bytes, or what is wrong with it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

from qinglian_desktop.domain.errors import EnvironmentProblem, NeedsPassword, NoReturn, OtherForm

_LARGEST = 200 * 2**20
"""Bytes, unpacked; a return of 500 pages has 5 MB."""
_MOST_CELLS = 4_000_000
"""From the first cell of a sheet to the last, filled or not; a return of 500 pages has 200,000."""
_FILLED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d{1,20})[\"'][^>]*(?<!/)>(?!\s*</)"
)
_UNNAMED = re.compile(rb"<(?:\w+:)?c\b(?![^>]*\br\s*=)")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d{1,20})[\"']")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What an encrypted workbook has in the place of an old one's sheets."""
KEPT = "这个文件没有被改动，台账库里的记录也没有受影响。"
ASK_AGAIN = "请让填报单位重新生成一份，或换一个文件。"


def no_return(source: Path) -> NoReturn:
    """The file is something else."""
    return NoReturn(
        f"“{source.name}”不是本程序写出的月报。",
        KEPT,
        "请选择名字以“清廉月报”开头的文件。",
    )


def _other_format(source: Path, what: str) -> OtherForm:
    """A sheet of another kind, as a program saves one that was opened."""
    return OtherForm(
        f"“{source.name}”{what}，不能直接读。",
        KEPT,
        "请在 WPS 里打开它，另存为 .xlsx 格式，再试一次。",
    )


def damaged_file(source: Path) -> EnvironmentProblem:
    """The file is cut off or has bad bytes."""
    return EnvironmentProblem(f"“{source.name}”不完整或已经损坏，读不出来。", KEPT, ASK_AGAIN)


def file_bytes(source: Path) -> bytes:
    """The bytes of a file, whatever they are; EnvironmentProblem where it cannot be read."""
    try:
        return source.read_bytes()
    except FileNotFoundError:
        raise EnvironmentProblem(
            f"找不到“{source.name}”，它可能已被移走，或者U盘已经拔出。",
            "台账库里的记录没有受影响。",
            "请插好U盘，重新选择文件。",
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            f"“{source.name}”读不出来，U盘可能松动，或没有读取的权限。",
            KEPT,
            "请重新插好U盘再试，或把文件复制到电脑上再选。",
        ) from error


def check_archive(source: Path, data: bytes) -> None:
    """Refuse what is no workbook, is cut off, has bad bytes, or would unpack to too much."""
    if not data.startswith(b"PK"):
        if data.startswith(OLD_OFFICE) and _ENCRYPTED in data:
            raise NeedsPassword(
                f"“{source.name}”设了打开密码，不能直接读。",
                KEPT,
                "请向填报单位问密码，写上密码再试一次。",
            )
        if data.startswith(OLD_OFFICE):
            raise _other_format(source, "是旧的表格格式（.xls、.et），或者设了打开密码")
        raise damaged_file(source) if not data else no_return(source)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise no_return(source)
            names = archive.namelist()
            too_far = any([_reaches_too_far(archive.read(name)) for name in names])
            is_open_document = "mimetype" in names and "content.xml" in names
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise damaged_file(source) from error
    except RuntimeError as error:
        # A zip with a password of its own.
        raise no_return(source) from error
    if too_far:
        raise EnvironmentProblem(f"“{source.name}”里的表大得不合常理，没有读。", KEPT, ASK_AGAIN)
    if is_open_document:
        raise _other_format(source, "是 .ods 格式")
    if "xl/workbook.xml" not in names:
        raise no_return(source)


def _reaches_too_far(part: bytes) -> bool:
    """Whether a sheet has a cell so far out that the room up to it would be more than a PC has.

    calamine takes room for the whole rectangle, and ends the program where there is none.
    """
    if b"sheetData" not in part:
        return False
    last_row = last_column = 0
    for found in _FILLED.finditer(part):
        last_row, last_column = max(last_row, int(found[2])), max(last_column, _place(found[1]))
    if _UNNAMED.search(part):
        last_row = max([last_row, *(int(found[1]) for found in _ROW.finditer(part))])
    return last_row * max(1, last_column) > _MOST_CELLS


@lru_cache(maxsize=1024)
def _place(letters: bytes) -> int:
    place = 0
    for letter in letters[:8].upper():
        place = 26 * place + letter - 64
    return place
