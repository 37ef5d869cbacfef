"""The recovery code of a new book, before the book is opened."""

from __future__ import annotations

from PySide6.QtCore import Signal

from qinglian_desktop.ui.doorway.code_sheet import CodeSheet
from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway

WHY = "忘记密码时，只有恢复码能打开台账库；谁也没有别的办法。这个码只显示这一次，丢了可以另换一个。"


class RecoveryCodePage(CardPage):
    """``confirmed`` comes when the user says that the code is written down and put away."""

    confirmed = Signal()

    def __init__(self, doorway: Doorway) -> None:
        super().__init__(doorway.theme, "抄下恢复码", WHY)
        self.sheet = CodeSheet(doorway.theme, doorway.operations, "开始使用")
        self.sheet.confirmed.connect(self.confirmed)
        self.body.addWidget(self.sheet)
        self.setFocusProxy(self.sheet)
