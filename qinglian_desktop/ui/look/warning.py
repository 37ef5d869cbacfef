"""A box over a window that tells what went wrong in plain Chinese."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.guarded_places import with_advice
from qinglian_desktop.ui.look.message_box import message_box

LOG = logging.getLogger(__name__)


def warning_of(error: BaseException, over: QWidget | None) -> QMessageBox:
    """The box, still to be opened; a bug goes to the log with its trace."""
    box = message_box(over, "请注意", "")
    error = with_advice(error)
    match error:
        case EnvironmentProblem():
            box.setText(error.happened)
            box.setInformativeText(f"{error.kept}\n{error.todo}")
        case DataProblems():
            # A form says them at its fields: here nothing is being filled in.
            reasons = "".join(each.message for each in error.problems if not each.field)
            box.setText(reasons or "这一步没有做成，已经保存的内容没有动。")
            details = [each.message for each in error.problems if each.field]
            box.setInformativeText("\n".join(details))
        case _:
            LOG.error("unexpected", exc_info=error)
            box.setText("程序遇到了没有料到的情况，这一步没有完成。")
            box.setInformativeText(
                "已经保存的记录没有受影响，详细情况已记入日志。\n请再试一次；如果还是这样，请重新打开程序。"
            )
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    return box


def tell_in_turn(problems: Sequence[EnvironmentProblem], then: Callable[[], object]) -> None:
    """Tell of one after the other, over no window, as that of a book may be closing; then go on."""
    if not problems:
        then()
        return
    box = warning_of(problems[0], None)
    # What is called when it is closed holds it until then: nobody else does.
    box.finished.connect(lambda _, box=box: tell_in_turn(problems[1:], then))
    box.open()
