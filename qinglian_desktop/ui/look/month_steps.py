"""Which month: a list of the last ones, and a step to the one before or behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from qinglian_desktop.domain.period import Period
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import DropDown, row
from qinglian_desktop.ui.look.theme import Theme

MONTHS_BACK = 36
_FIRST_YEAR = 1900


class MonthSteps(QWidget):
    """``chosen`` carries a Period; no month after ``last`` can be chosen."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, last: Period) -> None:
        super().__init__()
        self._theme, self._last, self._month = theme, last, last
        self._combo = DropDown()
        self._combo.setObjectName("month")
        self._combo.setAccessibleName("月份")
        self._combo.setMinimumWidth(theme.px(140))
        month = last
        for _ in range(MONTHS_BACK):
            self._combo.addItem(month.label, month.key)
            month = month.previous
        self._combo.activated.connect(
            lambda _: self._choose(Period.parse(str(self._combo.currentData())))
        )
        self._earlier = self._step("上一个月", lambda: self._choose(self._month.previous))
        self._later = self._step("下一个月", lambda: self._choose(self._month.next))
        self._earlier.setObjectName("earlier_month")
        self._later.setObjectName("later_month")
        self.setLayout(row(self._earlier, self._combo, self._later))
        theme.changed.connect(self._paint)
        self._paint()

    @property
    def month(self) -> Period:
        """The month that stands there."""
        return self._month

    def show_month(self, month: Period) -> None:
        """Let a month stand there, one long ago too."""
        self._month = month
        if self._combo.findData(month.key) < 0:
            self._combo.addItem(month.label, month.key)
        self._combo.setCurrentIndex(self._combo.findData(month.key))
        self._later.setEnabled(month.start < self._last.start)
        self._earlier.setEnabled(month.year > _FIRST_YEAR)

    def _choose(self, month: Period) -> None:
        self.show_month(month)
        self.chosen.emit(month)

    def _step(self, words: str, slot: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "quiet")
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda: slot())
        return made

    def _paint(self) -> None:
        ink = self._theme.colours.ink
        self._earlier.setIcon(icon("chevron-left", ink))
        self._later.setIcon(icon("chevron-right", ink))
