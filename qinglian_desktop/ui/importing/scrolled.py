"""Parts of a page below each other, scrolled where a low screen or larger type leaves no room"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from qinglian_desktop.ui.look.theme import SPACE


class _Scrolled(QScrollArea):
    """Words that wrap need more height the narrower it is: Qt asks that only of a layout."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__()
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        canvas = self.widget()
        if canvas is not None and (layout := canvas.layout()) is not None:
            wide = self.viewport().width()
            wrapped = layout.minimumHeightForWidth(wide) if layout.hasHeightForWidth() else 0
            canvas.setMinimumHeight(max(wrapped, layout.minimumSize().height()))


def scrolled(*parts: QWidget, spacing: int = SPACE) -> QScrollArea:
    """These parts; the last has the room that is left."""
    canvas = QWidget()
    canvas.setObjectName("canvas")
    layout = QVBoxLayout(canvas)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        layout.addWidget(part)
    layout.setStretch(len(parts) - 1, 1)
    return _Scrolled(canvas)
