"""The tree of what hangs together, the line of links above a form, and voiding what others need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.link_tree import every_node
from qinglian_desktop.application.places import ToNew, ToRecord
from qinglian_desktop.domain.link_gaps import Gap, Linked
from qinglian_desktop.domain.record import State
from qinglian_desktop.ui.ledger import record_voiding
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.lenses import lens_view
from qinglian_desktop.ui.lenses.linked import LinkedView
from qinglian_desktop.ui.session import Session

Visited = Callable[[], list[object]]


@pytest.fixture
def view(session: Session, qtbot: QtBot) -> LinkedView:
    powers = session.desk.catalogue["powers"]
    made = lens_view(session, powers, powers.lenses[0])
    assert isinstance(made, LinkedView)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitUntil(lambda: bool(made.chips))
    return made


def lines(view: LinkedView, parent: QModelIndex | None = None) -> list[str]:
    """What stands in sight, from above."""
    at, model = parent or QModelIndex(), view.tree.model()
    found: list[str] = []
    for row in range(model.rowCount(at)):
        index = model.index(row, 0, at)
        found.append(index.data())
        if view.tree.isExpanded(index):
            found += lines(view, index)
    return found


def act(view: LinkedView, words: str) -> QPushButton:
    QApplication.processEvents()
    return next(b for b in view.findChildren(QPushButton) if b.text() == words and not b.isHidden())


@pytest.mark.reads
def test_arrows_open_branches_and_enter_opens_the_thing(
    view: LinkedView, visited: Visited, session: Session
) -> None:
    tree, model = view.tree, view.tree.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    before = lines(view)
    assert len(before) == len(session.desk.linking.tree(_lens(session)).roots)
    tree.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(tree, Qt.Key.Key_Right)
    opened = lines(view)
    assert len(opened) > len(before)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex().data() == opened[1]
    QTest.keyClick(tree, Qt.Key.Key_Return)
    place = visited()[-1]
    assert isinstance(place, ToRecord)
    assert place.step
    QTest.keyClick(tree, Qt.Key.Key_Left)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert lines(view) == before


def _lens(session: Session) -> Linked:
    lens = session.desk.catalogue["powers"].lenses[0]
    assert isinstance(lens, Linked)
    return lens


@pytest.mark.reads
def test_a_chip_shows_its_branches_opened_as_many_lines_as_it_counts(
    view: LinkedView, session: Session
) -> None:
    tree = session.desk.linking.tree(_lens(session))
    whole = lines(view)
    chosen = [gap for gap, _ in tree.chips if tree.count(gap)]
    assert len(view.chips) == 1 + len(chosen)
    for gap, chip in zip(chosen, view.chips[1:], strict=True):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert chip.isChecked()
        assert view.lens == replace(_lens(session), only=gap)
        nodes = list(every_node(tree.only(gap)))
        assert lines(view) == [each.words for each in nodes]
        assert chip.text().endswith(f" {sum(each.has(gap) for each in nodes)}")
    at = view.tree.currentIndex().data()
    QTest.mouseClick(view.chips[0], Qt.MouseButton.LeftButton)
    assert set(whole) <= set(lines(view))
    assert view.tree.currentIndex().data() == at


def test_a_line_offers_what_closes_its_gap(view: LinkedView, visited: Visited) -> None:
    view.choose(Gap.STEP)
    assert view.tree.currentIndex().siblingAtColumn(2).data() == "没有风险点"
    act(view, "新增风险点").click()
    place = visited()[-1]
    assert isinstance(place, ToNew)
    assert {"power", "step", "department"} <= set(place.given)
    view.choose(Gap.CHART)
    act(view, "画流程图").click()
    place = visited()[-1]
    assert isinstance(place, ToNew)
    assert place.ledger == "flows"


def test_what_was_open_stays_open_when_something_was_changed(
    view: LinkedView, session: Session, qtbot: QtBot
) -> None:
    model = view.tree.model()
    view.tree.expand(model.index(0, 0))
    seen = lines(view)
    desk = session.desk
    lacking = dict(desk.linking.tree(_lens(session)).chips)
    assert lacking
    last = [each.opens for each in desk.linking.tree(_lens(session)).roots][-1]
    assert isinstance(last, ToRecord)
    with qtbot.waitSignal(session.changed):
        session.change(
            view, lambda _: desk.records.void(desk.catalogue["powers"], last.record_id, "试")
        )
    qtbot.waitUntil(lambda: lines(view) != seen)
    assert lines(view)[: len(seen) - 1] == seen[:-1]


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> RecordPanel:
    powers = session.desk.catalogue["powers"]
    made = RecordPanel(session, powers)
    qtbot.addWidget(made)
    made.resize(480, 640)
    made.show()
    record = session.desk.records.get(powers, 1)
    assert record is not None
    made.open(record)
    qtbot.waitUntil(made._head.links.isVisible)
    return made


def test_the_line_above_a_form_leads_to_what_hangs_on_it(
    panel: RecordPanel, visited: Visited, session: Session, qtbot: QtBot
) -> None:
    line = panel._head.links
    words = [each.words for each in line.related.on]
    assert "流程图 1" in words
    buttons: list[QPushButton] = line.findChildren(QPushButton)
    links = {b.text(): b for b in buttons}
    links["流程图 1"].click()
    assert isinstance(visited()[-1], ToRecord)
    links["新增风险点"].click()
    place = visited()[-1]
    assert isinstance(place, ToNew)
    panel.begin({})
    qtbot.waitUntil(line.isHidden)


def test_voiding_says_what_hangs_on_it_and_lets_one_look_first(
    panel: RecordPanel,
    visited: Visited,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(record_voiding, "ask_why", lambda *_: "合并")
    powers = session.desk.catalogue["powers"]

    def asked(answer: str) -> str:
        panel._foot.void_wanted.emit()
        qtbot.waitUntil(lambda: bool(boxes()))
        box = boxes()[0]
        next(each for each in box.buttons() if each.text() == answer).click()
        qtbot.waitUntil(lambda: not boxes())
        return box.text()

    def boxes() -> list[QMessageBox]:
        return [each for each in panel.findChildren(QMessageBox) if each.isVisible()]

    said = asked("返回")
    assert "流程图 1" in said
    assert "风险点 4" in said
    assert panel.record is not None
    assert panel.record.state is not State.VOID
    asked("看流程图 1")
    assert isinstance(visited()[-1], ToRecord)
    asked("继续作废")
    qtbot.waitUntil(lambda: panel.record is not None and panel.record.state is State.VOID)
    kept = session.desk.records.get(powers, 1)
    assert kept is not None
    assert kept.state is State.VOID
    session.undo(("powers", 1))
    qtbot.waitUntil(lambda: panel.record is not None and panel.record.state is not State.VOID)
