"""上次备份 in the header: both places in a few words, the rest in the tip, the second at a click"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from qinglian_desktop.application.second_place import SecondPlace, far_words
from qinglian_desktop.ui.look.parts import PushButton

_LEAST = 96
"""Pixels at any scale below which the words are not cut off."""
_AROUND = 8
"""Pixels beside the words; half of them stay free, as widths are no whole pixels."""


class BackupWords(PushButton):
    """As much of the words as there is room for; pressed, it is about the second place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "state")
        self.setObjectName("backup_state")
        # A click takes the keyboard from no form.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._words = ""

    @property
    def words(self) -> str:
        """All of the words, whether there is room for them or not."""
        return self._words

    def say(self, words: str, tip: str) -> None:
        """Show the words, and the tip under the mouse."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(tip)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        room = self.fontMetrics().horizontalAdvance(self._words) + _AROUND
        return QSize(room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width() - _AROUND // 2, 0)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)


def last_words(last: datetime | None, second: SecondPlace | None, now: datetime) -> str:
    """When the newest backup was made, and where and when that in the second place."""
    here = "还没有备份" if last is None else f"上次备份 {_day(last, now)} {last:%H:%M}"
    if second is None:
        return f"{here} · 第二处未设"
    if second.is_due(now):
        days = second.days(now)
        late = f"已{days}天" if days > 0 else "日期不对"
        return f"{here} · 第二处{late} {second.spot.words}"
    return f"{here} · 第二处 {_day(second.at, now)} {second.spot.words}"


def last_tip(last: datetime | None, second: SecondPlace | None, now: datetime) -> str:
    """The same in whole sentences, a line for each place."""
    here = "台账库里还没有备份。" if last is None else f"上次备份：{last:%Y-%m-%d %H:%M}。"
    if second is None:
        there = "还没有第二处：电脑坏了，备份也会一起没有。点这里，在U盘或共享文件夹里也放一份。"
    else:
        there = f"第二处：{second.at:%Y-%m-%d %H:%M}，在“{second.spot.words}”。"
        if second.is_due(now):
            there += f"{far_words(second, now)}，插上U盘点这里。"
    return f"{here}\n{there}"


def _day(at: datetime, now: datetime) -> str:
    """The day; the year where it is not this one, as when a clock went wrong."""
    if at.date() == now.date():
        return "今天"
    year = "" if at.year == now.year else f"{at.year}年"
    return f"{year}{at.month}月{at.day}日"
