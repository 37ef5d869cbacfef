"""Copies are ordered and kept by a number counted in the book; no clock can empty a shelf."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qinglian_desktop.application.backing_up import back_up_once_a_day
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.copies import Copy
from qinglian_desktop.storage import shelf
from qinglian_desktop.storage.books import EncryptedBooks
from tests.invented import INVENTED
from tests.storage.invented_books import CHEAP, FIRST, NOW, PASSWORD, WHO, add, event

SPANS: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
    (lambda at: at.date(), 7),
    (lambda at: at.isocalendar()[:2], 4),
    (lambda at: (at.year, at.month), 12),
)


class Clock:
    """A PC's clock that says what it is set to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def clocked(clock: Clock) -> EncryptedBooks:
    """Books whose clock can be set."""
    return EncryptedBooks(INVENTED, clock, WHO, migrations=(FIRST,), cost=CHEAP)


@pytest.fixture
def place(clocked: EncryptedBooks, tmp_path: Path) -> Path:
    clocked.create(tmp_path / "book", PASSWORD)[0].close()
    return tmp_path / "book"


def start(books: EncryptedBooks, place: Path, clock: Clock) -> None:
    """What a start of the program does: the backup of the day."""
    book = books.open(place, PASSWORD)
    back_up_once_a_day(book, clock)
    book.close()


def on_shelf(times: Sequence[datetime]) -> list[Copy]:
    """Copies of these times, made one after the other; the newest first."""
    copies = [Copy(Path(str(number)), number, at, 1, Path()) for number, at in enumerate(times, 1)]
    return copies[::-1]


def settled(times: Sequence[datetime]) -> list[Copy]:
    """The shelf after a copy was made at each of these times."""
    kept: list[Copy] = []
    for number, at in enumerate(times, 1):
        kept = [Copy(Path(str(number)), number, at, 1, Path()), *kept]
        gone = shelf.surplus(kept)
        assert len(gone) <= shelf.DROPPED_AT_ONCE
        kept = [copy for copy in kept if copy not in gone]
    return kept


def days(first: datetime, count: int) -> list[datetime]:
    return [first + timedelta(days=n) for n in range(count)]


clocks = st.lists(
    st.one_of(
        st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31)),
        st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 30)),
    ),
    max_size=60,
)


@given(clocks)
def test_whatever_the_clock_says_the_newest_stay(times: list[datetime]) -> None:
    kept = settled(times)
    newest = [copy.number for copy in on_shelf(times)[:10]]
    assert [copy.number for copy in kept[:10]] == newest


@given(clocks)
def test_what_goes_has_newer_ones_in_its_place(times: list[datetime]) -> None:
    found = on_shelf(times)
    for copy in shelf.surplus(found):
        newer = found[: found.index(copy)]
        for span, count in SPANS:
            spans = {span(each.at) for each in newer}
            assert span(copy.at) in spans or len(spans) >= count


@given(clocks)
def test_a_shelf_comes_to_rest(times: list[datetime]) -> None:
    kept = settled(times)
    while gone := shelf.surplus(kept):
        kept = [copy for copy in kept if copy not in gone]
    assert len(kept) <= 10 + 7 + 4 + 12
    for span, count in SPANS:
        assert len({span(copy.at) for copy in kept}) >= min(
            count, len({span(at) for at in times[-10:]})
        )


@given(st.lists(st.sampled_from(days(datetime(2026, 11, 20), 4)), min_size=1, max_size=40))
def test_a_start_makes_one_backup_where_the_newest_is_of_another_day(
    times: list[datetime],
) -> None:
    class Shelved:
        """A book that only keeps when it was backed up."""

        read_only = False

        def __init__(self) -> None:
            self.made: list[datetime] = []

        def last_backup(self) -> datetime | None:
            return self.made[-1] if self.made else None

        def back_up(self, _: object) -> Path:
            self.made.append(clock.now)
            return Path()

    book, clock = Shelved(), Clock()
    for clock.now in times:
        back_up_once_a_day(cast("Book", book), clock)
    jumps = [at for at, before in zip(times, [None, *times], strict=False) if at != before]
    assert book.made == jumps


def test_a_year_of_days_leaves_a_week_of_days_a_month_of_weeks_a_year_of_months() -> None:
    kept = [copy.at.date() for copy in settled(days(NOW - timedelta(days=399), 400))]
    assert kept[:10] == [(NOW - timedelta(days=n)).date() for n in range(10)]
    # The Sunday of the fourth week, then the last days of the months before.
    assert f"{kept[10]:%m-%d}" == "11-08"
    assert [f"{day:%Y-%m}" for day in kept[11:]] == [
        *(f"2026-{month:02}" for month in range(10, 0, -1)),
        "2025-12",
    ]
    assert all((day + timedelta(days=1)).day == 1 for day in kept[11:])


def test_forty_backups_of_one_day_leave_the_days_before() -> None:
    before = days(NOW - timedelta(days=6), 6)
    kept = settled([*before, *(NOW + timedelta(minutes=n) for n in range(40))])
    assert [copy.at for copy in kept if copy.at.date() != NOW.date()] == before[::-1]
    assert [copy.number for copy in kept[:10]] == list(range(46, 36, -1))


def test_a_clock_a_year_ahead_for_one_start_costs_no_backup(
    clocked: EncryptedBooks, place: Path, clock: Clock
) -> None:
    for clock.now in days(NOW, 7):
        start(clocked, place, clock)
    before = clocked.backups(place)
    assert [copy.number for copy in before] == [7, 6, 5, 4, 3, 2, 1]
    right = clock.now + timedelta(hours=1)
    clock.now = right.replace(year=2027)
    start(clocked, place, clock)
    clock.now = right
    for _ in range(35):
        start(clocked, place, clock)
    found = clocked.backups(place)
    # One for the wrong day, one for today again, and no more.
    assert [copy.number for copy in found] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert found[2:] == before
    clock.now += timedelta(days=1)
    start(clocked, place, clock)
    assert len(clocked.backups(place)) == 10


def test_a_clock_a_year_behind_makes_backups_that_stay(
    clocked: EncryptedBooks, place: Path, clock: Clock
) -> None:
    for clock.now in days(NOW, 30):
        start(clocked, place, clock)
    clock.now = NOW.replace(year=2025)
    book = clocked.open(place, PASSWORD)
    made = back_up_once_a_day(book, clock)
    assert made is not None and made.is_dir()
    assert back_up_once_a_day(book, clock) is None
    again = book.back_up()
    assert again.is_dir() and made.is_dir()
    assert [copy.folder for copy in clocked.backups(place)[:2]] == [again, made]
    assert book.last_backup() == clock.now
    book.close()


def test_a_copy_carries_its_own_number_and_an_old_book_counts_on(
    clocked: EncryptedBooks, place: Path
) -> None:
    book = clocked.open(place, PASSWORD)
    first = book.back_up()
    add(book, event())
    second = book.back_up()
    book.close()
    copy = clocked.open(second, PASSWORD)
    with copy.reading() as work:
        assert work.settings.get("backup.number") == "2"
    copy.close()
    aside = clocked.restore(place, first, PASSWORD)
    assert shelf.copies(place / "aside")[0].number == 3
    book = clocked.open(place, PASSWORD)
    assert book.back_up().name.startswith("000004-")
    book.close()
    assert aside.name.startswith("000003-")


def test_thirty_restores_one_after_the_other_cost_no_backup(
    clocked: EncryptedBooks, place: Path, clock: Clock
) -> None:
    for clock.now in days(NOW, 12):
        start(clocked, place, clock)
    before = clocked.backups(place)
    for n in range(30):
        clocked.restore(place, before[n % len(before)].folder, PASSWORD)
    assert clocked.backups(place) == before
    assert len(clocked.set_aside(place)) == 30


def test_copies_made_before_they_were_counted_come_first(place: Path) -> None:
    backups = place / "backups"
    for name in (
        "20261122-090000",
        "20261122-090000-2",
        "20270101-000000",
        "000001-20200101-000000",
        "20261399-000000",
        "别的",
        "000002-20200101-000000.unfinished",
    ):
        (backups / name).mkdir()
        (backups / name / "ledger.db").write_bytes(b"some")
    (backups / "000007-20200101-000000").mkdir()
    found = shelf.copies(backups)
    assert [copy.folder.name for copy in found] == [
        "000001-20200101-000000",
        "20270101-000000",
        "20261122-090000-2",
        "20261122-090000",
    ]
    assert [(copy.number, copy.size) for copy in found[:2]] == [(1, 4), (0, 4)]
    assert found[0].at == datetime(2020, 1, 1)
