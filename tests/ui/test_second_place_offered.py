"""Where a return was put onto a stick, it is offered as second place for backups: once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToSecondPlace
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.returns_page import ReturnsPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled


def test_a_stick_taken_before_it_is_known_for_one_stands_there_once(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    session = Session(desk, theme)
    stick = Stick(tmp_path, "U盘（E:）", 1 << 33)
    choice = TargetChoice(session, "哪里", lambda: [stick])
    qtbot.addWidget(choice)
    choice.take(tmp_path)
    choice.refresh()
    settled(qtbot, session)
    assert (choice.count, choice.chosen) == (1, tmp_path)
    assert choice.name_of(tmp_path) == "U盘（E:）" and choice.is_stick(tmp_path)
    session.operations.wait()


@pytest.mark.writes
def test_a_stick_with_a_return_on_it_is_offered_once(
    qtbot: QtBot, desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    stick, folder = tmp_path / "U盘", tmp_path / "文件夹"
    for each in (stick, folder):
        each.mkdir()
    went: list[object] = []
    session = Session(desk, theme)
    session.place_wanted.connect(went.append)
    page = ReturnsPage(session, lambda: [Stick(stick, "U盘", 1 << 33)])
    qtbot.addWidget(page)
    page.show()
    settled(qtbot, session)
    offer = part(page.notice, QPushButton, "notice_action")
    offered: list[bool] = []
    for target in (folder, stick, stick):
        page.write_to(target)
        settled(qtbot, session)
        assert "核对一致" in page.notice.words
        offered.append(offer.isVisible())
        if offer.isVisible():
            qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    # A folder on this PC is none to be offered.
    assert offered == [False, True, False]
    assert went == [ToSecondPlace(stick)]
    session.operations.wait()
