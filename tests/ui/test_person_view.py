"""有关记录: from a person's record to everything that names them, and on to one of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ui.dialogs.person_view import PersonView
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled


def test_a_person_leads_to_everything_that_names_them(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    session = Session(desk, theme)
    roster = desk.catalogue["people"]
    record = desk.searching.fetch(roster, list(desk.searching.ids(Query("people")))[:1])[0]
    panel = RecordPanel(session, roster)
    qtbot.addWidget(panel)
    panel.show()
    panel.open(record)
    went: list[object] = []
    session.place_wanted.connect(went.append)
    part(panel, QPushButton, "named_in").click()
    view = part(panel, PersonView, "person_view")
    settled(qtbot, session)
    table = part(view, QTableWidget, "named_in")
    named = desk.person_records.of(Person(str(record.value("name")), record.id))
    assert table.rowCount() == len(named) > 3
    days = [table.item(place, 0).text() for place in range(table.rowCount())]  # pyright: ignore[reportOptionalMemberAccess]
    assert days == sorted(days, reverse=True)
    cut = [
        place
        for place in range(len(named))
        if table.sizeHintForIndex(table.model().index(place, 1)).width() > table.columnWidth(1)
    ]
    assert cut == []
    assert desk.person_records.preview(Person("韦明谦", record.id)).startswith(b"%PDF")
    table.setCurrentCell(2, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert went == [ToRecord(named[2].ledger.key, named[2].record.id or 0)]
    assert not view.isVisible()


def test_only_people_have_what_names_them(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    session = Session(desk, theme)
    talks = desk.catalogue["talks"]
    record = desk.searching.fetch(talks, list(desk.searching.ids(Query("talks")))[:1])[0]
    panel = RecordPanel(session, talks)
    qtbot.addWidget(panel)
    panel.open(record)
    assert part(panel, QPushButton, "named_in").isHidden()
