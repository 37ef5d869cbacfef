"""What was copied out of a confidential ledger leaves the clipboard; what is others' stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.locking.copied import KEPT_FOR, Copied, unrecorded
from tests.hands import write
from tests.ui.program import locked, main, page_of, quiet

WORDS = "谈话里说的一句话"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    made = QGuiApplication.clipboard()
    made.clear()
    yield made
    made.clear()


@pytest.fixture
def copied(qapp: QApplication) -> Iterator[Copied]:
    made = Copied(qapp)
    made.begin(lambda: True)
    yield made
    made.end()
    made.deleteLater()


def test_it_stays_a_minute_and_then_goes(copied: Copied, clipboard: QClipboard) -> None:
    clipboard.setText(WORDS)
    assert clipboard.text() == WORDS
    assert (copied._timer.isActive(), copied._timer.interval()) == (True, KEPT_FOR)
    copied._timer.timeout.emit()
    assert clipboard.text() == ""


def test_it_goes_when_the_book_is_locked(copied: Copied, clipboard: QClipboard) -> None:
    clipboard.setText(WORDS)
    copied.end()
    assert clipboard.text() == ""
    clipboard.setText("锁上以后别人复制的")
    copied.take_back()
    assert clipboard.text() == "锁上以后别人复制的"


def test_what_was_copied_since_stays(copied: Copied, clipboard: QClipboard) -> None:
    clipboard.setText(WORDS)
    copied._is_confidential = lambda: False
    clipboard.setText("花名册里的姓名")
    copied.take_back()
    assert clipboard.text() == "花名册里的姓名"


def test_what_is_not_confidential_stays(copied: Copied, clipboard: QClipboard) -> None:
    copied.begin(lambda: False)
    clipboard.setText("学习的主题")
    copied.end()
    assert clipboard.text() == "学习的主题"


def test_histories_and_clouds_are_asked_to_leave_it_out(
    copied: Copied, clipboard: QClipboard
) -> None:
    table = QMimeData()
    table.setText(WORDS)
    table.setHtml(f"<b>{WORDS}</b>")
    clipboard.setMimeData(table)
    there = clipboard.mimeData()
    assert WORDS in there.html()
    kept_out = [each for each in there.formats() if "x-qt-windows-mime" in each]
    assert len(kept_out) == 3
    assert bytes(there.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_what_is_asked_of_histories_changes_nothing_else() -> None:
    table = QMimeData()
    table.setText(WORDS)
    assert unrecorded(table).text() == WORDS


def copy_all(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("ledger", "field", "is_kept"), [("talks", "place", False), ("practice", "theme", True)]
)
def test_in_the_window_only_what_was_copied_out_of_a_confidential_form_goes(
    qtbot: QtBot,
    program: Application,
    clipboard: QClipboard,
    ledger: str,
    field: str,
    is_kept: bool,
) -> None:
    page = page_of(program, ledger)
    page.begin_record()
    main(program).activateWindow()
    quiet(qtbot, program)
    editor = page.panel.form._lines[field].editor.main
    write(editor, WORDS)
    copy_all(editor)
    assert WORDS in clipboard.text()
    locked(qtbot, program)
    assert (WORDS in clipboard.text()) is is_kept
