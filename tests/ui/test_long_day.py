"""A short part of the long day (``dev.py soak``): nothing of it is left behind in the window."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qinglian_desktop.ui.application import Application
from tests.conftest import PASSWORD
from tests.soak.gauge import Reading, kinds_of_widgets, reading
from tests.soak.judging import verdict
from tests.soak.secretary import Secretary

MOST_GROWN = 12
"""MB that ten more previews may take; they once took 40."""
STEPS = (
    "write_a_record",
    "look_at_its_history",
    "print_it",
    "search",
    "ask_for_help",
    "open_the_settings",
    "leave_dialogs",
    "read_a_warning",
)


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


@pytest.mark.skipif(sys.platform != "linux", reason="what a process takes is read on Linux alone")
def test_a_window_that_stays_open_takes_no_more(program: Application, tmp_path: Path) -> None:
    secretary = Secretary(program, PASSWORD, tmp_path)
    secretary.work(only=STEPS)
    before, kinds = reading(secretary.work(only=STEPS)), kinds_of_widgets()
    after = reading(secretary.work(only=STEPS))
    assert after.widgets <= before.widgets, kinds_of_widgets() - kinds
    assert (after.handles, after.threads) <= (before.handles, before.threads)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process takes is read on Linux alone")
def test_previews_take_no_more_memory(program: Application, tmp_path: Path) -> None:
    secretary = Secretary(program, PASSWORD, tmp_path)
    secretary.work(only=("write_a_record",))
    before = reading(secretary.work(only=("print_it",) * 5))
    after = reading(secretary.work(only=("print_it",) * 10))
    assert after.memory - before.memory < MOST_GROWN
    assert after.widgets <= before.widgets


def test_no_window_is_left_behind_by_those_that_were_left(
    program: Application, tmp_path: Path
) -> None:
    secretary = Secretary(program, PASSWORD, tmp_path)
    leaving = ("look_up_a_person", "lock_and_unlock")
    counts = [reading(secretary.work(only=leaving)).widgets for _ in range(2)]
    assert counts[1] <= counts[0], counts


def read(memory: float, widgets: int = 100, seconds: float = 0.1) -> Reading:
    return Reading(memory, 10, 5, widgets, 1000, {"search": seconds})


def test_a_day_is_judged_by_what_it_leaves() -> None:
    flat = [read(300)] * 8
    assert verdict({"上午": flat, "下午": flat}) == []
    grown = [read(300 + 10 * place) for place in range(8)]
    assert "内存从" in "".join(verdict({"上午": flat, "下午": grown}))
    later = [read(330)] * 8
    assert verdict({"上午": flat, "下午": later}) == ["全天内存从 300 MB 长到 330 MB。"]
    more = [read(300, 100 + place) for place in range(8)]
    assert verdict({"上午": more, "下午": flat}) == ["上午窗口部件从 103 长到 107。"]
    slower = [read(300, 100, 0.1 + 0.1 * place) for place in range(8)]
    assert "search" in "".join(verdict({"上午": flat, "下午": slower}))
