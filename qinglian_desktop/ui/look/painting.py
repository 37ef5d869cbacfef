"""What hand painted lists and grids have in common: badges, elided lines, the focus frame."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from qinglian_desktop.ui.look.theme import Theme

MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Where an item is painted; the types of PySide6 leave this out."""
    return option.rect  # pyright: ignore[reportAttributeAccessIssue]


def flags_of(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    """Whether an item is selected, under the mouse or has the focus; left out like the place."""
    return option.state  # pyright: ignore[reportAttributeAccessIssue]


def draw_line(
    painter: QPainter,
    area: QRect,
    text: str,
    font: QFont,
    colour: str,
    alignment: Qt.AlignmentFlag = MIDDLE,
) -> None:
    """One line of text, cut with … where it does not fit."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, alignment | Qt.TextFlag.TextSingleLine, shown)


def draw_badge(
    painter: QPainter, area: QRect, text: str, theme: Theme, ink: str, ground: str
) -> int:
    """A small word on a coloured ground, centred in the height; gives its width."""
    painter.setFont(theme.font("small"))
    metrics = painter.fontMetrics()
    width = badge_width(text, theme)
    height = metrics.height() + theme.px(4)
    place = QRect(area.left(), area.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, theme.px(3), theme.px(3))
    painter.setPen(QColor(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    return width


def badge_width(text: str, theme: Theme) -> int:
    """How wide the badge of a word is."""
    return QFontMetrics(theme.font("small")).horizontalAdvance(text) + theme.px(14)


def draw_focus(painter: QPainter, area: QRect, theme: Theme) -> None:
    """The frame around what the keyboard is on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.colours.accent), 2))
    painter.drawRect(area.adjusted(1, 1, -2, -2))
