"""月报 | 总结 | 填上级的表 | 汇总: the switch at the head of the pages of the tab."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from qinglian_desktop.ui.look.parts import button, row
from qinglian_desktop.ui.look.theme import mark

RETURN, SUMMARY, FORMS, COLLECTING = range(4)
_WORDS = ("月报", "总结", "填上级的表", "汇总")


class ReportSwitch(QWidget):
    """``chosen`` carries the place of the page that is wanted; its own stays marked.

    汇总 is offered once it ``show_collecting``, and on that page itself.
    """

    chosen = Signal(int)

    def __init__(self, own: int) -> None:
        super().__init__()
        self.own = own
        self._buttons = [self._made(place, words) for place, words in enumerate(_WORDS)]
        self.setLayout(row(*self._buttons, spacing=0))
        self.show_collecting(own == COLLECTING)

    def show_collecting(self, wanted: bool) -> None:
        """Whether 汇总 is offered."""
        self._buttons[COLLECTING].setVisible(wanted)
        for place, each in enumerate(self._buttons):
            mark(each, "last", "true" if place == (COLLECTING if wanted else FORMS) else "")

    def _made(self, place: int, words: str) -> QPushButton:
        made = button(words, lambda: self._on_clicked(place), "switch")
        made.setObjectName(f"report_{place}")
        made.setCheckable(True)
        made.setChecked(place == self.own)
        return made

    def _on_clicked(self, place: int) -> None:
        for at, each in enumerate(self._buttons):
            each.setChecked(at == self.own)
        if place != self.own:
            self.chosen.emit(place)
