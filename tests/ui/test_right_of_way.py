"""Who answers questions lets the window finish first."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui import right_of_way
from qinglian_desktop.ui.right_of_way import RightOfWay


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waited in vain would do so for a minute."""
    monkeypatch.setattr(right_of_way, "MOST", 60.0)


def test_another_thread_waits_until_the_window_rests(qtbot: QtBot) -> None:
    parent = QObject()
    way, order = RightOfWay(parent), list[str]()

    def work() -> None:
        way.give()
        order.append("answered")

    worker = threading.Thread(target=work)
    worker.start()
    # The window is at work as long as its loop is not running.
    order.append("painted")
    qtbot.waitUntil(lambda: len(order) == 2)
    worker.join()
    assert order == ["painted", "answered"]


def test_nobody_waits_on_the_windows_own_thread_or_once_it_is_over(qtbot: QtBot) -> None:
    parent = QObject()
    way = RightOfWay(parent)
    way.give()
    way.end()
    worker = threading.Thread(target=way.give)
    worker.start()
    worker.join()
    assert not worker.is_alive()
