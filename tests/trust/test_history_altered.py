"""Whoever has the password and a tool for SQL cannot bend the history unseen.

Over 300 lines because each attack is one of its own, on the same book by the same hand.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.copy_heads import HEAD
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.record_digests import RecordDigests
from qinglian_desktop.storage.schema import Schema
from tests.invented import INVENTED
from tests.storage.invented_books import PASSWORD, add, event, invented_books
from tests.trust.altered_history import altered, checked, digests_anew, held_anew, made, raw, unheld


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book with a backup."""
    folder = tmp_path_factory.mktemp("whole") / "book"
    book = made(invented_books(), folder)
    book.back_up()
    book.close()
    return folder


@pytest.fixture
def books() -> EncryptedBooks:
    return invented_books()


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Iterator[Path]:
    """The same, to be spoiled."""
    shutil.copytree(whole, tmp_path / "book")
    yield tmp_path / "book"


def one_of(found: list[str], *words: str) -> None:
    """One of the findings says all of these words; all are whole sentences."""
    assert any(all(word in each for word in words) for each in found), found
    assert all(each.endswith("。") for each in found)


def test_nothing_is_told_of_what_nobody_touched(books: EncryptedBooks, folder: Path) -> None:
    assert checked(books, folder) == []


@pytest.mark.parametrize(
    "column",
    ["at", "by", "action", "reason", "before", "after", "record_digest", "ledger", "record_id"],
)
def test_each_column_of_a_row_is_held(books: EncryptedBooks, folder: Path, column: str) -> None:
    value = {"record_id": "99", "record_digest": "x'00'"}.get(column, "'别的'")
    altered(folder, f'UPDATE history SET "{column}" = {value} WHERE id = 4')
    one_of(checked(books, folder), "对不上", "被改动过")


def test_what_is_nothing_is_not_what_is_blank(books: EncryptedBooks, folder: Path) -> None:
    altered(folder, "UPDATE history SET before = '' WHERE id = 3")
    one_of(checked(books, folder), "被改动过")


def test_words_that_move_to_the_column_beside_are_told(books: EncryptedBooks, folder: Path) -> None:
    altered(
        folder,
        "UPDATE history SET action = substr(action, 1, 1), reason = substr(action, 2) || reason"
        " WHERE id = 4",
    )
    one_of(checked(books, folder), "被改动过")


def test_a_row_of_another_kind_of_value_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(folder, "UPDATE history SET after = CAST(after AS BLOB) WHERE id = 4")
    one_of(checked(books, folder), "被改动过")


def test_the_record_and_the_time_of_an_altered_row_are_named(
    books: EncryptedBooks, folder: Path
) -> None:
    altered(folder, "UPDATE history SET \"by\" = '别人' WHERE id = 4")
    assert checked(books, folder) == [
        "万事簿 2026-001 的修改经过里，2026年11月23日 10:05 “修改”的一行和前后"
        "对不上：被改动过、换过先后，或者是用别的工具加进去的。"
    ]


def test_rows_in_another_order_are_told(books: EncryptedBooks, folder: Path) -> None:
    altered(
        folder,
        "UPDATE history SET id = 1000 WHERE id = 4",
        "UPDATE history SET id = 4 WHERE id = 5",
        "UPDATE history SET id = 5 WHERE id = 1000",
    )
    one_of(checked(books, folder), "换过先后")


@pytest.mark.parametrize("place", [0, -3])
def test_a_row_put_before_all_others_is_told(
    books: EncryptedBooks, folder: Path, place: int
) -> None:
    altered(folder, f"UPDATE history SET id = {place} WHERE id = 9")
    one_of(checked(books, folder), "被改动过")


def test_a_row_that_was_taken_out_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(folder, "DELETE FROM history WHERE id = 4")
    assert "修改经过少了 1 行（第 4 行起）：是用别的工具删掉的。" in checked(books, folder)


def test_rows_that_closed_up_after_one_was_taken_out_are_told(
    books: EncryptedBooks, folder: Path
) -> None:
    altered(
        folder, "DELETE FROM history WHERE id = 4", "UPDATE history SET id = id - 1 WHERE id > 4"
    )
    one_of(checked(books, folder), "被改动过")


def test_a_row_added_by_hand_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(
        folder,
        'INSERT INTO history (ledger, record_id, at, "by", action, reason, after)'
        " SELECT ledger, record_id, at, '别人', '修改', '', after FROM history WHERE id = 3",
    )
    one_of(checked(books, folder), "没有核对码")


def test_a_row_added_with_a_hash_of_another_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(
        folder,
        'INSERT INTO history (ledger, record_id, at, "by", action, reason, after, chain)'
        " SELECT ledger, record_id, at, '别人', '修改', '', after, chain FROM history WHERE id = 3",
    )
    one_of(checked(books, folder), "被改动过")


def test_hashes_that_were_all_wiped_are_told(books: EncryptedBooks, folder: Path) -> None:
    altered(folder, "UPDATE history SET chain = NULL")
    one_of(checked(books, folder), "没有核对码", "9 行")


def test_a_key_that_was_taken_away_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(folder, "DELETE FROM settings WHERE key = 'chain.key'")
    one_of(checked(books, folder), "钥匙不在")


def test_hashes_wiped_with_their_key_are_told_by_the_backup(
    books: EncryptedBooks, folder: Path
) -> None:
    unheld(folder)
    one_of(checked(books, folder), "的备份旁边记下的")


def test_the_newest_record_removed_with_its_history_is_told(
    books: EncryptedBooks, folder: Path
) -> None:
    altered(
        folder,
        "DELETE FROM history WHERE ledger = 'everything' AND record_id = 4",
        "DELETE FROM search_entries WHERE ledger = 'everything' AND record_id = 4",
        "DELETE FROM ledger_everything WHERE id = 4",
    )
    found = checked(books, folder)
    one_of(found, "的备份的时候修改经过有 9 行，现在只有 7 行")
    one_of(found, "万事簿里有 1 条记录不见了")


def test_a_chain_computed_anew_is_told_by_the_backup(books: EncryptedBooks, folder: Path) -> None:
    altered(
        folder,
        "UPDATE history SET after = replace(after, '改过的', '偷改的') WHERE id = 4",
        "UPDATE ledger_everything SET line = '偷改的' WHERE id = 1",
    )
    digests_anew(books, folder, 1)
    held_anew(folder)
    (told,) = checked(books, folder)
    assert told == (
        "2026年11月23日 10:05 的备份的时候，修改经过的前 9 行和现在的对不上："
        "那以后被改写过，或者两份台账库都记过（两份的，在工作台上点“合并”）。"
    )


def test_what_is_told_beside_a_backup_cannot_be_edited(books: EncryptedBooks, folder: Path) -> None:
    """One number in it, and it is no more the book's."""
    (file,) = folder.glob(f"backups/*/{HEAD}")
    file.write_text(file.read_text("utf-8").replace('"rows": 9', '"rows": 8'), "utf-8")
    one_of(checked(books, folder), "旁边记下的修改经过的核对码不见了，或者不是这本台账库写的")


def test_what_is_told_beside_another_backup_does_not_fit(
    books: EncryptedBooks, folder: Path
) -> None:
    book = books.open(folder, PASSWORD)
    add(book, event("又一条"))
    book.back_up()
    book.close()
    first, second = sorted(folder.glob(f"backups/*/{HEAD}"))
    second.write_bytes(first.read_bytes())
    one_of(checked(books, folder), "旁边记下的")


def test_a_backup_that_lost_what_is_told_beside_it_is_named(
    books: EncryptedBooks, folder: Path
) -> None:
    book = books.open(folder, PASSWORD)
    copy = book.back_up()
    book.close()
    (copy / HEAD).unlink()
    one_of(checked(books, folder), "旁边记下的修改经过的核对码不见了")


@pytest.mark.parametrize(
    "change",
    [
        "ledger_everything SET line = '偷改的'",
        "ledger_everything SET number = '2026-009'",
        "ledger_everything SET state = '草稿'",
        "ledger_everything SET state = '已作废'",
        "ledger_everything SET occurred_on = '2026-10-08'",
        "ledger_everything SET entered_by = '别人'",
        "ledger_everything SET entered_at = '2025-01-01 08:00:00'",
        "ledger_everything SET changed_at = '2025-01-01 08:00:00'",
        "ledger_everything SET revision = 7",
        "ledger_everything SET about__id = 2",
        "ledger_everything__tasks SET place = place + 5",
        "ledger_everything__files SET name = '暗.txt'",
        "ledger_everything__files SET size = 6",
    ],
)
def test_a_record_changed_without_history_is_told(
    books: EncryptedBooks, folder: Path, change: str
) -> None:
    key = "record_id" if "__tasks" in change or "__files" in change else "id"
    altered(folder, f"UPDATE {change} WHERE {key} = 1")
    one_of(checked(books, folder), "最后一次历史对不上")


def test_every_column_of_a_record_is_held(folder: Path) -> None:
    """Of the main table and of all below it, one after the other."""
    schema = Schema(INVENTED)
    tables = schema.ledgers["everything"]
    digests = RecordDigests(tables)
    seen: list[str] = []
    with closing(raw(folder)) as connection:
        (whole,) = digests.of(connection, [1]).values()
        assert dict(digests.all(connection))[1] == whole
        for table in (tables.main, *tables.children.values()):
            key = "id" if table is tables.main else "record_id"
            (rows,) = connection.execute(
                f'SELECT count(*) FROM "{table.name}" WHERE {key} = 1'
            ).fetchone()
            for name in [each.name for each in table.columns if each.name != key] if rows else []:
                value = "place + 77" if name == "place" else "'77'"
                connection.execute("BEGIN").close()
                connection.execute(
                    f'UPDATE "{table.name}" SET "{name}" = {value} WHERE {key} = 1'
                ).close()
                assert digests.of(connection, [1])[1] != whole, (table.name, name)
                connection.execute("ROLLBACK").close()
                seen.append(name)
    assert len(seen) > 50


def test_columns_that_changed_their_names_are_told(books: EncryptedBooks, folder: Path) -> None:
    """Each record is kept byte for byte as its history holds it, and says something else."""
    altered(
        folder,
        "ALTER TABLE ledger_everything RENAME COLUMN line TO other",
        "ALTER TABLE ledger_everything RENAME COLUMN keeper TO line",
        "ALTER TABLE ledger_everything RENAME COLUMN other TO keeper",
    )
    one_of(checked(books, folder), "万事簿 2026-003 和它的最后一次历史对不上")


def test_what_rewrites_records_as_they_are_saved_is_told(
    books: EncryptedBooks, folder: Path
) -> None:
    altered(
        folder,
        "CREATE TRIGGER secret AFTER INSERT ON ledger_everything BEGIN"
        " UPDATE ledger_everything SET line = '偷改的' WHERE id = new.id; END",
    )
    book = books.open(folder, PASSWORD)
    add(book, event("原来的"))
    book.close()
    one_of(checked(books, folder), "触发器")
    altered(folder, "DROP TRIGGER secret")
    assert checked(books, folder) == ["万事簿 2026-005 和它的最后一次历史对不上。"]


@pytest.mark.parametrize("where", ["history SET after", "history SET reason"])
def test_bytes_that_are_no_text_are_told_in_words(
    books: EncryptedBooks, folder: Path, where: str
) -> None:
    altered(folder, f"UPDATE {where} = CAST(x'ff' AS TEXT) WHERE id = 4")
    one_of(checked(books, folder), "不是文字的内容")


def test_a_record_without_history_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(
        folder,
        "INSERT INTO ledger_everything (number, occurred_on, state, entered_at, entered_by,"
        " changed_at, revision, line) SELECT '2026-005', occurred_on, state, entered_at,"
        " entered_by, changed_at, 1, '塞进来的' FROM ledger_everything WHERE id = 3",
    )
    one_of(checked(books, folder), "万事簿 2026-005 没有历史记录")


def test_history_without_its_record_is_told(books: EncryptedBooks, folder: Path) -> None:
    altered(folder, "PRAGMA foreign_keys = OFF", "DELETE FROM ledger_everything WHERE id = 3")
    one_of(checked(books, folder), "历史里有 1 条指向不存在的记录")


def test_an_older_database_in_place_of_a_newer_is_told(books: EncryptedBooks, folder: Path) -> None:
    older = (folder / DATABASE).read_bytes()
    book = books.open(folder, PASSWORD)
    add(book, event("后来的"))
    book.back_up()
    book.close()
    (folder / DATABASE).write_bytes(older)
    one_of(checked(books, folder), "现在只有 9 行", "台账库被换成了旧的一份")


def test_an_older_database_written_to_is_told(books: EncryptedBooks, folder: Path) -> None:
    older = (folder / DATABASE).read_bytes()
    book = books.open(folder, PASSWORD)
    add(book, event("后来的"))
    book.back_up()
    book.close()
    (folder / DATABASE).write_bytes(older)
    book = books.open(folder, PASSWORD)
    add(book, event("别的"))
    add(book, event("再别的"))
    book.close()
    one_of(checked(books, folder), "前 10 行和现在的对不上")


def test_two_copies_that_were_both_written_to_are_told_apart(
    books: EncryptedBooks, folder: Path, tmp_path: Path
) -> None:
    """A backup of the one lies on the shelf of the other."""
    twin = tmp_path / "twin"
    shutil.copytree(folder, twin)
    for place, line in ((folder, "这边的"), (twin, "那边的")):
        book = books.open(place, PASSWORD)
        add(book, event(line))
        add(book, event(f"{line}又一条"))
        book.back_up()
        book.close()
        assert checked(books, place) == []
    (mine,) = folder.glob("backups/000002-*")
    shutil.rmtree(mine)
    (theirs,) = twin.glob("backups/000002-*")
    shutil.copytree(theirs, folder / "backups" / theirs.name)
    one_of(checked(books, folder), "两份台账库都记过（两份的，在工作台上点“合并”）")
