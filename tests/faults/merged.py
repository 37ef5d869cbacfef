"""A copy of the book that was written to by itself, taken into it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.merge_taking import merge_copy
from qinglian_desktop.application.tools import Tools
from tests.faults.operation import GOES_ON, Facts, Operation, Seen, invented_books
from tests.faults.steps import Steps
from tests.faults.works import open_book, save_and_close
from tests.invented import EVERYTHING, example_input
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD

_BEFORE = {"甲", "乙"}
_AFTER = {*_BEFORE, "丁", "戊"}


def parted(folder: Path) -> Facts:
    """Two copies of one book, each with records that the other has not got."""
    book, _ = invented_books().create(folder, PASSWORD)
    with closing(book):
        _enter(book, "甲")
    shutil.copytree(folder, _other(folder))
    for each, lines in ((folder, "乙"), (_other(folder), "丁戊")):
        with closing(invented_books().open(each, PASSWORD, is_closed_elsewhere=True)) as book:
            for line in lines:
                _enter(book, line)
    return {}


def merge(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("合并", lambda: _merge(book, folder))
        save_and_close(book, "丙", steps)


def _merge(book: Book, folder: Path) -> None:
    with closing(invented_books().look(folder, _other(folder), PASSWORD)) as other:
        merge_copy(Desk(book, _tools()), other, {})


def _enter(book: Book, line: str) -> None:
    Desk(book, _tools()).records.save(EVERYTHING, example_input(line=line))


def _other(folder: Path) -> Path:
    return folder.with_name("另一份")


@cache
def _tools() -> Tools:
    return make_tools(clock=lambda: NOW)


def _all_or_nothing(seen: Seen) -> bool:
    return seen.lines - {"丙"} in (_BEFORE, _AFTER)


MERGED: Mapping[str, Operation] = {
    "merge": Operation(
        "合并另一份",
        parted,
        merge,
        {**GOES_ON, "合并": lambda seen: seen.lines >= _AFTER},
        _all_or_nothing,
    ),
}
