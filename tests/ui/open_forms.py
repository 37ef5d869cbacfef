"""Open forms: one of every ledger with its editors of some kinds, or one in front."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.editors.field_editor import FieldEditor
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session


def open_forms(session: Session, qtbot: QtBot) -> dict[str, RecordForm]:
    """An open form of every ledger, with an empty row in every table of rows."""
    made: dict[str, RecordForm] = {}
    for ledger in session.desk.catalogue:
        form = made[ledger.key] = RecordForm(session, ledger)
        qtbot.addWidget(form)
        form.show_typed({}, is_saved=False)
        for field in ledger.of_type(Rows):
            form._lines[field.key].editor.show_typed([{}])
    return made


def editors_of(form: RecordForm, *kinds: type) -> Iterator[tuple[Field, FieldEditor]]:
    """The fields of those kinds on a form and in its rows, each with its editor."""
    for line in form._lines.values():
        if isinstance(line.field.type, kinds):
            yield line.field, line.editor
        elif isinstance(line.editor, RowsEditor) and isinstance(line.field.type, Rows):
            cells = line.editor._rows[0].editors
            yield from (
                (cell, cells[cell.key])
                for cell in line.field.type.fields
                if isinstance(cell.type, kinds)
            )


def new_panel(session: Session, qtbot: QtBot, ledger: Ledger, *, height: int = 700) -> RecordPanel:
    """The panel of a new record in that ledger, shown and with the keyboard's focus."""
    panel = RecordPanel(session, ledger)
    qtbot.addWidget(panel)
    panel.resize(640, height)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.begin()
    QApplication.processEvents()
    return panel
