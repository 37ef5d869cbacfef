"""The design tokens: colours, spacing, type scale, and the style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from qinglian_desktop.ui.style_sheet import style_sheet

FAMILIES = ("Qinglian Hei", "Qinglian Song", "Qinglian Ext")
"""The bundled faces; a name's rare character falls through to the next that has it."""
SPACE = 8
"""Pixels of one step of spacing at 100 %."""
ROW_HEIGHT = 36
"""Pixels of a list row at 100 %."""
SCALES = (100, 115, 125, 150, 175)


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; every pair of ink and ground keeps WCAG AA (4.5 : 1).

    ``red``, ``orange`` and ``yellow`` are grounds by gravity, for ``ink``.
    """

    ink: str
    muted: str
    paper: str
    ground: str
    hairline: str
    border: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    red: str
    orange: str
    yellow: str
    party: str


LIGHT = Colours(
    ink="#1F2933",
    muted="#52606D",
    paper="#FFFFFF",
    ground="#F6F8FA",
    hairline="#E3E8EE",
    border="#B8C2CC",
    accent="#0F5F8C",
    accent_hover="#0C4F75",
    accent_pressed="#093E5C",
    accent_soft="#E4F0F7",
    on_accent="#FFFFFF",
    good="#1B7F4B",
    good_soft="#E3F4EA",
    warn="#8A5A0B",
    warn_soft="#FBF1DC",
    bad="#B42318",
    bad_soft="#FCE9E7",
    red="#F7BDB6",
    orange="#FBD7A5",
    yellow="#FFF2B3",
    party="#C8102E",
)
DARK = Colours(
    ink="#E6EBF0",
    muted="#A3B1BF",
    paper="#1B232B",
    ground="#12181E",
    hairline="#2C3843",
    border="#4A5A69",
    accent="#6BB8E0",
    accent_hover="#8AC8E8",
    accent_pressed="#A8D7EF",
    accent_soft="#1D3A4C",
    on_accent="#0B1A24",
    good="#6FCF97",
    good_soft="#183526",
    warn="#E5B662",
    warn_soft="#3A2E14",
    bad="#F28B82",
    bad_soft="#43201D",
    red="#7A2A24",
    orange="#6E4414",
    yellow="#57500F",
    party="#E0475C",
)


class Theme(QObject):
    """The palette and scale in force; widgets that paint by hand listen to ``changed``."""

    changed = Signal()

    def __init__(self, *, dark: bool = False, scale: int = 100) -> None:
        super().__init__()
        self._dark = dark
        self._scale = scale

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self._dark

    @property
    def scale(self) -> int:
        """Per cent of the normal size: one of ``SCALES``."""
        return self._scale

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
        """The next larger (+1) or smaller (−1) scale, if there is one."""
        place = SCALES.index(self._scale) if self._scale in SCALES else 0
        self.set_scale(SCALES[max(0, min(len(SCALES) - 1, place + by))])

    def set_scale(self, scale: int) -> None:
        """大字: change the scale of everything."""
        if scale != self._scale:
            self._scale = scale
            self.apply()

    def apply(self) -> None:
        """Dress the whole application anew."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        application.setFont(self.font())
        application.setPalette(self._palette())
        application.setStyleSheet(style_sheet(self.colours, self.px))
        self.changed.emit()

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
            QPalette.ColorRole.PlaceholderText: colours.muted,
            QPalette.ColorRole.Link: colours.accent,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
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
