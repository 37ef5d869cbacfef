"""打印 beside a list: the list as it is shown, or a form to be filled by hand, of each kind."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton
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
    title, words = f"打印预览：{preview.title}", preview.document.getAllText(0).text()
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


def test_a_lens_in_front_is_printed_as_it_stands(page: LedgerPage, qtbot: QtBot) -> None:
    page.show_lens(page.ledger.lenses[0])
    view = page.lens_in_front()
    assert view is not None
    part(view, QToolButton, "earlier_year").click()
    for print_it in (
        lambda: choose(page, "十个一完成表，照现在看到的…"),
        page.print_shown,
    ):
        print_it()
        title, words = previewed(page, qtbot)
        assert title == "打印预览：警示教育与“十个一”_十个一完成表_2025年"
        assert "十个一完成表" in words
        # The year that is chosen, not the one that it is.
        assert "2025年" in words
        assert "2026年" not in words


def test_the_list_in_front_is_printed_and_no_lens_is_offered(
    page: LedgerPage, qtbot: QtBot
) -> None:
    page.show_lens(page.ledger.lenses[0])
    page.show_list()
    part(page, QPushButton, "print_ledger").click()
    menu = part(page, QMenu, "prints")
    offered = [each.text() for each in menu.actions() if each.isVisible() and each.text()]
    menu.close()
    assert offered[0] == "列表，照现在看到的…"
    page.print_shown()
    assert previewed(page, qtbot)[0] == "打印预览：警示教育活动登记表"


def test_beside_a_lens_the_list_can_be_printed(page: LedgerPage, qtbot: QtBot) -> None:
    page.show_lens(page.ledger.lenses[0])
    choose(page, "列表，照现在看到的…")
    assert previewed(page, qtbot)[0] == "打印预览：警示教育活动登记表"
