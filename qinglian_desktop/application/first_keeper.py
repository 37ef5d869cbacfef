"""A book from before there were several keepers: from now on its history names the first one."""

from __future__ import annotations

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.keeper import FIRST_KEEPER


def is_named_anew(book: Book) -> bool:
    """Whether the first keeper alone keeps it, and what was written last names somebody else."""
    if book.read_only or book.keepers.all() != (FIRST_KEEPER,):
        return False
    with book.reading() as work:
        return work.records.last_writer() not in ("", FIRST_KEEPER.name)
