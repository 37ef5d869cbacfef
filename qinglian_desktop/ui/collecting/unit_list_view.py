"""单位名单: what a table says of units, looked at before it is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from qinglian_desktop.domain.collecting.unit_lists import ReadUnits
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme

_HEADS = ("单位名称", "单位编码", "类别")
_MOST_SAID = 8


class UnitListView(QDialog):
    """``keep`` is called where the list is wanted; it cannot be while anything is wrong in it."""

    def __init__(
        self,
        theme: Theme,
        found: ReadUnits,
        before: int,
        parent: QWidget,
        keep: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("单位名单")
        self.setObjectName("unit_list")
        px = theme.px
        self._keep = keep
        notice = Notice(theme)
        if found.problems or found.remarks:
            said = (*found.problems, *found.remarks)
            more = f"\n还有{len(said) - _MOST_SAID}处。" if len(said) > _MOST_SAID else ""
            head = "名单有错，改好表格再选一次：\n" if found.problems else ""
            tone = "bad" if found.problems else "warn"
            notice.say(head + "\n".join(said[:_MOST_SAID]) + more, tone)
        table = QTableWidget(len(found.units), len(_HEADS))
        table.setObjectName("listed_units")
        table.setAccessibleName("名单里的单位")
        table.setHorizontalHeaderLabels(_HEADS)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for place, unit in enumerate(found.units):
            for number, words in enumerate((unit.name, unit.code, unit.kind)):
                table.setItem(place, number, QTableWidgetItem(words))
        heads = table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        instead = f"，换下原来的{before}个。收下的月报都还在" if before else ""
        instead = "，还不能用" if found.problems else instead
        made = button("保存名单", self._on_wanted, "primary")
        made.setObjectName("keep_units")
        made.setEnabled(bool(found.units) and not found.problems)
        back = button("返回", self.reject)
        layout = column(
            label(f"共{len(found.units)}个单位{instead}。", "head"),
            notice,
            table,
            row(1, made, back),
            spacing=px(SPACE),
            margins=px(16),
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        room = parent.window().size()
        self.resize(min(px(760), room.width() - 40), min(px(520), room.height() - 40))
        (made if made.isEnabled() else back).setFocus()

    def _on_wanted(self) -> None:
        self.accept()
        self._keep()
