"""Why a reported month is changed is asked for where several are passed on, and of an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.importing import Importing
from qinglian_desktop.application.passing import Passing
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.errors import ReasonNeeded
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.ledger.passing_on import PassingOn
from qinglian_desktop.ui.session import Session
from tests.hands import Hands
from tests.ui.finding import part
from tests.ui.import_pages import HEADS, ROWS, count, result_of, sheet


def locked(
    monkeypatch: pytest.MonkeyPatch, of: type, name: str, reason_of: Callable[..., str]
) -> list[str]:
    """As if the month were reported: without a reason it is refused; gives the reasons given."""
    really, given = getattr(of, name), list[str]()

    def refuse(*args: object, **more: object) -> object:
        given.append(reason := reason_of(*args, **more))
        if not reason:
            raise ReasonNeeded(("2026年10月",), "数错了")
        return really(*args, **more)

    monkeypatch.setattr(of, name, refuse)
    return given


def test_passing_on_asks_in_its_own_window(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = locked(monkeypatch, Passing, "pass_on", lambda *args, **_: str(args[4]))
    ledger = session.desk.catalogue["risks"]
    with session.desk.book.reading() as work:
        (risk,) = work.records.page(Query(ledger.key, words={"stage": ("初评",)}), 0, 1)
    over, done = QWidget(), list[None]()
    qtbot.addWidget(over)
    # It is gone once it was answered.
    window = PassingOn(session, ledger, [risk.id or 0], over)
    window.accepted.connect(lambda: done.append(None))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.lines["by"].editor.show_typed("韦明谦")
    window.lines["opinion"].editor.show_typed("同意")
    go_on, why = part(window, QPushButton, "pass_on"), part(window, QLineEdit, "why")
    go_on.click()
    assert why.isVisible() and why.hasFocus() and why.text() == "数错了"
    assert window.isVisible() and go_on.isEnabled()
    assert window.lines["opinion"].editor.typed() == "同意"
    Hands().text("补办")
    Hands().key(Qt.Key.Key_Return)
    assert given == ["", "补办"]
    assert done
    kept = session.desk.records.get(ledger, risk.id or 0)
    assert kept is not None and kept.value("stage") == "审核"


def test_an_import_asks_once_for_all_its_rows(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = locked(monkeypatch, Importing, "keep", lambda *args, **_: str(args[5]))
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(ToImport("people", sheet(tmp_path, HEADS, *ROWS)))
    result_of(page, qtbot)
    before, why = count(session), part(page, QLineEdit, "why")
    page.keep_button.click()
    assert why.isVisible() and why.hasFocus() and why.text() == "数错了"
    assert count(session) == before
    Hands().key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(session) == before + 1)
    assert given == ["", "数错了"]
    assert not why.isVisible()
