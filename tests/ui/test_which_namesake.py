"""Wherever a name is two people's it is asked which of them, and one click or key tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.rules import Member, remarks_on_namesakes
from qinglian_desktop.ui.editors.namesakes import asked_which, described, each_told
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.import_pages import result_of, sheet
from tests.ui.open_forms import new_panel

BOTH = ["人事科 科长", "1979-05 出生"]


@pytest.fixture
def two(session: Session) -> list[int]:
    roster = session.desk.catalogue["people"]
    given = {"name": "李四", "politics": "群众", "joined": "2020-01-01"}
    more = ({"department": "人事科", "post": "科长"}, {"born": "1979-05"})
    saved = session.desk.records.add_all(roster, [{**given, **each} for each in more])
    return [each.record.id or 0 for each in saved]


def offered(over: QWidget) -> dict[str, QPushButton]:
    # What was laid out is shown a moment later.
    QApplication.processEvents()
    which = next(e for e in over.findChildren(QWidget, "which") if e.isVisibleTo(over))
    return {e.text(): e for e in which.findChildren(QPushButton) if not e.isHidden()}


def ids(typed: Any) -> list[tuple[str, int | None]]:
    people = typed.get("people", [typed])
    return [(each["name"], each.get("id")) for each in people]


@pytest.mark.parametrize(
    ("ledger", "field"),
    [("talks", "people"), ("talks", "talker"), ("eight_ones", "people"), ("meetings", "reviewer")],
)
def test_a_button_tells_which_is_meant(
    session: Session, qtbot: QtBot, two: list[int], ledger: str, field: str
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue[ledger])
    made = panel.form._lines[field].editor
    made.show_typed({"people": [{"name": "李四"}]} if field == "people" else {"name": "李四"})
    assert list(offered(made)) == BOTH
    offered(made)[BOTH[1]].click()
    assert ids(made.typed()) == [("李四", two[1])]
    assert not any(e.isVisibleTo(made) for e in made.findChildren(QWidget, "which"))


def test_a_name_that_is_left_in_a_line_is_asked_about(
    session: Session, qtbot: QtBot, two: list[int]
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["talks"])
    made = panel.form._lines["talker"].editor
    made.show_typed(None)
    made.main.setFocus()
    write(made.main, "李四")
    qtbot.keyClick(made.main, Qt.Key.Key_Tab)
    offered(made)[BOTH[0]].click()
    assert ids(made.typed()) == [("李四", two[0])]


@pytest.mark.parametrize("ledger", ["talks", "eight_ones"])
def test_who_is_picked_stands_instead_of_the_name_alone(
    session: Session, qtbot: QtBot, two: list[int], ledger: str
) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue[ledger])
    made = panel.form._lines["people"].editor
    made.show_typed({"people": [{"name": "李四"}, {"name": "外来客"}]})
    line: Any = made.main
    line.setFocus()
    write(line, "ls")
    qtbot.keyClick(line._completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(line._completer.popup(), Qt.Key.Key_Return)
    assert ids(made.typed()) == [("李四", two[0]), ("外来客", None)]


def test_on_the_page_of_an_import_one_of_two_is_chosen_everywhere(
    session: Session, qtbot: QtBot, tmp_path: Path, two: list[int]
) -> None:
    page = BringingInPage(session, session.desk.catalogue["talks"])
    qtbot.addWidget(page)
    page.resize(1200, 640)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    heads = ("起止时间", "谈话人", "谈话对象")
    rows = (("2026-3-5 9:00", "李四", "钟离䶮"), ("2026-3-6 9:00", "闻人测", "钟离䶮、李四"))
    page.open(ToImport("talks", sheet(tmp_path, heads, *rows)))
    result_of(page, qtbot)
    page.table.go_to(page.table.sheet.index(1, 2))
    editor = page.side.editor
    assert editor is not None and list(offered(page.side)) == BOTH
    # What may be two people's is nobody's name: it stays to be told.
    line: Any = editor.main
    line.setFocus()
    write(line, "ls")
    said: list[str] = []
    session.said.connect(said.append)
    decided = page.work.decided
    QTest.keyClick(page.side, Qt.Key.Key_Return)
    assert page.work.decided is decided and line.hasFocus()
    assert said == ["“李四”有两位：人事科 科长、1979-05 出生。请按 ↓ 从列表里选一位。"]
    line.clear()
    offered(page.side)[BOTH[1]].click()
    QTest.keyClick(line, Qt.Key.Key_Return)
    first, second = (each.typed for each in result_of(page, qtbot).records)
    assert first["talker"] == {"name": "李四", "id": two[1]}
    assert ids(second["people"]) == [("钟离䶮", None), ("李四", two[1])]


def test_who_has_no_post_is_told_by_days() -> None:
    came = date(2020, 1, 1)
    one = Member(1, "李四", post="科长", joined=came)
    two = Member(2, "李四", joined=came, born="1979-05")
    assert described([one, two, Member(3, "王五")]) == [
        "李四　科长",
        "李四　1979-05 出生",
        "王五",
    ]
    assert asked_which([one, two]).startswith("“李四”有两位：科长、1979-05 出生。")
    assert remarks_on_namesakes([one, two]) == {1: "科长", 2: "1979-05 出生"}
    later = Member(4, "李四", joined=date(2024, 5, 6))
    assert each_told([Member(2, "李四", joined=came), later]) == [
        "2020-01-01 调入",
        "2024-05-06 调入",
    ]
    # Nothing tells them apart, and yet nobody stands there without a word.
    alike = [
        Member(5, "李四", "办公室", number="2026-007"),
        Member(6, "李四", "办公室", number="2026-023"),
        Member(7, "李四", "人事科", number="2026-024"),
        Member(8, "李四", number="2026-025"),
    ]
    words = ["办公室 编号 2026-007", "办公室 编号 2026-023", "人事科", "编号 2026-025"]
    assert each_told(alike) == words
    assert described(alike) == [f"李四　{each}" for each in words]
    assert described([Member(8, "李四", number="2026-025")]) == ["李四"]
