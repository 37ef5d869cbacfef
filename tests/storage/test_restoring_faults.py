"""Cut off or failing at any step, a restore leaves all of the old or all of the new."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from qinglian_desktop.application.ports import OWN_TEMPLATES
from qinglian_desktop.domain.values import Attached
from qinglian_desktop.storage import restoring
from qinglian_desktop.storage.attachment_folder import names_in
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.faulty_steps import Outcome, run
from tests.storage.invented_books import PASSWORD, add, event
from tests.storage.test_restoring import lines, names

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

OLD, NEW = ["昨天", "今天", "没有收进去的"], ["昨天"]
FAILING = [
    pytest.param(errno.ENOSPC, False, marks=pytest.mark.slow),
    (errno.ENOSPC, True),
    pytest.param(errno.EIO, False, marks=pytest.mark.slow),
    pytest.param(errno.EIO, True, marks=pytest.mark.slow),
    pytest.param(errno.EROFS, True, marks=pytest.mark.slow),
    pytest.param(errno.EACCES, False, marks=pytest.mark.slow),
]


def crashed(books: EncryptedBooks, place: Path) -> None:
    """A book with a backup, and today's records in the log that a crash left; each day has an
    attachment of its own."""
    folder = place.with_name(f"{place.name} 开着")
    book, _ = books.create(folder, PASSWORD)
    (folder / OWN_TEMPLATES).mkdir()
    (folder / OWN_TEMPLATES / "模板.txt").write_text("昨天", encoding="utf-8")
    add(book, event("昨天", files=(attach(book, b"yesterday"),)))
    book.back_up()
    book.close()
    (folder / OWN_TEMPLATES / "模板.txt").write_text("今天", encoding="utf-8")
    book = books.open(folder, PASSWORD)
    add(book, event("今天", files=(attach(book, b"today"),)))
    add(book, event("没有收进去的"))
    shutil.copytree(folder, place)
    book.close()
    shutil.rmtree(folder)
    assert (place / "ledger.db-wal").stat().st_size > 0


def attach(book: EncryptedBook, data: bytes) -> Attached:
    with book.writing() as work:
        return work.attachments.put("附件.bin", data)


def ordinary(books: EncryptedBooks, place: Path) -> Path:
    crashed(books, place)
    assert lines(books, place) == OLD
    return books.backups(place)[0].folder


def with_a_log(books: EncryptedBooks, place: Path) -> Path:
    crashed(books, place)
    return books.backups(place)[0].folder


def from_aside(books: EncryptedBooks, place: Path) -> Path:
    """A set-aside with a log, to which one goes back; its book is the one of yesterday."""
    crashed(books, place)
    aside = books.restore(place, books.backups(place)[0].folder, PASSWORD)
    assert lines(books, place) == NEW
    assert len(names_in(place)) == 1
    return aside


def with_other_keys(books: EncryptedBooks, place: Path) -> Path:
    """A book whose keys are broken: those of the copy come back with it."""
    crashed(books, place)
    (place / "keys.json").write_bytes(b"broken")
    return books.backups(place)[0].folder


class Trial:
    """One book, and the state of it before and after."""

    def __init__(self, books: EncryptedBooks, place: Path, copy: Path) -> None:
        self.books, self.place, self.copy = books, place, copy
        self.is_back = copy.parent.name == "aside"
        self.old, self.new = (NEW, OLD) if self.is_back else (OLD, NEW)

    def restore(self) -> Path:
        return self.books.restore(self.place, self.copy, PASSWORD)

    def outcome(self) -> str:
        """Which of both it is after the next start, and that nothing is lost or left over."""
        keys = self.place / "keys.json"
        if not restoring.is_cut_off(self.place) and keys.read_bytes() == b"broken":
            # Nothing but a restore opens it; what is set aside by it is all of the old.
            aside = self.books.restore(self.place, self.copy, PASSWORD)
            self.books.restore(self.place, aside, PASSWORD)
            assert lines(self.books, self.place) == self.old
            return "old"
        found = lines(self.books, self.place)
        template = (self.place / OWN_TEMPLATES / "模板.txt").read_text(encoding="utf-8")
        assert found in (self.old, self.new)
        assert template == ("今天" if found == OLD else "昨天")
        assert set(names(self.place)) <= {
            *("aside", "attachments", "backups", "in-use.lock", "keys.json", "ledger.db"),
            OWN_TEMPLATES,
        }
        assert len(names_in(self.place)) == (2 if found == OLD else 1)
        assert len(names_in(self.place / "backups")) == 1
        asides = self.books.set_aside(self.place)
        assert len(asides) == self.is_back + (found == self.new)
        assert len(names_in(self.place / "aside")) == (2 if asides else 0)
        assert names(self.place / "backups") == [
            *("000001-20261123-100500", "attachments", "keys.json")
        ]
        if found == self.new:
            # What was set aside is whole: one can go back to it.
            self.books.restore(self.place, asides[0].folder, PASSWORD)
            assert lines(self.books, self.place) == self.old
        return "old" if found == self.old else "new"


MAKERS = [
    pytest.param(ordinary, marks=pytest.mark.slow),
    with_a_log,
    pytest.param(from_aside, marks=pytest.mark.slow),
    pytest.param(with_other_keys, marks=pytest.mark.slow),
]
Maker = Callable[[EncryptedBooks, Path], Path]


@pytest.fixture(params=MAKERS, ids=lambda maker: str(maker.__name__))
def trial_at(
    request: pytest.FixtureRequest, books: EncryptedBooks, tmp_path: Path
) -> Callable[[str], Trial]:
    """A fresh copy of the same book for each trial."""
    copy = request.param(books, tmp_path / "made")

    def make(name: str) -> Trial:
        place = tmp_path / name
        shutil.copytree(tmp_path / "made", place)
        return Trial(books, place, place / copy.relative_to(tmp_path / "made"))

    return make


def test_killed_at_any_step_all_of_the_old_or_all_of_the_new_is_there(
    trial_at: Callable[[str], Trial], among: Callable[[int], range]
) -> None:
    whole = run(trial_at("whole").restore)
    assert whole == Outcome(whole.steps) and whole.steps > 25
    found: list[str] = []
    for at in among(whole.steps):
        trial = trial_at(f"killed {at}")
        assert run(trial.restore, at).killed
        found.append(trial.outcome())
        shutil.rmtree(trial.place)
    # Once it is new it stays new.
    assert found == sorted(found, reverse=True)
    assert {"old", "new"} == set(found)


@pytest.mark.parametrize(("error", "for_good"), FAILING)
def test_what_is_told_of_a_failing_step_is_true(
    trial_at: Callable[[str], Trial], error: int, for_good: bool, among: Callable[[int], range]
) -> None:
    steps = run(trial_at("whole").restore).steps
    for at in among(steps):
        trial = trial_at(f"failed {at}")
        outcome = run(trial.restore, at, error, for_good=for_good)
        assert outcome.bug == ""
        is_cut_off = "恢复做到一半" in outcome.told
        found = trial.outcome()
        assert found == ("new" if is_cut_off or not outcome.told else "old")
        shutil.rmtree(trial.place)


@pytest.mark.parametrize(
    "error",
    [0, *(pytest.param(error, marks=pytest.mark.slow) for error in (errno.ENOSPC, errno.EIO))],
)
def test_what_was_cut_off_can_be_cut_off_again_while_it_is_finished(
    books: EncryptedBooks, tmp_path: Path, error: int, among: Callable[[int], range]
) -> None:
    copy = with_a_log(books, tmp_path / "book")
    cut = tmp_path / "cut"
    for at in range(20, 120):
        shutil.copytree(tmp_path / "book", cut)
        run(Trial(books, cut, cut / "backups" / copy.name).restore, at)
        if restoring.is_cut_off(cut) and not (cut / "ledger.db").exists():
            break
        shutil.rmtree(cut)
    steps = run(lambda: books.open(_copy_to(tmp_path / "whole", cut), PASSWORD).close()).steps
    assert steps > 8
    for at in among(steps):
        place = _copy_to(tmp_path / f"again {at}", cut)
        outcome = run(lambda place=place: books.open(place, PASSWORD).close(), at, error)
        if "恢复做到一半" in outcome.told:
            assert restoring.is_cut_off(place)
        trial = Trial(books, place, place / "backups" / copy.name)
        assert trial.outcome() == "new"
        shutil.rmtree(place)


@pytest.mark.slow
@pytest.mark.parametrize("twice", [shutil.copyfile, os.link])
def test_names_that_a_power_cut_leaves_in_both_folders_are_sorted_out(
    books: EncryptedBooks, tmp_path: Path, twice: Callable[[Path, Path], object]
) -> None:
    """Between the flush of where a name has come to and that of where it was."""
    copy = with_a_log(books, tmp_path / "book")
    planned = [Path("ledger.db-wal"), Path("ledger.db"), Path(OWN_TEMPLATES) / "模板.txt"]
    seen: set[str] = set()
    for at in range(20, 120):
        place = _copy_to(tmp_path / f"cut {at}", tmp_path / "book")
        trial = Trial(books, place, place / "backups" / copy.name)
        if not run(trial.restore, at).killed:
            break
        beside = place / restoring.RESTORING
        if restoring.is_cut_off(place) and (beside / "old").exists():
            is_first = (beside / "new" / "ledger.db").exists()
            pairs = [(beside / "old", place)] if is_first else [(place, beside / "new")]
            for name, (source, target) in product(planned, pairs):
                if (source / name).exists() and not (target / name).exists():
                    twice(source / name, target / name)
                    seen.add(f"{is_first} {name}")
            assert trial.outcome() == "new"
        shutil.rmtree(place)
    assert {"True ledger.db", "True ledger.db-wal", "False ledger.db"} <= seen


def _copy_to(place: Path, source: Path) -> Path:
    shutil.copytree(source, place)
    return place


def test_a_restore_that_was_cut_off_is_finished_before_anything_is_read(
    books: EncryptedBooks, tmp_path: Path
) -> None:
    copy = ordinary(books, tmp_path / "book")
    trial = Trial(books, tmp_path / "book", copy)
    steps = run(Trial(books, *_copy_of(tmp_path, copy)).restore).steps
    for at in range(1, steps):
        place, of_copy = _copy_of(tmp_path, copy)
        assert run(Trial(books, place, of_copy).restore, at).killed
        if not (place / "ledger.db").exists():
            break
    else:
        raise AssertionError("the database was never away")
    assert trial.is_back is False
    assert books.is_book(place)
    reader = books.open(place, PASSWORD, read_only=True)
    assert reader.check() == []
    reader.close()
    assert lines(books, place) == NEW


def _copy_of(tmp_path: Path, copy: Path) -> tuple[Path, Path]:
    place = tmp_path / "again"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(tmp_path / "book", place)
    return place, place / "backups" / copy.name


@pytest.mark.parametrize("twice", [shutil.copyfile, os.link])
def test_a_new_database_under_both_of_its_names_is_not_set_aside(
    books: EncryptedBooks, tmp_path: Path, twice: Callable[[Path, Path], object]
) -> None:
    """Where there was no book before, there is nothing to set aside."""
    crashed(books, tmp_path / "book")
    (tmp_path / "stick").mkdir()
    book = books.open(tmp_path / "book", PASSWORD)
    copy = book.back_up_to(tmp_path / "stick", "支部")
    book.close()
    for at in range(20, 120):
        place = tmp_path / f"cut {at}"
        run(lambda place=place: books.bring_back(copy, PASSWORD, place), at)
        new = place / restoring.RESTORING / "new" / "ledger.db"
        if restoring.is_cut_off(place) and (place / "ledger.db").exists() and not new.exists():
            twice(place / "ledger.db", new)
            assert lines(books, place) == OLD
            assert books.set_aside(place) == []
            return
    raise AssertionError("the database was never brought in")
