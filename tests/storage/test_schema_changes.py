"""A ledger or a field that is new becomes statements, and a book with records takes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Attachments, Choices, Field, PersonRef, Rows, Text
from qinglian_desktop.domain.ledger import Section
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.migrations import Migration
from qinglian_desktop.storage.schema import ddl
from qinglian_desktop.storage.schema_changes import Changes, changes, shapes
from tests.invented import EVERYTHING, INVENTED, INVENTED_ROSTER, INVENTED_UNIT
from tests.storage.invented_books import (
    CHEAP,
    FIRST,
    NOW,
    PASSWORD,
    WHO,
    add,
    event,
    invented_books,
)

MORE = (
    Field("wind", "风", Text(20)),
    Field("mate", "大副", PersonRef(outsiders=True)),
    Field("flags", "旗", Choices(("红旗", "白旗"))),
    Field("stops", "停靠", Rows((Field("port", "港", Text(20)),), "处")),
    Field("charts", "海图", Attachments()),
)
GROWN = replace(EVERYTHING, sections=(*EVERYTHING.sections, Section("更多", MORE)))
LOGBOOK = replace(EVERYTHING, key="logbook", label="航海簿")


def declared(wanted: Catalogue) -> Migration:
    return Migration(1, "declared", tuple(ddl(wanted)))


def test_nothing_is_missing_while_nothing_changed() -> None:
    assert changes(INVENTED, (FIRST,)) == Changes((), ())


def test_without_migrations_everything_is_missing() -> None:
    assert changes(INVENTED, ()) == Changes(FIRST.statements, ())


def test_a_new_ledger_becomes_its_tables_and_indexes() -> None:
    wanted = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, EVERYTHING, LOGBOOK))
    found = changes(wanted, (FIRST,))
    assert found.by_hand == ()
    assert [each for each in ddl(wanted) if each not in FIRST.statements] == [*found.statements]
    assert found.statements[0].startswith("CREATE TABLE ledger_logbook (")


def test_new_fields_become_columns_and_tables() -> None:
    wanted = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, GROWN))
    found = changes(wanted, (FIRST,))
    assert found.by_hand == ()
    assert found.statements[:3] == (
        "ALTER TABLE ledger_everything ADD COLUMN wind TEXT",
        "ALTER TABLE ledger_everything ADD COLUMN mate TEXT",
        "ALTER TABLE ledger_everything ADD COLUMN mate__id INTEGER",
    )
    second = Migration(2, "more", found.statements)
    assert shapes((FIRST, second)) == shapes((declared(wanted),))
    assert changes(wanted, (FIRST, second)) == Changes((), ())


def test_a_book_with_records_takes_what_is_new(tmp_path: Path) -> None:
    old, _ = invented_books().create(tmp_path / "book", PASSWORD)
    kept = add(old, event("旧的"))
    old.close()
    wanted = Catalogue((INVENTED_UNIT, INVENTED_ROSTER, GROWN, LOGBOOK))
    second = Migration(2, "more", changes(wanted, (FIRST,)).statements)
    books = EncryptedBooks(wanted, lambda: NOW, WHO, migrations=(FIRST, second), cost=CHEAP)
    book = books.open(tmp_path / "book", PASSWORD)
    new = add(book, event("新的", wind="东风", flags=("白旗",)), GROWN)
    with book.reading() as work:
        assert work.records.get(GROWN, 1) == kept
        assert work.records.get(GROWN, 2) == new
    assert book.check() == []
    book.close()


def test_indexes_come_and_go_by_themselves() -> None:
    more = Migration(
        2,
        "indexes",
        (
            "CREATE INDEX once_useful ON history (at)",
            "DROP INDEX history__by_record",
            "DROP INDEX feeds__by_source",
            "CREATE INDEX feeds__by_source ON feeds (source_id)",
        ),
    )
    found = changes(INVENTED, (FIRST, more))
    assert sorted(each.split("\n")[0] for each in found.statements) == [
        "CREATE INDEX feeds__by_source",
        "CREATE INDEX history__by_record",
        "DROP INDEX feeds__by_source",
        "DROP INDEX once_useful",
    ]
    third = Migration(3, "mended", found.statements)
    assert shapes((FIRST, more, third)) == shapes((FIRST,))


def test_what_would_touch_data_is_left_to_a_person() -> None:
    def taken_apart(*statements: str) -> tuple[str, ...]:
        return changes(INVENTED, (FIRST, Migration(2, "old", statements))).by_hand

    assert taken_apart("CREATE TABLE gone (a)") == ("gone",)
    assert taken_apart("ALTER TABLE settings ADD COLUMN gone TEXT") == ("settings",)
    assert taken_apart("DROP TABLE settings", "CREATE TABLE settings (key TEXT, text TEXT)") == (
        "settings",
    )
    # A column that must not be empty: what do old rows hold?
    assert taken_apart(
        "DROP TABLE settings", "CREATE TABLE settings (key TEXT NOT NULL PRIMARY KEY)"
    ) == ("settings",)
