"""A record that follows from another says so, and is changed only where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Choice, Day, Field, Text
from qinglian_desktop.domain.ledger import Computed, Feed, Ledger, Section
from qinglian_desktop.domain.record import Draft, Record
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.migrations import Migration
from qinglian_desktop.storage.schema import ddl
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.storage.invented_books import CHEAP, NOW, PASSWORD, WHO
from tests.ui.finding import saved

DAY = Field("day", "日期", Day(), required=True)


def _follow(values: Values) -> tuple[Values, ...]:
    return ({"day": values.get("day"), "what": values.get("what")},)


def _place(values: Values) -> Value:
    return "甲板"


LOG = Ledger(
    "log",
    "航海日志",
    "日志",
    (
        Section(
            "记",
            (
                DAY,
                Field("what", "何事", Text(60), required=True),
                Field("also", "记入", Choice(("是",))),
            ),
        ),
    ),
    "day",
    ("what",),
    feeds=(Feed("also", "songs", ("day", "what", "where"), _follow),),
)
SONGS = Ledger(
    "songs",
    "船歌",
    "歌",
    (
        Section(
            "歌",
            (
                DAY,
                Field("what", "何歌", Text(60), required=True),
                Field("where", "何处", Text(60), initial=Computed(_place)),
                Field("singer", "谁唱", Text(60)),
            ),
        ),
    ),
    "day",
    ("what",),
)
SHIP = Catalogue((LOG, SONGS))


@pytest.fixture
def session(theme: Theme, tools: Tools, tmp_path: Path) -> Iterator[Session]:
    first = Migration(1, "songs", tuple(ddl(SHIP)))
    books = EncryptedBooks(SHIP, lambda: NOW, WHO, migrations=(first,), cost=CHEAP)
    book, _ = books.create(tmp_path / "船", PASSWORD)
    made = Session(Desk(book, replace(tools, catalogue=SHIP)), theme)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.operations.wait()
    book.close()


@pytest.fixture
def kept(session: Session) -> tuple[Record, Record]:
    """A record of the log and the song that followed from it."""
    typed = {"day": "2026-10-09", "what": "起锚歌", "also": "是"}
    saved = session.desk.records.save(LOG, typed)
    ((_, song, _),) = session.desk.records.fed(LOG, saved.record)
    return saved.record, song


def panel_of(qtbot: QtBot, session: Session, ledger: Ledger, record: Record) -> RecordPanel:
    panel = RecordPanel(session, ledger)
    qtbot.addWidget(panel)
    panel.resize(620, 700)
    panel.open(record)
    panel.show()
    return panel


def said(panel: RecordPanel) -> str:
    return "\n".join(found.text() for found in panel.findChildren(QLabel) if found.isVisible())


def button(panel: RecordPanel, text: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == text)


def test_it_says_where_it_comes_from_and_leads_there(
    qtbot: QtBot,
    session: Session,
    kept: tuple[Record, Record],
    visited: Callable[[], list[object]],
) -> None:
    log, song = kept
    panel = panel_of(qtbot, session, SONGS, song)
    assert f"由“航海日志 {log.number}”带出，灰色的各项请到那里改。" in said(panel)
    button(panel, "打开").click()
    assert visited() == [ToRecord("log", log.id or 0)]


def test_what_was_brought_along_is_locked_and_the_rest_is_not(
    qtbot: QtBot, session: Session, kept: tuple[Record, Record]
) -> None:
    panel = panel_of(qtbot, session, SONGS, kept[1])
    open_ = {key for key, line in panel.form._lines.items() if line.editor.isEnabled()}
    assert open_ == {"singer"}
    said = {key: line.editor.toolTip() for key, line in panel.form._lines.items()}
    assert {key for key, words in said.items() if "由别的记录带出" in words} == {*said} - open_
    assert not button(panel, "作废").isVisible()
    assert button(panel, "保存").isVisible()


def test_what_belongs_to_it_alone_is_saved_and_locked_fields_follow_nothing(
    qtbot: QtBot, session: Session, kept: tuple[Record, Record]
) -> None:
    panel = panel_of(qtbot, session, SONGS, kept[1])
    editor = panel.form._lines["singer"].editor
    editor.show_typed("周𬭚")
    editor.edited.emit()
    assert saved(panel)
    assert panel.record is not None
    assert panel.record.value("singer") == "周𬭚"
    assert panel.record.value("where") is None


def test_a_source_tells_what_was_entered_with_it(
    qtbot: QtBot,
    session: Session,
    kept: tuple[Record, Record],
    visited: Callable[[], list[object]],
) -> None:
    log, song = kept
    panel = panel_of(qtbot, session, LOG, log)
    assert "同时记入：" in said(panel)
    assert "带出" not in said(panel)
    button(panel, f"船歌 {song.number}").click()
    assert visited() == [ToRecord("songs", song.id or 0)]
    assert all(line.editor.isEnabled() for line in panel.form._lines.values())
    assert button(panel, "作废").isVisible()


def test_a_record_that_stands_alone_says_nothing_of_it(qtbot: QtBot, session: Session) -> None:
    saved = session.desk.records.save(SONGS, {"day": "2026-10-09", "what": "独唱"})
    panel = panel_of(qtbot, session, SONGS, saved.record)
    assert not panel._feeds.isVisible()


def test_what_was_taken_up_is_not_said_to_be_voided_with_it(qtbot: QtBot, session: Session) -> None:
    own = {"day": "2026-10-09", "what": "起锚歌"}
    session.desk.records.save(SONGS, {**own, "where": ""})
    log = session.desk.records.save(LOG, {**own, "also": "是"}).record
    panel = panel_of(qtbot, session, LOG, log)
    assert "同时记入：" in said(panel)
    assert panel._feeds.with_it == ""
    (song,) = [each for _, each, is_own in session.desk.records.fed(LOG, log) if is_own]
    assert "带出" in said(panel_of(qtbot, session, SONGS, song))


def test_after_the_source_is_voided_its_record_cannot_be_revived_alone(
    qtbot: QtBot, session: Session, kept: tuple[Record, Record]
) -> None:
    log, song = kept
    session.desk.records.void(LOG, log.id or 0, "写错了")
    voided = session.desk.records.get(SONGS, song.id or 0)
    assert voided is not None
    panel = panel_of(qtbot, session, SONGS, voided)
    assert not button(panel, "恢复").isVisible()


def test_what_was_brought_along_is_shown_anew_when_its_source_changes(
    qtbot: QtBot, session: Session, kept: tuple[Record, Record]
) -> None:
    log, song = kept
    panel = panel_of(qtbot, session, SONGS, song)
    told: list[Changed] = []
    session.changed.connect(told.append)
    source = panel_of(qtbot, session, LOG, log)
    source.form._lines["what"].editor.show_typed("收帆歌")
    assert saved(source)
    # Lists that were looked at before hear of it too.
    assert [each.ledgers for each in told] == [frozenset({"log", "songs"})]
    assert panel.form.typed()["what"] == "收帆歌"


def test_a_draft_goes_on_with_what_was_brought_along_meanwhile(
    qtbot: QtBot, session: Session, kept: tuple[Record, Record]
) -> None:
    log, song = kept
    typed = {**session.desk.records.plain(SONGS, song), "singer": "周𬭚"}
    session.desk.records.keep_draft(Draft("songs", typed, song.id))
    changed = {"day": "2026-10-10", "what": "起锚歌", "also": "是"}
    session.desk.records.save(LOG, changed, record_id=log.id)
    latest = session.desk.records.get(SONGS, song.id or 0)
    assert latest is not None
    panel = panel_of(qtbot, session, SONGS, latest)
    assert saved(panel)
    assert panel.record is not None
    assert panel.record.value("singer") == "周𬭚"
    assert str(panel.record.occurred_on) == "2026-10-10"
