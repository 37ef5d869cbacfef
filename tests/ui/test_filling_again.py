"""The page of forms says what is so now: fresh figures, the right name, what is only proposed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.return_content import CoverWords
from qinglian_desktop.ui.look.theme import Theme
from tests.ui.finding import part
from tests.ui.form_pages import Show, calm, office_form, opened, says, showing_forms

pytestmark = pytest.mark.writes


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    with showing_forms(qtbot, theme, []) as made:
        yield made


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return office_form(tmp_path)


def test_whoever_reports_is_shown_as_soon_as_it_is_kept(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    reporter = next(
        each.at
        for each in page.grid.form.table.cells  # pyright: ignore[reportOptionalMemberAccess]
        if each.text.startswith("填报人")
    )
    page.session.change(page, lambda _: desk.preferences.keep_cover(CoverWords("", "农知远")))
    calm(page, qtbot)
    assert "农知远" in says(page, reporter)


def test_a_new_form_is_called_by_its_file_and_is_none_to_keep_no_more(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    names, forget = part(page, QComboBox, "form_name"), part(page, QPushButton, "forget_form")
    assert names.currentIndex() == -1
    assert form.name in names.placeholderText()
    assert not forget.isVisible()
    part(page, QPushButton, "take_proposals").click()
    calm(page, qtbot)
    assert (names.currentText(), forget.isVisible()) == (form.stem, True)
    assert page.grid.hasFocus()


def test_what_is_called_just_so_is_found_first(
    show: Show, desk: Desk, form: Path, qtbot: QtBot
) -> None:
    page = opened(show(desk), form, qtbot)
    page.grid.go_to("H5")
    search, found = part(page, QLineEdit, "offer_search"), part(page, QListWidget, "offers")
    search.setText("党课")
    assert found.currentItem().text().split() == ["党课", "次"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    calm(page, qtbot)
    assert page.grid.hasFocus()
    search.setFocus()
    search.setText("党")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), page.grid.hasFocus()) == ("", True)
