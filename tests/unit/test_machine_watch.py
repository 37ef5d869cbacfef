"""A clock that goes back, ahead, or jumps is told of with the day that the PC believes, and a book
in a folder of another PC; once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from qinglian_desktop.application import machine_watch
from qinglian_desktop.application.checking_up import check_up
from qinglian_desktop.application.machine_watch import MachineWatch, steady_seconds
from tests.conftest import NOW
from tests.storage.sentences import complete
from tests.unit.conftest import Voyage


class Clocks:
    """The clock of a PC, and one that nobody sets."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now
        self.seconds = 1000.0

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        self.now += time
        self.seconds += time.total_seconds()

    def watched(self, is_elsewhere: bool = False) -> MachineWatch:
        return MachineWatch(self, lambda: self.seconds, lambda _: is_elsewhere)


def told(sailing: Voyage, now: datetime) -> list[str]:
    found = Clocks(now).watched().at_opening(sailing.desk.book)
    assert all(complete(each) for each in found)
    return [each.happened for each in found]


def test_a_clock_behind_the_last_save_is_told_with_both_days(sailing: Voyage) -> None:
    (words,) = told(sailing, datetime(2025, 3, 1, 8, 0))
    assert words == (
        "电脑认为现在是 2025年3月1日 08:00，"
        "台账库里最后一次保存却是 2026年11月23日 10:05，比现在还晚。"
    )
    assert told(sailing, sailing.now - timedelta(minutes=59)) == []


def test_a_clock_far_ahead_is_a_question(sailing: Voyage) -> None:
    (words,) = told(sailing, sailing.now + timedelta(days=61))
    assert "电脑认为今天是 2027年1月23日" in words and "隔了 61 天" in words
    assert told(sailing, sailing.now + timedelta(days=60)) == []


def test_the_newest_backup_counts_too_and_a_new_book_has_nothing_to_tell(voyage: Voyage) -> None:
    assert told(voyage, datetime(2000, 1, 1)) == []
    voyage.desk.book.back_up()
    (words,) = told(voyage, datetime(2000, 1, 1))
    assert "最近一份备份却是 2026年11月23日" in words


def test_one_wrong_day_of_long_ago_is_told_no_more_once_something_was_saved(
    sailing: Voyage,
) -> None:
    right = sailing.now
    sailing.now = datetime(2031, 5, 6)
    sailing.event(line="钟快了")
    assert len(told(sailing, right)) == 1
    sailing.now = right
    sailing.event(line="钟对了")
    assert told(sailing, right) == []


def test_nothing_is_told_twice_in_one_day(sailing: Voyage) -> None:
    clocks = Clocks(datetime(2025, 3, 1))
    machine = clocks.watched()
    assert len(machine.at_opening(sailing.desk.book)) == 1
    clocks.pass_by(timedelta(hours=3))
    assert machine.at_opening(sailing.desk.book) == []
    sailing.now += timedelta(days=1)
    sailing.event(line="又存了一条")
    assert len(machine.at_opening(sailing.desk.book)) == 1


def test_a_copy_that_is_looked_into_has_nothing_to_tell() -> None:
    class Copied:
        copy = "一份备份"

    assert Clocks().watched().at_opening(Copied()) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("jump", "words"),
    [
        (timedelta(days=-20, hours=-2), "往回退了 20 天，电脑现在认为是 2026年11月3日 08:05"),
        (timedelta(days=365), "往前跳了 365 天，电脑现在认为是 2027年11月23日 10:05"),
        (timedelta(hours=8), "往前跳了 8 小时，电脑现在认为是 2026年11月23日 18:05"),
    ],
)
def test_a_jump_while_open_is_told_once(jump: timedelta, words: str) -> None:
    clocks = Clocks()
    machine = clocks.watched()
    clocks.now += jump
    problem = machine.look()
    assert problem is not None and complete(problem) and words in problem.happened
    assert machine.look() is None
    clocks.now -= jump
    assert machine.look() is not None


def test_neither_hours_nor_sleep_nor_a_clock_put_right_are_a_jump() -> None:
    clocks = Clocks()
    machine = clocks.watched()
    clocks.pass_by(timedelta(days=3))
    clocks.now += timedelta(minutes=20)
    assert machine.look() is None


def test_a_jump_while_locked_is_told_at_the_next_opening_and_not_twice(sailing: Voyage) -> None:
    clocks = Clocks(sailing.now)
    machine = clocks.watched()
    clocks.now += timedelta(days=2)
    (problem,) = machine.at_opening(sailing.desk.book)
    assert "往前跳了 2 天" in problem.happened
    clocks.now -= timedelta(days=9)
    (problem,) = machine.at_opening(sailing.desk.book)
    assert "比现在还晚" in problem.happened and machine.look() is None


def test_the_steady_clock_counts_on() -> None:
    before = steady_seconds()
    assert steady_seconds() >= before


def test_a_book_on_a_share_is_told_once_and_said_with_each_check(
    sailing: Voyage, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Clocks(sailing.now).watched(is_elsewhere=True)
    (problem,) = machine.at_opening(sailing.desk.book)
    assert complete(problem) and "网络文件夹" in problem.happened and "第二处备份" in problem.todo
    assert machine.at_opening(sailing.desk.book) == []
    assert check_up(sailing.desk.book, sailing.desk.clock).beside == ""
    monkeypatch.setattr(machine_watch, "is_remote", lambda _: True)
    found = check_up(sailing.desk.book, sailing.desk.clock)
    assert found.is_sound and "网络文件夹" in found.beside
