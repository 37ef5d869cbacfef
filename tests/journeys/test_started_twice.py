"""Started once more, with another book, the program comes to the front and asks; there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

from qinglian_desktop.application.book_ports import Books
from tests.journeys.real_screen import Screen, opened_by_keys, started, until
from tests.journeys.real_screen import screen as screen


def test_a_second_start_leads_to_the_first_and_to_the_book_it_names(
    screen: Screen, books: Books, sample_folder: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(sample_folder, tmp_path / "另一本 台账库")
    home = tmp_path / "home"
    home.mkdir()
    with opened_by_keys(screen, books, sample_folder, home) as (_, window):
        until(lambda: (home / "qinglian" / "qinglian_desktop" / "only-one.lock").exists())
        assert started(screen, home).wait(20) == 0
        assert screen.windows("^清廉机关台账$") == [window]
        assert started(screen, home, str(other)).wait(20) == 0
        until(lambda: screen.windows("^锁上，打开另一本$"))
        screen.focus(screen.windows("^锁上，打开另一本$")[0])
        # 返回 has the keyboard: nothing is put away by a key that was meant for something else.
        screen.keys("Left", "space")
        until(lambda: {*screen.windows("^清廉机关台账$")} - {window})
        assert window not in screen.windows("^清廉机关台账$")
