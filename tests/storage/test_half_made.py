"""A making that was killed leaves a place at which it can be tried again, and takes no records."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.faulty_steps import run
from tests.storage.invented_books import PASSWORD, add, event, invented_books


def make(folder: Path) -> None:
    invented_books().create(folder, PASSWORD)[0].close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_killed_at_any_step_the_same_place_can_be_used_again(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    steps = run(lambda: make(tmp_path / "看步数")).steps
    assert steps > 10
    made_again = 0
    for at in range(1, steps + 1):
        folder = tmp_path / f"第{at}步"
        assert run(lambda folder=folder: make(folder), at).killed
        if not books.is_book(folder):
            if folder.exists() and any(folder.iterdir()):
                with pytest.raises(EnvironmentProblem):
                    books.open(folder, PASSWORD)
            make(folder)
            made_again += 1
        books.open(folder, PASSWORD).close()
        left = {each.name for each in folder.iterdir()} - {"backups"}
        assert left == {"ledger.db", "keys.json", "in-use.lock"}, at
        shutil.rmtree(folder)
    assert made_again > 5


@pytest.mark.parametrize("lost", [["keys.json"], ["keys.json", "ledger.db"], ["ledger.db"]])
def test_a_book_that_lost_a_file_is_never_taken_for_half_made(
    books: EncryptedBooks, tmp_path: Path, lost: list[str]
) -> None:
    folder = tmp_path / "book"
    book, _ = books.create(folder, PASSWORD)
    add(book, event("甲"))
    book.close()
    # As if its removal had not reached the disk.
    (folder / "making").touch()
    for name in lost:
        (folder / name).unlink()
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    with pytest.raises(EnvironmentProblem, match="已经有东西"):
        books.create(folder, PASSWORD)
    assert {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before


def test_a_book_that_another_made_meanwhile_is_left_alone(
    books: EncryptedBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = BookLock.take

    def late(folder: Path, who: str, now: datetime, **_: bool) -> BookLock:
        monkeypatch.setattr(BookLock, "take", real)
        make(folder)
        return real(folder, who, now)

    monkeypatch.setattr(BookLock, "take", late)
    with pytest.raises(EnvironmentProblem, match="已经有东西"):
        books.create(tmp_path / "book", "another one")
    books.open(tmp_path / "book", PASSWORD).close()


def test_what_belongs_to_others_is_never_taken_for_half_made(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    (tmp_path / "making").touch()
    (tmp_path / "名单.docx").write_bytes(b"theirs")
    with pytest.raises(EnvironmentProblem, match="已经有东西"):
        books.create(tmp_path, PASSWORD)
    assert (tmp_path / "名单.docx").read_bytes() == b"theirs"
