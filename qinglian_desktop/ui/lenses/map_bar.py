"""What a map is asked for: which day, since which, and by which words it is narrowed."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSlider, QWidget

from qinglian_desktop.application.crossings import Glance
from qinglian_desktop.domain.dates import Unreadable, read_day
from qinglian_desktop.ui.lenses.view import MapAsked
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import DropDown, button, label, row
from qinglian_desktop.ui.look.theme import Theme

PAUSE = 200
"""Milliseconds without another key or move of the slider, after which is asked."""
_NONE = "不比较"
_BACK = ((_NONE, 0), ("一个月前", 1), ("三个月前", 3), ("半年前", 6), ("一年前", 12))
_OTHER = "另选一天"


class MapBar(QWidget):
    """``changed`` comes when something else is asked, after a pause."""

    changed = Signal()

    def __init__(self, theme: Theme, labels: Mapping[str, str], today: date) -> None:
        super().__init__()
        self._theme, self._labels, self._today = theme, labels, today
        self._day = today
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.changed)
        self._line = self._day_line("day", "看哪一天", today)
        self._line.textEdited.connect(lambda _: self._on_typed())
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("day_of_year")
        self._slider.setAccessibleName("一年里的哪一天")
        self._slider.setFixedWidth(theme.px(190))
        self._slider.setPageStep(30)
        self._slider.valueChanged.connect(self._on_slid)
        self._now = button("今天", lambda: self.choose(self._today))
        self._now.setObjectName("today")
        self._since = DropDown()
        self._since.setObjectName("since")
        self._since.setAccessibleName("与哪一天相比")
        self._since.addItems([*(words for words, _ in _BACK), _OTHER])
        self._since.currentIndexChanged.connect(lambda _: self._on_since())
        self._since_line = self._day_line("since_day", "与这一天相比", date(today.year, 1, 1))
        self._since_line.textEdited.connect(lambda _: self._on_typed())
        self._since_line.hide()
        self._filters: dict[str, DropDown] = {}
        self._chips: dict[str, QPushButton] = {}
        flow = FlowLayout(theme.px(8), theme.px(6))
        time = QWidget()
        time.setLayout(row(label("看哪一天"), self._line, self._slider, self._now))
        compared = QWidget()
        compared.setLayout(row(label("与"), self._since, self._since_line, label("相比")))
        for part in (time, compared):
            flow.addWidget(part)
        for path, said in labels.items():
            flow.addWidget(self._filter(path, said))
        for path in labels:
            flow.addWidget(self._chip(path))
        self.setLayout(flow)
        self._show_day()

    @property
    def day(self) -> date:
        """The day that is asked for."""
        return self._day

    @property
    def problem(self) -> str:
        """Why what is typed is no day that can be looked at; "" where it is."""
        for line in (self._line, self._since_line):
            if line.isHidden() and line is self._since_line:
                continue
            try:
                day = read_day(line.text(), self._today)
            except Unreadable as unreadable:
                return str(unreadable)
            if day > self._today:
                return f"{day} 还没有到，看不到那一天的情况。请选今天或以前的一天。"
        since = self.since
        if since is not None and since >= self._day:
            return f"相比的那一天（{since}）要早于看的这一天（{self._day}）。"
        return ""

    @property
    def since(self) -> date | None:
        """The day with which is compared."""
        place = self._since.currentIndex()
        if place == len(_BACK):
            with contextlib.suppress(Unreadable):
                return read_day(self._since_line.text(), self._today)
            return None
        months = _BACK[max(place, 0)][1]
        return _months_before(self._day, months) if months else None

    @property
    def filters(self) -> dict[str, str]:
        """The word of each filter that is set."""
        return {
            path: each.currentText()
            for path, each in self._filters.items()
            if each.currentIndex() > 0
        }

    @property
    def glance(self) -> Glance:
        """All of it; as things stand now where the day is today."""
        day = self._day if self._day != self._today else None
        return Glance(day, self.since, tuple(self.filters.items()))

    @property
    def asked(self) -> MapAsked:
        """All of it, to be asked again in another bar."""
        day = self._day if self._day != self._today else None
        return MapAsked(day, self._since.currentIndex(), self._since_line.text(), self.filters)

    def ask_again(self, asked: MapAsked) -> None:
        """Ask for what was asked in another bar; says nothing of it."""
        self.blockSignals(True)
        self._day = asked.day or self._today
        self._show_day()
        self._since_line.setText(asked.since_day)
        self._since.setCurrentIndex(asked.since)
        for path, word in asked.words.items():
            if (combo := self._filters.get(path)) is not None:
                if combo.findText(word) < 0:
                    combo.addItem(word)
                combo.setCurrentText(word)
        self.blockSignals(False)

    def choose(self, day: date) -> None:
        """Look at this day."""
        self._day = day
        self._show_day()
        self.changed.emit()

    def offer(self, choices: Mapping[str, Sequence[str]]) -> None:
        """Let the filters have these words; one that is set stays."""
        for path, combo in self._filters.items():
            chosen = combo.currentText() if combo.currentIndex() > 0 else ""
            words = [combo.itemText(0), *choices.get(path, ())]
            if chosen and chosen not in words:
                words.append(chosen)
            if words != [combo.itemText(place) for place in range(combo.count())]:
                combo.blockSignals(True)
                combo.clear()
                combo.addItems(words)
                combo.setCurrentIndex(max(combo.findText(chosen), 0))
                combo.blockSignals(False)
            combo.setVisible(combo.count() > 1)

    def _day_line(self, name: str, words: str, day: date) -> QLineEdit:
        made = QLineEdit(f"{day}")
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setFixedWidth(self._theme.px(112))
        return made

    def _filter(self, path: str, said: str) -> DropDown:
        made = self._filters[path] = DropDown()
        made.setObjectName(f"filter_{path}")
        made.setAccessibleName(said)
        made.addItem(f"全部{said}")
        made.currentIndexChanged.connect(lambda _: self._on_filtered())
        return made

    def _chip(self, path: str) -> QPushButton:
        made = self._chips[path] = button("", lambda: self._filters[path].setCurrentIndex(0))
        made.setObjectName(f"chip_{path}")
        made.setToolTip("去掉这个条件")
        made.hide()
        return made

    def _on_filtered(self) -> None:
        filters = self.filters
        for path, chip in self._chips.items():
            chip.setText(f"{self._labels[path]}：{filters.get(path, '')}  ×")
            chip.setVisible(path in filters)
        self.changed.emit()

    def _on_since(self) -> None:
        self._since_line.setVisible(self._since.currentIndex() == len(_BACK))
        self.changed.emit()

    def _on_typed(self) -> None:
        with contextlib.suppress(Unreadable):
            day = read_day(self._line.text(), self._today)
            if day <= self._today:
                self._day = day
                self._show_slider()
        self._wait.start()

    def _on_slid(self, value: int) -> None:
        self._day = date(self._day.year, 1, 1) + timedelta(days=value - 1)
        self._line.setText(f"{self._day}")
        self._slider.setToolTip(f"{self._day}")
        self._wait.start()

    def _show_day(self) -> None:
        self._line.setText(f"{self._day}")
        self._show_slider()

    def _show_slider(self) -> None:
        year = self._day.year
        is_now = year == self._today.year
        last = self._today if is_now else date(year, 12, 31)
        self._slider.blockSignals(True)
        self._slider.setRange(1, last.timetuple().tm_yday)
        self._slider.setValue(self._day.timetuple().tm_yday)
        self._slider.setToolTip(f"{self._day}，按左右键一天一天地移，按翻页键一次三十天")
        self._slider.blockSignals(False)


def _months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month where it has none."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
