"""What an input method composes acts on nothing before it is chosen, and is not lost either."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.summary import Kind, Paragraph
from qinglian_desktop.ui.composing import Composing
from qinglian_desktop.ui.editors.text_editors import LongEditor
from qinglian_desktop.ui.flow.row_line import RowLine
from qinglian_desktop.ui.ledger.filter_bar import FilterBar
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.locking.input_watch import InputWatch
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.look.whole_number import WholeNumber
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.reports.summary_edit import SummaryEdit
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.tab_page import TabPage
from tests.ui.finding import settled

LINES = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)


def compose(field: QWidget, shown: str, chosen: str = "") -> None:
    """As an input method does: what it shows in the field, and what it gives to it."""
    event = QInputMethodEvent(shown, [])
    event.setCommitString(chosen)
    QApplication.sendEvent(field, event)


def text_of(field: QWidget) -> str:
    match field:
        case QLineEdit():
            return field.text()
        case QComboBox():
            return field.currentText()
        case QPlainTextEdit() | QTextEdit():
            return field.toPlainText()
        case _:
            raise AssertionError(field)


class Fields(QWidget):
    """A field and another one, in front, with an input method of Linux for both."""

    def __init__(self, kind: Callable[[], QWidget], qtbot: QtBot) -> None:
        super().__init__()
        self.field, self.other = kind(), QLineEdit()
        if isinstance(self.field, QComboBox):
            self.field.setEditable(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)
        qtbot.addWidget(self)
        with qtbot.waitActive(self):
            self.show()
            self.activateWindow()
        self.field.setFocus()
        self.asked = 0
        self.composing = Composing(self, self.finish)

    def finish(self) -> None:
        """It shows nothing any more, and gives nothing."""
        self.asked += 1
        compose(self.field, "")

    @property
    def handle(self) -> QWindow:
        handle = self.windowHandle()
        assert handle is not None
        return handle


@pytest.fixture(params=LINES)
def fields(request: pytest.FixtureRequest, qtbot: QtBot) -> Fields:
    return Fields(request.param, qtbot)


def test_whoever_let_go_follows_nothing_any_more(qtbot: QtBot) -> None:
    """Or what two programs in one process bring back would stand there twice."""
    fields = Fields(QLineEdit, qtbot)
    Composing(fields, fields.finish).let_go()
    fields.composing.let_go()
    compose(fields.field, "jing shen")
    fields.finish()
    fields.other.setFocus()
    assert text_of(fields.field) == ""


def test_it_stays_where_it_stood_when_the_field_is_left(fields: Fields) -> None:
    compose(fields.field, "", "学习")
    compose(fields.field, "jing shen")
    # Qt asks the input method to end, which forgets, and goes on.
    fields.finish()
    fields.other.setFocus()
    assert text_of(fields.field) == "学习jingshen"
    assert fields.other.text() == ""


def test_it_is_text_before_a_click_arrives(fields: Fields) -> None:
    compose(fields.field, "你好")
    middle = fields.other.geometry().center()
    QTest.mouseClick(fields.handle, Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert text_of(fields.field) == "你好"
    assert fields.asked == 1


def test_it_is_text_before_a_key_that_the_input_method_left_to_the_program(
    fields: Fields,
) -> None:
    compose(fields.field, "你好")
    QTest.keyPress(fields.handle, Qt.Key.Key_Control)
    QTest.keyPress(fields.handle, Qt.Key.Key_Shift)
    assert fields.asked == 0
    QTest.keyClick(fields.handle, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert text_of(fields.field) == "你好"


def test_what_the_input_method_took_back_itself_is_gone(fields: Fields, qtbot: QtBot) -> None:
    compose(fields.field, "ni hao")
    compose(fields.field, "")
    qtbot.wait(1)
    fields.other.setFocus()
    assert text_of(fields.field) == ""


def test_what_was_chosen_stands_once(fields: Fields) -> None:
    compose(fields.field, "ni hao")
    compose(fields.field, "", "你好")
    fields.other.setFocus()
    QTest.keyClick(fields.handle, Qt.Key.Key_F5)
    assert text_of(fields.field) == "你好"
    assert fields.asked == 0


def test_who_composes_is_there(qtbot: QtBot, qapp: QApplication) -> None:
    """Such keys never come into the window: a book would lock under them."""
    line = QLineEdit()
    qtbot.addWidget(line)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    line.setFocus()
    watch, used = InputWatch(qapp), list[str]()
    watch.used.connect(lambda: used.append("used"))
    compose(line, "n")
    assert used
    watch.deleteLater()


def test_a_row_leads_elsewhere_by_the_sign_that_a_chinese_keyboard_types(qtbot: QtBot) -> None:
    line, meant = RowLine(), list[str]()
    qtbot.addWidget(line)
    line.meant.connect(meant.append)
    compose(line, "", "》")
    assert (meant, line.text()) == (["goto"], "")
    compose(line, "", "《办法")
    compose(line, "", "》")
    assert (meant, line.text()) == (["goto"], "《办法》")


def test_figures_of_full_width_are_figures(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.setValidator(WholeNumber(1, 50, line))
    for each in ("１", "２", "九", "九"):
        compose(line, "", each)
    assert line.text() == "12"


def test_a_summary_is_not_changed_by_what_is_tried(qtbot: QtBot, theme: Theme) -> None:
    edit, told = SummaryEdit(theme), list[str]()
    qtbot.addWidget(edit)
    edit.show_paragraphs([Paragraph(Kind.TEXT, (("甲",),))])
    edit.edited.connect(lambda: told.append("edited"))
    compose(edit, "yi")
    compose(edit, "")
    assert told == []
    compose(edit, "", "乙")
    assert told


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> Iterator[LedgerPage]:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    tab = window.show_tab("meetings")
    assert isinstance(tab, TabPage)
    settled(qtbot, session)
    yield tab.page


def typed_in(inside: QWidget) -> list[QWidget]:
    """Every field below it in which an input method writes."""
    return [
        each
        for each in inside.findChildren(QWidget)
        if isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit)
        and each.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        and not each.isReadOnly()
    ]


@pytest.mark.reads
@pytest.mark.parametrize("tab", ["talks", "risks"])
def test_no_field_of_a_form_is_changed_by_what_is_tried(
    page: LedgerPage, qtbot: QtBot, tab: str
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    shown = window.show_tab(tab)
    assert isinstance(shown, TabPage)
    page = shown.page
    page.begin_record()
    settled(qtbot, page._session)
    form, edited = page.panel.form, list[str]()
    form.edited.connect(lambda: edited.append("edited"))
    fields = typed_in(form)
    assert len(fields) > 3
    for field in fields:
        before = text_of(field)
        compose(field, "z")
        compose(field, "zhang")
        assert text_of(field) == before
        assert QApplication.activePopupWidget() is None
        compose(field, "")
    assert edited == []


def test_a_long_text_is_edited_by_what_is_chosen(page: LedgerPage, qtbot: QtBot) -> None:
    page.begin_record()
    settled(qtbot, page._session)
    told = list[str]()
    page.panel.form.edited.connect(lambda: told.append("edited"))
    long = page.panel.form.findChildren(LongEditor)[0]
    compose(long.main, "", "学习")
    assert told and long.typed() == "学习"


@pytest.mark.reads
def test_neither_list_nor_search_acts_on_what_is_tried(page: LedgerPage, qtbot: QtBot) -> None:
    bar, changed = page.findChild(FilterBar), list[str]()
    assert bar is not None
    bar.changed.connect(lambda: changed.append("changed"))
    window = page.window()
    assert isinstance(window, MainWindow)
    for line in (bar._text, window.header.search):
        line.setFocus()
        compose(line, "xue xi")
    qtbot.wait(200)
    assert changed == []
    compose(bar._text, "", "学习")
    qtbot.waitUntil(lambda: changed == ["changed"])
    assert bar.query().text == "学习"


def test_it_follows_the_field_that_has_the_keyboard(fields: Fields) -> None:
    fields.other.setFocus()
    compose(fields.other, "ni hao")
    compose(fields.other, "")
    fields.field.setFocus()
    assert fields.other.text() == "nihao"


@pytest.mark.parametrize("kind", [QPlainTextEdit, QTextEdit])
def test_candidates_hang_below_the_caret_within_a_frame(
    kind: type[QPlainTextEdit | QTextEdit], qtbot: QtBot
) -> None:
    fields = Fields(kind, qtbot)
    text = fields.field
    assert isinstance(text, QPlainTextEdit | QTextEdit)
    text.setStyleSheet("padding: 9px; border: 1px solid black")
    qtbot.waitUntil(lambda: text.viewport().y() >= 9)
    told = QGuiApplication.inputMethod().cursorRectangle()
    seen = text.cursorRect().translated(text.viewport().mapTo(fields, QPoint()))
    assert told.toRect().bottom() == pytest.approx(seen.bottom(), abs=1)
