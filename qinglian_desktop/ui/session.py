"""What every page of an open book shares: the desk, the theme, the path to the book, ways to go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.copies import Exported
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import Place
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import KeeperRole
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.backing_up import BackingUp
from qinglian_desktop.ui.checking_up import CheckingUp
from qinglian_desktop.ui.exporting import Exports, exported_box
from qinglian_desktop.ui.job import Job, nothing
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.look.warning import warning_of
from qinglian_desktop.ui.opened_files import OpenedFiles
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from pathlib import Path

    from qinglian_desktop.application.book_ports import Book
    from qinglian_desktop.application.steps import Turned
    from qinglian_desktop.application.taking_back import TakenBack

T = TypeVar("T")


class Session(QObject):
    """Shared by the pages of one window over an open book.

    ``changed`` carries the Changed of what was changed in the book, by whomever;
    ``place_wanted`` a Place that the main window opens; ``said`` a sentence for the status bar;
    ``turned`` a Turned step that was taken back or done again;
    ``words_changed`` comes when the unit's own words were changed;
    ``doorway_wanted`` what is to be done in the window before a book, once this one is closed;
    ``update_ready`` the path of an installer to be started then.
    """

    changed = Signal(object)
    place_wanted = Signal(object)
    said = Signal(str)
    turned = Signal(object)
    words_changed = Signal()
    doorway_wanted = Signal(object)
    update_ready = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, before: Session | None = None) -> None:
        """With the work that is under way in the window ``before`` this one, if there was one."""
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.take_back: Callable[[str, str, int], TakenBack] | None = None
        """Where a copy is looked into: takes the record of a ledger and id, by the password."""
        self.look_into: Callable[[Path, str, Progress], Book] | None = None
        """Opens another copy of the book, to be read, by its folder and password."""
        self.operations = before.operations if before else Operations(desk.book)
        self.backing_up = before.backing_up if before else BackingUp(self.operations, desk.book)
        self.checking_up = (
            before.checking_up if before else CheckingUp(self.operations, desk.book, desk.clock)
        )
        self.exporting = before.exporting if before else Exports(self.operations)
        self.confirmed_at = before.confirmed_at if before else float("-inf")
        """When whoever opened the book last gave the password, in monotonic seconds."""
        self.opened_files = before.opened_files if before else OpenedFiles()
        self.thumbnails = before.thumbnails if before else Thumbnails()
        self.operations.changed.connect(self.changed)
        self.operations.changed.connect(self._on_changed)
        for work in (self.backing_up, self.checking_up, self.exporting):
            work.said.connect(self.said)
            work.failed.connect(self._on_work_failed)
        self.exporting.done.connect(self._on_exported)

    @property
    def why_fixed(self) -> str:
        """Why nothing is written into the book, as a sentence begins; "" where it is."""
        book = self.desk.book
        if book.keeper.role is KeeperRole.READING:
            return f"您的权限是“{book.keeper.role.value}”"
        return "台账库是只读打开的" if book.read_only else ""

    def start_of_day(self) -> None:
        """What is done beside the work when a book was opened: its backup, then its check."""
        book, machine = self.desk.book, self.desk.machine_watch
        self.read(self, lambda _: machine.at_opening(book), self._tell_each)
        self.backing_up.start_of_day(self.desk.clock, self.desk.second_backups)
        self.checking_up.start_of_day(after=self.backing_up)

    def go_to_backups(self) -> None:
        """Close the book and show its copies, from where one comes back without the password."""
        book = self.desk.book
        self.doorway_wanted.emit(lambda welcome: welcome.show_backups(book.folder, before=book))

    def go_to_book(self) -> None:
        """Close the copy that is looked into, and open its book."""
        copy = self.desk.book
        self.doorway_wanted.emit(lambda welcome: welcome.reopen(copy))

    def go_to_repair(self) -> None:
        """Close the book and show how it is repaired."""
        folder = self.desk.book.folder
        self.doorway_wanted.emit(lambda welcome: welcome.show_repair(folder))

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

    def undo(self, of: tuple[str, int] | None = None) -> None:
        """Take back the last step, on whichever page it was done, or the last ``of`` a record."""
        self._turn(lambda: self.desk.records.steps.undo(of), "没有可以撤销的了。")

    def redo(self, of: tuple[str, int] | None = None) -> None:
        """Do again what was taken back last."""
        self._turn(lambda: self.desk.records.steps.redo(of), "没有可以重做的了。")

    def tell(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Show the user what went wrong in plain Chinese; a bug goes to the log with its trace."""
        over = parent or self.parent()
        warning_of(error, over if isinstance(over, QWidget) else None).open()

    def tell_notices(self) -> None:
        """Show what befell the book's own files and was mended, if anything did."""
        self._tell_each(self.desk.book.take_notices())

    def _tell_each(self, problems: Iterable[EnvironmentProblem]) -> None:
        for each in problems:
            self.tell(each)

    def teller(self, owner: QObject) -> Callable[[BaseException], object]:
        """Tells what went wrong over the owner."""
        parent = owner if isinstance(owner, QWidget) else None
        return lambda problem: self.tell(problem, parent)

    def _turn(self, step: Callable[[], Turned | None], none: str) -> None:
        def done(turned: Turned | None) -> None:
            words = none if turned is None else turned_words(turned)
            # After ``changed``, which takes away what was said of the records before.
            self.operations.after_changes(self, lambda: self.said.emit(words))
            if turned is not None:
                self.turned.emit(turned)

        self.change(self, lambda _: step(), done, self.tell)

    def _on_changed(self, changed: Changed) -> None:
        """With another record kept, 按 Ctrl+Z 撤销 would not mean what it was said of."""
        if changed.ledgers:
            self.said.emit("")
        if changed.notices:
            self.tell_notices()
        if (jumped := self.desk.machine_watch.look()) is not None:
            self.tell(jumped)

    def _on_work_failed(self, problem: BaseException) -> None:
        self.tell(problem)

    def _on_exported(self, made: Exported, is_sealed: bool) -> None:
        over = self.parent()
        exported_box(made, is_sealed, over if isinstance(over, QWidget) else None).open()


def turned_words(turned: Turned) -> str:
    """What was taken back or done again, and how that is turned round."""
    if turned.is_redone:
        return f"已重做：{turned.step.words}。{turned.way_back}按 {actions.UNDO.shown} 撤销。"
    return f"已撤销：{turned.step.words}。{turned.way_back}按 {actions.REDO.shown} 重做。"
