"""Which records stand below each other from the marked cells on, and what of them in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QSpinBox, QWidget

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.filling.form_columns import PLACE, form_columns
from qinglian_desktop.domain.filling.form_mapping import MappedColumn, MappedRows
from qinglian_desktop.domain.filling.form_spans import OFFERED_SPANS, FormSpan
from qinglian_desktop.domain.filling.seen_form import FormCell, FormPlace
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_ALWAYS = "全部记录"
_NOTHING = "不填"
_NUMBER = "序号"


class RowsChoice(QDialog):
    """``chosen`` carries MappedRows; ``heads`` are the words above each marked cell."""

    chosen = Signal(object)

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        table: str,
        marked: Sequence[FormCell],
        heads: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("填台账的几行")
        self._ledgers = [each for each in session.desk.catalogue if each.is_kept]
        self._table = table
        self._heads = heads
        first = min((each.row for each in marked), default=0)
        self._columns = [each for each in marked if each.row == first]
        px = session.theme.px
        self._ledger = DropDown()
        self._ledger.setObjectName("rows_ledger")
        self._ledger.addItems([each.label for each in self._ledgers])
        self._ledger.activated.connect(lambda _: self._offer())
        self._span = DropDown()
        self._span.setObjectName("rows_span")
        self._span.addItems([*OFFERED_SPANS, _ALWAYS])
        self._room = QSpinBox()
        self._room.setObjectName("rows_room")
        self._room.setRange(1, 500)
        self._room.setSuffix(" 行")
        self._room.setValue(max(each.row for each in marked) - first + 1 if marked else 1)
        lines = QGridLayout()
        lines.setHorizontalSpacing(px(SPACE))
        lines.setVerticalSpacing(px(6))
        settled = (("哪本台账", self._ledger), ("哪些记录", self._span), ("表上留了", self._room))
        for at, (words, line) in enumerate(settled):
            lines.addWidget(label(words), at, 0)
            lines.addWidget(line, at, 1)
        self._choices: list[DropDown] = []
        for at, cell in enumerate(self._columns, len(settled)):
            said = "".join(heads.get(cell.at, ())[-1:]) or cell.at
            chosen = DropDown()
            chosen.setObjectName(f"rows_column_{cell.at}")
            chosen.setMaxVisibleItems(14)
            self._choices.append(chosen)
            lines.addWidget(label(said), at, 0)
            lines.addWidget(chosen, at, 1)
        kept = button("这样填", self._take, "primary")
        kept.setObjectName("rows_take")
        kept.setDefault(True)
        foot = row(1, button("返回", self.reject), kept)
        words = "记录比表上留的行多时，在下面照样插入几行。"
        self.setLayout(
            column(lines, label(words, "muted", wrap=True), foot, spacing=px(SPACE), margins=px(16))
        )
        self._likeliest()
        self._offer()

    def _likeliest(self) -> None:
        """Begin with the ledger that has a column for most of the heads."""
        scores = [sum(bool(each) for each in self._found(ledger)) for ledger in self._ledgers]
        if scores and max(scores):
            at = scores.index(max(scores))
            self._ledger.setCurrentIndex(at)
            is_list = self._ledgers[at].roster is not None or self._ledgers[at].unit is not None
            self._span.setCurrentText(_ALWAYS if is_list else OFFERED_SPANS[0])

    def _found(self, ledger: Ledger) -> list[str]:
        """For each marked column the key of the ledger's column that is called so; "" for none."""
        by_name = {folded(each.heading): key for key, each in form_columns(ledger).items()}
        for field in ledger.fields:
            for name in field.aliases:
                by_name.setdefault(folded(name), field.key)
        heads = ["".join(self._heads.get(each.at, ())[-1:]) for each in self._columns]
        return [
            PLACE if folded(head) == folded(_NUMBER) else by_name.get(folded(head), "")
            for head in heads
        ]

    def _offer(self) -> None:
        ledger = self._ledgers[self._ledger.currentIndex()]
        for chosen, key in zip(self._choices, self._found(ledger), strict=True):
            chosen.clear()
            chosen.addItem(_NOTHING, "")
            chosen.addItem(_NUMBER, PLACE)
            for of, each in form_columns(ledger).items():
                chosen.addItem(each.heading, of)
            chosen.setCurrentIndex(max(chosen.findData(key), 0))

    def _take(self) -> None:
        columns = tuple(
            MappedColumn(FormPlace(self._table, cell.at), str(chosen.currentData()))
            for cell, chosen in zip(self._columns, self._choices, strict=True)
            if chosen.currentData()
        )
        if not columns:
            self._choices[0].setFocus()
            return
        ledger = self._ledgers[self._ledger.currentIndex()]
        span = self._span.currentText()
        over = None if span == _ALWAYS else FormSpan(span)
        self.chosen.emit(MappedRows(ledger.key, columns, self._room.value(), over))
        self.accept()
