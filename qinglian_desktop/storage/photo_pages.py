"""Kept pictures as they are shown: each page upright and on white, and small ones for the window"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, cast

from qinglian_desktop.application.ports import Pages
from qinglian_desktop.storage.photo_modes import on_white, plain_upright, proportion
from qinglian_desktop.storage.photos import (
    BROKEN,
    LONG_EDGE,
    TooManyPixels,
    begun,
    encoded,
    must_fit,
    within,
)

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 40
"""Pages of one file that are put on paper; a roll of scans is printed from its own program."""
_ORIENTATION = 0x0112
_MOVING = ("GIF", "PNG", "WEBP")


def pages(data: bytes) -> Pages | None:
    """The pages of a kept picture as paper draws them; None for what is no picture.

    Of a picture that moves, the first one.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = begun(data)
            count = _count(image)
            if count == 1 and _is_plain(image):
                return Pages((data,), 1)
            most = min(count, 1 if image.format in _MOVING else MOST_PAGES)
            drawn = [each for page in range(most) if (each := _drawn(image, page)) is not None]
            return Pages(tuple(drawn), count, len(drawn) < most) if drawn else None
    except (*BROKEN, TooManyPixels):
        return None


def small_page(data: bytes, side: int) -> bytes | None:
    """The first page as PNG within a square; None for what is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = begun(data, 2 * side)
            buffer = BytesIO()
            on_white(within(plain_upright(image), side)).save(buffer, "PNG")
            return buffer.getvalue()
    except (*BROKEN, TooManyPixels):
        return None


def _count(image: Image) -> int:
    """How many pages there are, as far as the file can tell, the first that cannot be read too."""
    if image.format in ("JPEG", "MPO"):
        return 1
    try:
        return cast("int", getattr(image, "n_frames", 1))
    except BROKEN:
        # It stopped at a page of which nothing is there.
        return image.tell() + 1


def _drawn(image: Image, page: int) -> bytes | None:
    """The page as paper draws it; None for one that cannot be read."""
    try:
        image.seek(page)
        must_fit(image)
        plain = on_white(within(plain_upright(image), LONG_EDGE))
    except (*BROKEN, TooManyPixels):
        return None
    return encoded(plain, lossless=image.format != "JPEG")[0]


def _is_plain(image: Image) -> bool:
    """Whether the file itself can be drawn: most are, for they were made fit when kept."""
    return (
        image.format in ("JPEG", "PNG")
        and image.mode in ("L", "RGB")
        and "transparency" not in image.info
        and image.getexif().get(_ORIENTATION, 1) == 1
        and proportion(image) == (1, 1)
    )
