"""The backup that is under way: one at a time, and what is said of its end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.ui.backing_up import BackingUp
from qinglian_desktop.ui.operations import Operations

PATIENCE = 30_000


class Slow:
    """A book whose backups take until they are let go on."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.begun = 0

    def back_up(self, progress: Progress) -> None:
        self.begun += 1
        assert self.let.wait(30)
        if not progress(1, 1):
            raise Cancelled


@pytest.fixture
def book() -> Slow:
    return Slow()


@pytest.fixture
def backing_up(qapp: object, book: Slow) -> Iterator[BackingUp]:
    operations = Operations()
    yield BackingUp(operations, cast("Book", book))
    book.let.set()
    operations.wait()


def test_asked_for_again_while_one_is_under_way_no_second_one_is_begun(
    qtbot: QtBot, backing_up: BackingUp, book: Slow
) -> None:
    began: list[object] = []
    said: list[str] = []
    backing_up.began.connect(began.append)
    backing_up.said.connect(said.append)
    backing_up.start()
    first = backing_up.job
    backing_up.start()
    assert backing_up.job is first
    book.let.set()
    qtbot.waitUntil(lambda: backing_up.job is None, timeout=PATIENCE)
    assert (book.begun, began) == (1, [first])
    assert said == ["备份做好了，已放进台账库的备份文件夹。"]
    backing_up.start()
    qtbot.waitUntil(lambda: backing_up.job is None, timeout=PATIENCE)
    assert book.begun == 2


def test_one_that_was_given_up_says_so_once_it_has_stopped(
    qtbot: QtBot, backing_up: BackingUp, book: Slow
) -> None:
    said: list[str] = []
    backing_up.said.connect(said.append)
    backing_up.start()
    qtbot.waitUntil(lambda: book.begun == 1, timeout=PATIENCE)
    assert backing_up.job is not None
    backing_up.job.cancel()
    assert said == []
    book.let.set()
    qtbot.waitUntil(lambda: backing_up.job is None, timeout=PATIENCE)
    assert said == ["备份已经停下，没有留下半份。以前的备份都在。"]
