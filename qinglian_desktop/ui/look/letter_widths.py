"""How wide the letters of a chart are, in em: by the bundled font, whatever the screen is"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from qinglian_desktop.ui.look.theme import FAMILIES

_EM = 200


def letter_widths() -> Callable[[str], float]:
    """The widths of texts, each sign measured once."""
    font = QFont(list(FAMILIES))
    font.setPixelSize(_EM)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    metrics = QFontMetricsF(font)

    @cache
    def sign_width(sign: str) -> float:
        return metrics.horizontalAdvance(sign) / _EM

    return lambda text: sum(map(sign_width, text))
