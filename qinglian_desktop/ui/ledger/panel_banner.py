"""What the panel of a record says above its form, and what can be done about it, as links"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtWidgets import QFrame

from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE, mark

Offer: TypeAlias = tuple[str, Callable[[], object]]
"""The words of a link, and what it does."""


class PanelBanner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._words = label("", wrap=True)
        self._links = row(spacing=SPACE)
        layout = row(self._words, margins=SPACE)
        layout.addLayout(self._links)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    @property
    def tone(self) -> str:
        """In which tone it says what it says."""
        return str(self.property("tone"))

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, tone: str = "", *offers: Offer) -> None:
        """Show the words, and each offer as a link beside them."""
        self._words.setText(words)
        clear(self._links)
        for called, act in offers:
            self._links.addWidget(link := button(called, act, "link"))
            link.show()
        mark(self, "tone", tone)
        self.setVisible(bool(words or offers))
