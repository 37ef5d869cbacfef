"""Books of the invented ledgers, and short ways to keep records in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, Stamp, State, occurred_on
from qinglian_desktop.domain.values import Value, Values
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.migrations import Migration
from qinglian_desktop.storage.schema import ddl
from tests.invented import EVERYTHING, INVENTED, INVENTED_ROSTER, example_values

PASSWORD = "灯塔-2026"
NOW = datetime(2026, 11, 23, 10, 5)
WHO = "周𬭚"
CHEAP = KeyCost(iterations=1, memory_kib=8)
FIRST = Migration(1, "invented", tuple(ddl(INVENTED)))


def invented_books(*more: Migration, who: str = WHO) -> EncryptedBooks:
    """Books of the invented ledgers, with further migrations if wished."""
    return EncryptedBooks(
        INVENTED, lambda: NOW, who, migrations=(FIRST, *more), cost=CHEAP, waits=(0,)
    )


def books_of(catalogue: Catalogue) -> EncryptedBooks:
    """Books of another catalogue, whose tables are those that it asks for."""
    first = Migration(1, "invented", tuple(ddl(catalogue)))
    return EncryptedBooks(catalogue, lambda: NOW, WHO, migrations=(first,), cost=CHEAP)


def mark(action: str = "新增", reason: str = "") -> Mark:
    return Mark(NOW, WHO, action, reason)


def new_record(values: Values, ledger: Ledger = EVERYTHING) -> Record:
    day = occurred_on(ledger, values)
    assert day is not None
    return Record(ledger.key, values, day, Stamp(NOW, WHO))


def add(book: Book, values: Values, ledger: Ledger = EVERYTHING) -> Record:
    """Keep a record in a transaction of its own."""
    with book.writing() as work:
        return work.records.add(ledger, new_record(values, ledger), mark())


def event(line: str = "补帆", day: date = date(2026, 10, 9), **more: Value) -> dict[str, Value]:
    """The values of a small record of EVERYTHING."""
    return {"line": line, "day": day, **more}


def full_values() -> dict[str, Value]:
    """The values of a record of EVERYTHING with all but attachments, whose bytes need keeping."""
    return {key: value for key, value in example_values().items() if key != "files"}


def add_crew(book: Book, name: str, **more: Value) -> Record:
    """Someone of the roster, aboard since 2020."""
    return add(book, {"name": name, "came": date(2020, 1, 1), **more}, INVENTED_ROSTER)


def change(book: Book, record: Record, changes: Mapping[str, Value], reason: str = "") -> Record:
    """Keep changed values of a record of EVERYTHING."""
    values = {**record.values, **changes}
    day = occurred_on(EVERYTHING, values)
    assert day is not None
    with book.writing() as work:
        changed = replace(record, values=values, occurred_on=day)
        return work.records.replace(EVERYTHING, changed, mark("修改", reason))


def void(book: Book, record: Record) -> Record:
    with book.writing() as work:
        voided = replace(record, state=State.VOID)
        return work.records.replace(EVERYTHING, voided, mark("作废", "写错了"))


def lines_in(book: Book) -> list[str]:
    """What the records of EVERYTHING are called, in order."""
    with book.reading() as work:
        found = work.records.page(Query("everything"), 0, 99)
    return sorted(str(each.value("line")) for each in found)
