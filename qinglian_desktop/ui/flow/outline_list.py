"""The outline at the left of the page: rows of steps, one of which is typed in"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.flow.chart import StepKind
from qinglian_desktop.domain.flow.chart_rows import ChartRow
from qinglian_desktop.ui.flow.chart_deeds import ChartDeeds
from qinglian_desktop.ui.flow.chart_work import ChartWork
from qinglian_desktop.ui.flow.outline_model import OutlineModel, row_words
from qinglian_desktop.ui.flow.outline_painting import OutlinePainting
from qinglian_desktop.ui.flow.row_line import RowLine
from qinglian_desktop.ui.look.place_table import Index
from qinglian_desktop.ui.look.theme import Theme

_BEFORE = 9
"""Pixels at 100 % that the line begins before the words, for its own frame."""
_KINDS = {
    "endpoint": StepKind.ENDPOINT,
    "work": StepKind.WORK,
    "decision": StepKind.DECISION,
    "material": StepKind.MATERIAL,
}


class OutlineList(QListView):
    """The line stands over the row that one is at, and has the keyboard.

    ``wanted`` carries what the page does for a row: goto, swap, details, same_post, risk,
    menu or paste.
    """

    wanted = Signal(str)

    def __init__(self, work: ChartWork, deeds: ChartDeeds, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName("步骤")
        self._work = work
        self._deeds = deeds
        self._theme = theme
        self._wrong: Mapping[str, str] = {}
        self._shown = ""
        self.rows = OutlineModel(self)
        self.painting = OutlinePainting(self.rows, theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.painting)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.line = RowLine()
        self.line.setParent(self.viewport())
        self.line.hide()
        self.line.textEdited.connect(deeds.write)
        self.line.meant.connect(self._on_meant)
        # The keyboard comes to the line by the list, which is one stop of Tab with it.
        self.setFocusProxy(self.line)
        self.verticalScrollBar().valueChanged.connect(self._place_line)
        work.changed.connect(self.refresh)
        work.moved.connect(self._show_row)

    def show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Say what is wrong, by the id of a row."""
        if wrong != self._wrong:
            self._wrong = wrong
            self.refresh()

    def refresh(self) -> None:
        """Show the chart as it stands."""
        self.rows.show(self._work.chart, self._wrong)
        if self.rows.place_of(self._work.row) < 0 and self.rows.rows:
            self._work.go_to(self.rows.rows[0].id)
        self._show_row()

    def take_keys(self) -> bool:
        """Type in the row that one is at."""
        if self.line.isHidden():
            return False
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to(self, row: str) -> None:
        """Be at another row; what was written in this one stands, and what is empty goes."""
        if row == self._work.row:
            return
        self.rest()
        if self.rows.place_of(row) >= 0:
            self._work.go_to(row)

    def settle(self) -> None:
        """What was typed stands, and a question is a decision."""
        if self.line.is_touched:
            self.line.is_touched = False
            self._deeds.ask()

    def rest(self) -> None:
        """Be done with the row: what was written in it stands, and what is empty goes."""
        self.settle()
        self._work.end_typing()
        self._deeds.remove_empty()

    def step_by(self, by: int) -> None:
        """Go to the row before (−1) or after (+1)."""
        at = self.rows.place_of(self._work.row) + by
        if 0 <= at < len(self.rows.rows):
            self.go_to(self.rows.rows[at].id)

    @property
    def current(self) -> ChartRow | None:
        """The row that one is at."""
        at = self.rows.place_of(self._work.row)
        return self.rows.rows[at] if at >= 0 else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.go_to(self.rows.rows[index.row()].id)
        self.take_keys()
        if event.button() is Qt.MouseButton.RightButton and index.isValid():
            self.wanted.emit("menu")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_line()

    def _on_meant(self, meaning: str) -> None:
        deeds = self._deeds
        match meaning:
            case "next":
                self.settle()
                deeds.next_step()
            case "before" | "after":
                self.step_by(-1 if meaning == "before" else 1)
            case "up" | "down":
                deeds.move(-1 if meaning == "up" else 1)
            case "branch":
                self.settle()
                deeds.open_branch()
            case "in":
                deeds.into_branch()
            case "out":
                deeds.out_of_branch()
            case "remove":
                deeds.remove()
            case "words":
                self.line.selectAll()
                self.line.is_touched = True
            case kind if kind in _KINDS:
                deeds.set_kind(_KINDS[kind])
            case _:
                self.wanted.emit(meaning)

    def _show_row(self) -> None:
        """Select the row that one is at, and put the line over it with its words."""
        row = self.current
        if row is None:
            self.line.hide()
            self._shown = ""
            return
        index = self.rows.index(self.rows.place_of(row.id))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        words = row_words(row)
        if row.id != self._shown:
            self._shown = row.id
            self.line.come_to(words)
            self.line.setPlaceholderText(_hint_of(row))
        elif tidied(self.line.text()).strip() != words:
            # Taken back, or changed elsewhere on the page.
            self.line.come_to(words)
        self._place_line()
        self.line.show()

    def _place_line(self) -> None:
        row = self.current
        if row is None:
            return
        area = self.visualRect(self.rows.index(self.rows.place_of(row.id)))
        words = self.painting.words_area(area, row)
        px = self._theme.px
        self.line.setGeometry(words.adjusted(-px(_BEFORE), px(2), 0, -px(2)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The row that one is at is the work's to say."""
        self.viewport().update()


def _hint_of(row: ChartRow) -> str:
    return "这一步做什么" if row.step is not None else "条件，如 是、否"
