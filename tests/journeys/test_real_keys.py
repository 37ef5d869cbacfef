"""The program itself on a virtual screen, driven by a keyboard as X sends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Value
from tests.journeys.real_screen import TYPED, Screen, opened, opened_by_keys, screen, until

__all__ = ["screen"]
PEOPLE = Query("people")
pytestmark = pytest.mark.xvfb


def people(desk: Desk) -> dict[Value, Record]:
    return {record.values["name"]: record for record in desk.searching.first(PEOPLE, 99)[0]}


def test_a_secretary_opens_the_book_and_keeps_a_person(
    screen: Screen, sample_folder: Path, books: Books, tools: Tools, tmp_path: Path
) -> None:
    """Password, Enter, to the roster, a new person, saved: all by keys, then read from the book."""
    with opened_by_keys(screen, books, sample_folder, tmp_path) as (folder, _):
        screen.keys("alt+9", "ctrl+n")
        # Whoever pastes asks the other program for it, when its turn comes.
        with screen.clipboard("张杨丽"), opened(books, tools, folder) as desk:
            screen.keys("ctrl+v", "End", "Return")
            # Past 性别, 民族 and five more to the list of 政治面貌, whose first line is chosen.
            screen.keys(*["Return"] * 7, "Down", "Return")
            screen.type("2020-07-01")
            # Enter goes from field to field, past the button that would add a row.
            screen.keys(*["Return"] * 11)
            screen.type("2026-11-02")
            screen.keys("ctrl+s")
            until(lambda: "张杨丽" in people(desk), "the person was not saved")
    with opened(books, tools, folder) as desk:
        kept = people(desk)
    assert kept["张杨丽"].values["politics"] == "正式党员"
    assert str(kept["张杨丽"].values["joined"]) == "2026-11-02"


def test_a_keeper_is_added_by_keys_alone(
    screen: Screen, sample_folder: Path, books: Books, tools: Tools, tmp_path: Path
) -> None:
    """From the header's key to the one who then stands among the book's keepers."""
    with opened_by_keys(screen, books, sample_folder, tmp_path) as (folder, _):
        # Past size, colours and settings to the key; there past three lines, a tick and the code.
        screen.keys("ctrl+f", *["Tab"] * 4, "space")
        until(lambda: screen.windows("^修改密码"))
        screen.focus(screen.windows("^修改密码")[0])
        screen.keys(*["Tab"] * 5, "Return")
        until(lambda: screen.windows("^设置"))
        screen.focus(screen.windows("^设置")[0])
        screen.keys("Return")
        for text in ("weiyuan", "weiyuan-2026", "weiyuan-2026", TYPED):
            screen.type(text)
            screen.keys("Return")
        until(lambda: len(books.keepers(folder)) == 2, "the keeper was not added")
    added = books.open(folder, "weiyuan-2026", read_only=True)
    added.close()
    assert added.keeper.name == "weiyuan"
