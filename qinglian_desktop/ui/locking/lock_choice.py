"""The choice in 设置 of how long nobody may touch the program before it is locked"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from qinglian_desktop.ui import actions
from qinglian_desktop.ui.locking.lock_minutes import NEVER, keep_lock_minutes, lock_minutes
from qinglian_desktop.ui.look.parts import DropDown, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

_OFFERED = (3, 5, 10, 15, 20, 30, 60, NEVER)
_WHY = (
    "锁上以后看不到任何内容，要再输入密码才能打开；正在填的存成草稿，正在做的备份、导入、月报会做完。\n"
    f"随时可以按 {actions.LOCK.shown} 马上锁上。电脑锁屏或者睡眠的时候，也会一起锁上。\n"
    "这一项只管这台电脑，改了马上生效。"
)


class LockChoice(QWidget):
    """Kept as soon as it is chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.minutes = DropDown()
        self.minutes.setObjectName("lock_minutes")
        now = lock_minutes()
        for each in sorted({*_OFFERED, now}, key=lambda minutes: (minutes == NEVER, minutes)):
            self.minutes.addItem("不自动锁上" if each == NEVER else f"{each} 分钟", each)
        self.minutes.setCurrentIndex(self.minutes.findData(now))
        self.minutes.activated.connect(lambda _: keep_lock_minutes(self.minutes.currentData()))
        asked = QLabel("多长时间没有人动键盘和鼠标，就自动锁上：")
        asked.setBuddy(self.minutes)
        self.minutes.setAccessibleName(asked.text())
        why = label(_WHY, "muted", wrap=True)
        self.setLayout(column(row(asked, self.minutes, 1), why, 1, margins=theme.px(SPACE)))
