"""关于 as a window of its own, before a book is open"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qinglian_desktop.ui.about.about_part import AboutPart
from qinglian_desktop.ui.job import nothing
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, row
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations


class AboutWindow(FittingDialog):
    """Over the window before a book."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__("关于", parent)
        self.setObjectName("about_window")
        self._operations = Operations()
        self.part = AboutPart(theme, self._operations)
        self.finished.connect(lambda: self._operations.close(nothing))
        foot = row(1, button("关闭", self.close))
        self.setLayout(column(self.part, foot, margins=theme.px(SPACE)))
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(640), room.width() - 60), min(theme.px(560), room.height() - 80))
        self.part.take_keys()
