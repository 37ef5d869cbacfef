"""Starts the window, if no other one runs, and ends with its last one."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.guarded_places import with_advice
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.coming_forward import come_forward
from qinglian_desktop.ui.dressing import complete, make_application
from qinglian_desktop.ui.look.message_box import message_box
from qinglian_desktop.ui.look.warning import warning_of
from qinglian_desktop.ui.only_one import OnlyOne

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Books
    from qinglian_desktop.application.desk import Tools

LOG = logging.getLogger(__name__)
COMPLETE_AFTER = 60
"""Milliseconds after the first window was shown: it has been painted by then."""
_NO_ANSWER = 1
_COMPLAINING = re.compile(r"Q\w+(::~?\w+)*")


def start(
    tools: Tools,
    books: Books,
    argv: Sequence[str],
    when_shown: Callable[[], bool],
    place: Path | None = None,
) -> int:
    """Run the program until its last window is closed; gives the exit code.

    ``when_shown`` is called once the first window has been painted, and gives whether the program
    ended unexpectedly the last time. ``place`` is the folder of a
    book to begin with. Where the program runs already, its window comes to the front instead.
    """
    application = make_application(argv)
    sys.excepthook = _on_bug
    only_one = OnlyOne()
    if not only_one.is_first():
        if only_one.tell_first(place):
            return 0
        _say_no_answer()
        return _NO_ANSWER
    program = Application(tools, books)
    welcome = program.welcome()
    if place is not None:
        welcome.open_folder(place)
    only_one.asked.connect(lambda asked: come_forward(program, asked))
    qInstallMessageHandler(_on_qt_message)

    def prepare() -> None:
        if when_shown():
            program.tell_unexpected_end()

    QTimer.singleShot(COMPLETE_AFTER, application, prepare)
    QTimer.singleShot(COMPLETE_AFTER, application, lambda: complete(application))
    QTimer.singleShot(COMPLETE_AFTER, application, only_one.listen)
    code = application.exec()
    program.close()
    only_one.close()
    return code


def _say_no_answer() -> None:
    box = _box("程序已经打开着，但是没有回应。", QApplication.activeWindow())
    box.setInformativeText(
        "台账库没有受影响。\n请等一等，到任务栏上找它的窗口；一直没有回应的，重新启动电脑再打开。"
    )
    box.exec()


def _on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The outermost handler of the window: the log gets everything, the user a sentence."""
    told, over = with_advice(error), QApplication.activeWindow()
    if isinstance(told, EnvironmentProblem):
        _show(warning_of(told, over))
        return
    LOG.critical("uncaught", exc_info=(kind, error, trace))
    words = "程序遇到了没有料到的情况，刚才这一步没有完成。"
    box = _box(words, over)
    box.setInformativeText(
        "已经保存的记录没有受影响，详细情况已记入日志。\n请再试一次；还是这样的，在“设置”的“关于”里导出诊断，交给维护的人。"
    )
    _show(box)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Into the log goes who complained, as QPainter::begin, and not of what."""
    who = _COMPLAINING.match(words)
    level = logging.INFO if kind is QtMsgType.QtInfoMsg else logging.WARNING
    LOG.log(level, "Qt: %s", who[0] if who else getattr(context, "category", ""))


def _show(box: QMessageBox) -> None:
    # What is called when it is closed holds it until then: over no window nobody else does.
    box.finished.connect(lambda _, box=box: None)
    box.open()


def _box(words: str, over: QWidget | None) -> QMessageBox:
    box = message_box(over, "请注意", words)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    return box
