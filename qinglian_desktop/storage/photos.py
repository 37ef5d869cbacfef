"""Photos made fit to be kept: upright, without location and other marks, 2560 px at most."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.photo_modes import (
    FORMATS,
    fit_clear_colour,
    has_alpha,
    plain_upright,
)

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_EDGE = 2560
MOST_PIXELS = 100_000_000
UNTOUCHED = "台账库里的东西没有受影响，这个文件没有存进去。"
_QUALITY = 88
_SMALL_PNG = 512 * 1024
_ENDINGS = {
    "JPEG": (".jpg", ".jpeg", ".jfif"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "GIF": (".gif",),
    "BMP": (".bmp",),
    "TIFF": (".tif", ".tiff"),
    "WEBP": (".webp",),
}
"""How the names of each format end, the first for one whose name says something else."""
_AN_ENDING = re.compile("[.][A-Za-z][A-Za-z0-9]{0,4}")
_PICTURE_NAMES = {ending for endings in _ENDINGS.values() for ending in endings}
_PHONE_NAMES = {".heic", ".heif"}
_PHONE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHER_BRANDS = (b"avif", b"avis")
_LONGEST_BRANDS = 256
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""The raw pictures of cameras begin so too, under names of their own; they are left alone."""
_RAW = (
    "3fr arw cap cr2 cr3 crw dcr dcs dng eip erf fff gpr iiq k25 kdc mdc mef mos mrw nef nrw"
    " orf pef ptx raf raw rw2 rwl rwz sr2 srf srw x3f"
)
_RAW_NAMES = {f".{each}" for each in _RAW.split()}
_BMP_HEADS = {size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)}
"""Lengths of the second head of a BMP, whose own two letters many a text begins with."""
_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is kept; the ending of the name follows its format."""

    name: str
    data: bytes
    media_type: str


def is_picture(name: str, data: bytes) -> bool:
    """Whether the first bytes or the name say that it is a picture."""
    ending = PurePath(name).suffix.lower()
    return (
        ending in _PICTURE_NAMES | _PHONE_NAMES
        or data.startswith(_BEGINNINGS)
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
        or (data.startswith(_TIFF) and ending not in _RAW_NAMES)
        or (data.startswith(b"BM") and data[6:10] == bytes(4) and data[14:18] in _BMP_HEADS)
        or _is_of_phone(data)
    )


def prepare(name: str, data: bytes, *, keep_original: bool) -> Photo:
    """The picture made fit, or with ``keep_original`` its own bytes.

    A file of several pages or pictures that move keeps its own bytes, too: made fit, it would
    be its first page. Raises EnvironmentProblem for what is no picture, has a page that cannot
    be read, or is monstrously large: now it can still be scanned or copied again.
    """
    if _is_of_phone(data):
        raise EnvironmentProblem(
            f"“{name}”是苹果手机的 HEIC 照片，打印和查看都要先转成 JPG。",
            UNTOUCHED,
            "请在手机上导出为 JPG（“兼容性最佳”），或者用看图软件另存为 JPG 再添加。",
        )
    try:
        with warnings.catch_warnings():
            # Its size is judged below, with words for the user.
            warnings.simplefilter("ignore")
            image = begun(data)
            kind = image.format or "JPEG"
            if (page := _unreadable_page(data)) is not None:
                which = f"第{page}{'页' if kind == 'TIFF' else '幅画面'}"
                raise EnvironmentProblem(
                    f"“{name}”的{which}读不出来，可能没有扫描完，或者没有复制完。",
                    UNTOUCHED,
                    "请打开原文件看看是不是完整的，重新扫描或者复制一份，再添加。",
                )
            if keep_original or is_of_several(image):
                image.load()
                return Photo(_named(name, kind), data, _MEDIA_TYPES[kind])
            return _reduced(name, image)
    except TooManyPixels:
        raise EnvironmentProblem(
            f"“{name}”的尺寸太大，超过了一亿像素。",
            UNTOUCHED,
            "请先用看图软件把它缩小，再添加。",
        ) from None
    except BROKEN:
        raise EnvironmentProblem(
            f"“{name}”看起来是照片，但里面不是图片，或者已经损坏，或者是本程序看不了的一种。",
            UNTOUCHED,
            "请用看图软件打开它看看，能打开就另存为 JPG，打不开请换一张，再添加。",
        ) from None


class TooManyPixels(Exception):
    """A picture that would fill the memory."""


BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on damaged pictures, besides what it says it raises."""


def begun(data: bytes, edge: int = LONG_EDGE) -> Image:
    """The picture of a file, nothing of it decoded; one of ``BROKEN`` if there is none.

    A JPEG will be decoded no larger than an edge that long asks for.
    """
    # Imported when a photo is touched, never at start.
    from PIL import Image

    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    must_fit(image)
    fit_clear_colour(image)
    if image.format == "JPEG":
        # Decodes at half or a quarter of the size where that is still enough.
        image.draft(None, (edge, edge))
    return image


def must_fit(image: Image) -> None:
    """TooManyPixels for a page that would fill the memory."""
    if image.width * image.height > MOST_PIXELS:
        raise TooManyPixels


def is_of_several(image: Image) -> bool:
    """Whether the file has more pages; what cameras put behind a JPEG is no page."""
    return image.format not in ("JPEG", "MPO") and getattr(image, "n_frames", 1) > 1


def _unreadable_page(data: bytes) -> int | None:
    """The first page after the first, counted from 1, that cannot be read; None if all can."""
    image = begun(data)
    if image.format in ("JPEG", "MPO"):
        return None
    page = 1
    try:
        # What follows is asked page by page: a file that is cut off cannot count its pages.
        with suppress(EOFError):
            while True:
                image.seek(page)
                must_fit(image)
                image.load()
                page += 1
        return page + 1 if page < getattr(image, "n_frames", 1) else None
    except BROKEN:
        # Where the first cannot be read either, that is what is to be told.
        begun(data).load()
        return page + 1


def within(image: Image, edge: int) -> Image:
    """The picture with no side longer than the edge, on a bare canvas: without other marks."""
    from PIL import Image

    # What is seen through has a colour all the same, which must not bleed into what is seen.
    weighed = image.convert("RGBa") if image.mode == "RGBA" else image
    weighed.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    plain = weighed.convert(image.mode)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def encoded(image: Image, *, lossless: bool) -> tuple[bytes, bool]:
    """The picture as PNG where that is wanted and not large, else as JPEG; whether it is PNG."""
    if lossless or has_alpha(image):
        buffer = BytesIO()
        image.save(buffer, "PNG", optimize=True)
        if has_alpha(image) or buffer.tell() <= _SMALL_PNG:
            return buffer.getvalue(), True
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue(), False


def _is_of_phone(data: bytes) -> bool:
    """Whether the brand is a phone's; mif1 alone says only that it is a picture of some kind."""
    if data[4:8] != b"ftyp" or data[8:12] not in _PHONE_BRANDS:
        return False
    compatible = data[16 : min(int.from_bytes(data[:4]), _LONGEST_BRANDS)]
    brands = (compatible[place : place + 4] for place in range(0, len(compatible), 4))
    return not any(brand in _OTHER_BRANDS for brand in brands)


def _reduced(name: str, image: Image) -> Photo:
    bare = within(plain_upright(image), LONG_EDGE)
    data, is_png = encoded(bare, lossless=image.format == "PNG")
    kind = "PNG" if is_png else "JPEG"
    return Photo(_named(name, kind), data, _MEDIA_TYPES[kind])


def _named(name: str, kind: str) -> str:
    """The name with an ending of the format, its own if it is one; 11.5 ends with no ending."""
    path, endings = PurePath(name), _ENDINGS[kind]
    if path.suffix.lower() in endings:
        return name
    has_ending = _AN_ENDING.fullmatch(path.suffix)
    return f"{path.stem if has_ending else path.name}{endings[0]}"
