"""修改经过: what happened to a record, each change with before and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Field, Flow
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_difference import what_changed
from qinglian_desktop.domain.flow.chart_words import chart_size
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text
from qinglian_desktop.domain.record import Change, Record, title_of
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

HEADINGS = ("时间", "谁", "做了什么", "项目", "原来", "现在")


_LONGEST = 200
GoBack: TypeAlias = Callable[[Change], object]
"""Is given the change after which the record shall be as it was."""


class HistoryView(QDialog):
    """A table with one line for every field that changed.

    With ``go_back`` what the record said after a chosen change can be brought back.
    """

    def __init__(
        self,
        theme: Theme,
        ledger: Ledger,
        record: Record,
        changes: Sequence[Change],
        parent: QWidget,
        go_back: GoBack | None = None,
    ) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._go_back = go_back
        self._now = changes[0].after or {} if changes else {}
        called = f"{ledger.label} {record.number} {title_of(ledger, record.values)}"
        self.setWindowTitle("修改经过")
        self.resize(theme.px(860), theme.px(460))
        found = [(change, line) for change in changes for line in _lines(ledger, change)]
        self._changes = [change for change, _ in found]
        lines = [line for _, line in found]
        self.table = table = QTableWidget(len(lines), len(HEADINGS))
        table.setHorizontalHeaderLabels(HEADINGS)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        for place, line in enumerate(lines):
            for side, words in enumerate(line):
                table.setItem(place, side, QTableWidgetItem(words))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for side in range(4):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.ResizeToContents)
        for side in (4, 5):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.Stretch)
        table.resizeRowsToContents()
        close = button("关闭", self.accept)
        heading = label(called, "head", wrap=True)
        heading.setObjectName("whose_history")
        hint = label("最近的改动在最上面。", "muted")
        self.said = label("选中一行，就可以回到那次改动以后的样子。", "muted", wrap=True)
        self.back = button("回到这一版", self._on_back)
        self.back.setEnabled(False)
        for each in (self.said, self.back):
            each.setVisible(go_back is not None)
        table.itemSelectionChanged.connect(self._on_chosen)
        foot = row(self.said, self.back, close)
        foot.setStretch(0, 1)
        self.setLayout(column(heading, hint, table, foot, margins=SPACE * 2))

    def _on_chosen(self) -> None:
        """Say what would change; the version that stands already is none to go back to."""
        change = self._chosen()
        labels = [] if change is None else self._differing(change)
        self.back.setEnabled(bool(labels))
        if change is None or not labels:
            self.said.setText("现在就是这个样子。")
            return
        some = "、".join(labels[:5]) + (f"等{len(labels)}项" if len(labels) > 5 else "")
        self.said.setText(
            f"回到 {change.at:%Y-%m-%d %H:%M} 的内容，会变的有：{some}。先看过再保存。"
        )

    def _on_back(self) -> None:
        change = self._chosen()
        self.accept()
        if change is not None and self._go_back is not None:
            self._go_back(change)

    def _chosen(self) -> Change | None:
        rows = self.table.selectionModel().selectedRows()
        change = self._changes[rows[0].row()] if rows else None
        return None if change is None or change.after is None else change

    def _differing(self, change: Change) -> list[str]:
        then = change.after or {}
        fields = self._ledger.fields
        return [each.label for each in fields if then.get(each.key) != self._now.get(each.key)]


def _lines(ledger: Ledger, change: Change) -> list[tuple[str, ...]]:
    when, who = f"{change.at:%Y-%m-%d %H:%M}", change.by
    what = change.action + (f"（{change.reason}）" if change.reason else "")
    before, after = change.before or {}, change.after or {}
    changed = [field for field in ledger.fields if before.get(field.key) != after.get(field.key)]
    if change.before is None or not changed:
        return [(when, who, what, "", "", "")]
    return [(when, who, what, each.label, *_words(before, after, each)) for each in changed]


def _words(
    before: Mapping[str, object], after: Mapping[str, object], field: Field
) -> tuple[str, str]:
    """What a field said and says; of a chart how large it was and is, and which steps changed."""
    plain = [each.get(field.key) for each in (before, after)]
    if isinstance(field.type, Flow):
        was, now = (_chart(each) for each in plain)
        if was is not None and now is not None:
            return chart_size(was), f"{chart_size(now)}。{what_changed(was, now)}"
    texts = ["" if each is None else plain_to_text(field.type, each) for each in plain]
    return texts[0][:_LONGEST] + _more(texts[0]), texts[1][:_LONGEST] + _more(texts[1])


def _chart(plain: object) -> FlowChart | None:
    try:
        chart = from_plain(Flow(), plain)
    except Unreadable:
        return None
    return chart if isinstance(chart, FlowChart) else None


def _more(text: str) -> str:
    return "…" if len(text) > _LONGEST else ""
