"""Which records stand below each other from the marked cells on, and what of them in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QSpinBox, QWidget

from qinglian_desktop.domain.filling.form_columns import PLACE, row_columns, rows_asked
from qinglian_desktop.domain.filling.form_mapping import MappedColumn, MappedRows
from qinglian_desktop.domain.filling.form_spans import OFFERED_SPANS, FormSpan
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_ALWAYS = "全部记录"
_NOTHING = "不填"
_NUMBER = "序号"


class RowsChoice(QDialog):
    """``chosen`` carries MappedRows.

    ``places`` are those of the first row, each with the words over it; ``offered`` is what each
    ledger could say there, the likeliest first.
    """

    chosen = Signal(object)

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        places: Sequence[tuple[FormPlace, str]],
        offered: Sequence[MappedRows],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("填台账的几行")
        self._ledgers = [each for each in session.desk.catalogue if each.is_kept]
        self._offered = {each.ledger: each for each in offered}
        self._places = [place for place, _ in places]
        px = session.theme.px
        self._ledger = DropDown()
        self._ledger.setObjectName("rows_ledger")
        self._ledger.addItems([each.label for each in self._ledgers])
        keys = [each.key for each in self._ledgers]
        self._ledger.setCurrentIndex(keys.index(offered[0].ledger))
        self._ledger.activated.connect(lambda _: self._offer())
        self._span = DropDown()
        self._span.setObjectName("rows_span")
        self._span.addItems([*OFFERED_SPANS, _ALWAYS])
        self._room = QSpinBox()
        self._room.setObjectName("rows_room")
        self._room.setRange(1, 500)
        self._room.setSuffix(" 行")
        self._room.setValue(offered[0].room)
        lines = QGridLayout()
        lines.setHorizontalSpacing(px(SPACE))
        lines.setVerticalSpacing(px(6))
        settled = (("哪本台账", self._ledger), ("哪些记录", self._span), ("表上留了", self._room))
        for at, (words, line) in enumerate(settled):
            lines.addWidget(label(words), at, 0)
            lines.addWidget(line, at, 1)
        self._choices: list[DropDown] = []
        for at, (place, said) in enumerate(places, len(settled)):
            chosen = DropDown()
            chosen.setObjectName(f"rows_column_{place.at}")
            chosen.setMaxVisibleItems(14)
            self._choices.append(chosen)
            lines.addWidget(label(said), at, 0)
            lines.addWidget(chosen, at, 1)
        kept = button("这样填", self._take, "primary")
        kept.setObjectName("rows_take")
        kept.setDefault(True)
        foot = row(1, button("返回", self.reject), kept)
        words = "记录比表上留的行多时，在下面照样插入几行。"
        self._notice = Notice(session.theme)
        self.setLayout(
            column(
                lines,
                label(words, "muted", wrap=True),
                self._notice,
                foot,
                spacing=px(SPACE),
                margins=px(16),
            )
        )
        self._offer()

    @property
    def _chosen_ledger(self) -> Ledger:
        return self._ledgers[self._ledger.currentIndex()]

    def _offer(self) -> None:
        """The columns of the ledger, those that the heads name chosen already."""
        ledger = self._chosen_ledger
        likely = self._offered[ledger.key]
        named = {each.place: each.column for each in likely.columns}
        self._span.setCurrentText(likely.span.words if likely.span else _ALWAYS)
        for chosen, place in zip(self._choices, self._places, strict=True):
            chosen.clear()
            chosen.addItem(_NOTHING, "")
            chosen.addItem(_NUMBER, PLACE)
            for of, each in row_columns(ledger).items():
                chosen.addItem(each.heading, of)
            chosen.setCurrentIndex(max(chosen.findData(named.get(place, "")), 0))

    def _take(self) -> None:
        columns = tuple(
            MappedColumn(place, str(chosen.currentData()))
            for place, chosen in zip(self._places, self._choices, strict=True)
            if chosen.currentData()
        )
        if not columns:
            self._choices[0].setFocus()
            return
        ledger = self._chosen_ledger
        asked = rows_asked(ledger, (each.column for each in columns))
        if len(asked) > 1:
            names = "和".join(f"“{ledger.field(each).label}”" for each in asked)
            self._notice.say(f"{names}各有各的行，一行里只能填一种，请改选其中一种。", "warn")
            return
        span = self._span.currentText()
        over = None if span == _ALWAYS else FormSpan(span)
        likely = self._offered[ledger.key]
        self.chosen.emit(replace(likely, columns=columns, room=self._room.value(), span=over))
        self.accept()
