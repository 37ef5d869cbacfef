"""Beside the views: what is there of a unit's month and what can be done, or who makes a total."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QScrollArea

from qinglian_desktop.application.unit_months import UnitMonthKept
from qinglian_desktop.domain.collecting.collected import CollectedReturn, MetFile
from qinglian_desktop.domain.collecting.disagreements import Disagreement
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.signed import code_in_words
from qinglian_desktop.ui.collecting.figures_grid import BehindTotal, shown_figure
from qinglian_desktop.ui.collecting.gathered_words import wants_password
from qinglian_desktop.ui.look.parts import button, column, frame, label, row, rule
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import Theme

WIDTH, LEAST_WIDTH = 340, 280
_NOTHING = "点一个格子或者一行，这里列出这个单位这个月报来的是什么。"


class CollectingSide(QScrollArea):
    """Each signal carries the CollectedReturn or MetFile that something is to be done with.

    ``give_back_wanted`` carries reasons, too: the sentences that do not add up.
    ``figure_chosen`` carries a UnitFigures and its CollectedMeasure; ``filled`` comes when it has
    something to show.
    """

    filled = Signal()

    open_wanted = Signal(object)
    take_wanted = Signal(object)
    give_back_wanted = Signal(object, object)
    accept_wanted = Signal(object)
    look_wanted = Signal(object)
    give_file_back_wanted = Signal(object)
    password_wanted = Signal(object)
    figure_chosen = Signal(object, object)

    def __init__(self, theme: Theme, *, may_answer: bool) -> None:
        super().__init__()
        self._theme = theme
        self._may_answer = may_answer
        self.has_anything = False
        self._lines = column(spacing=theme.px(6))
        layout = column(self._lines, 1, spacing=0)
        layout.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        self.setObjectName("collecting_side")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(frame("card", layout))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what may be chosen."""
        clear(self._lines)
        self._say(_NOTHING, "muted")

    def show_unit(
        self,
        unit: ListedUnit,
        period: Period,
        state: str,
        kept: UnitMonthKept,
        problems: Sequence[Disagreement] = (),
    ) -> None:
        """What is kept and what was met of a unit's month, and what of it does not add up."""
        self._begin()
        self._say(unit.name or unit.code, "head")
        self._say(f"{period.label}　{state}")
        if not kept.returns and not kept.refused:
            self._say("这个月的月报还没有收到。", "muted")
        for place, each in enumerate(kept.returns):
            if place == 0:
                self._show_counted(each, kept, problems)
            else:
                self._show_earlier(each)
        if kept.refused:
            self._lines.addWidget(rule())
            self._say("没有收的文件", "head")
        for file in kept.refused:
            self._show_refused(file)

    def show_behind(self, total: BehindTotal) -> None:
        """The units whose figures make up a total."""
        self._begin()
        self._say(total.measure.words, "head")
        unit = total.measure.unit
        self._say(f"{total.title} {shown_figure(total.figure)} {unit}，{len(total.units)}个单位：")
        made = QListWidget()
        made.setObjectName("units_behind")
        made.setAccessibleName("合计背后的单位，点开看月报")
        made.setMinimumHeight(self._theme.px(220))
        made.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        for each, value in total.units:
            item = QListWidgetItem(f"{shown_figure(value)}　{each.unit.name or each.unit.code}")
            item.setToolTip(each.unit.name)
            item.setData(Qt.ItemDataRole.UserRole, each)
            made.addItem(item)

        def chosen(item: QListWidgetItem) -> None:
            self.figure_chosen.emit(item.data(Qt.ItemDataRole.UserRole), total.measure)

        # A click of the mouse is an activation too on some desktops, but never on all.
        made.itemClicked.connect(chosen)
        made.itemActivated.connect(chosen)
        self._lines.addWidget(made)

    def _begin(self) -> None:
        clear(self._lines)
        self.verticalScrollBar().setValue(0)
        self.has_anything = True
        self.filled.emit()

    def _show_counted(
        self, each: CollectedReturn, kept: UnitMonthKept, problems: Sequence[Disagreement]
    ) -> None:
        reported = f"，{each.reported_on}报出" if each.reported_on else ""
        self._say(f"第{each.revision}次{reported}，{each.taken_at:%Y-%m-%d %H:%M}收下。")
        if each.answered is not None:
            on = f"{each.answered.at:%Y-%m-%d}"
            said = "已接收" if each.answered.is_taken else "退回"
            self._say(f"{on} 已写回执：{said}。{'；'.join(each.answered.reasons)}", "muted")
        reasons = (*each.remarks, *(problem.said for problem in problems))
        for words in reasons:
            self._say(words, "warning")
        key = f"签名码 {code_in_words(each.key)}" if each.key else "没有签名"
        self._say(key, "muted")
        self._add("打开这份月报", lambda: self.open_wanted.emit(each), "open_return", "primary")
        if not self._may_answer:
            return
        taken = self._button("写回执：已接收…", lambda: self.take_wanted.emit(each), "take")
        back = self._button("退回…", lambda: self.give_back_wanted.emit(each, reasons), "give_back")
        self._lines.addLayout(row(taken, back, 1))
        if kept.has_other_key:
            self._add("认可新的台账库", lambda: self.accept_wanted.emit(each), "accept_key")

    def _show_earlier(self, each: CollectedReturn) -> None:
        words = f"以前收过第{each.revision}次，打开看"
        self._add(words, lambda: self.open_wanted.emit(each), f"open_{each.revision}", "link")

    def _show_refused(self, file: MetFile) -> None:
        self._say(file.path)
        for words in file.why:
            self._say(words, "warning")
        if wants_password(file) and self._may_answer:
            look = self._button(
                "输入打开密码…", lambda: self.password_wanted.emit(file), "password", "primary"
            )
        else:
            look = self._button("看里面的内容", lambda: self.look_wanted.emit(file), "look_file")
        line = row(look, 1)
        if self._may_answer:
            back = self._button(
                "退回…", lambda: self.give_file_back_wanted.emit(file), "give_file_back"
            )
            line.insertWidget(1, back)
        self._lines.addLayout(line)

    def _say(self, words: str, kind: str = "") -> None:
        self._lines.addWidget(label(words, kind, wrap=True))

    def _add(self, words: str, act: Callable[[], object], name: str, kind: str = "") -> None:
        self._lines.addLayout(row(self._button(words, act, name, kind), 1))

    def _button(
        self, words: str, act: Callable[[], object], name: str, kind: str = ""
    ) -> QPushButton:
        made = button(words, act, kind)
        made.setObjectName(name)
        return made
