"""Other colours: the same window in them, with all that it shows and all that is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.look.palette import DARK, LIGHT
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.reports_page import ReportsPage
from qinglian_desktop.ui.reports.summary_edit import SummaryEdit
from tests.hands import write
from tests.ui.program import main, page_of, quiet


class Dressed(QObject):
    """How often a widget was dressed anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def test_what_is_in_force_already_is_not_put_on_again(qtbot: QtBot, theme: Theme) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    watch = Dressed(shown)
    theme.apply()
    Theme().apply()
    assert watch.times == 0
    Theme(scale=125).apply()
    assert watch.times > 0
    assert shown.font().pixelSize() == Theme(scale=125).font().pixelSize()
    worn = watch.times
    theme.apply()
    assert watch.times > worn
    assert shown.font().pixelSize() == theme.font().pixelSize()


def test_everything_stays_but_the_colours(qtbot: QtBot, program: Application) -> None:
    page = page_of(program, "talks")
    qtbot.waitUntil(page.isVisible)
    head = page.table.horizontalHeader()
    head.setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    page.table.setColumnWidth(1, 173)
    page.begin_record()
    text = page.panel.form._lines["content"].editor.main
    text.setFocus()
    write(text, "打到一半")
    quiet(qtbot, program)
    page.table.verticalScrollBar().setValue(72)
    window = main(program)
    before = {id(each) for each in window.findChildren(QWidget)}
    program.theme.set_dark(True)
    quiet(qtbot, program)
    assert main(program) is window
    assert {id(each) for each in window.findChildren(QWidget)} == before
    assert page.table.columnWidth(1) == 173
    assert page.table.verticalScrollBar().value() == 72
    assert (head.sortIndicatorSection(), head.sortIndicatorOrder()) == (
        1,
        Qt.SortOrder.AscendingOrder,
    )
    assert QApplication.focusWidget() is text
    assert page.panel.form.typed()["content"] == "打到一半"
    ground = window.grab().toImage().pixelColor(3, window.height() // 2)
    assert ground.name().upper() in (DARK.ground, DARK.paper)


def test_each_part_is_dressed_no_oftener_than_need_be(program: Application) -> None:
    """Put in the place of another sheet, Qt dresses a part once for each that it lies in."""
    page = page_of(program, "people")
    page.begin_record()
    deep = Dressed(page.panel.form._lines["name"].editor.main)
    program.theme.set_dark(True)
    assert 0 < deep.times <= 4


def test_a_summary_keeps_its_caret_and_what_can_be_undone(
    qtbot: QtBot, program: Application
) -> None:
    page = main(program).show_tab("returns")
    assert isinstance(page, ReportsPage)
    page.show_page(1)
    quiet(qtbot, program)
    text = page.summary.text
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.textCursor().insertText("自己写的")
    place = text.textCursor().position()
    words, steps = text.toPlainText(), text.document().availableUndoSteps()
    program.theme.set_dark(True)
    assert text.textCursor().position() == place
    assert (text.toPlainText(), text.document().availableUndoSteps()) == (words, steps)
    assert colour_of_number(text) == DARK.accent
    program.theme.set_dark(False)
    assert colour_of_number(text) == LIGHT.accent


def colour_of_number(text: SummaryEdit) -> str:
    """The colour in which the first number is painted."""
    block = text.document().begin()
    while block.isValid():
        for shown in block.layout().formats():
            return shown.format.foreground().color().name().upper()  # pyright: ignore
        block = block.next()
    return ""


@pytest.mark.parametrize("dark", [False, True])
def test_larger_lengths_are_told_before_the_colours(theme: Theme, dark: bool) -> None:
    said: list[str] = []
    theme.scaled.connect(lambda: said.append("scaled"))
    theme.changed.connect(lambda: said.append("changed"))
    theme.set_dark(not theme.dark)
    assert said == ["changed"]
    theme.set_scale(125)
    assert said == ["changed", "scaled", "changed"]
