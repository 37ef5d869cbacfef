"""Radio buttons of which one is chosen: Tab comes to that one, and arrows go on from there"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

_TAB = Qt.FocusPolicy.TabFocus


class RadioGroup(QButtonGroup):
    """Qt comes by Tab to the first of a group that was never gone into, whichever is chosen.

    An arrow then chose the one after the first. Where none is chosen, Tab comes to each.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.buttonToggled.connect(self._settle)

    def addButton(self, button: QAbstractButton, id: int = -1) -> None:
        super().addButton(button, id)
        self._settle()

    def _settle(self) -> None:
        chosen = self.checkedButton()
        for each in self.buttons():
            policy, is_stop = each.focusPolicy(), chosen is None or each is chosen
            each.setFocusPolicy(policy | _TAB if is_stop else policy & ~_TAB)
