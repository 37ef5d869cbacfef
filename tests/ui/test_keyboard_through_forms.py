"""Tab and Enter go through every form as one reads it, rows made later too, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.ui.editors.chart_preview import ChartPreview
from qinglian_desktop.ui.editors.rows_editor import RowsEditor
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.hands import Hands
from tests.invented import EVERYTHING
from tests.ui.invented_session import invented_session
from tests.ui.open_forms import new_panel

MOST = 400
"""More stops than any form has."""
QUICK = ("risks",)
LEDGERS = [
    pytest.param(each.key, marks=() if each.key in QUICK else (pytest.mark.slow,))
    for each in ALL_LEDGERS
]


def add_rows(panel: RecordPanel) -> None:
    for line in panel.form._lines.values():
        if isinstance(line.editor, RowsEditor) and not line.isHidden():
            for _ in range(2):
                QTest.mouseClick(line.editor.main, Qt.MouseButton.LeftButton)
    # One layout within another, each laid out after the one within.
    for _ in range(4):
        QApplication.processEvents()


def stops_in_sight(panel: RecordPanel) -> list[QWidget]:
    """Where one types, chooses or presses in the form, sorted by where it stands on the screen."""
    canvas = panel.form.widget()
    found = [
        each
        for each in canvas.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (isinstance(each, QLineEdit) and each.isReadOnly())
        and not isinstance(each.parent(), QAbstractButton)
        and not isinstance(each, QRadioButton)
        and each.focusProxy() is None
    ]
    for line in panel.form._lines.values():
        if line.isVisible() and line.isEnabled() and line.editor.isEnabled():
            radios = line.editor.findChildren(QRadioButton)
            found += [next((r for r in radios if r.isChecked()), radios[0])] if radios else []

    def place(each: QWidget) -> tuple[int, int]:
        middle = each.mapTo(canvas, QPoint(0, each.height() // 2))
        return middle.y(), middle.x()

    lines = sorted(found, key=place)
    # What stands in one line is a few pixels higher or lower; then the left one comes first.
    ordered: list[list[QWidget]] = []
    for each in lines:
        if ordered and abs(place(ordered[-1][0])[0] - place(each)[0]) <= 8:
            ordered[-1].append(each)
        else:
            ordered.append([each])
    return [e for line in ordered for e in sorted(line, key=lambda w: place(w)[1])]


def walked(panel: RecordPanel, key: Qt.Key) -> Iterator[QWidget]:
    """Where the keyboard is, from the first stop until it leaves the form."""
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        if focus is None or not panel.form.isAncestorOf(focus):
            return
        by_tab = key is Qt.Key.Key_Return and isinstance(focus, QPlainTextEdit | ChartPreview)
        # From where Enter is a new line, or draws, Tab may go to a button, which Enter then passes.
        if key is not Qt.Key.Key_Return or not isinstance(focus, QPushButton):
            yield focus
        QTest.keyClick(focus, Qt.Key.Key_Tab if by_tab else key)
    raise AssertionError("it goes round and round in the form")


def named(widget: QWidget) -> tuple[str, int]:
    """What a failing test says of it, and which one it is."""
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    return words, id(widget)


def through_everything(panel: RecordPanel) -> None:
    stops = stops_in_sight(panel)
    stops[0].setFocus()
    assert list(map(named, walked(panel, Qt.Key.Key_Tab))) == list(map(named, stops))
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "save"
    stops[-1].setFocus()
    back = list(map(named, walked(panel, Qt.Key.Key_Backtab)))
    assert back == list(map(named, stops[::-1]))
    typed = panel.form.typed()
    stops[0].setFocus()
    by_enter = list(walked(panel, Qt.Key.Key_Return))
    assert [each for each in stops if each in by_enter] == by_enter
    boxes = (QCheckBox, QPushButton)
    assert [e for e in by_enter if not isinstance(e, boxes)] == [
        e for e in stops if not isinstance(e, boxes)
    ]
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "save"
    panel.form.settle()
    assert panel.form.typed() == typed
    # Nothing of it is kept.
    panel.writing.turn_to()


@pytest.mark.reads
@pytest.mark.parametrize("key", LEDGERS)
def test_through_every_form(session: Session, qtbot: QtBot, key: str) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue[key])
    through_everything(panel)
    add_rows(panel)
    through_everything(panel)
    # Nor does the wheel bring the keyboard anywhere.
    parts = panel.form.widget().findChildren(QWidget)
    assert not [e for e in parts if e.focusPolicy() == Qt.FocusPolicy.WheelFocus]


def test_through_a_form_with_every_type(
    tmp_path: Path, tools: Tools, theme: Theme, qtbot: QtBot
) -> None:
    with invented_session(tmp_path / "船", tools, theme) as session:
        panel = new_panel(session, qtbot, EVERYTHING)
        add_rows(panel)
        through_everything(panel)


@pytest.mark.reads
def test_what_is_shown_by_an_answer_comes_next(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["risks"])
    method = panel.form._lines["method"].editor
    for radio_or_list in ("按可能性和危害程度定级", "按后果定级"):
        method.show_typed(radio_or_list)
        method.edited.emit()
        QApplication.processEvents()
        through_everything(panel)


@pytest.mark.reads
def test_enter_takes_no_row_and_adds_none(session: Session, qtbot: QtBot) -> None:
    panel = new_panel(session, qtbot, session.desk.catalogue["meetings"])
    agenda = panel.form._lines["agenda"].editor
    agenda.main.setFocus()
    hands = Hands()
    hands.key(Qt.Key.Key_Space)
    hands.text("学习党章")
    for _ in range(3):
        hands.key(Qt.Key.Key_Return)
    assert agenda.typed() == [{"item": "学习党章"}]
    panel.writing.turn_to()
