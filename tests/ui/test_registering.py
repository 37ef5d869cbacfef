"""What a link lacks is made over the form: it comes back chosen, and nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.conditions import Is
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.editors.link_editor import LinkEditor
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.ledger.registering import Registering, registering_over
from qinglian_desktop.ui.look.parts import row
from qinglian_desktop.ui.session import Session
from tests.hands import CONTROL, write
from tests.ui.finding import part

LINKS = [
    (ledger, field.key, field.type.ledger)
    for ledger in ALL_LEDGERS
    for field in ledger.fields
    if isinstance(field.type, RecordRef) and field.shown_when is None
]
"""Each link of each ledger that is always there, and where it leads."""


def shown(
    session: Session, qtbot: QtBot, ledger: Ledger, key: str
) -> tuple[RecordPanel, LinkEditor]:
    over = QWidget()
    qtbot.addWidget(over)
    panel = RecordPanel(session, ledger, registering_over(session, over))
    over.setLayout(row(panel))
    over.resize(640, 700)
    with qtbot.waitActive(over):
        over.show()
        over.activateWindow()
    hidden_until = ledger.field(key).shown_when
    panel.begin({e.field: [*e.words] for e in [hidden_until] if isinstance(e, Is)} or None)
    editor = panel.form._lines[key].editor
    assert isinstance(editor, LinkEditor)
    editor.main.setFocus()
    return panel, editor


def missing(editor: LinkEditor) -> QPushButton | None:
    found = [b for b in editor.findChildren(QPushButton) if b.text().startswith("登记")]
    return found[0] if found and found[0].isVisible() else None


def opened(qtbot: QtBot) -> Registering:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), Registering))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, Registering)
    return dialog


def fill(session: Session, dialog: Registering, key: str) -> None:
    """As the newest record of that ledger, but called as it was begun."""
    records, ledger = session.desk.records, session.desk.catalogue[key]
    like = records.plain(ledger, session.desk.searching.first(Query(key), 1)[0][0])
    form = dialog.panel.form
    called = {key: name for key, name in form.typed().items() if key == "name"}
    form.show_typed({**like, "code": "X-77", **called} if "code" in like else like, is_saved=True)


@pytest.mark.parametrize(("ledger", "key", "target"), LINKS)
def test_the_record_made_comes_back_chosen(
    session: Session, qtbot: QtBot, ledger: Ledger, key: str, target: str
) -> None:
    panel, editor = shown(session, qtbot, ledger, key)
    first_text = next(
        line.editor.main
        for line in panel.form._lines.values()
        if isinstance(line.editor.main, QLineEdit) and not line.isHidden()
    )
    write(first_text, "2024.2.30")
    panel.form.settle()
    before = panel.form.typed()
    made = missing(editor)
    assert made is not None
    assert made.text() == f"登记{session.desk.catalogue[target].noun}…"
    QTest.keyClick(editor.main, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is made
    QTest.keyClick(made, Qt.Key.Key_Return)
    dialog = opened(qtbot)
    fill(session, dialog, target)
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    assert not dialog.isVisible(), dialog.panel._notice.text()
    kept = session.desk.searching.first(Query(target), 200)[0]
    newest = max(kept, key=lambda each: each.id or 0)
    chosen = editor.typed()
    assert isinstance(chosen, dict) and chosen["id"] == newest.id
    assert {**panel.form.typed(), key: None} == {**before, key: None}
    assert panel.window().focusWidget() is editor.main
    assert missing(editor) is None


def test_what_was_typed_is_taken_along_and_the_problem_goes(session: Session, qtbot: QtBot) -> None:
    panel, editor = shown(session, qtbot, session.desk.catalogue["risks"], "power")
    write(editor.main.lineEdit() or editor.main, "公务车辆管理")
    panel.save()
    assert "还没有登记" in panel.form._lines["power"]._problem.text()
    made = missing(editor)
    assert made is not None
    made.click()
    dialog = opened(qtbot)
    assert dialog.windowTitle() == "登记职权"
    assert dialog.panel.form.typed()["name"] == "公务车辆管理"
    assert not any(b.text() == "保存并新增" for b in in_sight(dialog))
    fill(session, dialog, "powers")
    next(b for b in in_sight(dialog) if b.objectName() == "save").click()
    chosen = editor.typed()
    assert isinstance(chosen, dict) and chosen["label"] == "公务车辆管理"
    assert panel.form._lines["power"]._problem.isHidden()


def test_a_talk_of_a_check_up_begins_with_the_person(session: Session, qtbot: QtBot) -> None:
    panel, editor = shown(session, qtbot, session.desk.catalogue["checkups"], "talk")
    person = panel.form._lines["person"].editor
    person.show_typed({"id": 3, "name": session.desk.roster.members()[3].name})
    made = missing(editor)
    assert made is not None
    made.click()
    people = opened(qtbot).panel.form.typed()["people"]
    assert isinstance(people, dict)
    assert [each["id"] for each in people["people"]] == [3]


def test_esc_comes_back_without_choosing(session: Session, qtbot: QtBot) -> None:
    panel, editor = shown(session, qtbot, session.desk.catalogue["risks"], "power")
    write(editor.main.lineEdit() or editor.main, "公务车辆管理")
    before = panel.form.typed()
    powers = session.desk.searching.first(Query("powers"), 1)[1]
    made = missing(editor)
    assert made is not None
    made.click()
    dialog = opened(qtbot)
    line = dialog.panel.form._lines["code"].editor.main
    write(line, "9-1")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert panel.form.typed() == before
    assert session.desk.searching.first(Query("powers"), 1)[1] == powers
    (draft,) = session.desk.records.drafts(session.desk.catalogue["powers"])
    assert draft.typed["name"] == "公务车辆管理"
    assert draft.typed["code"] == "9-1"


def in_sight(inside: QWidget) -> list[QPushButton]:
    return [each for each in inside.findChildren(QPushButton) if each.isVisible()]


@pytest.mark.parametrize(
    ("ledger", "key"), [("talks", "people"), ("talks", "talker"), ("eight_ones", "people")]
)
def test_who_is_not_on_the_roster_is_put_there_from_the_field(
    session: Session, qtbot: QtBot, ledger: str, key: str
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    panel = RecordPanel(session, session.desk.catalogue[ledger], registering_over(session, over))
    over.setLayout(row(panel))
    over.resize(640, 700)
    with qtbot.waitActive(over):
        over.show()
        over.activateWindow()
    panel.begin()
    editor = panel.form._lines[key].editor
    line = editor.main
    assert isinstance(line, QLineEdit)
    line.clear()
    write(line, "新来的")
    QTest.keyClick(line, Qt.Key.Key_Return)
    link = part(editor, QPushButton, "to_roster")
    assert link.isVisible() and link.text() == "把新来的登记到花名册…"
    link.click()
    dialog = opened(qtbot)
    form = dialog.panel.form
    assert form.typed()["name"] == "新来的"
    form.show_typed({**form.typed(), "politics": "群众", "joined": "2020-01-01"}, is_saved=True)
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    assert not dialog.isVisible(), dialog.panel._notice.text()
    (newest,) = (m for m in session.desk.roster.members().values() if m.name == "新来的")
    assert f"'id': {newest.id}" in str(editor.typed())
    assert link.isHidden()
    assert panel.window().focusWidget() is line


def test_what_was_put_on_the_roster_is_offered_by_no_other_field(
    session: Session, qtbot: QtBot
) -> None:
    """A second click would put the same person there twice."""
    over = QWidget()
    qtbot.addWidget(over)
    panel = RecordPanel(session, session.desk.catalogue["talks"], registering_over(session, over))
    over.setLayout(row(panel))
    with qtbot.waitActive(over):
        over.show()
        over.activateWindow()
    panel.begin()
    links: list[QPushButton] = []
    for key in ("people", "talker", "recorder"):
        editor = panel.form._lines[key].editor
        assert isinstance(editor.main, QLineEdit)
        editor.main.clear()
        write(editor.main, "新来的")
        QTest.keyClick(editor.main, Qt.Key.Key_Return)
        links.append(part(editor, QPushButton, "to_roster"))
    assert all(link.isVisible() for link in links)
    links[1].click()
    form = opened(qtbot).panel.form
    form.show_typed({**form.typed(), "politics": "群众", "joined": "2020-01-01"}, is_saved=True)
    opened(qtbot).panel.save()
    assert all(link.isHidden() for link in links)
