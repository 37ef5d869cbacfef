"""A tab whose ledgers come later: what they will hold, and where to keep it until then."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from qinglian_desktop.domain.catalogue import Tab
from qinglian_desktop.ui.icons import icon
from qinglian_desktop.ui.parts import button, column, frame, label, row
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.theme import SPACE

_WIDEST = 760
"""Pixels of the list at 100 %; longer lines read badly."""


class ComingPage(QWidget):
    """``workbench_wanted`` comes when the button back to the workbench is pressed."""

    workbench_wanted = Signal()

    def __init__(self, session: Session, tab: Tab) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self._tab = tab
        self._pictures = [label("") for _ in tab.holds]
        lines = column(
            *(
                row(picture, label(words), 1)
                for picture, words in zip(self._pictures, tab.holds, strict=True)
            ),
            margins=SPACE * 2,
        )
        back = button("回到工作台", self.workbench_wanted.emit)
        back.setObjectName("back")
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self._card = frame("card", lines)
        self._meanwhile = label(
            "这些台账将在后面的版本加入，升级后现有的记录都会保留。"
            "目前请先用纸质台账或原来的表格记录，到时可以补登记，发生日期照实填写。",
            wrap=True,
        )
        canvas.setLayout(
            column(
                label(tab.label, "title"),
                label("这里以后会有：", "muted"),
                self._card,
                self._meanwhile,
                row(back, 1),
                1,
                spacing=SPACE * 2,
                margins=SPACE * 2,
            )
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(canvas)
        self.setLayout(column(scroll, spacing=0))
        session.theme.changed.connect(self._arrange)
        self._arrange()

    def refresh(self) -> None:
        """Nothing here changes."""

    def _arrange(self) -> None:
        theme = self._session.theme
        for each in (self._card, self._meanwhile):
            each.setMaximumWidth(theme.px(_WIDEST))
        size = theme.px(20)
        for picture in self._pictures:
            picture.setPixmap(icon(self._tab.icon, theme.colours.accent).pixmap(size, size))
