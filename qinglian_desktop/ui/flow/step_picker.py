"""The list of steps from which one is chosen to go to: by its number, by arrows or by a click"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_rows import rows_of_chart
from qinglian_desktop.domain.flow.chart_tree import branch_spot, step_spot
from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.theme import Theme

ONWARD = "接着往下走，不跳转"
_WIDTH, _HEIGHT = 320, 300


class StepPicker(QFrame):
    """Hangs below a row; ``chosen`` is told of the id, or of None for going on as it comes."""

    def __init__(
        self,
        chart: FlowChart,
        row: str,
        theme: Theme,
        chosen: Callable[[str | None], object],
        parent: QWidget,
        *,
        title: str = "退回或转到哪一步？",
        with_onward: bool = True,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("step_picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "panel")
        self._chosen = chosen
        self.list = _Steps(self._choose)
        self.list.setAccessibleName(title)
        own = owner_step(chart, row)
        goto = current_goto(chart, row)
        if with_onward and goto is not None:
            self._add(ONWARD, None)
        for each in rows_of_chart(chart):
            if each.step is not None and each.step.id not in (own, row):
                self._add(f"{each.number}　{each.step.text or '（还没有写）'}", each.step.id)
        wanted = goto or likely_target(chart, row)
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == wanted:
                self.list.setCurrentRow(place)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        hint = label(f"{title}↑↓ 选，或按步骤的序号，Enter 确定。", "muted", wrap=True)
        self.setLayout(column(hint, self.list, spacing=theme.px(4), margins=theme.px(8)))
        self.resize(QSize(theme.px(_WIDTH), theme.px(_HEIGHT)))

    def open_at(self, at: QPoint) -> None:
        """Show it there on the screen, and take the keyboard."""
        room = self.screen().availableGeometry()
        x = max(room.left(), min(at.x(), room.right() - self.width()))
        y = max(room.top(), min(at.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.list.setFocus()

    def _add(self, words: str, step: str | None) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, step)
        self.list.addItem(item)

    def _choose(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            self._chosen(item.data(Qt.ItemDataRole.UserRole))


class _Steps(QListWidget):
    """Enter, Space and a click choose; figures go to the step of that number."""

    def __init__(self, choose: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("steps")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._choose = choose
        self.itemClicked.connect(lambda _: choose())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.window().close()
        else:
            super().keyPressEvent(event)


def owner_step(chart: FlowChart, row: str) -> str:
    """The step from which the line of a row would begin, to which it cannot lead."""
    spot, within = step_spot(chart, row), branch_spot(chart, row)
    if within is not None:
        return within.owner.id
    return spot.step.id if spot else ""


def current_goto(chart: FlowChart, row: str) -> str | None:
    """Where the row goes now."""
    spot, within = step_spot(chart, row), branch_spot(chart, row)
    return spot.step.goto if spot else within.branch.goto if within else None


def likely_target(chart: FlowChart, row: str) -> str:
    """Where one goes back to as a rule: to the step before that which decides."""
    spot = step_spot(chart, row)
    holder = spot.holder if spot else row
    within = branch_spot(chart, holder)
    if within is None:
        return spot.rows[max(spot.index - 2, 0)].id if spot else ""
    owner = step_spot(chart, within.owner.id)
    if owner is None:
        return ""
    if owner.index:
        return owner.rows[owner.index - 1].id
    around = branch_spot(chart, owner.holder)
    return around.owner.id if around is not None else owner.step.id
