"""The list of a ledger below its filters, with what stands there while nothing is in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.fresh import Fresh
from qinglian_desktop.ui.ledger.filter_bar import FilterBar
from qinglian_desktop.ui.ledger.passing_on import PassingStrip
from qinglian_desktop.ui.ledger.record_table import RecordTable
from qinglian_desktop.ui.ledger.record_table_model import RecordTableModel
from qinglian_desktop.ui.ledger.shown import ListShown
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_NONE_SUCH = "没有符合条件的记录。点上面的“显示全部”看所有记录。"


class Listing(Fresh, QWidget):
    """Records of one ledger; ``counted`` carries how many the filters leave.

    ``was_read`` comes when the list was read anew because the book was changed.
    """

    counted = Signal(int)
    was_read = Signal()

    def __init__(self, session: Session, ledger: Ledger, parent: QWidget, page: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._session = session
        self._ledger = ledger
        self._model = RecordTableModel(session, ledger, self)
        self.table = RecordTable(session, ledger, self._model)
        self._filters = FilterBar(session.theme, ledger, session.desk.clock().date())
        self._empty = label("", "muted", wrap=True)
        # Where one looks for the first rows, not in the middle of a high page.
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(0, session.theme.px(6 * SPACE), 0, 0)
        self._empty.hide()
        self._bring_in = button("手头已经有表格的，从表格导入…", self._on_import_wanted, "link")
        self._bring_in.setObjectName("bring_in_first")
        self._bring_in.hide()
        offer = row(1, self._bring_in, 1)
        self._passing = PassingStrip(session, ledger, self.selected_ids)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(
            lambda *_: self._passing.show_count(len(chosen.selectedRows()))
        )
        if ledger.passage is not None:
            actions.bind_within(self.table, actions.PASS_ON, self._passing.open)
        layout = column(self._filters, self._passing, self.table, self._empty, offer)
        layout.setStretch(2, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self._model.counted.connect(self._on_counted)
        self._filters.changed.connect(self._show)
        self.keep_fresh(session)

    @property
    def query(self) -> Query:
        """What the filters leave, as it is sorted."""
        return replace(self._filters.query(), sort=self._model.query.sort)

    @property
    def words(self) -> str:
        """What the list is narrowed to, for the heading of a print."""
        return self._filters.words

    def shown(self) -> ListShown:
        """What of the list is in sight, and how."""
        head = self.table.horizontalHeader()
        return ListShown(
            self._filters.chosen(),
            (head.sortIndicatorSection(), head.sortIndicatorOrder()),
            max(self.table.rowAt(0), 0),
            tuple(self.table.selected_rows()),
            self.window().focusWidget() is self.table,
        )

    def show_again(self, shown: ListShown) -> None:
        """Show the same of the list once it is in sight."""
        self.table.horizontalHeader().setSortIndicator(*shown.sorted_by)
        self._filters.choose(shown.chosen)
        QTimer.singleShot(0, self, lambda: self.table.show_rows(shown.top, shown.rows))
        if shown.has_keys:
            self.table.setFocus()

    def show_only(self, ids: tuple[int, ...], words: str) -> None:
        """Narrow the list to just these records, which ``words`` say of them."""
        self._filters.show_only(ids, words)

    def clear_filters(self) -> None:
        """Show everything again."""
        self._filters.clear()

    def give_way_to(self, record: Record) -> None:
        """Show everything where the filters hide a record that is opened from elsewhere."""
        if self.words and self._model.row_of(record.id or 0) is None:
            self.clear_filters()

    def first_record(self) -> Record | None:
        """The record in the first row, if there is one."""
        return self._model.record(0) if self._model.rowCount() else None

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, from above."""
        records = [self._model.record(place) for place in self.table.selected_rows()]
        return [record.id for record in records if record is not None and record.id is not None]

    def take_keys(self) -> bool:
        """Give the keyboard to a row of the list; False while there is none."""
        if not self._model.rowCount():
            return False
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def concerns(self, changed: Changed) -> bool:
        """The list shows records of its ledger, and what changed of all that they put up."""
        of = self._ledger.publishing
        return not changed.ledgers.isdisjoint({self._ledger.key, *(of.ledgers if of else ())})

    def is_seen(self) -> bool:
        """Its count stands at the head of its page, whatever is in front there."""
        return self._page.isVisible()

    def read(self) -> None:
        """Read the list with the filters as they are."""
        self._show()
        self.was_read.emit()

    def _show(self) -> None:
        if not self._operations.is_closed:
            self._model.show(self.query)

    def _on_import_wanted(self) -> None:
        self._session.go(ToImport(self._ledger.key))

    def _none_yet(self) -> str:
        voided = replace(self.query, states=(State.VOID,))
        if State.VOID not in self.query.states and self._session.desk.searching.first(voided, 0)[1]:
            return f"{self._ledger.about}\n记录都已作废，勾选“含已作废”可以看到。"
        return f"{self._ledger.about}\n还没有记录，点右上角的“{actions.adding(self._ledger)}”开始。"

    def _on_counted(self, count: int) -> None:
        narrowed = bool(self.words)
        if count == 0:
            self._empty.setText(_NONE_SUCH if narrowed else self._none_yet())
        self._empty.setVisible(count == 0)
        can_begin = not narrowed and not self._session.desk.book.read_only
        self._bring_in.setVisible(count == 0 and can_begin)
        self.table.setVisible(count > 0)
        self.counted.emit(count)
