"""Cut off or failing at any step, a backup leaves the book and the copies before it alone."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.faulty_steps import Outcome, run
from tests.storage.invented_books import PASSWORD, add, event
from tests.storage.test_restoring import lines, names

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@pytest.mark.parametrize(
    ("error", "for_good"),
    [
        pytest.param(0, False, marks=pytest.mark.slow),
        (errno.ENOSPC, True),
        pytest.param(errno.EIO, False, marks=pytest.mark.slow),
    ],
)
def test_a_backup_is_there_whole_or_not_at_all(
    books: EncryptedBooks,
    tmp_path: Path,
    error: int,
    for_good: bool,
    among: Callable[[int], range],
) -> None:
    made = tmp_path / "made"
    book, _ = books.create(made, PASSWORD)
    (made / OWN_TEMPLATES).mkdir()
    (made / OWN_TEMPLATES / "模板.txt").write_text("昨天", encoding="utf-8")
    add(book, event("昨天"))
    book.back_up()
    with book.writing() as work:
        photo = work.attachments.put("附件.bin", b"today")
    add(book, event("今天", files=(photo,)))
    book.close()

    def trial(at: int) -> tuple[Path, Outcome]:
        place = tmp_path / f"at {at}"
        shutil.copytree(made, place)
        opened = books.open(place, PASSWORD)
        outcome = run(opened.back_up, at, error, for_good=for_good)
        opened.close()
        assert outcome.bug == ""
        return place, outcome

    _, whole = trial(0)
    assert whole.steps > 25
    for at in among(whole.steps):
        place, outcome = trial(at)
        if outcome.told:
            assert len(books.backups(place)) == 1
        elif not outcome.killed:
            assert len(books.backups(place)) == 2
        assert lines(books, place) == ["昨天", "今天"]
        found = books.backups(place)
        assert set(names(place / "backups")) == {
            "keys.json",
            # The book has been closed since: nothing is there but what a copy needs.
            *(["attachments"] if len(found) == 2 else []),
            *(copy.folder.name for copy in found),
        }
        for copy, held in zip(found[::-1], (["昨天"], ["昨天", "今天"]), strict=False):
            books.restore(place, copy.folder, PASSWORD)
            assert lines(books, place) == held
        shutil.rmtree(place)


def test_a_journal_that_sqlite_could_not_remove_does_not_stay_beside_a_copy(
    books: EncryptedBooks, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[Path] = []

    class Leaving(dbapi2.Connection):
        def close(self) -> None:
            place = Path(self.execute("PRAGMA database_list").fetchone()[2])
            super().close()
            if place.parent.name.endswith(".unfinished") and not left:
                left.append(place)
                place.with_name("ledger.db-journal").write_bytes(b"journal")

    book = books.open(folder, PASSWORD)
    monkeypatch.setattr(dbapi2, "connect", partial(dbapi2.connect, factory=Leaving))
    copied = book.back_up()
    monkeypatch.undo()
    book.close()
    assert left and names(copied) == ["attachments.txt", "keys.json", "ledger.db"]
