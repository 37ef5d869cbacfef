"""报送登记 beside the return: of each line whose it is, and nothing is taken for another."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.handing_ports import HandedIn
from qinglian_desktop.application.sent_returns import SentReturn
from qinglian_desktop.ui.reports.register_list import RegisterList
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

AT = datetime(2026, 11, 5, 9, 30)
DIGEST = "ab" * 32


def lines(shown: RegisterList) -> list[str]:
    log = part(shown, QListWidget, "register")
    return [log.item(place).text().split("\n")[0] for place in range(log.count())]


def test_a_receipt_for_another_unit_is_no_return_of_ones_own(
    qtbot: QtBot, session: Session
) -> None:
    shown = RegisterList(session)
    qtbot.addWidget(shown)
    what = "回执（青莲号，已接收）"
    receipt = HandedIn(AT, "张明", what, "2026-10", DIGEST, "U盘", "/u/回执.txt", 1)
    own = SentReturn("2026-10", 1, DIGEST, AT, "/u/月报.xlsx")
    shown.show_lines([receipt], [own], "")
    assert lines(shown) == ["2026年10月 回执（青莲号，已接收） 第1次", "2026年10月 月报 第1次"]
    handed = HandedIn(AT, "张明", "月报", "2026-10", DIGEST, "U盘", "/u/月报.xlsx", 1)
    shown.show_lines([receipt, handed], [own], "")
    assert len(lines(shown)) == 2, "its own line tells of it"
