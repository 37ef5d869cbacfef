"""A clock that went wrong is told in a box over the window, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.machine_watch import MachineWatch
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.conftest import NOW
from tests.ui.invented_session import invented_session, keep_event


class Wall:
    """The clock on the wall, which anybody can set."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def session(tmp_path: Path, tools: Tools, theme: Theme, wall: Wall) -> Iterator[Session]:
    watched = replace(tools, clock=wall, machine_watch=MachineWatch(wall, lambda: 0.0))
    with invented_session(tmp_path / "船", watched, theme) as made:
        window = QWidget()
        made.setParent(window)
        yield made
        made.setParent(None)
        window.close()


def boxes() -> list[str]:
    """What is told just now; and it is known."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    words = [each.text() for each in found if each.isVisible()]
    for each in found:
        each.done(0)
    return words


def test_a_jump_is_told_at_the_next_save_and_once(
    qtbot: QtBot, session: Session, wall: Wall
) -> None:
    with qtbot.waitSignal(session.changed):
        session.change(session, lambda _: keep_event(session))
    assert boxes() == []
    wall.now += timedelta(days=366)
    with qtbot.waitSignal(session.changed):
        session.change(session, lambda _: keep_event(session))
    assert boxes() == ["电脑的时间往前跳了 366 天，电脑现在认为是 2027年11月24日 10:05。"]
    with qtbot.waitSignal(session.changed):
        session.change(session, lambda _: keep_event(session))
    assert boxes() == []


def test_a_clock_behind_the_last_save_is_told_when_the_book_is_opened(
    qtbot: QtBot, session: Session, wall: Wall
) -> None:
    keep_event(session)
    wall.now -= timedelta(days=700)
    told: list[str] = []
    session.start_of_day()
    qtbot.waitUntil(lambda: bool(told.extend(boxes()) or told))
    (words,) = told
    assert words.startswith(
        "电脑认为现在是 2024年12月23日 10:05，台账库里最后一次保存却是 2026年11月23日"
    )
    session.operations.wait()
