"""Small pictures of the photos in a book: made once while the book is open, kept in memory"""

from __future__ import annotations

from PySide6.QtGui import QImage

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


def from_png(data: bytes | None) -> QImage:
    """The picture that the book made small; blank for none.

    Qt's own decoders never see a file of a stranger.
    """
    return QImage.fromData(data or b"")
