"""What a list is narrowed to stands above it as long as it is so."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part


def test_records_that_a_figure_led_to_are_named_until_all_are_shown(
    session: Session, qtbot: QtBot
) -> None:
    page = LedgerPage(session, session.desk.catalogue["risks"])
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.show_only((1, 2), "可能性“中”、危害程度“重”")
    chip = part(page, QPushButton, "only")
    assert chip.isVisible() and chip.text() == "可能性“中”、危害程度“重”  ×"
    assert page.listing.words == "可能性“中”、危害程度“重”"
    assert any(each.text() == "共 2 条" for each in page.findChildren(QLabel))
    chip.click()
    assert chip.isHidden()
    assert page.listing.words == ""
    assert page.listing.query.ids is None
