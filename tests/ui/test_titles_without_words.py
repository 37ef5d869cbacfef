"""Titles of windows and what this PC remembers hold no word of a record, whatever is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.history_view import HistoryView
from qinglian_desktop.ui.dialogs.person_view import PersonView
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from tests.trust.planting import MARK, holds_mark, plant, readable_below
from tests.ui.finding import part
from tests.ui.program import locked, main, page_of, quiet, running

KEYS = ("talks", "people", "powers", "unit")


@pytest.fixture
def program(
    dressed: object, tools: Tools, books: Books, sample_folder: Path, tmp_path: Path
) -> Iterator[Application]:
    """The program over a book with planted words; what it remembers lies below ``tmp_path``."""
    with running(tools, books, sample_folder, tmp_path) as made:
        desk: Desk = main(made).session.desk
        assert len(plant(desk, *KEYS).words) > 30
        yield made


def titled() -> list[str]:
    """Titles that hold planted words just now."""
    windows = QApplication.topLevelWidgets()
    said = [text for each in windows for text in (each.windowTitle(), each.windowIconText())]
    return [each for each in said if holds_mark(each.encode())]


def test_no_title_holds_a_word_of_a_record(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    session = main(program).session
    for key in KEYS:
        page = page_of(program, key)
        quiet(qtbot, program)
        found = session.desk.searching.first(Query(key), 100)[0]
        titles = {title_of(page.ledger, each.values): each for each in found}
        page.panel.open(next(each for title, each in titles.items() if MARK in title))
        assert titled() == []
        page.panel._foot._past.click()
        history = page.panel.findChildren(HistoryView)[-1]
        history.table.selectRow(history.table.rowCount() - 1)
        assert MARK in history.beside.text.toPlainText()
        assert titled() == []
        history.close()
        page._prints.records([page.panel.writing.opened.record_id or 0])
        windows = QApplication.topLevelWidgets()
        preview = next(each for each in windows if isinstance(each, PrintPreview))
        qtbot.waitUntil(lambda shown=preview: shown.is_ready)
        assert titled() == []
        preview.reject()
        preview.deleteLater()
        if key == "people":
            part(page.panel, QPushButton, "named_in").click()
            person = page.panel.findChildren(PersonView)[-1]
            assert MARK in person.heading.text()
            assert titled() == []
            person.close()
    quiet(qtbot, program)
    locked(qtbot, program)
    assert titled() == []
    assert readable_below(tmp_path) == []
