"""A record that is there already, side by side with the one that comes in; what becomes of it"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout

from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.look.parts import DropDown, button, column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE, Theme

_MOST_WORDS = 60


class DoubleCard(QFrame):
    """Hidden for a record that is new."""

    def __init__(self, theme: Theme, work: ImportWork) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._work = work
        self._place: int | None = None
        self._words = label("", wrap=True)
        self._words.setObjectName("double")
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.treatment = DropDown()
        self.treatment.setObjectName("treatment")
        self.treatment.setAccessibleName("这一条怎样处理")
        self.treatment.addItems([each.value for each in Treatment])
        self.treatment.activated.connect(self._on_chosen)
        self._all = button("已有的都这样", self._on_all_wanted, "quiet")
        px = theme.px
        self.setLayout(
            column(
                self._words,
                self._grid,
                row(label("这一条", "muted"), self.treatment, self._all, 1),
                spacing=px(SPACE),
                margins=px(SPACE),
            )
        )
        self.hide()

    def show_double(self, place: int | None, looked: Looked | None) -> None:
        """Show what is there already, if the record is such a one."""
        self._place = place
        clear(self._grid)
        if looked is None or place is None or not looked.is_double:
            self.hide()
            return
        if looked.twin is not None:
            self._words.setText("台账里已经有这一条，不一样的地方：")
            if not self._compare(looked):
                self._words.setText("台账里已经有这一条，表格里写到的都一样。")
        else:
            result = self._work.result
            first = result.records[looked.same_as or 0].record.rows[0] if result else 0
            self._words.setText(f"和表格第 {first + 1} 行是同一条。")
        options = list(Treatment)
        self.treatment.setCurrentIndex(options.index(self._work.treatment(place)))
        self.show()

    def _compare(self, looked: Looked) -> int:
        """The fields in which the file says something else; how many there are."""
        ledger, twin = self._work.ledger, looked.twin
        assert twin is not None
        here = plain_of(ledger, twin)
        line = 0
        for field in ledger.fields:
            said = looked.record.typed.get(field.key)
            if not said:
                continue
            new = plain_to_text(field.type, looked.typed.get(field.key, said))
            old = plain_to_text(field.type, here.get(field.key))
            if new == old:
                continue
            if not line:
                for at, words in enumerate(("", "台账里", "表格里")):
                    self._grid.addWidget(label(words, "muted"), 0, at)
            line += 1
            for at, words in enumerate((field.label, old or "（空）", new)):
                self._grid.addWidget(label(_short(words), wrap=True), line, at)
        return line

    def _on_chosen(self, at: int) -> None:
        if self._place is not None:
            self._work.treat(self._place, list(Treatment)[at])

    def _on_all_wanted(self) -> None:
        self._work.treat(None, list(Treatment)[self.treatment.currentIndex()])


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"
