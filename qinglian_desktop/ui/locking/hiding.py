"""Content goes from the screen at once, before anything is put away"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.theme import Theme

MOST_TURNS = 20
"""How often one looks whether something else came up, before going on all the same."""


def hide_content(window: QWidget, theme: Theme, then: Callable[[], object]) -> None:
    """Cover the window, take away whatever lies over it, and go on with ``then``.

    A question that is open is answered by no. What waits for an answer in a loop of its own, as
    a file dialog, must have returned before what it stands on may go: then ``then`` comes later.
    """
    _cover(window, theme)
    _clear(window, then, MOST_TURNS)


def _cover(window: QWidget, theme: Theme) -> None:
    """A page of the same colour over all of it; the window keeps its place and its size."""
    cover = QWidget(window)
    cover.setObjectName("page")
    cover.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    said = label("正在锁上台账库…", "muted")
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cover.setLayout(column(1, said, 1, margins=theme.px(16)))
    cover.setGeometry(window.rect())
    cover.show()
    cover.raise_()
    # Painted now: the event loop may be busy with putting away for a while.
    window.repaint()


def _clear(window: QWidget, then: Callable[[], object], turns: int) -> None:
    if _put_aside(window) and turns:
        QTimer.singleShot(0, window, lambda: _clear(window, then, turns - 1))
    else:
        then()


def _put_aside(window: QWidget) -> bool:
    """Close whatever else of the program is seen; whether there was a dialog."""
    while (hanging := QApplication.activePopupWidget()) is not None:
        hanging.hide()
    found = False
    for each in QApplication.topLevelWidgets():
        if each is window or not isValid(each) or not each.isVisible():
            continue
        if isinstance(each, QDialog):
            found = True
            # Not ``reject``, which some take as the wish to be asked.
            each.done(QDialog.DialogCode.Rejected)
        if isValid(each):
            each.hide()
    return found
