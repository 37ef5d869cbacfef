"""What is put into a second place, and what lies there."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.storage.book import EncryptedBook
from tests.storage.invented_books import add, event

CALLED = "海上支部"


def keep(book: EncryptedBook, line: str) -> None:
    """Save a record with a file of its own."""
    with book.writing() as work:
        file = work.attachments.put(f"{line}.txt", line.encode() * 3000)
    add(book, event(line, files=(file,)))


def everything(place: Path) -> set[str]:
    return {each.relative_to(place).as_posix() for each in place.rglob("*")}
