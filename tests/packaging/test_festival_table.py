"""The table of festivals that is shipped is what the calendar says of every year."""

from __future__ import annotations

from pathlib import Path

import build_festivals

from qinglian_desktop.domain.festival_table import TABLE
from qinglian_desktop.ledgers.reminders import FESTIVALS


def test_the_table_is_the_calendars(tmp_path: Path) -> None:
    assert list(build_festivals.lines()) == TABLE.splitlines()
    written = tmp_path / "festival_table.py"
    build_festivals.write(written)
    assert written.read_text("utf-8") == build_festivals.TABLE.read_text("utf-8")


def test_every_festival_that_can_be_chosen_has_its_day() -> None:
    head = TABLE.splitlines()[0].split()
    assert head[1:] == list(FESTIVALS)
