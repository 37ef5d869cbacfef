"""What a folder is that somebody chose: a book, a backup of one, or a place of second backups"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.domain.errors import EnvironmentProblem

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Books
    from qinglian_desktop.application.copies import Copy


class FolderKind(Enum):
    """Where it leads: to the password, to the backups of the book two above, elsewhere."""

    BOOK = auto()
    BACKUP = auto()
    SECOND_PLACE = auto()
    NOTHING = auto()


def what_folder_is(books: Books, folder: Path) -> FolderKind:
    """A backup in a second place, or that place, lead to what can be made of it.

    What the system does not let one look into may be a book: opening it says why it cannot be.
    """
    book = folder.parent.parent
    copies: list[Copy] = []
    elsewhere: list[Path] = []
    with suppress(EnvironmentProblem):
        # Whoever may open the folder need not be allowed to look two above it.
        copies = [*books.backups(book), *books.set_aside(book)]
        elsewhere = books.shelves(folder)
    if elsewhere and (book in elsewhere or not _may_be_book(books, folder)):
        return FolderKind.SECOND_PLACE
    if any(each.folder == folder for each in copies):
        # What is written into a backup would be no backup any more.
        return FolderKind.BACKUP
    return FolderKind.BOOK if _may_be_book(books, folder) else FolderKind.NOTHING


def _may_be_book(books: Books, folder: Path) -> bool:
    try:
        return books.is_book(folder)
    except EnvironmentProblem:
        return True
