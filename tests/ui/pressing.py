"""Presses whatever can be pressed in a window, and hears what is said of it"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.main_window import MainWindow

REFUSAL = re.compile(r"权限是“|要有“全部”|您看不到|看不到其中|只读打开的，不能|请让有“|请让看得到")
"""What is only said to who may not do something."""
LEADING_ON = {"月报与总结  report_0 月报", "月报与总结  report_1 总结"}
"""These only show another side of a page, which says at once why nothing can be done on it."""
BUG = "程序遇到了没有料到的情况"
_AWAY = ("关闭", "取消", "返回")
"""A dialog is closed by its own means once all else in it was pressed."""
_NUMBER = re.compile(r"[\d.%]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def answer_no(patch: pytest.MonkeyPatch) -> None:
    """Whatever would wait for an answer in a loop of its own is given up at once."""
    for name, none in (
        ("getOpenFileName", ("", "")),
        ("getOpenFileNames", ([], "")),
        ("getSaveFileName", ("", "")),
        ("getExistingDirectory", ""),
    ):
        patch.setattr(QFileDialog, name, lambda *_, none=none, **__: none)
    patch.setattr(QInputDialog, "getText", lambda *_, **__: ("", False))
    patch.setattr(QPrintDialog, "exec", lambda *_: QDialog.DialogCode.Rejected)
    patch.setattr(QDialog, "exec", lambda *_: QDialog.DialogCode.Rejected)
    patch.setattr(QDesktopServices, "openUrl", lambda *_: True)


class Presser:
    """Of one window; ``pressed`` are those that were, each of a kind once a page.

    ``refused`` are those that could be pressed and said then that this keeper may not, or that the
    program is at its wit's end. ``resting`` are those that rest, with what they say of it.
    """

    def __init__(self, window: MainWindow, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
        self.window = window
        self.pressed: set[str] = set()
        self.refused: list[str] = []
        self.resting: dict[str, str] = {}
        self._qtbot = qtbot
        self._said: list[str] = []
        self._at = ""
        window.session.said.connect(self._said.append)
        said, self_said = Notice.say, self._said

        def say(notice: Notice, words: str, *more: Any, **named: Any) -> None:
            self_said.append(words)
            said(notice, words, *more, **named)

        patch.setattr(Notice, "say", say)
        hook = sys.excepthook

        def raised(kind: type[BaseException], error: BaseException, trace: Any) -> None:
            self.refused.append(f"{self._at}: {error!r}")
            hook(kind, error, trace)

        patch.setattr(sys, "excepthook", raised)

    def press_all(self, place: str, again: Callable[[], object], most: int = 200) -> None:
        """All that is or comes to be seen at a place, to which ``again`` comes back."""
        again()
        self._settle()
        waited: QWidget | None = None
        for _ in range(most):
            found, over = self._next(place), self._over()
            if found is None and over is None:
                return
            if found is None and over is not waited:
                # What rests only until something was read.
                waited = over
                self._qtbot.wait(300)
                self._settle()
                continue
            if found is None:
                self._close()
                continue
            called, what = found
            self.pressed.add(called)
            self._at = called
            self._said.clear()
            before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
            what()
            self._settle()
            self._hear(called, before)
            if self._over() is None:
                again()
                self._settle()

    def _next(self, place: str) -> tuple[str, Callable[[], object]] | None:
        over = self._over()
        inside = over if over is not None else self.window
        name = type(over).__name__ + over.windowTitle() if over is not None else ""
        if isinstance(over, QPrintDialog):
            return None
        if isinstance(over, QMenu):
            each: QAction
            for each in over.actions():
                called = f"{place} {name} {_of(each.text())}"
                if each.isVisible() and not each.isSeparator() and called not in self.pressed:
                    if each.isEnabled():
                        return called, lambda menu=over, each=each: _trigger(menu, each)
                    self.resting[called] = each.toolTip()
            return None
        for button in inside.findChildren(QAbstractButton):
            if not button.isVisible() or button.window() is not inside:
                continue
            words = button.text() or button.accessibleName() or button.toolTip()
            # What stands in every window is pressed once.
            is_common = self.window.header.isAncestorOf(button) or "Preview" in name
            at = "" if is_common else place
            called = f"{at} {name} {button.objectName()} {_of(words)}"
            if called in self.pressed or not words.strip():
                continue
            if over is not None and words in _AWAY:
                continue
            if button.isEnabled():
                return called, button.click
            self.resting[called] = f"{_tip(button)}{_told_beside(button)}"
        return None

    def _over(self) -> QWidget | None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        over = [
            each
            for each in QApplication.topLevelWidgets()
            if each.isVisible() and each is not self.window and each.isWindow()
            if not isinstance(each, QLabel)
        ]
        return over[-1] if over else None

    def _close(self) -> None:
        over = self._over()
        if isinstance(over, QDialog):
            over.done(QDialog.DialogCode.Rejected)
            over.hide()
        elif over is not None:
            over.close()
        self._settle()

    def _hear(self, called: str, before: set[QWidget]) -> None:
        new = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        boxes = [each for each in new if each not in before and isinstance(each, QDialog)]
        words = [*self._said]
        asked = [each for each in boxes if isinstance(each, QMessageBox)]
        words += [said.text() for each in asked for said in each.findChildren(QLabel)]
        self.refused += [
            f"{called}: {each}"
            for each in words
            if (REFUSAL.search(each) and called.strip() not in LEADING_ON) or BUG in each
        ]

    def _settle(self) -> None:
        application = QApplication.instance()
        assert application is not None
        application.processEvents()
        operations = self.window.session.operations
        self._qtbot.waitUntil(lambda: not operations.is_busy, timeout=30_000)
        application.processEvents()


def _trigger(menu: QMenu, action: QAction) -> None:
    menu.close()
    if isValid(action):
        action.trigger()


def _tip(part: QWidget | None) -> str:
    """What is shown below the mouse: what rests leaves it to what is around it."""
    while part is not None and not part.toolTip():
        part = None if part.isWindow() else part.parentWidget()
    return part.toolTip() if part is not None else ""


def _of(words: str) -> str:
    """The same for all of a kind: two days of a calendar, two counts."""
    return _NUMBER.sub("#", words.replace("&", ""))[:24]


def _told_beside(button: QWidget) -> str:
    """What a notice of the same dialog says, which may hold for all that rests in it."""
    window = button.window()
    if isinstance(window, QMainWindow):
        return ""
    return "".join(each.words for each in window.findChildren(Notice) if each.isVisible())


def unexplained(resting: dict[str, str]) -> Iterator[str]:
    """Those that rest and do not say why."""
    for called, why in resting.items():
        if not _CHINESE.search(why):
            yield called
