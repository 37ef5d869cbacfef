"""Search results: below the field, driven from it by keys, and opening records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.query import Found
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.search.search_results import SearchResults
from qinglian_desktop.ui.search.search_results_model import FoundDelegate, FoundModel
from qinglian_desktop.ui.session import Session
from tests.invented import INVENTED
from tests.ui.finding import part

pytestmark = pytest.mark.reads


@dataclass
class Hung:
    window: QWidget
    field: QLineEdit
    other: QPushButton
    results: SearchResults

    @property
    def listed(self) -> QListView:
        return part(self.results, QListView, "found")

    @property
    def words(self) -> str:
        return part(self.results, QLabel, "found_words").text()


@pytest.fixture
def hung(session: Session, qtbot: QtBot) -> Hung:
    window, field, other = QWidget(), QLineEdit(), QPushButton("别处")
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(other)
    layout.addStretch(1)
    results = SearchResults(session)
    results.attach(field)
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return Hung(window, field, other, results)


def typed(hung: Hung, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(hung.field, text)
    qtbot.waitUntil(hung.results.isVisible, timeout=30_000)


def test_typing_finds_people_by_their_initials_and_keeps_the_focus(
    hung: Hung, session: Session, qtbot: QtBot
) -> None:
    typed(hung, qtbot, "wmq")
    assert hung.field.hasFocus()
    assert hung.listed.model().rowCount() == len(session.desk.searching.find("wmq"))
    assert hung.listed.model().rowCount() > 1


def test_arrows_choose_and_enter_opens(
    hung: Hung, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    hung.field.setText("廉政")
    hung.results.show_for("廉政")
    found = session.desk.searching.find("廉政")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(hung.field, key)
    assert visited() == [ToRecord(found[1].ledger, found[1].record_id)]
    assert not hung.results.isVisible()


def test_a_click_opens(
    hung: Hung, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    hung.results.show_for("廉政")
    found = session.desk.searching.find("廉政")
    centre = hung.listed.visualRect(hung.listed.model().index(2, 0)).center()
    qtbot.mouseClick(hung.listed.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert visited() == [ToRecord(found[2].ledger, found[2].record_id)]


def test_enter_pressed_at_once_searches_first(hung: Hung, qtbot: QtBot) -> None:
    hung.field.insert("廉政")
    qtbot.keyClick(hung.field, Qt.Key.Key_Return)
    assert hung.results.isVisible()
    assert hung.words.startswith("找到")


def test_escape_closes_and_down_opens_again(hung: Hung, qtbot: QtBot) -> None:
    hung.field.setText("廉政")
    hung.results.show_for("廉政")
    qtbot.keyClick(hung.field, Qt.Key.Key_Escape)
    assert not hung.results.isVisible()
    qtbot.keyClick(hung.field, Qt.Key.Key_Down)
    assert hung.results.isVisible()


def test_emptying_the_field_or_leaving_it_closes(hung: Hung, qtbot: QtBot) -> None:
    hung.field.setText("廉政")
    hung.results.show_for("廉政")
    hung.field.clear()
    assert not hung.results.isVisible()
    hung.results.show_for("廉政")
    hung.other.setFocus()
    assert not hung.results.isVisible()


def test_nothing_found_says_what_else_to_try(hung: Hung) -> None:
    hung.results.show_for("没有这样的事")
    assert hung.words == "没有找到“没有这样的事”。可以试试姓名、拼音首字母或主题里的词。"
    assert not hung.listed.isVisible()


def test_it_stays_inside_the_window(hung: Hung, qtbot: QtBot) -> None:
    hung.results.show_for("廉政")
    assert hung.results.parentWidget() is hung.window
    for width, height in ((1366, 700), (500, 300)):
        hung.window.resize(width, height)
        QApplication.processEvents()
        place = hung.results.geometry()
        assert hung.window.rect().contains(place)
        assert place.top() >= hung.field.geometry().bottom()


def test_the_model_keeps_qts_rules_and_reads_aloud(dressed: object) -> None:
    model = FoundModel(INVENTED)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hit = Found("everything", 3, "2026-003", date(2026, 10, 9), "补帆", "先补帆，后看灯")
    model.show([hit])
    assert model.index(0, 0).data() == "万事簿"
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "万事簿，2026-10-09，补帆。先补帆，后看灯"


@pytest.mark.parametrize(
    ("sought", "text", "expected"),
    [
        ("看灯", "补帆与看灯", [("补帆与", False), ("看灯", True)]),
        ("补 灯", "补帆看灯", [("补", True), ("帆看", False), ("灯", True)]),
        ("QL", "船号ql-07", [("船号", False), ("ql", True), ("-07", False)]),
        ("lyd", "李䶮", [("李䶮", False)]),
        ("补", "补补", [("补", True), ("补", True)]),
    ],
)
def test_the_words_sought_stand_out(
    sought: str, text: str, expected: list[tuple[str, bool]], theme: Theme, qtbot: QtBot
) -> None:
    view = QListView()
    qtbot.addWidget(view)
    delegate = FoundDelegate(theme, view)
    delegate.emphasise(sought)
    assert list(delegate._pieces(text)) == expected
