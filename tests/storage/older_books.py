"""Books as an earlier version of the program left them."""

from __future__ import annotations

import re

from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.migrations import MIGRATIONS


def take_back_to(connection: RawConnection, number: int) -> None:
    """Take the tables and columns away that came with the migrations after this one."""
    later = [each for each in MIGRATIONS if each.number > number]
    for statement in reversed([each for one in later for each in one.statements]):
        if added := re.match(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", statement):
            connection.execute(f"ALTER TABLE {added[1]} DROP COLUMN {added[2]}")
        elif made := re.match(r"CREATE TABLE (\w+)", statement):
            connection.execute(f"DROP TABLE {made[1]}")
    connection.execute("DELETE FROM migrations WHERE number > ?", (number,))
    if number < 18:
        connection.execute("DELETE FROM settings WHERE key = 'chain.key'")
