"""Icons of one family, drawn from the bundled SVG files in the colour asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qinglian_desktop import RESOURCES


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int = 20, beside: int = 0) -> QIcon:
    """The icon of this file name in ``resources/icons``, ``size`` pixels, sharp at twice that.

    ``beside`` is empty room at its right: Qt sets the words of a button close to its icon.
    """
    source = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    pixmap = QPixmap((size + beside) * 2, size * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * 2, size * 2))
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)
