"""Attachments on paper: pictures in pairs, other files by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from qinglian_desktop.application.ports import Pages
from qinglian_desktop.documents.paper.bands import Band, Cell, PictureBand
from qinglian_desktop.documents.paper.cells import LEAST, CellMaker
from qinglian_desktop.domain.errors import AttachmentLost
from qinglian_desktop.domain.values import Attached

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader

_HIGHEST = 190.0
"""Height of a row of pictures in points; a page holds three."""
_OTHERS = "附件"


def picture_bands(
    maker: CellMaker,
    label: str,
    files: Sequence[Attached],
    read: Callable[[str], Pages | None],
) -> Iterator[Band]:
    """A heading and the pictures below it, two a row; then the names of the other files.

    Nothing where there are none: no rule asks for photos. Of a file that holds more than is drawn
    it is said how much.
    """
    pictures: list[ImageReader] = []
    names: list[str] = []
    left_out: list[str] = []
    for file in files:
        pages = _pages(file, read)
        if pages is None:
            names.append(file.name)
            continue
        readable = [reader for page in pages.pictures if (reader := _reader(page)) is not None]
        pictures += readable
        drawn = len(readable)
        if not drawn:
            left_out.append(f"“{file.name}”坏了，画不出来，请另找原图。")
        elif pages.is_damaged or drawn < len(pages.pictures):
            left_out.append(f"“{file.name}”有读不出来的页，这里是读得出来的{drawn}页。")
        elif drawn < pages.count:
            which = "第1页" if drawn == 1 else f"前{drawn}页"
            left_out.append(f"“{file.name}”共{pages.count}页，这里是{which}。")
    if pictures:
        yield maker.heading(label)
    for first in range(0, len(pictures), 2):
        pair = pictures[first : first + 2]
        cell = maker.across()
        height = min(_HIGHEST, max(map(_height_of(cell, len(pair)), pair)))
        yield PictureBand([cell], height, pictures=pair)
    if left_out:
        yield Band([maker.label("说明"), maker.text("".join(left_out))], LEAST)
    if names:
        cells = [maker.label(_OTHERS if pictures else label), maker.text("、".join(names))]
        yield Band(cells, LEAST)


def _height_of(cell: Cell, count: int) -> Callable[[ImageReader], float]:
    room = cell.width / count - 2 * cell.pad

    def height(picture: ImageReader) -> float:
        wide, high = picture.getSize()
        return room * high / wide + 2 * cell.pad

    return height


def _pages(file: Attached, read: Callable[[str], Pages | None]) -> Pages | None:
    """The pictures of a file; None for another kind of file, or one that cannot be drawn."""
    if not file.media_type.startswith("image/"):
        return None
    try:
        return read(file.digest)
    except (OSError, KeyError, ValueError, AttachmentLost):
        return None


def _reader(picture: bytes) -> ImageReader | None:
    """The picture, read to its end unless the file goes into the PDF as it is; None if broken."""
    from reportlab.lib.utils import ImageReader

    try:
        reader = ImageReader(BytesIO(picture))
        if reader.jpeg_fh() is None:
            reader.getRGBData()
    except (OSError, ValueError, SyntaxError):
        return None
    return reader
