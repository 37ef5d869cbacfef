"""How long nobody touched the program, by a clock that is set by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.doorway.passwords import SecretLine
from qinglian_desktop.ui.locking.idle import Idle
from qinglian_desktop.ui.locking.input_watch import InputWatch
from qinglian_desktop.ui.locking.lock_choice import LockChoice
from qinglian_desktop.ui.locking.lock_minutes import NEVER, USUAL, keep_lock_minutes, lock_minutes
from qinglian_desktop.ui.look.theme import Theme


def window_handle(widget: QWidget) -> QWindow:
    handle = widget.windowHandle()
    assert handle is not None
    return handle


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(settings: object) -> Clock:
    keep_lock_minutes(USUAL)
    return Clock()


def idle_of(clock: Clock, qapp: QApplication) -> tuple[Idle, list[str]]:
    idle, said = Idle(qapp, clock), list[str]()
    idle.over.connect(lambda: said.append("over"))
    idle.begin()
    return idle, said


def test_half_a_password_goes_after_as_many_minutes_from_the_last_key(
    clock: Clock, qtbot: QtBot
) -> None:
    line = SecretLine(Theme(), "密码")
    qtbot.addWidget(line)
    line.idle._clock = clock
    for each in "half":
        clock.now += 500
        QTest.keyClicks(line, each)
        line.idle.look()
    clock.now += 599
    line.idle.look()
    assert line.text() == "half"
    clock.now += 1
    line.idle.look()
    assert line.text() == "" and not line.idle.is_watching


def test_ten_minutes_without_a_touch_are_enough_and_are_said_once(
    clock: Clock, qapp: QApplication
) -> None:
    idle, said = idle_of(clock, qapp)
    clock.now += 599
    idle.look()
    assert said == []
    clock.now += 1
    idle.look()
    idle.look()
    assert said == ["over"]


def test_a_touch_begins_the_minutes_anew(clock: Clock, qapp: QApplication) -> None:
    idle, said = idle_of(clock, qapp)
    clock.now += 599
    idle.note()
    clock.now += 599
    idle.look()
    assert said == []


@pytest.mark.parametrize(("minutes", "is_over"), [(NEVER, False), (60, False), (2, True)])
def test_the_minutes_are_those_that_are_set(
    clock: Clock, qapp: QApplication, minutes: int, is_over: bool
) -> None:
    idle, said = idle_of(clock, qapp)
    keep_lock_minutes(minutes)
    clock.now += 15 * 60
    idle.look()
    assert bool(said) is is_over
    idle.end()
    keep_lock_minutes(USUAL)


@pytest.mark.parametrize("kept", ["", "viel", "-3", "999999999"])
def test_minutes_that_nobody_could_have_set_are_the_usual_ones(kept: str) -> None:
    QSettings().setValue("lock/minutes", kept)
    assert lock_minutes() == USUAL


def test_keys_clicks_and_the_wheel_in_any_window_are_touches(
    qtbot: QtBot, qapp: QApplication
) -> None:
    first, other = QLineEdit(), QDialog()
    for each in (first, other):
        qtbot.addWidget(each)
        each.resize(200, 80)
        each.show()
        qtbot.waitExposed(each)
    watch, used = InputWatch(qapp), list[str]()
    watch.used.connect(lambda: used.append("used"))
    QTest.keyClick(window_handle(first), Qt.Key.Key_A)
    assert used and first.text() == "a"
    used.clear()
    QTest.mouseClick(window_handle(other), Qt.MouseButton.LeftButton)
    assert used
    used.clear()
    at, turn = QPointF(5, 5), QPoint(0, 120)
    how = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QWheelEvent(at, at, turn, turn, *how, False)
    QApplication.sendEvent(window_handle(other), turned)
    assert used
    watch.deleteLater()


def test_the_choice_shows_what_is_kept_and_keeps_what_is_chosen(
    qtbot: QtBot, theme: Theme, clock: Clock
) -> None:
    choice = LockChoice(theme)
    qtbot.addWidget(choice)
    assert choice.minutes.currentText() == "10 分钟"
    for at, minutes in ((choice.minutes.findText("不自动锁上"), NEVER), (0, 3)):
        choice.minutes.setCurrentIndex(at)
        choice.minutes.activated.emit(at)
        assert lock_minutes() == minutes
    keep_lock_minutes(7)
    assert LockChoice(theme).minutes.currentText() == "7 分钟"
    keep_lock_minutes(USUAL)
