"""What else a step says, below the outline: who does it, by when, with what, in which stage"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from qinglian_desktop.domain.comparing import folded, tidied
from qinglian_desktop.ui.editors.suggestions import Suggestions
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_work import ChartWork
from qinglian_desktop.ui.flow.row_line import OwnUndoLine
from qinglian_desktop.ui.look.parts import label
from qinglian_desktop.ui.look.theme import Theme

PARTS = {"post": "岗位", "limit": "时限", "materials": "材料", "stage": "阶段"}
_HINTS = {
    "post": "谁来办",
    "limit": "如 3个工作日",
    "materials": "要哪些材料",
    "stage": "从这一步开始的阶段",
}
_LIMITS = ("当日", "3个工作日", "5个工作日", "10个工作日")


class StepDetails(QWidget):
    """Enter goes on to the next of them, and from the last back to the row; so does Esc at once."""

    left = Signal()

    def __init__(
        self,
        work: ChartWork,
        deeds: ChartDeeds,
        theme: Theme,
        posts: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__()
        self._work = work
        self._deeds = deeds
        self._posts = posts
        self.lines: dict[str, DetailLine] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(6))
        grid.setVerticalSpacing(theme.px(4))
        for place, (key, words) in enumerate(PARTS.items()):
            line = self.lines[key] = DetailLine(lambda key=key: self.offers(key))
            line.setObjectName(key)
            line.setAccessibleName(words)
            line.setPlaceholderText(_HINTS[key])
            line.typed.connect(lambda text, key=key: deeds.describe(key, text))
            line.ended.connect(lambda key=key: self._go_on(key))
            line.given_up.connect(self.left)
            name = label(words, "muted")
            name.setBuddy(line)
            grid.addWidget(name, place // 2, place % 2 * 2)
            grid.addWidget(line, place // 2, place % 2 * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        work.changed.connect(self._show)
        work.moved.connect(self._show)
        self._show()

    def take_keys(self) -> bool:
        """Begin with the post; False at a branch, which has none of it."""
        first = self.lines["post"]
        if not first.isEnabled():
            return False
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()
        return True

    def offers(self, key: str) -> Sequence[str]:
        """What stands in other steps already, then what is usual."""
        used = [getattr(step, key) for step in self._work.chart.every_step()]
        more: Sequence[str] = ()
        if key == "post":
            more = (*self._work.chart.lanes, *self._posts())
        elif key == "limit":
            more = _LIMITS
        return list(dict.fromkeys(filter(None, (*used, *more))))

    def _go_on(self, key: str) -> None:
        keys = list(PARTS)
        at = keys.index(key) + 1
        if at < len(keys):
            line = self.lines[keys[at]]
            line.setFocus(Qt.FocusReason.TabFocusReason)
            line.selectAll()
        else:
            self.left.emit()

    def _show(self) -> None:
        step = self._deeds.own_step
        for key, line in self.lines.items():
            line.setEnabled(step is not None)
            text = getattr(step, key) if step is not None else ""
            if tidied(line.text()).strip() != text:
                line.setText(text)
                line.setCursorPosition(0)


class DetailLine(OwnUndoLine):
    """``typed`` carries what stands in it, ``ended`` comes with Enter, ``given_up`` with Esc."""

    typed = Signal(str)
    ended = Signal()
    given_up = Signal()

    def __init__(self, offers: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._offers = offers
        self._known: Sequence[str] = ()
        self._offered = Suggestions(self)
        self._offered.activated.connect(self._on_chosen)
        self.setCompleter(self._offered)
        self.textEdited.connect(self._on_typed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Not when it only comes back from the list that is being put away.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._known = self._offers()
            self._offered.offer(self._known, self.text())
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Enter in the list of what is offered goes on as Enter in the line does."""
        popup = self._offered.popup()
        if forward and popup.isVisible():
            popup.hide()
            self.ended.emit()
            return True
        return super().focusNextPrevChild(forward)

    def _on_typed(self, text: str) -> None:
        wanted = folded(text)
        self._offered.offer([each for each in self._known if wanted in folded(each)], text)
        self.typed.emit(text)

    def _on_chosen(self, text: str) -> None:
        self.typed.emit(text)
