"""An import that is stopped while it is under way: nothing is kept, and it can begin again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.importing import Imported, Importing
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.ui import session as session_module
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.session import Session
from tests.ui.import_pages import count, result_of, sheet, states, words

_WAIT = 10
"""Seconds that the work waits for a hand at most."""


def test_an_import_that_is_stopped_keeps_nothing_and_begins_again(
    desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "Operations", Operations)
    session = Session(desk, theme)
    begun, go_on = threading.Event(), threading.Event()
    really = Importing.keep

    def keep(self: Importing, *given: object) -> Imported:
        *rest, progress, reason = given
        assert callable(progress)

        def slowly(done: int, total: int) -> bool:
            begun.set()
            assert go_on.wait(_WAIT)
            return bool(progress(done, total))

        return really(self, *rest, slowly, reason)  # pyright: ignore

    monkeypatch.setattr(Importing, "keep", keep)
    page = BringingInPage(session, desk.catalogue["people"])
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    heads = ("姓名", "政治面貌", "调入日期")
    rows = [(name, "正式党员", "2020-3-1") for name in ("钟离䶮", "闻人测", "上官试")]
    page.open(ToImport("people", sheet(tmp_path, heads, *rows)))
    result_of(page, qtbot)
    before, shown = count(session), states(page)
    heard: list[object] = []
    page.kept.connect(heard.append)
    try:
        page.keep()
        qtbot.waitUntil(begun.is_set)
        # While it is under way nothing of the page can be changed, nor is it left.
        assert not page.keep_button.isEnabled() and not page.table.isEnabled()
        page.leave()
        page.work.undo()
        cancel = next(
            each for each in page.under_way.bar.findChildren(QPushButton) if each.isVisible()
        )
        assert cancel.text() == "取消"
        cancel.click()
        go_on.set()
        notice = page.under_way.notice
        qtbot.waitUntil(lambda: notice.words == "已经停下，一条也没有导入，台账库和原来一样。")
        assert count(session) == before and heard == []
        assert desk.records.steps.undo() is None
        assert states(page) == shown and page.isVisible()
        assert page.keep_button.isEnabled() and page.table.isEnabled()
        assert page.keep_button.text() == "导入 3 条"
        assert words(page, "issues") == "没有要改的"
        page.keep()
        qtbot.waitUntil(lambda: bool(heard))
        assert count(session) == before + 3
    finally:
        go_on.set()
        session.operations.wait()
