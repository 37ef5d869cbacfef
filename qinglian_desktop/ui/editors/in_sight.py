"""Parts of an editor that were just made or shown are scrolled into sight"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

MARGIN = 24
"""Pixels left above and below: words that come above the form later take a few of them."""


def bring_into_sight(*parts: QWidget) -> None:
    """Once they are laid out; the last of them matters most."""
    QTimer.singleShot(0, parts[-1], lambda: _scroll(parts))


def _scroll(parts: tuple[QWidget, ...]) -> None:
    around: list[QWidget] = []
    each = parts[-1].parentWidget()
    while each is not None and not isinstance(each, QScrollArea):
        around.append(each)
        each = each.parentWidget()
    if each is None:
        return
    for outer in around:
        if (layout := outer.layout()) is not None:
            layout.activate()
    each.widget().adjustSize()
    for part in parts:
        each.ensureWidgetVisible(part, 0, MARGIN)
