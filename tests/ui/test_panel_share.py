"""A form beside its list has its share of the page, however the page came to its width."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.session import Session


def test_a_form_opened_before_its_page_is_laid_out_has_its_share(
    session: Session, qtbot: QtBot
) -> None:
    page = LedgerPage(session, session.desk.catalogue["talks"])
    qtbot.addWidget(page)
    page.begin_record()
    page.show()
    for width in (1366, 1100, 1366):
        page.resize(width, 700)
        QApplication.processEvents()
        assert abs(page.panel.width() / page._split.width() - 0.46) < 0.01
    page._split.setSizes([500, 800])
    page._split.splitterMoved.emit(500, 1)
    dragged = page.panel.width() / page._split.width()
    page.resize(1300, 700)
    QApplication.processEvents()
    assert abs(page.panel.width() / page._split.width() - dragged) < 0.05
