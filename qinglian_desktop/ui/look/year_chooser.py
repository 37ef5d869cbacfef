"""‹ 2026年 ›: one year back, one year on, and back to this year."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import button, label, row
from qinglian_desktop.ui.look.theme import Theme


class YearChooser(QWidget):
    """``year_changed`` carries the year that was chosen."""

    year_changed = Signal(int)

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self._theme = theme
        self._this_year = today.year
        self._year = self._this_year
        self._earlier = self._arrow("chevron-left", "前一年", -1)
        self._later = self._arrow("chevron-right", "后一年", 1)
        self._words = label("", "head")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back = button("回到今年", lambda: self.choose(self._this_year), "link")
        self.setLayout(row(self._earlier, self._words, self._later, self._back))
        self._theme.changed.connect(self._paint)
        self._paint()
        self._show()

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def _arrow(self, name: str, words: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName("earlier_year" if by < 0 else "later_year")
        made.setProperty("kind", "quiet")
        made.setProperty("picture", name)
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self.choose(self._year + by))
        return made

    def choose(self, year: int) -> None:
        """Choose a year; one that nobody could mean is left."""
        if 1900 <= year <= 2999:
            self._year = year
            self._show()
            self.year_changed.emit(year)

    def _show(self) -> None:
        self._words.setText(f"{self._year}年")
        self._back.setVisible(self._year != self._this_year)

    def _paint(self) -> None:
        for arrow in (self._earlier, self._later):
            arrow.setIcon(icon(arrow.property("picture"), self._theme.colours.ink))
        self._words.setMinimumWidth(self._theme.px(72))
