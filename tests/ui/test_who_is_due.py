"""A form says who is due and why, and what the roster decides cannot be typed elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.editors.group_adding import GroupAdding
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session
from tests.ui.open_forms import new_panel


def why(panel: RecordPanel) -> str:
    panel.form.settle()
    found = panel.form._lines["people"].editor.findChild(QLabel, "why_due")
    assert found is not None
    return "" if found.isHidden() else found.text()


def choose(panel: RecordPanel, key: str, plain: object) -> None:
    editor: Any = panel.form._lines[key].editor
    editor.show_typed(plain)
    editor.edited.emit()


def count(panel: RecordPanel) -> int:
    typed: Any = panel.form._lines["people"].editor.typed()
    return len(typed["people"]) if typed else 0


def test_the_reason_follows_the_kind_and_the_day(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["meetings"])
    choose(panel, "kind", "支委会")
    assert "应到的是当天的支委 5 人：韦明谦（支部书记）" in why(panel)
    assert count(panel) == 5
    choose(panel, "kind", "党员大会")
    assert "其中有表决权 17 人" in why(panel) and "流动或借调在外：韦𬀩" in why(panel)
    choose(panel, "kind", "党小组会")
    assert "还没有填是哪个党小组" in why(panel)
    assert not panel.form._lines["party_group"].isHidden()
    choose(panel, "party_group", "第二党小组")
    assert "应到的是当天第二党小组的党员 7 人" in why(panel)
    assert count(panel) == 7


def test_who_is_put_down_by_hand_and_not_due_is_named(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["eight_ones"])
    choose(panel, "people", "韦明谦、谢长乐")
    said = why(panel)
    assert "谢长乐（群众）不在应到之列，来了请填在“列席”里。" in said
    assert "名单里没有列出：黄𬱖、" in said


def test_those_who_are_no_members_are_offered_as_guests(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["meetings"])
    guests: Any = panel.form._lines["guests"].editor
    groups = {
        each.text().split("（")[0]: each for each in guests.findChild(GroupAdding).menu().actions()
    }
    assert {"支委", "第一党小组", "入党积极分子", "群众"} <= set(groups)
    groups["入党积极分子"].trigger()
    assert [each["name"] for each in guests.typed()["people"]] == ["陆景和", "苏以宁"]


def test_the_committee_is_read_only_at_the_unit(session: Session, qtbot: QtBot) -> None:
    unit = session.desk.catalogue["unit"]
    panel = new_panel(session, qtbot, unit)
    (record,) = session.desk.searching.fetch(unit, session.desk.searching.ids(Query("unit")))
    panel.open(record)
    lines = panel.form._lines
    assert [key for key, line in lines.items() if not line.editor.isEnabled()] == [
        "secretary",
        "officers",
        "groups",
    ]
    said = [each.text() for each in panel.findChildren(QLabel) if "花名册”带出" in each.text()]
    assert said == ["支委分工、党小组、支部书记由“花名册”带出，灰色的各项请到那里改。"]


def test_the_head_can_be_typed_while_nobody_holds_the_office(
    session: Session, qtbot: QtBot
) -> None:
    desk = session.desk
    unit, people = desk.catalogue["unit"], desk.catalogue["people"]
    (wei,) = (m for m in desk.roster.members().values() if m.name == "韦明谦")
    record = desk.records.get(people, wei.id)
    assert record is not None
    gone = {"left": "2026-11-01", "left_reason": "转出"}
    desk.records.save(people, {**desk.records.plain(people, record), **gone}, record_id=wei.id)
    panel = new_panel(session, qtbot, unit)
    (kept,) = desk.searching.fetch(unit, desk.searching.ids(Query("unit")))
    panel.open(kept)
    lines = panel.form._lines
    assert lines["secretary"].editor.typed() is None
    assert [key for key, line in lines.items() if not line.editor.isEnabled()] == [
        "officers",
        "groups",
    ]


def test_how_long_somebody_is_a_member_is_told_beside_the_day(
    session: Session, qtbot: QtBot
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["people"])
    choose(panel, "politics", "正式党员")
    choose(panel, "full_since", "1999-11-24")
    panel.form.settle()
    told = panel.form._lines["full_since"].findChild(QLabel, "told")
    assert told is not None and told.text() == "党龄 26 年"
    choose(panel, "politics", "预备党员")
    choose(panel, "joined_party", "2026-02-28")
    panel.form.settle()
    assert panel.form._lines["probation_ends"].editor.typed() == "2027-02-28"
