"""A book of the invented ledgers, and a hand that has its password and a tool for SQL."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from qinglian_desktop.domain.record import State
from qinglian_desktop.storage import chain
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.chain_notes import RESTORED
from qinglian_desktop.storage.engine import DATABASE, RawConnection, connect
from qinglian_desktop.storage.keys import KEYS, KeyRing
from tests.invented import EVERYTHING
from tests.storage.invented_books import (
    PASSWORD,
    add,
    add_crew,
    change,
    event,
    full_values,
    mark,
    void,
)


def made(books: EncryptedBooks, folder: Path) -> EncryptedBook:
    """An open book with a bit of everything: 2 of a crew, 4 records, 9 rows of the history."""
    book, _ = books.create(folder, PASSWORD)
    add_crew(book, "韦𬀩")
    add_crew(book, "周𬭚")
    with book.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
    kept = add(book, {**full_values(), "files": (file,)})
    change(book, kept, {"line": "改过的"})
    void(book, add(book, event("作废的")))
    add(book, event("𬱖"))
    last = add(book, event("最新的"))
    with book.writing() as work:
        work.records.set_state(EVERYTHING, [last.id or 0], State.REPORTED, mark("上报"))
    return book


def raw(folder: Path, password: str = PASSWORD) -> RawConnection:
    """What another tool has open, by the password."""
    key = KeyRing.read(folder / KEYS).unlock(password)
    return connect(folder / DATABASE, key, "rw")


def altered(folder: Path, *statements: str, password: str = PASSWORD) -> None:
    """Run statements on a closed book, or on a copy of one."""
    with closing(raw(folder, password)) as connection:
        for statement in statements:
            connection.execute(statement).close()


def unheld(folder: Path) -> None:
    """Leave a book or a copy as a former version did: nothing holds its history."""
    altered(
        folder,
        "PRAGMA journal_mode = DELETE",
        "UPDATE history SET chain = NULL, record_digest = NULL",
        "DELETE FROM settings WHERE key = 'chain.key'",
    )


def checked(books: EncryptedBooks, folder: Path) -> list[str]:
    """What a check tells of a closed book."""
    book = books.open(folder, PASSWORD)
    found = [str(each) for each in book.check()]
    book.close()
    return found


def held_anew(folder: Path) -> None:
    """Compute the whole chain again, as somebody can who knows how, and has the key."""
    with closing(raw(folder)) as connection:
        key = chain.key_of(connection)
        assert key is not None
        before = chain.BEFORE_ALL
        rows = connection.execute(f"SELECT {chain.IN_ORDER} FROM history ORDER BY id").fetchall()
        for row in rows:
            before = chain.RowHash(key).of(before, row)
            connection.execute("UPDATE history SET chain = ? WHERE id = ?", (before, row[0]))


def digests_anew(books: EncryptedBooks, folder: Path, record_id: int) -> None:
    """Have the last row of a record hold it as it stands now."""
    book = books.open(folder, PASSWORD)
    with book.writing() as work:
        layout: Any = work.records._layout  # type: ignore[attr-defined]
    book.close()
    with closing(raw(folder)) as connection:
        digest = layout.digests["everything"].of(connection, [record_id])[record_id]
        connection.execute(
            "UPDATE history SET record_digest = ? WHERE id ="
            " (SELECT max(id) FROM history WHERE ledger = 'everything' AND record_id = ?)",
            (digest, record_id),
        ).close()


def notes_of(folder: Path) -> Sequence[str]:
    """Why the book says that it was gone back to a copy."""
    with closing(raw(folder)) as connection:
        found = connection.execute("SELECT reason FROM history WHERE action = ?", (RESTORED,))
        return [row[0] for row in found]


def revived(book: EncryptedBook, record_id: int) -> None:
    """A void record counts again."""
    with book.writing() as work:
        (record,) = work.records.fetch(EVERYTHING, [record_id])
        work.records.replace(EVERYTHING, replace(record, state=State.CONFIRMED), mark("恢复", "对"))
