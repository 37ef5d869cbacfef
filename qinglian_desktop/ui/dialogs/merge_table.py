"""What differs between two copies as a table, and whose words count for each of its records"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from qinglian_desktop.application.merge_taking import WhoseWords
from qinglian_desktop.application.merging import Differing, Since
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.look.theme import Theme

HEADINGS = ("情况", "台账", "编号", "内容", "照哪一边")


class MergeSide(Enum):
    """What somebody chose for a record."""

    OPEN = "请选…"
    HERE = WhoseWords.HERE.value
    THERE = WhoseWords.THERE.value
    TWO = "两件，都留"
    ONE_HERE = "同一件，照本机"
    ONE_THERE = "同一件，照对方"
    LEFT = "不带过来"


_OFFERED: Mapping[Since, tuple[MergeSide, ...]] = {
    # The first stands there until somebody chooses; nobody else does where both changed it.
    Since.NEW: (MergeSide.THERE, MergeSide.HERE),
    Since.THEIRS: (MergeSide.THERE, MergeSide.HERE),
    Since.BOTH: (MergeSide.OPEN, MergeSide.HERE, MergeSide.THERE),
}
_OF_TWINS = (MergeSide.TWO, MergeSide.ONE_HERE, MergeSide.ONE_THERE, MergeSide.LEFT)
_IS_HERE = (MergeSide.HERE, MergeSide.ONE_HERE, MergeSide.LEFT)
_IS_ONE = (MergeSide.ONE_HERE, MergeSide.ONE_THERE)


class MergeTable(QTableWidget):
    """Thousands of records: where one chooses is made for those that are seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(HEADINGS))
        self.setObjectName("differing")
        self.records: tuple[Differing, ...] = ()
        self._sides: list[MergeSide] = []
        self.setHorizontalHeaderLabels(HEADINGS)
        self.setAccessibleName("不一样的记录")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(38))
        self.setShowGrid(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._offer())
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for side in (0, 1, 2):
            head.setSectionResizeMode(side, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(4, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(4, theme.px(180))

    def show_records(self, records: tuple[Differing, ...]) -> None:
        """Show these, nothing chosen yet."""
        self.clearContents()
        self.records = records
        self._sides = [_offered(each)[0] for each in records]
        self.setRowCount(len(records))
        for at, each in enumerate(records):
            title = title_of(each.ledger, each.there.values)
            for side, words in enumerate(
                (_told(each), each.ledger.label, each.there.number, title)
            ):
                self.setItem(at, side, QTableWidgetItem(words))
        self._offer()

    def choose_all(self, side: WhoseWords) -> None:
        """The same side for every record; that two are one nobody says of all at once."""
        is_here = side is WhoseWords.HERE
        for at, each in enumerate(self.records):
            found = (one for one in _offered(each) if one not in _IS_ONE and one.value)
            wanted = [one for one in found if one is not MergeSide.OPEN]
            self._sides[at] = next(one for one in wanted if (one in _IS_HERE) is is_here)
            if (choice := self.cellWidget(at, 4)) is not None:
                assert isinstance(choice, DropDown)
                choice.setCurrentText(self._sides[at].value)

    def open_at(self) -> int | None:
        """The first row for which somebody has to choose yet; None where none is left."""
        return next((at for at, each in enumerate(self._sides) if each is MergeSide.OPEN), None)

    @property
    def sides(self) -> dict[str, WhoseWords]:
        """By the name of each record whose words count."""
        return {
            each.name: WhoseWords.HERE if side in _IS_HERE else WhoseWords.THERE
            for each, side in zip(self.records, self._sides, strict=True)
        }

    @property
    def same(self) -> set[str]:
        """The names of those that are what was typed here, too."""
        pairs = zip(self.records, self._sides, strict=True)
        return {each.name for each, side in pairs if side in _IS_ONE}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What is seen is known once it has been laid out.
        QTimer.singleShot(0, self, self._offer)

    def _offer(self) -> None:
        """Where one chooses, in each row that is seen."""
        if not self.records:
            return
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        for at in range(first, len(self.records) if last < 0 else last + 1):
            if at - first > 100:
                # Not laid out yet: no more than a window can show.
                break
            if self.cellWidget(at, 4) is None:
                self.setCellWidget(at, 4, self._choice(at))

    def _choice(self, at: int) -> DropDown:
        each = self.records[at]
        made = DropDown()
        made.setAccessibleName(f"{each.called}照哪一边")
        made.addItems([one.value for one in _offered(each)])
        made.setCurrentText(self._sides[at].value)
        made.currentTextChanged.connect(partial(self._on_chosen, at))
        return made

    def _on_chosen(self, at: int, words: str) -> None:
        self._sides[at] = MergeSide(words)


def _offered(each: Differing) -> tuple[MergeSide, ...]:
    return _OF_TWINS if each.twin is not None else _OFFERED[each.since]


def _told(each: Differing) -> str:
    """What happened to it, and which record here it may be."""
    return f"新增，像本机的 {each.twin.number}" if each.twin is not None else each.since.value
