"""打印 beside a list: the list as it is shown, or a form to be filled by hand, of each kind."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part

pytestmark = pytest.mark.reads


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue["education"])
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    return made


def choose(page: LedgerPage, words: str) -> None:
    """Open the menu below the button, and choose in it."""
    part(page, QPushButton, "print_ledger").click()
    menu = part(page, QMenu, "prints")
    assert menu.isVisible()
    (chosen,) = [each for each in menu.actions() if each.text() == words]
    menu.close()
    chosen.trigger()


def previewed(page: LedgerPage, qtbot: QtBot) -> tuple[str, str]:
    """The title of the preview, and what its first page says."""
    preview = part(page, PrintPreview, "print_preview")
    qtbot.waitUntil(lambda: preview.is_ready)
    title, words = preview.windowTitle(), preview.document.getAllText(0).text()
    preview.reject()
    return title, words.replace("\r", "").replace("\n", "")


def test_the_list_is_printed_as_it_is_shown(page: LedgerPage, qtbot: QtBot) -> None:
    choose(page, "列表，照现在看到的…")
    title, words = previewed(page, qtbot)
    assert title == "打印预览：警示教育活动登记表"
    assert "廉政党课" in words


def test_a_form_of_a_kind_is_printed_blank(page: LedgerPage, qtbot: QtBot) -> None:
    choose(page, "空白廉政党课记录，手填…")
    title, words = previewed(page, qtbot)
    assert title == "打印预览：空白廉政党课记录"
    assert "廉政党课记录" in words
    assert "年\u3000月\u3000日" in words
    assert "☑" not in words


def test_the_usual_form_has_the_kinds_as_boxes(page: LedgerPage, qtbot: QtBot) -> None:
    choose(page, "空白警示教育活动记录表，手填…")
    _, words = previewed(page, qtbot)
    assert "☐廉政党课" in words
