"""月报 | 总结: the switch at the head of both pages of the tab."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from qinglian_desktop.ui.look.parts import button, row

RETURN, SUMMARY, FORMS = 0, 1, 2
_WORDS = ("月报", "总结", "填上级的表")


class ReportSwitch(QWidget):
    """``chosen`` carries the place of the page that is wanted; its own stays marked."""

    chosen = Signal(int)

    def __init__(self, own: int) -> None:
        super().__init__()
        self._own = own
        self._buttons = [self._made(place, words) for place, words in enumerate(_WORDS)]
        self._buttons[-1].setProperty("last", "true")
        self.setLayout(row(*self._buttons, spacing=0))

    def _made(self, place: int, words: str) -> QPushButton:
        made = button(words, lambda: self._on_clicked(place), "switch")
        made.setObjectName(f"report_{place}")
        made.setCheckable(True)
        made.setChecked(place == self._own)
        return made

    def _on_clicked(self, place: int) -> None:
        for at, each in enumerate(self._buttons):
            each.setChecked(at == self._own)
        if place != self._own:
            self.chosen.emit(place)
