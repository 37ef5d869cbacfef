"""The list says why it is empty."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.look.theme import Theme
from tests.invented import EVERYTHING
from tests.ui.invented_session import invented_session, keep_event


def test_what_is_void_is_not_told_to_be_nothing(
    tmp_path: Path, tools: Tools, theme: Theme, qtbot: QtBot
) -> None:
    with invented_session(tmp_path / "book", tools, theme) as session:
        page = LedgerPage(session, EVERYTHING)
        qtbot.addWidget(page)
        page.show()
        said = page.listing._empty
        assert said.text().endswith(f"还没有记录，点右上角的“新增{EVERYTHING.noun}”开始。")
        keep_event(session)
        assert said.isHidden()
        session.undo()
        assert said.text().endswith("记录都已作废，勾选“含已作废”可以看到。")
        page.listing._filters._void.click()
        assert said.isHidden() and page.table.model().rowCount() == 1
        page.close()
