"""What the program leaves behind: nothing that grows, and garbage only where widgets live."""

from __future__ import annotations

import gc
import threading

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.garbage import MOST
from tests.ui.program import PATIENCE, locked, main, page_of, quiet, unlocked

MANY = MOST + 1000


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


def test_locking_again_and_again_does_not_grow_the_program(
    qtbot: QtBot, program: Application
) -> None:
    def round_trip() -> int:
        page_of(program, "talks").begin_record()
        quiet(qtbot, program)
        unlocked(qtbot, program, locked(qtbot, program))
        quiet(qtbot, program)
        gc.collect()
        # Those that are kept out of every collection count, too.
        return len(gc.get_objects()) + gc.get_freeze_count()

    counts = [round_trip() for _ in range(6)]
    # Once every window, book and question left tens of thousands behind.
    assert counts[-1] - counts[2] < 3 * 200, counts


def test_garbage_is_collected_on_the_windows_thread_alone(
    qtbot: QtBot, program: Application
) -> None:
    """Pages that are garbage are destroyed where all widgets live."""
    where: list[int] = []

    class Ring:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            where.append(threading.get_ident())

    def read(_: Progress) -> int:
        rings = [Ring() for _ in range(MANY)]
        return len(rings)

    quiet(qtbot, program)
    read_on: list[int] = []
    main(program).session.read(main(program), read, read_on.append)
    qtbot.waitUntil(lambda: bool(read_on), timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(where) == MANY, timeout=PATIENCE)
    assert set(where) == {threading.get_ident()}
