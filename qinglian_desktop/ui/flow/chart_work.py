"""The chart that is being drawn: what is done to it, one step after the other, and taken back"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import TypeAlias, cast

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_plain import ids_of_chart

ChartStand: TypeAlias = tuple[FlowChart, str]
"""A chart, with the row that one is at."""


@dataclass(frozen=True, slots=True)
class ChartHistory:
    """What was done to a chart, with what it was before and after; ``done`` of it still stands."""

    steps: tuple[tuple[str, ChartStand, ChartStand], ...] = ()
    done: int = 0


class ChartWork(QObject):
    """The chart, the row that one is at, and every step back.

    ``changed`` comes with each new chart, also when a step was taken back; ``moved`` when one is
    at another row; ``edited`` only for what the user did; ``told`` carries what was done, in words.
    """

    changed = Signal()
    moved = Signal()
    edited = Signal()
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._chart = FlowChart()
        self._row = ""
        self._typed: tuple[str, int] = ("", 0)
        self.writable = True

    @property
    def chart(self) -> FlowChart:
        """The chart as it stands."""
        return self._chart

    @property
    def row(self) -> str:
        """The id of the step or branch that one is at; "" while there is none."""
        return self._row

    def new_id(self) -> str:
        """An id that nothing in the chart ever had."""
        known = set(ids_of_chart(self._chart))
        while (made := token_hex(4)) in known:
            pass
        return made

    @property
    def history(self) -> ChartHistory:
        """What was done to the chart, for another page that goes on with it."""
        steps = (cast("_Step", self.stack.command(at)) for at in range(self.stack.count()))
        told = tuple((each.text(), each.before, each.after) for each in steps)
        return ChartHistory(told, self.stack.index())

    def show(self, chart: FlowChart) -> None:
        """Another chart, to which nothing was done yet."""
        self.stack.clear()
        self._put(chart, "")

    def take_up(self, history: ChartHistory) -> None:
        """What was done to this chart on another page is taken back here."""
        stands = self._chart, self._row
        self.stack.clear()
        self.end_typing()
        with QSignalBlocker(self):
            for words, before, after in history.steps:
                self.stack.push(_Step(words, before, after, -1, self._put))
            self.stack.setIndex(history.done)
            self._put(*stands)

    def go_to(self, row: str) -> None:
        """Be at another row; that is no step to be taken back."""
        if row != self._row:
            self._row = row
            self.moved.emit()

    def do(self, words: str, chart: FlowChart, row: str | None = None, typed: str = "") -> bool:
        """Make it this chart and be at this row; whether that is another chart than before.

        What is ``typed`` into one place is one step, until something else is done.
        """
        if chart == self._chart:
            if row is not None:
                self.go_to(row)
            return False
        if not self.writable:
            self.told.emit("这条记录现在只能看，流程图不能改。")
            return False
        if typed != self._typed[0]:
            self._typed = (typed, self._typed[1] + 1)
        key = self._typed[1] if typed else -1
        before, after = (self._chart, self._row), (chart, self._row if row is None else row)
        self.stack.push(_Step(words, before, after, key, self._put))
        self.edited.emit()
        return True

    def undo(self) -> None:
        """Take the last step back; what it was is told."""
        self._turn(self.stack.undo, self.stack.undoText(), "撤销", "没有可以撤销的了。")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn(self.stack.redo, self.stack.redoText(), "重做", "没有可以重做的了。")

    @property
    def is_typing(self) -> bool:
        """Whether the last that was done was a key in a text, after which more may come."""
        return bool(self._typed[0])

    def end_typing(self) -> None:
        """What is typed from now on is another step."""
        self._typed = ("", self._typed[1])

    def _turn(self, turn: Callable[[], None], words: str, verb: str, nothing: str) -> None:
        self.end_typing()
        if not words:
            self.told.emit(nothing)
            return
        turn()
        self.edited.emit()
        self.told.emit(f"已{verb}：{words}。")

    def _put(self, chart: FlowChart, row: str) -> None:
        self._chart, self._row = chart, row
        self.changed.emit()


class _Step(QUndoCommand):
    """The chart before and after, each with the row that one was at."""

    def __init__(
        self,
        words: str,
        before: ChartStand,
        after: ChartStand,
        key: int,
        put: Callable[[FlowChart, str], None],
    ) -> None:
        super().__init__(words)
        self.before = before
        self.after = after
        self._key = key
        self._put = put

    def undo(self) -> None:
        self._put(*self.before)

    def redo(self) -> None:
        self._put(*self.after)

    def id(self) -> int:
        return self._key

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other.id() != self._key:
            return False
        self.after = other.after
        return True
