"""Typing goes on while what was typed before is being saved."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.hands import write


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    """A talk that can be saved as it stands."""
    records, talks = session.desk.records, session.desk.catalogue["talks"]
    typed = {
        "category": "谈心谈话",
        "form": "个别",
        "time": "2026-11-20 09:00 至 10:00",
        "place": "谈心谈话室",
        "people": "罗文渊",
        "classes": ["重点岗位负责人"],
        "talker": "韦明谦",
        "focus": ["岗位职责"],
        "content": "谈了",
    }
    made = RecordPanel(session, talks)
    qtbot.addWidget(made)
    made.resume(records.keep_draft(Draft("talks", typed)))
    made.show()
    return made


def content(panel: RecordPanel) -> Any:
    return panel.form._lines["content"].editor.main


def test_an_answer_shows_nothing_older_than_what_stands_in_the_form(
    panel: RecordPanel, session: Session, qtbot: QtBot
) -> None:
    """Saved, typed on and saved again before the first answer came."""
    shown: list[str] = []
    panel.saved.connect(lambda _: shown.append(content(panel).toPlainText()))
    content(panel).clear()
    write(content(panel), "四")
    panel.save()
    write(content(panel), "一")
    panel.save()
    qtbot.waitUntil(lambda: not session.operations.is_changing)
    assert shown == ["四一", "四一"], panel._notice.text()
    assert panel.record is not None
    assert panel.record.values["content"] == "四一"


def test_a_key_pressed_while_saving_stays_where_it_was_typed(
    panel: RecordPanel, session: Session, qtbot: QtBot
) -> None:
    """The draft of it is under way when the answer comes."""
    content(panel).clear()
    write(content(panel), "四")
    panel.save()
    write(content(panel), "一")
    panel.put_away()
    qtbot.waitUntil(lambda: not session.operations.is_changing)
    assert content(panel).toPlainText() == "四一"
    drafts = session.desk.records.drafts(session.desk.catalogue["talks"])
    assert [draft.typed["content"] for draft in drafts] == ["四一"]
