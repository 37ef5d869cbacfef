"""The window built anew, for larger type or in new words, shows and takes what the former did."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.editors.attachments_editor import AttachmentsEditor
from qinglian_desktop.ui.ledger.listing import Listing
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.reports.report_switch import FORMS
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from tests.hands import write
from tests.ui.form_pages import SEPTEMBER, office_form, says
from tests.ui.program import PATIENCE, main, page_of, quiet


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


def test_a_photo_that_is_being_stored_is_in_the_form_after_larger_type(
    qtbot: QtBot, program: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(program, "practice")
    page.begin_record()
    keeping = page.panel._session.desk.records
    let, add_files = threading.Event(), keeping.add_files

    def slowly(sources: list[Path], *, keep_original: bool = False) -> object:
        assert let.wait(30)
        return add_files(sources, keep_original=keep_original)

    monkeypatch.setattr(keeping, "add_files", slowly)
    file = tmp_path / "签到.pdf"
    file.write_bytes(b"%PDF-1.4 sample")
    editor = page.panel.findChild(AttachmentsEditor)
    assert editor is not None
    editor._put([file])
    before = main(program)
    program.theme.step(1)
    QTest.qWait(1)
    assert main(program) is before, "not while something is being changed"
    let.set()
    qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
    panel = page_of(program, "practice").panel_in_front
    assert panel is not None
    names = [str(each["name"]) for each in panel.form.typed()["photos"]]  # pyright: ignore
    assert names == ["签到.pdf"]


def test_typing_goes_on_in_the_same_place_after_larger_type(
    qtbot: QtBot, program: Application
) -> None:
    page = page_of(program, "practice")
    page.begin_record()
    text = page.panel.form._lines["results"].editor.main
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    write(text, "前后")
    QTest.keyClick(text, Qt.Key.Key_Left)
    before = main(program)
    program.theme.step(1)
    program.theme.step(1)
    qtbot.waitUntil(lambda: program.theme.scale == 125, timeout=PATIENCE)
    qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
    form = page_of(program, "practice").panel.form
    text = form.window().focusWidget()
    assert isinstance(text, QPlainTextEdit)
    write(text, "中")
    assert form.typed()["results"] == "前中后"


def test_header_and_title_say_the_units_new_name(qtbot: QtBot, program: Application) -> None:
    page = page_of(program, "unit")
    qtbot.waitUntil(page.isVisible)
    page.begin_record()
    facts = page.ledger.unit
    assert facts is not None
    name = page.panel.form._lines[facts.name].editor.main
    assert isinstance(name, QLineEdit)
    name.clear()
    write(name, "示例新机关工委")
    page.save()
    quiet(qtbot, program)
    assert main(program).windowTitle() == "清廉机关台账"
    assert main(program).header._name.text() == "示例新机关工委"


def test_the_list_comes_after_the_record_that_stands_beside_it(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(program, "people")
    qtbot.waitUntil(page.isVisible)
    record = page.listing.first_record()
    assert record is not None
    page.open_record(record)
    quiet(qtbot, program)
    at_first: list[tuple[bool, object, int]] = []
    show = program._show

    def shown(window: QWidget) -> None:
        show(window)
        (form,) = window.findChildren(RecordForm)
        lists = window.findChildren(Listing)
        at_first.append((form.isVisible(), form.typed()["name"], len(lists)))

    monkeypatch.setattr(program, "_show", shown)
    program.theme.step(1)
    qtbot.waitUntil(lambda: bool(at_first))
    assert at_first == [(True, record.value("name"), 0)]
    qtbot.waitUntil(lambda: bool(main(program).findChildren(Listing)))
    # Beside each other they stand where there is room for both.
    main(program).resize(1366, 720)
    table = page_of(program, "people").table
    qtbot.waitUntil(table.isVisible)
    assert table.model().rowCount() > 1
    assert table.selected_rows() == [0]


def test_after_the_summary_was_looked_at_type_can_be_enlarged_again_and_again(
    qtbot: QtBot, program: Application
) -> None:
    for _ in range(2):
        tab = next(t for t in main(program).session.desk.catalogue.tabs if t.page == "returns")
        page = main(program).show_tab(tab.key)
        assert isinstance(page, ReportsPage)
        page.show_page(1)
        quiet(qtbot, program)
        before = main(program)
        program.theme.step(1)
        qtbot.waitUntil(lambda old=before: program.window is not old, timeout=PATIENCE)


def test_the_form_of_others_and_its_month_stay_after_larger_type(
    qtbot: QtBot, program: Application, tmp_path: Path
) -> None:
    page = main(program).show_tab("returns")
    assert isinstance(page, ReportsPage)
    page.show_page(FORMS)
    quiet(qtbot, program)
    page.filling.open_file(office_form(tmp_path))
    page.filling.months.show_month(SEPTEMBER)
    quiet(qtbot, program)
    said = says(page.filling, "D5")
    assert said != ""
    before = main(program)
    program.theme.step(1)
    qtbot.waitUntil(lambda: program.window is not before, timeout=PATIENCE)
    again = main(program).show_tab("returns")
    assert isinstance(again, ReportsPage) and again is not page
    assert again.front == FORMS
    quiet(qtbot, program)
    assert again.filling.months.month == SEPTEMBER
    assert says(again.filling, "D5") == said
