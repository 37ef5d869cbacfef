"""The design tokens: colours, spacing, type scale, and the style sheet made from them."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from qinglian_desktop.ui.look.palette import DARK, LIGHT, Colours
from qinglian_desktop.ui.look.style_sheet import style_sheet

FAMILIES = ("Qinglian Hei", "Qinglian Song", "Qinglian Ext")
"""The bundled faces; a name's rare character falls through to the next that has it."""
SPACE = 8
"""Pixels of one step of spacing at 100 %."""
ROW_HEIGHT = 36
"""Pixels of a list row at 100 %."""
SCALES = (100, 115, 125, 150, 175)


class Theme(QObject):
    """The palette and scale in force; widgets that paint by hand listen to ``changed``.

    Before it ``scaled`` comes where lengths are others, too. ``scale_wanted`` carries the scale
    that the user asks for.
    """

    changed = Signal()
    scaled = Signal()
    scale_wanted = Signal(int)

    def __init__(self, *, dark: bool = False, scale: int = 100) -> None:
        super().__init__()
        self._dark = dark
        self._scale = self._wanted = scale

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self._dark

    @property
    def scale(self) -> int:
        """Per cent of the normal size: one of ``SCALES``."""
        return self._scale

    @property
    def wanted(self) -> int:
        """The scale that the user asks for; the one in force once a window was made for it."""
        return self._wanted

    @property
    def colours(self) -> Colours:
        """The palette in force."""
        return DARK if self._dark else LIGHT

    def px(self, pixels: float) -> int:
        """A length at the scale in force."""
        return round(pixels * self._scale / 100)

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """The type of a role: small, body, head or title."""
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.px({"small": 13, "body": 15, "head": 17, "title": 22}[role]))
        font.setBold(bold)
        return font

    def set_dark(self, dark: bool) -> None:
        """Change to the dark or the light palette."""
        if dark != self._dark:
            self._dark = dark
            self.apply()

    def step(self, by: int) -> None:
        """Ask for the next larger (+1) or smaller (−1) scale, if there is one."""
        place = SCALES.index(self._wanted) if self._wanted in SCALES else 0
        self.ask_for(SCALES[max(0, min(len(SCALES) - 1, place + by))])

    def ask_for(self, scale: int) -> None:
        """大字: lengths are those of the scale at which a window is made, so a new one is made.

        Whoever makes it sets the scale when the old one is gone: it need not be dressed again.
        """
        if scale != self._wanted:
            self._wanted = scale
            self.scale_wanted.emit(scale)

    def set_scale(self, scale: int) -> None:
        """Change the scale of everything."""
        self._wanted = scale
        if scale != self._scale:
            self._scale = scale
            self._dress()
            self.scaled.emit()
            self.changed.emit()

    def apply(self) -> None:
        """Dress the whole application anew; every widget stays, and all that it shows."""
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        if application.font() != (font := self.font()):
            application.setFont(font)
        if application.palette() != (palette := self._palette()):
            application.setPalette(palette)
        if application.styleSheet() == (sheet := style_sheet(self.colours, self.px)):
            return
        # Qt goes through all widgets meanwhile: none of them may be collected.
        collects = gc.isenabled()
        gc.disable()
        # Put in the place of another sheet, Qt dresses each widget once for every one around it.
        application.setStyleSheet("")
        application.setStyleSheet(sheet)
        if collects:
            gc.enable()

    def _palette(self) -> QPalette:
        colours, palette = self.colours, QPalette()
        roles = {
            QPalette.ColorRole.Window: colours.ground,
            QPalette.ColorRole.WindowText: colours.ink,
            QPalette.ColorRole.Base: colours.paper,
            QPalette.ColorRole.AlternateBase: colours.ground,
            QPalette.ColorRole.Text: colours.ink,
            QPalette.ColorRole.Button: colours.paper,
            QPalette.ColorRole.ButtonText: colours.ink,
            QPalette.ColorRole.Highlight: colours.accent_soft,
            QPalette.ColorRole.HighlightedText: colours.ink,
            QPalette.ColorRole.ToolTipBase: colours.paper,
            QPalette.ColorRole.ToolTipText: colours.ink,
            QPalette.ColorRole.Link: colours.accent,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        # What is only suggested must not look typed.
        faint = QColor(colours.ink)
        faint.setAlpha(128)
        palette.setColor(QPalette.ColorRole.PlaceholderText, faint)
        return palette


def mark(widget: QWidget, name: str, value: object = True) -> None:
    """Set a property that the style sheet looks at, and let it show at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def prefers_dark() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
