"""Attachments on paper: pictures in pairs, other files by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qinglian_desktop.application.ports import Pages
from qinglian_desktop.documents.paper.bands import Band, PictureBand
from qinglian_desktop.documents.paper.cells import LEAST, CellMaker
from qinglian_desktop.domain.errors import AttachmentLost
from qinglian_desktop.domain.values import Attached

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader

_HIGHEST = 190.0
"""Height of a row of pictures in points; a page holds three."""
_OTHERS = "附件"


class FilePicture(NamedTuple):
    """A picture of a file: its bytes, JPEG or PNG, known to be readable."""

    data: bytes
    reader: ImageReader
    file_name: str

    @property
    def caption(self) -> str:
        """What stands below it: how its file is called."""
        return Path(self.file_name).stem


class Drawable(NamedTuple):
    """The pictures of files, the names of those without any, and what could not be drawn."""

    pictures: Sequence[FilePicture]
    names: Sequence[str]
    left_out: str

    @property
    def pairs(self) -> Iterator[Sequence[FilePicture]]:
        """The pictures two by two."""
        for first in range(0, len(self.pictures), 2):
            yield self.pictures[first : first + 2]

    def rows(self, label: str) -> Iterator[tuple[str, str]]:
        """What stands below the pictures of the field ``label``, each with a label."""
        if self.left_out:
            yield "说明", self.left_out
        if self.names:
            yield _OTHERS if self.pictures else label, "、".join(self.names)


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
    found = drawable(files, read)
    if found.pictures:
        yield maker.heading(label)
    cell = maker.across()
    for pair in found.pairs:
        height = height_of(pair, cell.width, cell.pad)
        captions = [maker.caption(each.caption, cell.width / len(pair)) for each in pair]
        readers = [each.reader for each in pair]
        yield PictureBand([cell], height, pictures=readers, captions=captions, small=maker.small)
    for named, said in found.rows(label):
        yield Band([maker.label(named), maker.text(said)], LEAST)


def drawable(files: Sequence[Attached], read: Callable[[str], Pages | None]) -> Drawable:
    """What of these files can be drawn, and what is said of the rest."""
    pictures: list[FilePicture] = []
    names: list[str] = []
    left_out: list[str] = []
    for file in files:
        pages = _pages(file, read)
        if pages is None:
            names.append(file.name)
            continue
        readable = [
            (page, reader) for page in pages.pictures if (reader := _reader(page)) is not None
        ]
        pictures += (FilePicture(*each, file.name) for each in readable)
        drawn = len(readable)
        if not drawn:
            left_out.append(f"“{file.name}”坏了，画不出来，请另找原图。")
        elif pages.is_damaged or drawn < len(pages.pictures):
            left_out.append(f"“{file.name}”有读不出来的页，这里是读得出来的{drawn}页。")
        elif drawn < pages.count:
            which = "第1页" if drawn == 1 else f"前{drawn}页"
            left_out.append(f"“{file.name}”共{pages.count}页，这里是{which}。")
    return Drawable(pictures, names, "".join(left_out))


def height_of(pair: Sequence[FilePicture], width: float, pad: float) -> float:
    """Of a row of pictures that share a width: what the highest needs, as far as there is room."""
    room = width / len(pair) - 2 * pad
    sizes = [each.reader.getSize() for each in pair]
    return min(_HIGHEST, max(room * high / wide + 2 * pad for wide, high in sizes))


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
