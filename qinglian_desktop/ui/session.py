"""What every page of an open book shares: the desk, the theme, the path to the book, ways to go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import Place
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import DataProblems, EnvironmentProblem
from qinglian_desktop.ui.backing_up import BackingUp
from qinglian_desktop.ui.job import Job, nothing
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.opened_files import OpenedFiles
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from qinglian_desktop.application.taking_back import TakenBack

LOG = logging.getLogger(__name__)
T = TypeVar("T")


class Session(QObject):
    """Shared by the pages of one window over an open book.

    ``changed`` carries the Changed of what was changed in the book, by whomever;
    ``place_wanted`` a Place that the main window opens; ``said`` a sentence for the status bar.
    """

    changed = Signal(object)
    place_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, before: Session | None = None) -> None:
        """With the work that is under way in the window ``before`` this one, if there was one."""
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.take_back: Callable[[str, str, int], TakenBack] | None = None
        """Where a copy is looked into: takes the record of a ledger and id, by the password."""
        self.operations = before.operations if before else Operations(desk.book)
        self.backing_up = before.backing_up if before else BackingUp(self.operations, desk.book)
        self.opened_files = before.opened_files if before else OpenedFiles()
        self.thumbnails = before.thumbnails if before else Thumbnails()
        self.operations.changed.connect(self.changed)
        self.backing_up.said.connect(self.said)
        self.backing_up.failed.connect(self._on_backup_failed)

    def go(self, place: Place) -> None:
        """Ask the window to open a place."""
        self.place_wanted.emit(place)

    def read(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        show: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
        *,
        latest: str = "",
    ) -> Job:
        """Ask off the window's thread, see ``Operations.read``; problems are told if not given."""
        return self.operations.read(owner, work, show, failed or self.teller(owner), latest=latest)

    def change(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        is_long: bool = False,
    ) -> Job:
        """Change off the window's thread and in order, see ``Operations.change``."""
        return self.operations.change(
            owner, work, done or nothing, failed or self.teller(owner), is_long=is_long
        )

    def tell(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Show the user what went wrong in plain Chinese; a bug goes to the log with its trace."""
        over = parent or self.parent()
        box = QMessageBox(over if isinstance(over, QWidget) else None)
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

    def teller(self, owner: QObject) -> Callable[[BaseException], object]:
        """Tells what went wrong over the owner."""
        parent = owner if isinstance(owner, QWidget) else None
        return lambda problem: self.tell(problem, parent)

    def _on_backup_failed(self, problem: BaseException) -> None:
        self.tell(problem)
