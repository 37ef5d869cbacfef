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


@pytest.mark.parametrize("key", [each.key for each in ALL_LEDGERS if each.following])
def test_what_a_saved_record_left_blank_stays_so_while_another_field_is_edited(
    session: Session, qtbot: QtBot, key: str
) -> None:
    ledger = session.desk.catalogue[key]
    newest = session.desk.searching.first(Query(key), 1)[0][0]
    follows = {field.key for field in ledger.following}
    plain = session.desk.records.plain(ledger, newest)
    form = RecordForm(session, ledger)
    qtbot.addWidget(form)
    form.show_typed({k: v for k, v in plain.items() if k not in follows}, is_saved=True)
    before = form.typed()
    sources = {
        each.initial.field for each in ledger.following if isinstance(each.initial, FromPerson)
    }
    others = (k for k, line in form._lines.items() if not line.isHidden() and k not in follows)
    form._on_edited(next(k for k in others if k not in sources))
    form.settle()
    assert form.typed() == before


def test_a_saved_line_of_a_list_takes_nothing_from_the_newest_of_it(
    session: Session, qtbot: QtBot
) -> None:
    """And a new one does."""
    ledger = session.desk.catalogue["assignments"]
    newest = session.desk.searching.first(Query("assignments"), 1)[0][0]
    plain = session.desk.records.plain(ledger, newest)
    issue = {"issuer": "市委机关工委", "issued_on": "2026-10-28"}
    new = {**plain, **issue, "theme": "新的一项", "source": "2026年11月又一份清单"}
    session.desk.records.save(ledger, new)
    form = RecordForm(session, ledger)
    qtbot.addWidget(form)
    source = form._lines["source"].editor
    form.show_typed({k: v for k, v in plain.items() if k not in issue}, is_saved=True)
    source.show_typed("2026年11月又一份清单")
    form._on_edited("source")
    form.settle()
    assert not set(issue) & set(form.typed())
    form.show_typed(session.desk.records.start(ledger), is_saved=False)
    assert {k: form.typed().get(k) for k in issue} == issue
