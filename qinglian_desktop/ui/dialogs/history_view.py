"""修改经过: what happened to a record, each change with before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.domain.record import Change, Record, title_of
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

HEADINGS = ("时间", "谁", "做了什么", "项目", "原来", "现在")


class HistoryView(QDialog):
    """A table with one line for every field that changed."""

    def __init__(
        self,
        theme: Theme,
        ledger: Ledger,
        record: Record,
        changes: Iterable[Change],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        called = f"{ledger.label} {record.number} {title_of(ledger, record.values)}"
        self.setWindowTitle("修改经过")
        self.resize(theme.px(860), theme.px(460))
        lines = [line for change in changes for line in _lines(ledger, change)]
        table = QTableWidget(len(lines), len(HEADINGS))
        table.setHorizontalHeaderLabels(HEADINGS)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
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
        self.setLayout(column(heading, hint, table, row(1, close), margins=SPACE * 2))


def _lines(ledger: Ledger, change: Change) -> list[tuple[str, ...]]:
    when, who = f"{change.at:%Y-%m-%d %H:%M}", change.by
    what = change.action + (f"（{change.reason}）" if change.reason else "")
    before, after = change.before or {}, change.after or {}
    changed = [field for field in ledger.fields if before.get(field.key) != after.get(field.key)]
    if change.before is None or not changed:
        return [(when, who, what, "", "", "")]
    return [
        (when, who, what, each.label, _words(before, each), _words(after, each)) for each in changed
    ]


def _words(plain: Mapping[str, object], field: Field) -> str:
    value = plain.get(field.key)
    text = "" if value is None else plain_to_text(field.type, value)
    return text if len(text) <= 200 else text[:200] + "…"
