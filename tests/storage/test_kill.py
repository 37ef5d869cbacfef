"""Killed at any moment, a book loses no confirmed save and nothing in it is half."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD

PROJECT = Path(__file__).parents[2]


def saved_until_killed(folder: Path, seconds: float) -> list[tuple[int, int]]:
    """Let a child save, kill it ``seconds`` after its first; its confirmed ids and revisions."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.saving_child", str(folder)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    killer = threading.Timer(seconds, child.kill)
    killer.start()
    lines = [first, *child.stdout]
    child.wait()
    killer.cancel()
    # The last line may have been cut off by the kill, and then confirms nothing.
    whole = [line.split() for line in lines if line.endswith("\n")]
    assert whole, "the child saved nothing"
    return [(int(words[1]), int(words[2])) for words in whole]


def survives(books: EncryptedBooks, folder: Path, kills: int) -> None:
    chance = random.Random(kills)
    confirmed: dict[int, int] = {}
    for _ in range(kills):
        confirmed.update(saved_until_killed(folder, chance.uniform(0.0, 0.25)))
        book = books.open(folder, PASSWORD)
        assert book.check() == []
        with book.reading() as work:
            kept = {each.id: each for each in work.records.fetch(EVERYTHING, list(confirmed))}
        assert kept.keys() == confirmed.keys()
        assert all(kept[each].revision >= revision for each, revision in confirmed.items())
        book.close()
    for backup in (each.folder for each in books.backups(folder)):
        copy = books.open(backup, PASSWORD, read_only=True)
        assert copy.check() == []
        copy.close()


def test_no_confirmed_save_is_lost_by_a_kill(books: EncryptedBooks, folder: Path) -> None:
    survives(books, folder, kills=5)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_confirmed_save_is_lost_by_a_hundred_kills(books: EncryptedBooks, folder: Path) -> None:
    survives(books, folder, kills=100)
