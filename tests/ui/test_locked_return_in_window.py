"""核对 in the window, of a return with a password: asked for where it is told, and read with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.handing_in import Wish
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.returns_page import ReturnsPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled
from tests.unit.two_offices import OCTOBER, Offices, two_offices

PASSWORD = "单位的密码-9"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, offices: Offices) -> Iterator[ReturnsPage]:
    session = Session(offices.committee.desk, theme)
    page = ReturnsPage(session, lambda: [])
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.show_month(OCTOBER)
    page.show()
    settled(qtbot, session)
    yield page
    session.operations.wait()


@pytest.fixture
def locked(offices: Offices) -> Path:
    """A return of the other office that opens with a password."""
    wish = Wish(password=PASSWORD)
    return offices.unit.desk.returning.deliver(OCTOBER, offices.stick, wish=wish).path


def asked(
    page: ReturnsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, typed: str, *, agreed: bool
) -> list[str]:
    """Press the button and type this; gives what was asked."""
    said: list[str] = []

    def get_text(_over: object, _title: str, words: str, *_: object) -> tuple[str, bool]:
        said.append(words)
        return typed, agreed

    monkeypatch.setattr(QInputDialog, "getText", get_text)
    part(page, QPushButton, "password").click()
    settled(qtbot, page._session)
    return said


def test_its_password_is_asked_for_and_it_is_verified(
    page: ReturnsPage, locked: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.verify(locked)
    settled(qtbot, page._session)
    assert "设了打开密码" in page.notice.words
    (words,) = asked(page, qtbot, monkeypatch, "不是它", agreed=True)
    assert "设了打开密码" in words
    assert "都打不开" in page.notice.words
    asked(page, qtbot, monkeypatch, PASSWORD, agreed=True)
    assert "完好" in page.notice.words
    assert part(page, QPushButton, "taken").isVisible(), "and can be answered"


def test_who_types_none_is_told_the_same_as_before(
    page: ReturnsPage, locked: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.verify(locked)
    settled(qtbot, page._session)
    before = page.notice.words
    for typed, agreed in (("", True), (PASSWORD, False)):
        assert asked(page, qtbot, monkeypatch, typed, agreed=agreed)
        assert page.notice.words == before
        assert part(page, QPushButton, "password").isVisible()
