"""The filter line above a list: text, period, choices, and whether void records show."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, State
from qinglian_desktop.ui.ledger.shown import Chosen
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.hinted_line import HintedLine
from qinglian_desktop.ui.look.parts import DropDown, button
from qinglian_desktop.ui.look.theme import Theme


class FilterBar(QWidget):
    """Filters of one ledger; ``changed`` comes when the query is another one."""

    changed = Signal()

    def __init__(self, theme: Theme, ledger: Ledger, today: date) -> None:
        super().__init__()
        self._ledger = ledger
        self._only: tuple[int, ...] | None = None
        self._said = button("", self.clear)
        self._said.setObjectName("only")
        self._said.setToolTip("去掉这个条件，显示全部")
        self._said.hide()
        self._only_words = ""
        self._text = HintedLine()
        self._text.set_hints(f"在{ledger.label}里查找", "在这本台账里查找", "查找")
        self._text.setAccessibleName("查找")
        self._text.setClearButtonEnabled(True)
        self._text.setFixedWidth(theme.px(190))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._wait.timeout.connect(self.changed)
        self._text.textChanged.connect(lambda _: self._wait.start())
        self._period = DropDown()
        self._period.setAccessibleName("期间")
        for words, period in _periods(today):
            self._period.addItem(words, period)
        self._period.activated.connect(lambda _: self.changed.emit())
        self._choices: dict[str, QComboBox] = {}
        for key in ledger.filters:
            kind = ledger.field(key).type
            combo = DropDown()
            combo.setAccessibleName(ledger.field(key).label)
            combo.addItem(_all_of(ledger.field(key).label))
            if isinstance(kind, Choice | Choices):
                combo.addItems(list(kind.options))
            combo.activated.connect(lambda _: self.changed.emit())
            self._choices[key] = combo
        self._void = QCheckBox("含已作废")
        self._void.clicked.connect(lambda: self.changed.emit())
        self._clear = button("显示全部", self.clear, "link")
        self._clear.hide()
        # In its place all the same: what stands nowhere is let go of by nobody.
        if ledger.roster or ledger.unit:
            self._period.hide()
        flow = FlowLayout(theme.px(8), theme.px(6))
        for part in (
            self._said,
            self._text,
            self._period,
            *self._choices.values(),
            self._void,
            self._clear,
        ):
            flow.addWidget(part)
        self.setLayout(flow)
        self.changed.connect(self._on_changed)

    @property
    def words(self) -> str:
        """What the list is narrowed to, for the heading of a print."""
        parts = [] if self._only is None else [self._only_words]
        parts += [self._period.currentText()] if self._period.currentData() else []
        parts += [c.currentText() for c in self._choices.values() if c.currentIndex() > 0]
        if self._text.text().strip():
            parts.append(f"含“{self._text.text().strip()}”")
        return " ".join(parts)

    def query(self) -> Query:
        """The filters as a query, which says no order."""
        states = (*COUNTED, State.VOID) if self._void.isChecked() else COUNTED
        return Query(
            self._ledger.key,
            text=self._text.text().strip(),
            period=self._period.currentData(),
            words={
                key: self._called(key, combo.currentText())
                for key, combo in self._choices.items()
                if combo.currentIndex() > 0
            },
            states=states,
            ids=self._only,
        )

    def chosen(self) -> Chosen:
        """What stands in the filters."""
        return Chosen(
            self._text.text(),
            self._period.currentText(),
            {key: combo.currentText() for key, combo in self._choices.items()},
            self._void.isChecked(),
            self._only,
            self._only_words,
        )

    def choose(self, chosen: Chosen) -> None:
        """Let the filters stand as they did in another; a word that is gone shows all.

        Nobody is told: it is done before the list is read.
        """
        self._say_only(chosen.only, chosen.only_words)
        self._text.setText(chosen.text)
        self._wait.stop()
        self._period.setCurrentIndex(max(self._period.findText(chosen.period), 0))
        for key, combo in self._choices.items():
            combo.setCurrentIndex(max(combo.findText(chosen.words.get(key, "")), 0))
        self._void.setChecked(chosen.with_void)
        self._on_changed()

    def show_only(self, ids: tuple[int, ...], words: str) -> None:
        """Narrow the list to just these records; ``words`` stand as long as it is so."""
        self._reset()
        self._say_only(ids, words)
        self.changed.emit()

    def clear(self) -> None:
        """Show everything again."""
        self._reset()
        self.changed.emit()

    def _say_only(self, ids: tuple[int, ...] | None, words: str) -> None:
        self._only, self._only_words = ids, words
        self._said.setText(f"{words}  ×")

    def _called(self, key: str, word: str) -> tuple[str, ...]:
        """A word of the list with all that it was called before."""
        kind = self._ledger.field(key).type
        former = kind.former if isinstance(kind, Choice | Choices) else ()
        return (word, *(old for old, now in former if now == word))

    def _reset(self) -> None:
        self._only = None
        self._text.blockSignals(True)
        self._text.clear()
        self._text.blockSignals(False)
        self._void.setChecked(False)
        for combo in (self._period, *self._choices.values()):
            combo.setCurrentIndex(0)

    def _on_changed(self) -> None:
        self._said.setVisible(self._only is not None)
        narrowed = bool(self.words) or self._void.isChecked()
        self._clear.setVisible(narrowed)


def _all_of(label: str) -> str:
    """全部类型; a question is left open."""
    return f"{label}：不限" if label.startswith("是否") else f"全部{label}"


def _periods(today: date) -> list[tuple[str, Period | None]]:
    month, half = Period.month_of(today), Period.half_of(today)
    quarter = Period(PeriodKind.QUARTER, today.year, (today.month + 2) // 3)
    year = Period(PeriodKind.YEAR, today.year)
    months = [m for m in reversed(year.months) if m.start <= today][2:]
    named = [
        ("本月", month),
        ("上月", month.previous),
        ("本季度", quarter),
        ("本半年", half),
        ("今年", year),
        ("去年", year.previous),
    ]
    return [("全部时间", None), *named, *((m.label, m) for m in months)]
