"""Coverage: who is missing stands first, a click begins the record that is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.coverage_words import ShownCoverage, count_line
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToDraft, ToList, ToNew, ToRecord, ToUnfinished
from qinglian_desktop.application.statistics import Covered
from qinglian_desktop.domain.field_types import Field, PersonRef
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.lenses import Coverage, Every
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.coverage import CoverageView
from qinglian_desktop.ui.lenses.coverage_model import CoverageModel
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.glances import todos_of
from tests.invented import EVERYTHING
from tests.ui.finding import part, settled

pytestmark = pytest.mark.reads

MISSING = Covered(Member(5, "李䶮", "甲舱", "水手"), (), None)
ONCE = Covered(Member(6, "陈㛃"), (11,), date(2026, 9, 2))
TWICE = Covered(Member(7, "周𬭚"), (11, 12), date(2026, 10, 3))
LENS = Coverage("没来的客人", people="guests", every=Every.HALF, verb="见面")


@pytest.fixture
def model(dressed: object) -> CoverageModel:
    made = CoverageModel(EVERYTHING, LENS)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show(ShownCoverage(LENS, {"船长": [MISSING, ONCE], "新手": [TWICE]}), "2026年下半年")
    return made


@pytest.mark.writes
def test_a_form_is_begun_for_each_of_those_without_one(session: Session, qtbot: QtBot) -> None:
    ledger, desk = session.desk.catalogue["checkups"], session.desk
    lens = next(each for each in ledger.lenses if isinstance(each, Coverage))
    view = lens_view(session, ledger, lens)
    assert isinstance(view, CoverageView)
    qtbot.addWidget(view)
    view.show()
    part(view, QComboBox, "span").setCurrentText("下半年")
    half, measure = Period.parse("2026H2"), ledger.measures[0]
    before = desk.statistics.coverage(ledger, lens, half)["全体党员"]
    missing = [line.member.id for line in before if not line.records]
    counted = desk.statistics.figure(ledger, measure, half).value
    assert len(missing) > 1
    rest = part(view, QPushButton, "rest")
    assert rest.text() == f"给 {len(missing)} 人各备一张表"
    rest.click()
    settled(qtbot, session)
    # A form that nobody has filled counts nowhere.
    assert desk.statistics.figure(ledger, measure, half).value == counted
    begun = {
        line.member.id: line.draft
        for line in desk.statistics.coverage(ledger, lens, half)["全体党员"]
    }
    assert [each for each in begun if begun[each] is not None] == missing
    assert rest.isHidden()
    model = view.table.model()
    assert isinstance(model, CoverageModel)
    first = next(at for at in range(model.rowCount()) if model.index(at, 2).data() == "接着填")
    place = model.place(model.index(first, 2))
    assert place == ToDraft("checkups", begun[missing[0]] or 0)
    assert model.index(first, 1).data() == "本期未体检，表没有填完"
    # Nor do they flood what is to be done.
    about = [each.place for each in todos_of(desk) if "没有填完" in each.text]
    assert about == [ToUnfinished("checkups")]


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> CoverageView:
    return shown(session, qtbot)


def shown(session: Session, qtbot: QtBot) -> CoverageView:
    ledger = session.desk.catalogue["talks"]
    made = lens_view(session, ledger, ledger.lenses[0])
    assert isinstance(made, CoverageView)
    qtbot.addWidget(made)
    made.resize(1334, 560)
    made.show()
    return made


def test_a_person_in_two_classes_counts_once() -> None:
    assert count_line(LENS, [MISSING, ONCE, MISSING]) == "应见面 2 人，已见面 1 人，还差 1 人"
    assert count_line(LENS, [ONCE, TWICE]) == "应见面 2 人，已见面 2 人，一个不差"


def test_rows_say_who_and_what_is_to_be_done(model: CoverageModel) -> None:
    said = [[model.index(row, column).data() for column in range(4)] for row in range(5)]
    assert said == [
        ["船长　应见面 2 人，已见面 1 人，还差 1 人", "", "", ""],
        ["李䶮", "本期未见面", "去见面", "甲舱 水手"],
        ["陈㛃", "已见面 1 次，最近 2026-09-02", "看记录", ""],
        ["新手　应见面 1 人，已见面 1 人，一个不差", "", "", ""],
        ["周𬭚", "已见面 2 次，最近 2026-10-03", "看记录", ""],
    ]


def test_rows_lead_to_a_new_record_or_to_those_there_are(model: CoverageModel) -> None:
    given = {"guests": {"people": [{"name": "李䶮", "id": 5}]}}
    assert model.place(model.index(1, 0)) == ToNew("everything", given)
    assert model.place(model.index(2, 0)) == ToRecord("everything", 11)
    assert model.place(model.index(4, 2)) == ToList("everything", (11, 12), "2026年下半年 周𬭚")
    assert model.place(model.index(0, 0)) is None
    assert not model.index(0, 0).data(LinkRole)


def test_a_ledger_of_one_person_is_given_one(dressed: object) -> None:
    day = EVERYTHING.field("day")
    ledger = Ledger(
        key="visits",
        label="家访",
        noun="家访",
        sections=(Section("家访", (Field("whom", "对象", PersonRef(), required=True), day)),),
        occurred="day",
        title=("whom",),
    )
    model = CoverageModel(ledger, Coverage("没去的", people="whom", every=Every.HALF))
    model.show(ShownCoverage(LENS, {"船长": [MISSING]}), "2026年")
    assert model.place(model.index(1, 0)) == ToNew("visits", {"whom": {"name": "李䶮", "id": 5}})


def test_the_half_year_that_it_is_is_shown_first(view: CoverageView) -> None:
    assert view.period.key == "2026H2"
    summary = part(view, QLabel, "summary").text()
    assert summary == "2026年下半年：应谈话 15 人，已谈话 11 人，还差 4 人"
    assert part(view, QLabel, "left").text().count("、") == 3


@pytest.mark.parametrize(("every", "key"), [(Every.QUARTER, "2026Q4"), (Every.YEAR, "2026")])
def test_the_turn_that_is_declared_is_shown_first(
    session: Session, qtbot: QtBot, every: Every, key: str
) -> None:
    ledger = session.desk.catalogue["talks"]
    made = CoverageView(session, ledger, Coverage("没谈的", people="people", every=every))
    qtbot.addWidget(made)
    assert made.period.key == key


def test_classes_come_as_the_roster_declares_them(view: CoverageView) -> None:
    model = view.table.model()
    names = [str(model.index(row, 0).data()).split("　")[0] for row in range(model.rowCount())]
    heads = [name for name in names if name in ("重点岗位负责人", "新发展党员", "提拔和岗位调整")]
    assert heads == ["重点岗位负责人", "提拔和岗位调整", "新发展党员"]


def test_in_each_class_the_missing_stand_first(view: CoverageView) -> None:
    model = view.table.model()
    states = [str(model.index(row, 1).data()) for row in range(model.rowCount())]
    groups = "\n".join("" if not state else state[:1] for state in states).split("\n\n")
    for group in groups:
        words = [sign for sign in group.split("\n") if sign]
        assert words == sorted(words, key="本已".index)


def test_another_period_is_read_when_it_is_chosen(view: CoverageView) -> None:
    part(view, QComboBox, "span").setCurrentText("全年")
    assert view.period.key == "2026"
    assert part(view, QLabel, "summary").text().startswith("2026年：应谈话")


def test_one_click_on_a_missing_person_begins_the_talk_with_them(
    view: CoverageView, session: Session, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    table = view.table
    name = table.model().index(1, 0).data()
    centre = table.visualRect(table.model().index(1, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    (place,) = visited()
    assert isinstance(place, ToNew)
    started = session.desk.records.start(session.desk.catalogue["talks"], place.given)
    assert name in str(started["people"])
    assert started["classes"] == ["重点岗位负责人"]


def test_the_keyboard_passes_over_the_heads_and_enters(
    view: CoverageView, qtbot: QtBot, visited: Callable[[], list[object]]
) -> None:
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert len(visited()) == 1


def test_an_empty_roster_says_where_to_begin(empty_desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    session = Session(empty_desk, theme)
    view = shown(session, qtbot)
    assert not view.table.isVisible()
    assert any("重点对象类别" in each.text() for each in view.findChildren(QLabel))
    session.operations.wait()
