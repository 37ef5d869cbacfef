"""Small parts that every page is put together from: labels, buttons, cards, banners."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.theme import SPACE, Theme

_BESIDE = 3
"""Pixels between an icon and its words, besides those that Qt leaves."""


def below(opener: QWidget) -> QPoint:
    """Where on the screen a menu hangs that is opened by this."""
    return opener.mapToGlobal(QPoint(0, opener.height()))


def label(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """A label of a kind of the style sheet: title, head, muted, error, warning."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


class DropDown(QComboBox):
    """A list to choose from; the wheel scrolls the page below it and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        # Nor does the wheel bring the keyboard here.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Its own delegate takes no lengths from the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FilledDropDown(DropDown):
    """A drop-down list that is filled when it is come to and when it is opened."""

    def __init__(self, fill: Callable[[], None]) -> None:
        super().__init__()
        self._fill = fill

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()


class PushButton(QPushButton):
    """A push button that Enter presses, wherever it stands, unless Enter passes it by."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if is_passed_by(self):
                event.ignore()
            else:
                self.click()
        else:
            super().keyPressEvent(event)


class PictureButton(PushButton):
    """A push button with an icon that takes the colour of the theme."""

    def __init__(self, text: str, kind: str, picture: str, theme: Theme) -> None:
        super().__init__(text)
        self._words = text
        self._kind = kind
        self._picture = picture
        self._theme = theme
        theme.changed.connect(self._paint)
        self._paint()

    @property
    def words_width(self) -> int:
        """How much narrower it is without its words."""
        return self.fontMetrics().horizontalAdvance(self._words) + self._theme.px(_BESIDE)

    def show_words(self, wanted: bool) -> None:
        """Show icon and words, or the icon alone, which then says them under the mouse."""
        self.setText(self._words if wanted else "")
        self.setAccessibleName(self._words)
        if not wanted and not self.toolTip():
            self.setToolTip(self._words)
        self._paint()

    def _paint(self) -> None:
        colours = self._theme.colours
        colour = colours.on_accent if self._kind == "primary" else colours.ink
        side = self._theme.px(18)
        beside = self._theme.px(_BESIDE) if self.text() else 0
        self.setIconSize(QSize(side + beside, side))
        self.setIcon(icon(self._picture, colour, side, beside))


def button(
    text: str,
    on_click: Callable[[], object],
    kind: str = "",
    picture: str = "",
    theme: Theme | None = None,
) -> QPushButton:
    """A push button; kinds are primary, quiet and link. ``picture`` is an icon's name."""
    if picture and theme is not None:
        made: QPushButton = PictureButton(text, kind, picture, theme)
    else:
        made = PushButton(text)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda: on_click())
    return made


def pass_by(widget: QWidget) -> None:
    """Let Enter, which goes on to the next field, not stop here; Tab does, and Space presses."""
    widget.setProperty("passed_by", True)


def is_passed_by(widget: QWidget) -> bool:
    """Whether Enter does nothing here but go on."""
    return bool(widget.property("passed_by"))


def frame(kind: str, layout: QLayout) -> QFrame:
    """A frame of a kind of the style sheet (card, panel, header, banner) around a layout."""
    made = QFrame()
    made.setProperty("kind", kind)
    made.setLayout(layout)
    return made


def rule() -> QFrame:
    """One hairline across."""
    made = QFrame()
    made.setProperty("kind", "rule")
    made.setFixedHeight(1)
    return made


def row(*items: QWidget | int, spacing: int = SPACE, margins: int = 0) -> QHBoxLayout:
    """Widgets side by side; a number stands for a stretch of that weight."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def column(*items: QWidget | QLayout | int, spacing: int = SPACE, margins: int = 0) -> QVBoxLayout:
    """Widgets below each other; a number stands for a stretch of that weight."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    items: tuple[QWidget | QLayout | int, ...],
    spacing: int,
    margins: int,
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margins, margins, margins, margins)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(item)
