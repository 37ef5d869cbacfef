"""Whole numbers as they are typed: figures of full width, too"""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QIntValidator


class WholeNumber(QIntValidator):
    """An input method left at full width types １２ for 12: it is taken as that."""

    def validate(self, text: str, place: int) -> object:
        """The state of the text in plain figures, which stand in its place."""
        return super().validate(unicodedata.normalize("NFKC", text), place)
