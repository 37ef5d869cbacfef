"""What a form taken up again holds goes on following, as far as it is what following gave."""

from __future__ import annotations

import json
from typing import cast

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.ledger import Computed, FromPerson, NextOfYear
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import write


def test_what_followed_goes_on_in_a_form_taken_up_again(session: Session, qtbot: QtBot) -> None:
    panel, again = (RecordPanel(session, session.desk.catalogue["talks"]) for _ in range(2))
    for each in (panel, again):
        qtbot.addWidget(each)
        each.show()
    panel.begin()
    write(panel.form._lines["content"].editor.main, "谈了一半")
    panel.leave()
    again.resume(session.desk.records.drafts()[0])
    line = again.form._lines
    talker, post = (
        cast(QLineEdit, line["talker"].editor.main),
        cast(QLineEdit, line["talker_post"].editor.main),
    )
    for name in ("陈㛃", "覃书宁"):
        talker.clear()
        write(talker, name)
        again.form.settle()
        (member,) = (m for m in session.desk.roster.members().values() if m.name == name)
        assert again.form.typed()["talker_post"] == member.post
    post.clear()
    write(post, "临时召集人")
    again.leave()
    again.resume(session.desk.records.drafts()[0])
    talker.clear()
    write(talker, "陈㛃")
    again.form.settle()
    assert again.form.typed()["talker_post"] == "临时召集人"


@pytest.mark.parametrize(
    "key",
    [
        each.key
        for each in ALL_LEDGERS
        if any(
            isinstance(field.initial, Computed | FromPerson | NextOfYear)
            or (isinstance(field.type, PeopleRef) and field.type.attendance)
            for field in each.fields
        )
    ],
)
def test_every_field_that_follows_does_so_in_a_draft_too(
    session: Session, qtbot: QtBot, key: str
) -> None:
    ledger = session.desk.catalogue[key]
    newest = session.desk.searching.first(Query(key), 1)[0][0]
    form = RecordForm(session, ledger)
    qtbot.addWidget(form)
    form.show_typed(session.desk.records.start(ledger), is_saved=False)
    sources = {
        field.initial.field for field in ledger.fields if isinstance(field.initial, FromPerson)
    }
    plain = session.desk.records.plain(ledger, newest)
    for name in (*sources, ledger.occurred):
        form._lines[name].editor.show_typed(plain[name])
        form._on_edited(name)
    form.settle()
    kept = json.loads(json.dumps(form.typed()))
    form.show_typed(kept, is_saved=False)
    assert form._touched == set()
    form._follow()
    assert form.typed() == kept
