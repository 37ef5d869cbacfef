"""What the application asks of a book as a whole, and of the books of this machine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.copies import Copy, Exported
from qinglian_desktop.application.keeper_ports import BookKeepers
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.soundness import Finding, Repaired, Whole
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper


class Book(Protocol):
    """An open book (台账库). Any thread may ask for a unit of work; one writes at a time."""

    @property
    def folder(self) -> Path: ...
    @property
    def keeper(self) -> Keeper:
        """Who opened it."""
        ...

    @property
    def keepers(self) -> BookKeepers:
        """Who else keeps it."""
        ...

    @property
    def read_only(self) -> bool: ...
    @property
    def copy(self) -> Copy | None:
        """The copy that is looked into, read-only; None for a book itself."""
        ...

    def watch(self, heard: Callable[[Changed], object]) -> None:
        """Tell ``heard`` what each transaction changed, once it is kept and on its own thread."""
        ...

    def pace(self, wait: Callable[[], object]) -> None:
        """Call ``wait`` before each statement, on whichever thread runs it."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction: committed durably when the block ends, undone if it raises.

        A full disk or a vanished folder raises EnvironmentProblem and leaves nothing half-saved.
        """
        ...

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A consistent view; writing through it raises ProgramBug."""
        ...

    def check(self, progress: Progress = no_progress) -> list[Finding]:
        """Findings about the book's integrity, its index and its history; empty when sound."""
        ...

    def glance(self) -> list[Finding]:
        """What of a check can be told in a moment: all tables, and a file for each attachment."""
        ...

    def whole_copies(self, findings: Iterable[Finding], progress: Progress = no_progress) -> Whole:
        """Which backups have whole what the findings touch; Cancelled as for ``check``."""
        ...

    def bring_attachments_back(self, progress: Progress = no_progress) -> tuple[int, int]:
        """Have those that are missing or damaged from the book's copies, as far as they have them.

        Gives how many came back and how many did not. Nothing else is touched. Raises Cancelled.
        """
        ...

    def back_up(self, progress: Progress = no_progress) -> Path:
        """Copy the book as it stands into its folder of backups; gives the copy's folder.

        Others may save meanwhile: what they save is not in the copy. ``progress`` is told the
        pages; when it answers False, Cancelled is raised and nothing of the copy stays.
        """
        ...

    def back_up_to(self, place: Path, called: str, progress: Progress = no_progress) -> Path:
        """The same into the book's folder in a second place, a stick or a share.

        That folder is made where it is missing, ``called`` so and by the book's identity.
        Raises EnvironmentProblem that tells of the place; the book is not touched by it.
        """
        ...

    def second_folder(self, place: Path) -> Path | None:
        """The book's folder in a second place; None where that is not there or holds none.

        A share that is gone may take a minute to say so.
        """
        ...

    def archive(self, target: Path, password: str, progress: Progress = no_progress) -> Exported:
        """Put the whole book into one file of this name, under a password and keys of its own.

        Read back in full before it counts. Others may save meanwhile, as in a backup.
        ``progress`` is told KiB; when it answers False, Cancelled is raised and nothing stays.
        """
        ...

    def last_backup(self) -> datetime | None:
        """When the newest backup was made; of a copy that is looked into, when that was."""
        ...

    def change_password(self, old: str, new: str, progress: Progress = no_progress) -> None:
        """Another password of whoever opened it; WrongPassword if ``old`` does not open the book.

        The book gets another key; ``progress`` is told pages, Cancelled leaves all as it was.
        """
        ...

    def new_recovery_code(self, password: str, progress: Progress = no_progress) -> str:
        """Another recovery code instead of the old one, given once; the passwords stay.

        Raises WrongPassword if ``password`` does not open the book. It gets another key, too.
        """
        ...

    def take_notices(self) -> list[EnvironmentProblem]:
        """What befell the book's own files and was mended; each is given, and to be told, once.

        More may come with each change (``Changed.notices``), and when the book is closed.
        """
        ...

    def close(self) -> None: ...
    def forget(self) -> None:
        """Wipe the key of a book that was closed: without its secret it is not opened once more."""
        ...


class Books(Protocol):
    """Books on this machine: made new, or opened."""

    def prepare(self) -> None:
        """Make what is the same for all books, while the password is being typed."""
        ...

    def keepers(self, folder: Path) -> tuple[Keeper, ...]:
        """Who keeps the book in a folder, as its key file says; () where none can be read."""
        ...

    def create(
        self, folder: Path, password: str, keeper: Keeper = FIRST_KEEPER
    ) -> tuple[Book, str]:
        """A new book in a folder that is empty or missing, and its recovery code, shown once."""
        ...

    def create_from(
        self,
        archive: Path,
        secret: str,
        folder: Path,
        password: str,
        progress: Progress = no_progress,
    ) -> tuple[Book, str]:
        """As ``create``, with all that is in an archive, which ``secret`` opens.

        Everything is checked before the folder counts as a book. Raises WrongPassword, or
        EnvironmentProblem (no archive, damaged, newer, no space); Cancelled when ``progress``,
        told KiB, answers False; nothing stays in the folder.
        """
        ...

    def open(
        self,
        folder: Path,
        secret: str,
        *,
        keeper: str = "",
        read_only: bool = False,
        is_closed_elsewhere: bool = False,
        progress: Progress = no_progress,
    ) -> Book:
        """Open with the password or the recovery code.

        The password of the ``keeper`` of that name alone, if one is given.

        Raises WrongPassword, BookInUse (LeftOpenElsewhere unless it ``is_closed_elsewhere``), or
        EnvironmentProblem (not a book, newer, damaged, read-only folder). ``progress`` is told
        of a book of an older version alone, which is backed up and brought up to date: Cancelled
        when it answers False, and the book is as it was.
        """
        ...

    def reopen(self, before: Book) -> Book:
        """Open once more a book that was closed a moment ago, or whose copy was looked into.

        Its secret was given then and is not asked for again. Raises as ``open`` does; WrongPassword
        where its keys were changed or lost meanwhile.
        """
        ...

    def is_book(self, folder: Path) -> bool:
        """Whether the folder holds a book."""
        ...

    def backups(self, folder: Path) -> list[Copy]:
        """A book's backups, the newest first, as counted: whatever the clock said."""
        ...

    def set_aside(self, folder: Path) -> list[Copy]:
        """The books that restores set aside, the newest first."""
        ...

    def shelves(self, place: Path, folder: Path | None = None) -> list[Path]:
        """The folders in a second place that hold copies of books: it, those in it or around.

        Of the book in ``folder`` alone, where that can still be told.
        """
        ...

    def bring_back(
        self,
        copy: Path,
        secret: str,
        folder: Path,
        progress: Progress = no_progress,
        known: Collection[str] = (),
    ) -> None:
        """Make a copy a book again in a folder that is empty or missing, on a new PC, say.

        The keys kept last beside the copies count. Raises WrongPassword, Cancelled, UnsoundCopy as
        ``restore``, or EnvironmentProblem; nothing stays in the folder then.
        """
        ...

    def let_go(self, folder: Path, copy: Path, secret: str) -> None:
        """Delete what a restore set aside; WrongPassword without password or recovery code."""
        ...

    def look(self, folder: Path, copy: Path, secret: str, progress: Progress = no_progress) -> Book:
        """Open a copy of a book to read in it, checked in full; the copy is never changed."""
        ...

    def repair(
        self, folder: Path, target: Path, secret: str, progress: Progress = no_progress
    ) -> Repaired:
        """Make a new book in ``target`` of what can be read of one, which is left as it is.

        Raises WrongPassword, BookInUse, Cancelled, or EnvironmentProblem where there is something
        at the target already or nothing can be read.
        """
        ...

    def restore(
        self,
        folder: Path,
        copy: Path,
        secret: str,
        progress: Progress = no_progress,
        known: Collection[str] = (),
    ) -> Path:
        """Make a copy the book again; gives the folder into which today's state was set aside.

        Whole or not at all. What the book will be is checked as ``Book.check`` does, but its
        attachments: UnsoundCopy where anything is found that is not ``known``. Raises
        WrongPassword, BookInUse, Cancelled, or EnvironmentProblem, which says how the book is
        now. Today's password stays.
        """
        ...
