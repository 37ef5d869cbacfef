"""The page that stands in the place of a form while the chart in one of its fields is drawn"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.ui.editors.field_editor import Register
from qinglian_desktop.ui.editors.flow_editor import FlowEditor
from qinglian_desktop.ui.ledger.charts_out import ChartsOut
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.session import Session

if TYPE_CHECKING:
    from qinglian_desktop.ui.flow.chart_work import ChartHistory
    from qinglian_desktop.ui.flow.flow_page import FlowPage


@dataclass(frozen=True, slots=True)
class ChartShown:
    """The field whose chart is drawn, the row that one is at, and what was done to the chart."""

    key: str
    row: str
    history: ChartHistory


class DrawingOver(QObject):
    """What is drawn stands in the form's field at once, and is kept with all else that is typed.

    ``turned`` comes when the page takes the place of the ``parts`` of the panel, or gives it back.
    """

    turned = Signal()

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        parts: tuple[QWidget, RecordForm, QWidget, RecordWriting],
        save: Callable[[Callable[[], object] | None], object],
        register: Register | None,
    ) -> None:
        """Over the head, form and foot of a panel, which can ``save``.

        What hangs on steps is made by ``register``.
        """
        super().__init__(parts[0].parentWidget())
        self._session = session
        self._ledger = ledger
        self._save = save
        self._parts = parts[:3]
        _, self._form, _, self._writing = parts
        self._register = register
        self._page: FlowPage | None = None
        self._editor: FlowEditor | None = None
        self._left: ChartShown | None = None
        self._opened = self._writing.opened
        self._form.drawing_wanted.connect(self.open)
        # Where something is to be filled in nothing is drawn.
        self._form.front_wanted.connect(self.close)
        session.changed.connect(self._on_changed)

    @property
    def is_open(self) -> bool:
        """Whether the page stands in the place of the form."""
        return self._editor is not None

    def open(self, editor: FlowEditor) -> None:
        """Draw the chart in this field; where it was left as it is, one goes on as one left it."""
        self._open(editor, self._left if self._is_as_left(editor) else None)

    def _open(self, editor: FlowEditor, before: ChartShown | None) -> None:
        page = self._page or self._new_page()
        if self._editor is None:
            editor.shown.connect(self._on_shown)
        self._editor, self._opened = editor, self._writing.opened
        page.show_chart(editor.chart, title=self._title(), writable=editor.is_writable)
        if before is not None:
            page.work.take_up(before.history)
            page.outline.go_to(before.row)
        self._show_risks()
        page.show()
        # Before the parts go: Qt would give the keyboard to whatever comes next.
        page.take_keys()
        for part in self._parts:
            part.hide()
        self.turned.emit()

    def go_to(self, place: ToRecord) -> None:
        """Where in the record a click leads: a step of its chart, or a field of the form."""
        if place.field:
            self._writing.once_kept(lambda: self._go_to(place))

    def _go_to(self, place: ToRecord) -> None:
        editors = (each for each in self._form.findChildren(FlowEditor) if each.key == place.field)
        if (editor := next(editors, None)) is None:
            self._form.focus_first([place.field])
            return
        self.open(editor)
        if self._page is not None and place.step:
            self._page.outline.go_to(place.step)

    def close(self) -> bool:
        """Back to the form; whether the page was open."""
        editor, page = self._editor, self._page
        if editor is None or page is None:
            return False
        editor.shown.disconnect(self._on_shown)
        self._left = self.shown()
        self._editor = None
        for part in self._parts:
            part.show()
        editor.main.setFocus()
        page.hide()
        self.turned.emit()
        return True

    def take_keys(self) -> bool:
        """Where one draws; False where nothing is drawn."""
        if self._editor is None or self._page is None:
            return False
        self._page.take_keys()
        return True

    def shown(self) -> ChartShown | None:
        """What is drawn in; None where nothing is."""
        if self._editor is None or self._page is None:
            return None
        return ChartShown(self._editor.key, self._page.work.row, self._page.work.history)

    def show_again(self, shown: ChartShown | None) -> None:
        """Go on drawing where one was in another window."""
        for editor in self._form.findChildren(FlowEditor):
            if shown is not None and editor.key == shown.key:
                self._open(editor, shown)

    def _is_as_left(self, editor: FlowEditor) -> bool:
        """Whether one was at the chart of this field and record, and it was not changed since."""
        if self._left is None or self._page is None or self._left.key != editor.key:
            return False
        return self._is_same() and editor.chart == self._page.standing

    def _is_same(self) -> bool:
        """Whether the form shows the record that was drawn in last."""
        now, before = self._writing.opened, self._opened
        return now is before or (now.record_id is not None and now.record_id == before.record_id)

    def _new_page(self) -> FlowPage:
        from qinglian_desktop.ui.flow.flow_page import ChartPorts, FlowPage

        starts = self._session.desk.hanging.starts()
        ports = ChartPorts(self._posts, starts, with_risks=self._hanging() is not None)
        page = self._page = FlowPage(self._session.theme, ports)
        page.hide()
        self._parts[0].parentWidget().layout().addWidget(page)  # pyright: ignore[reportOptionalMemberAccess]
        page.edited.connect(self._on_edited)
        page.left.connect(self.close)
        page.save_wanted.connect(lambda: self._save(self._say_saved))
        page.risk_wanted.connect(self._on_risk_wanted)
        page.out_wanted.connect(self._on_out_wanted)
        return page

    def _say_saved(self) -> None:
        record = self._writing.opened.record
        if self._page is not None and record is not None:
            self._page.work.told.emit(f"已保存，编号 {record.number}。")

    def _posts(self) -> Sequence[str]:
        """The posts of those who are on the roster now, as often as they come first."""
        members = self._session.desk.roster.members().values()
        return list(dict.fromkeys(m.post for m in members if m.post and m.left is None))

    def _title(self) -> str:
        values, _ = read_input(self._ledger, self._form.typed())
        title = title_of(self._ledger, values)
        return f"{self._ledger.label}：{title}" if title else self._ledger.label

    def _on_edited(self) -> None:
        if self._editor is not None and self._page is not None:
            self._editor.take(self._page.standing)

    def _on_shown(self) -> None:
        """The form shows another record, or this one as it was saved or changed elsewhere."""
        editor, page = self._editor, self._page
        if editor is None or page is None:
            return
        if not self._is_same():
            self.close()
            return
        self._opened = self._writing.opened
        if editor.chart != page.standing:
            row = page.work.row
            page.show_chart(editor.chart, title=self._title(), writable=editor.is_writable)
            page.outline.go_to(row)
            page.work.told.emit("这条记录刚刚换成了另一个样子，流程图已跟着换过来。")

    def _show_risks(self) -> None:
        opened, page = self._writing.opened, self._page
        if page is not None:
            desk = self._session.desk
            record = opened.record
            page.show_risks(desk.hanging.risks(self._ledger, record) if record is not None else ())

    def _on_changed(self, changed: Changed) -> None:
        hanging = self._hanging()
        if self.is_open and hanging is not None and hanging[0].key in changed.ledgers:
            self._show_risks()

    def _hanging(self) -> tuple[Ledger, Field] | None:
        """The ledger whose records hang on steps of these charts, and by which field."""
        if self._register is None:
            return None
        return self._session.desk.hanging.on_steps_of(self._ledger)

    def _on_out_wanted(self, how: str) -> None:
        """What goes out is what is kept."""
        if self._writing.has_edits:
            self._save(lambda: self._go_out(how))
        else:
            self._go_out(how)

    def _go_out(self, how: str) -> None:
        record, page = self._writing.opened.record, self._page
        if record is not None and page is not None:
            ChartsOut(self._session, self._ledger).out(record, how, page)

    def _on_risk_wanted(self, step: str) -> None:
        """The step must be kept before something can hang on it."""
        if self._writing.has_edits:
            self._save(lambda: self._make_risk(step))
        else:
            self._make_risk(step)

    def _make_risk(self, step: str) -> None:
        record, hanging = self._writing.opened.record, self._hanging()
        if record is None or hanging is None or self._register is None:
            return
        given = self._session.desk.hanging.given_at(self._ledger, record, step)
        self._register(hanging[0].key, given, lambda _: self._show_risks())
