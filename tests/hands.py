"""A person's hands on the window: Chinese text, keys and clicks, each counted but the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def write(widget: QWidget, text: str) -> None:
    """Type text as an input method gives it; QTest.keyClicks knows Latin letters only."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, PLAIN, sign))


class Hands:
    """Keys go to whatever has the focus; ``count`` is what was pressed and clicked."""

    def __init__(self) -> None:
        self.count = 0

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press one key, with its modifier one stroke."""
        self.count += 1
        QTest.keyClick(self._focus(), key, modifier)
        QApplication.processEvents()

    def click(
        self, widget: QWidget, at: QPoint | None = None, held: Qt.KeyboardModifier = PLAIN
    ) -> None:
        """Click into a widget, in its middle unless told; with a key ``held`` one stroke."""
        self.count += 1
        where = at or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, where)
        QApplication.processEvents()

    def text(self, text: str) -> None:
        """Type the text itself, which every way of keeping records needs."""
        write(self._focus(), text)
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget() or QApplication.activeWindow()
        assert focus is not None, "no window is active"
        return focus
