"""签名码: that of this book, and those that it remembers, to be compared by phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qinglian_desktop.application.known_keys import KnownKey
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.signed import key_code
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_WHY = (
    "月报和回执都带着台账库的签名。怀疑不是真的，就打电话让对方打开这个窗口，"
    "把“本台账库的签名码”念一遍，和这里记下的对一对。"
)
_HEADS = ("单位", "单位编码", "签名码", "从哪时起")
_OF_RECEIPTS = "（写回执的）"


class CodesView(QDialog):
    """Filled once the book has answered, which makes its key where there is none yet."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("签名码")
        self.setObjectName("codes_view")
        theme = session.theme
        px = theme.px
        self._own = label("", "title")
        self._own.setObjectName("own_code")
        self._own.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._table = QTableWidget(0, len(_HEADS))
        self._table.setObjectName("known_codes")
        self._table.setAccessibleName("记下的签名码")
        self._table.setHorizontalHeaderLabels(_HEADS)
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.verticalHeader().hide()
        heads = self._table.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        layout = column(
            label("本台账库的签名码", "head"),
            self._own,
            label(_WHY, "muted", wrap=True),
            label("记下的签名码", "head"),
            self._table,
            row(1, button("关闭", self.close)),
            spacing=px(SPACE),
            margins=px(16),
        )
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self.resize(px(860), px(460))
        desk = session.desk

        def work(_: Progress) -> tuple[str, list[KnownKey]]:
            return desk.collecting.own_key(), desk.collecting.known()

        ask = session.read if desk.book.read_only else session.change
        ask(self, work, lambda found: self._show(*found))

    def _show(self, own: str, known: list[KnownKey]) -> None:
        self._own.setText(key_code(own) if own else "还没有（不能写入，没有报出过月报）")
        self._table.setRowCount(len(known))
        for place, each in enumerate(known):
            since = f"{Period.parse(each.period).label}月报" if each.period else each.since
            cells = (each.name, each.code or _OF_RECEIPTS, key_code(each.key), since)
            for number, words in enumerate(cells):
                self._table.setItem(place, number, QTableWidgetItem(words))
