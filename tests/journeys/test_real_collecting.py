"""Returns collected by a keyboard and a mouse as X sends them, and one of them given back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Tools
from qinglian_desktop.domain.collecting.collected import CollectedReturn
from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.period import Period
from tests.collected_corpus import SMALL, code_of, months_of, name_of, write_corpus
from tests.journeys.real_screen import Screen, opened, opened_by_keys, screen, until

__all__ = ["screen"]
COLLECT = "收哪个文件夹里的月报"
RECEIPTS = "回执写到哪里"
OCTOBER = Period.parse("2026-10")
pytestmark = pytest.mark.xvfb


def asked_for_a_folder(screen: Screen, window: str) -> bool:
    """汇总, then 收月报; whatever else came up, because the page was not there yet, is closed."""
    screen.click(window, 372, 125)
    time.sleep(1)
    screen.click(window, -80, 125)
    end = time.monotonic() + 4
    while time.monotonic() < end:
        if screen.windows(COLLECT):
            return True
        time.sleep(0.2)
    screen.keys("Escape")
    return False


def asked_why(screen: Screen, window: str) -> bool:
    """The first unit's October, and 退回 beside it."""
    screen.focus(window)
    screen.click(window, 831, 348)
    time.sleep(1)
    screen.click(window, -146, 443)
    time.sleep(1)
    return bool(screen.windows("^退回$"))


def listed(book: Book) -> None:
    """Keep a list of the six units."""
    with book.writing() as work:
        units = [ListedUnit(code_of(each), name_of(each)) for each in range(1, 7)]
        work.collected.put_units(units)


def test_a_clerk_collects_and_gives_one_back(
    screen: Screen, sample_folder: Path, books: Books, tools: Tools, tmp_path: Path
) -> None:
    """The tab by keys, the rest by the mouse, folders and reasons typed."""
    stick, out = tmp_path / "stick", tmp_path / "out"
    for each in (stick, out):
        each.mkdir()
    write_corpus(stick, 6, months_of(2026, 10)[7:], shape=SMALL)
    with opened_by_keys(screen, books, sample_folder, tmp_path, listed) as (folder, window):
        screen.keys("alt+0")
        with opened(books, tools, folder) as desk:

            def october() -> list[CollectedReturn]:
                with desk.book.reading() as work:
                    return work.collected.all([OCTOBER])

            until(lambda: asked_for_a_folder(screen, window), "no folder was asked for")
            screen.focus(screen.windows(COLLECT)[0])
            screen.type(str(stick))
            screen.keys("Return")
            until(lambda: len(october()) == 6, "the returns were not collected")
            until(lambda: asked_why(screen, window), "nobody asked why it is given back")
            screen.focus(screen.windows("^退回$")[0])
            screen.type("wrong")
            screen.keys("Tab", "Return")
            until(lambda: screen.windows(RECEIPTS))
            screen.focus(screen.windows(RECEIPTS)[0])
            screen.type(str(out))
            screen.keys("Return")
            until(lambda: october()[0].answered is not None, "it was not given back")
            answered = october()[0].answered
    assert answered is not None
    assert (answered.is_taken, answered.reasons) == (False, ("wrong",))
    (receipt,) = out.iterdir()
    assert receipt.name.endswith("退回.txt")
