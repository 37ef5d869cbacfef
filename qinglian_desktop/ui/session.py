"""What every page of an open book shares: the desk, the theme, background work, ways to go."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import Place
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.background import Background
from qinglian_desktop.ui.look.theme import Theme

LOG = logging.getLogger(__name__)


class Session(QObject):
    """Shared by the pages of one open book.

    ``records_changed`` carries the key of the ledger whose records changed ("" for all);
    ``place_wanted`` carries a Place that the main window opens; ``said`` a sentence for the
    status bar.
    """

    records_changed = Signal(str)
    place_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.background = Background()

    def go(self, place: Place) -> None:
        """Ask the window to open a place."""
        self.place_wanted.emit(place)

    def announce(self, ledger: Ledger) -> None:
        """Say that records of a ledger changed, and with them those that follow from them."""
        for key in (ledger.key, *(feed.ledger for feed in ledger.feeds)):
            self.records_changed.emit(key)

    def tell(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Show the user what went wrong in plain Chinese; a bug goes to the log with its trace."""
        box = QMessageBox(parent)
        box.setWindowTitle("请注意")
        box.setIcon(QMessageBox.Icon.Warning)
        match error:
            case EnvironmentProblem():
                box.setText(error.happened)
                box.setInformativeText(f"{error.kept}\n{error.todo}")
            case DataProblems():
                box.setText("还有几处没有填对，记录没有保存，填写的内容都还在。")
                box.setInformativeText("\n".join(problem.message for problem in error.problems))
            case _:
                LOG.error("unexpected", exc_info=error)
                box.setText("程序遇到了没有料到的情况，这一步没有完成。")
                box.setInformativeText(
                    "已经保存的记录没有受影响，详细情况已记入日志。\n请再试一次；如果还是这样，请重新打开程序。"
                )
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.open()
