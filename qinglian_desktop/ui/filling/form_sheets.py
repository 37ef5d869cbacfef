"""The tables of a form: a tab for each, and the one in front with what goes into its places."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from qinglian_desktop.domain.filling.seen_form import FormTable
from qinglian_desktop.ui.filling.form_grid import FormGrid
from qinglian_desktop.ui.filling.form_model import ShownTable
from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.theme import Theme


class FormSheets(QWidget):
    """``turned`` comes when another table was brought to the front."""

    turned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.grid = FormGrid(theme)
        self._tabs = QTabBar()
        self._tabs.setObjectName("form_sheets")
        self._tabs.currentChanged.connect(lambda _: self.turned.emit())
        self._cut = label("", "muted", wrap=True)
        self._cut.setObjectName("form_cut")
        layout = column(self._tabs, self._cut, self.grid, spacing=theme.px(4))
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    def front(self) -> int:
        """Which table is in front, counted from 0."""
        return max(self._tabs.currentIndex(), 0)

    def offer(self, tables: Iterable[FormTable]) -> None:
        """The tables of another form, the first in front."""
        with QSignalBlocker(self._tabs):
            while self._tabs.count():
                self._tabs.removeTab(0)
            for each in tables:
                self._tabs.addTab(each.name)
        self._tabs.setVisible(self._tabs.count() > 1)

    def show_table(self, shown: ShownTable) -> None:
        """Show a table, and where more stands in it than can be shown, say so."""
        table = shown.table
        self._cut.setVisible(table.is_cut)
        self._cut.setText(
            f"这张工作表太大，这里只显示前{table.rows}行、前{table.columns}列。"
            "没有显示的不填，在写好的表里照原样留着。"
        )
        self.grid.show_table(shown)
