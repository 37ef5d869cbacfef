"""Photos made fit to be kept: upright, without location and other marks, 2560 px at most."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from qinglian_desktop.domain.errors import EnvironmentProblem

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_EDGE = 2560
MOST_PIXELS = 100_000_000
_QUALITY = 88
_SMALL_PNG = 512 * 1024
_PICTURE_NAMES = {".jpg", ".jpeg", ".jfif", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"}
_UNREADABLE_NAMES = {".heic", ".heif"}
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\0", b"MM\0*")
_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
}
_NOTHING_CHANGED = "台账库里的东西没有受影响，这个文件没有存进去。"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is kept; the ending of the name follows its format."""

    name: str
    data: bytes
    media_type: str


def is_picture(name: str, data: bytes) -> bool:
    """Whether the name or the first bytes say that it is a picture."""
    ending = PurePath(name).suffix.lower()
    return ending in _PICTURE_NAMES | _UNREADABLE_NAMES or data.startswith(_BEGINNINGS)


def prepare(name: str, data: bytes, *, keep_original: bool) -> Photo:
    """The picture made fit, or with ``keep_original`` its own bytes.

    Raises EnvironmentProblem for what is no picture, cannot be read, or is monstrously large.
    """
    if PurePath(name).suffix.lower() in _UNREADABLE_NAMES:
        raise EnvironmentProblem(
            f"“{name}”是苹果手机的 HEIC 照片，打印和查看都要先转成 JPG。",
            _NOTHING_CHANGED,
            "请在手机上导出为 JPG（“兼容性最佳”），或者用看图软件另存为 JPG 再添加。",
        )
    image = _read(name, data)
    if keep_original:
        return Photo(name, data, _MEDIA_TYPES.get(image.format or "", "image/jpeg"))
    return _reduced(name, image)


def _read(name: str, data: bytes) -> Image:
    # Imported when a photo is added, never at start.
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Its size is judged below, with words for the user.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data))
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            if image.format == "JPEG":
                # Decodes at half or a quarter of the size where that is still enough.
                image.draft("RGB", (LONG_EDGE, LONG_EDGE))
            image.load()
    except Image.DecompressionBombError:
        raise EnvironmentProblem(
            f"“{name}”的尺寸太大，超过了一亿像素。",
            _NOTHING_CHANGED,
            "请先用看图软件把它缩小，再添加。",
        ) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise EnvironmentProblem(
            f"“{name}”看起来是照片，但里面不是图片，或者已经损坏。",
            _NOTHING_CHANGED,
            "请用看图软件打开它看看，换一张再添加。",
        ) from None
    return image


def _reduced(name: str, image: Image) -> Photo:
    from PIL import Image, ImageOps

    was_png = image.format == "PNG"
    upright = ImageOps.exif_transpose(image)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
    # Copied onto a bare canvas: nothing but the picture itself goes on.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    stem = PurePath(name).stem
    if was_png or has_alpha:
        data = _encoded(bare, "PNG", optimize=True)
        if has_alpha or len(data) <= _SMALL_PNG:
            return Photo(f"{stem}.png", data, "image/png")
    kept_name = name if PurePath(name).suffix.lower() in (".jpg", ".jpeg") else f"{stem}.jpg"
    return Photo(kept_name, _encoded(bare, "JPEG", quality=_QUALITY), "image/jpeg")


def _encoded(image: Image, kind: str, **options: int | bool) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
