"""A place that never answers keeps nobody waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from qinglian_desktop.application import reaching
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.reaching import reach
from qinglian_desktop.domain.errors import Cancelled


@pytest.fixture
def dead() -> Iterator[threading.Event]:
    """A share that answers once the test is over."""
    answers = threading.Event()
    yield answers
    answers.set()


def test_the_answer_and_what_went_wrong_come_as_they_are() -> None:
    assert reach(lambda _: 7, no_progress) == 7

    def fails(_: Progress) -> None:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        reach(fails, no_progress)


def test_how_far_it_is_is_told_where_it_was_asked(dead: threading.Event) -> None:
    here = threading.get_ident()
    heard: list[tuple[int, int]] = []

    def work(told: Progress) -> bool:
        wanted = told(3, 9)
        dead.wait(30)
        return wanted

    def progress(done: int, total: int) -> bool:
        assert threading.get_ident() == here
        heard.append((done, total))
        if (done, total) == (3, 9):
            dead.set()
        return True

    assert reach(work, progress) is True
    assert heard[-1] == (3, 9)


def test_what_hangs_is_left_alone_once_it_is_not_wanted(
    dead: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "PATIENCE", 0.01)
    with pytest.raises(Cancelled):
        reach(lambda _: dead.wait(30), lambda done, total: False)


def test_what_takes_too_long_is_no_answer(dead: threading.Event) -> None:
    assert reach(lambda _: dead.wait(30), no_progress, most=0.01) is None


def test_work_that_stops_by_itself_says_so() -> None:
    def work(told: Progress) -> None:
        while told(1, 2):
            pass
        raise Cancelled

    with pytest.raises(Cancelled):
        reach(work, lambda done, total: False)
