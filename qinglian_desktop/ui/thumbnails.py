"""Small pictures of the photos in a book: made once while the book is open, kept in memory"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_KEPT = 400
"""Small pictures of a few tens of KB each; the oldest go first."""


class Thumbnails:
    """By digest and side in pixels. A page looks here first, and puts here what it had made."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int], QImage] = {}

    def get(self, digest: str, side: int) -> QImage | None:
        """The small picture; None while it was not made."""
        return self._made.get((digest, side))

    def put(self, digest: str, side: int, image: QImage) -> None:
        """Keep a small picture, blank where the file is no picture that can be read."""
        self._made[digest, side] = image
        while len(self._made) > MOST_KEPT:
            del self._made[next(iter(self._made))]


def small_picture(data: bytes, side: int) -> QImage:
    """A picture scaled into a square, on whatever thread; blank if it cannot be read."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    # A photo is decoded at twice the size, which is quick, and then scaled smoothly.
    size, room = reader.size(), 2 * side
    if size.width() > room or size.height() > room:
        reader.setScaledSize(size.scaled(room, room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return image
    return image.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
