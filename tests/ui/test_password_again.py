"""Talks and check-ups: the password again before many of them are printed, exported or copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedColumn, MappedRows
from qinglian_desktop.domain.filling.seen_form import FormPlace
from qinglian_desktop.ui.dialogs import password_again
from qinglian_desktop.ui.dialogs.password_again import PasswordAgain
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.filling.filling_page import FillingPage
from qinglian_desktop.ui.ledger.ledger_exports import LedgerExports
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.reports.report_switch import FORMS, ReportSwitch
from qinglian_desktop.ui.session import Session
from tests.conftest import PASSWORD
from tests.hands import write
from tests.ui.finding import part, settled
from tests.ui.form_pages import office_form

TALKS, OPEN = "talks", "education"
pytestmark = pytest.mark.reads


@pytest.fixture(autouse=True)
def unconfirmed(session: Session) -> None:
    """As a book is opened: nobody was asked yet."""
    session.confirmed_at = float("-inf")


def page(qtbot: QtBot, session: Session, key: str) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue[key])
    qtbot.addWidget(made)
    made.show()
    settled(qtbot, session)
    return made


def asked() -> PasswordAgain | None:
    """The question that is open now."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, PasswordAgain)]
    return next((each for each in found if each.isVisible()), None)


def preview(inside: LedgerPage) -> PrintPreview | None:
    shown = inside.findChildren(PrintPreview)
    return next((each for each in shown if each.isVisible()), None)


def answer(qtbot: QtBot, session: Session, secret: str) -> None:
    question = asked()
    assert question is not None
    write(question.secret, secret)
    qtbot.keyClick(question.secret, Qt.Key.Key_Return)
    settled(qtbot, session)


def copied(inside: LedgerPage, rows: int) -> None:
    QGuiApplication.clipboard().clear()
    inside.listing.table.show_rows(0, range(rows))
    inside.listing.table.copy()


def test_many_talks_are_copied_after_the_password_and_it_is_asked_for_once(
    qtbot: QtBot, session: Session
) -> None:
    talks = page(qtbot, session, TALKS)
    copied(talks, 3)
    assert QGuiApplication.clipboard().text() == ""
    answer(qtbot, session, PASSWORD)
    assert asked() is None
    assert QGuiApplication.clipboard().text().count("\n") >= 3
    # Whatever is done within five minutes, in this window or the one built after it.
    talks._prints.listing()
    assert asked() is None and preview(talks) is not None
    copied(talks, 2)
    assert QGuiApplication.clipboard().text() != ""
    settled(qtbot, session)


def test_a_wrong_password_lets_nothing_out_and_is_typed_over(
    qtbot: QtBot, session: Session
) -> None:
    talks = page(qtbot, session, TALKS)
    copied(talks, 3)
    answer(qtbot, session, "不是这个密码")
    question = asked()
    assert question is not None and "密码不对" in question.notice.words
    assert question.secret.selectedText() == "不是这个密码"
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert asked() is None and QGuiApplication.clipboard().text() == ""


def test_after_five_minutes_it_is_asked_for_again(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    talks = page(qtbot, session, TALKS)
    copied(talks, 2)
    answer(qtbot, session, PASSWORD)
    copied(talks, 2)
    assert asked() is None
    monkeypatch.setattr(password_again, "GOOD_FOR", -1)
    copied(talks, 2)
    assert asked() is not None


@pytest.mark.parametrize("way", ["records", "listing", "listed", "whole"])
def test_each_way_out_of_many_talks_asks(qtbot: QtBot, session: Session, way: str) -> None:
    talks = page(qtbot, session, TALKS)
    if way in ("listed", "whole"):
        over = part(talks, QPushButton, "export_ledger")
        exports = LedgerExports(session, session.desk.catalogue[TALKS], over, lambda: talks.listing)
        getattr(exports, way)()
    elif way == "records":
        talks.listing.table.show_rows(0, range(2))
        talks._prints.records(talks.listing.selected_ids())
    else:
        talks._prints.listing()
    assert asked() is not None and preview(talks) is None


def test_a_form_of_others_with_rows_of_talks_asks_and_one_of_numbers_does_not(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    filling = FillingPage(session, ReportSwitch(FORMS), list)
    qtbot.addWidget(filling)
    filling.show()
    settled(qtbot, session)
    filling.open_file(office_form(tmp_path))
    settled(qtbot, session)
    chosen: list[None] = []
    filling.side.target.choose_folder = lambda: chosen.append(None)  # pyright: ignore[reportAttributeAccessIssue]
    work = filling._work
    assert work is not None
    work.mapping = FormMapping(places=work.with_proposals.places)
    assert TALKS in work.mapping.ledgers
    filling.write()
    assert asked() is None and len(chosen) == 1
    one = MappedColumn(FormPlace("表", "A1"), "occurred_on")
    work.mapping = replace(work.mapping, rows=(MappedRows(TALKS, (one,), 1),))
    filling.write()
    assert asked() is not None and len(chosen) == 1
    answer(qtbot, session, PASSWORD)
    assert len(chosen) == 2


def test_a_preview_that_was_not_allowed_is_gone(qtbot: QtBot, session: Session) -> None:
    talks = page(qtbot, session, TALKS)
    talks._prints.listing()
    question = asked()
    assert question is not None and talks.findChildren(PrintPreview)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    settled(qtbot, session)
    qtbot.waitUntil(lambda: not talks.findChildren(PrintPreview))


def test_one_talk_and_what_is_not_confidential_go_out_as_ever(
    qtbot: QtBot, session: Session, desk: Desk
) -> None:
    talks, lessons = page(qtbot, session, TALKS), page(qtbot, session, OPEN)
    copied(talks, 1)
    assert asked() is None and QGuiApplication.clipboard().text() != ""
    talks._prints.records(talks.listing.selected_ids())
    assert asked() is None and preview(talks) is not None
    copied(lessons, 3)
    assert asked() is None and QGuiApplication.clipboard().text() != ""
    settled(qtbot, session)
