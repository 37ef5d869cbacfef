"""The command ``merge``: lists what differs, and takes it when told to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from tests.conftest import PASSWORD

Run = Callable[..., Any]
PERSON = {"name": "王敏", "joined": "2020-01-01", "politics": "群众"}


@pytest.fixture
def two(empty_folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    for name in ("here", "there"):
        shutil.copytree(empty_folder, tmp_path / name)
    return tmp_path / "here", tmp_path / "there"


@pytest.fixture
def person(two: tuple[Path, Path], books: Books, tools: Tools) -> None:
    """Somebody of the roster, entered in each of the two apart."""
    for folder, name in zip(two, ("王敏", "李强"), strict=True):
        book = books.open(folder, PASSWORD, is_closed_elsewhere=True)
        desk = Desk(book, tools)
        roster = desk.catalogue.roster
        assert roster is not None
        desk.records.save(roster, {**PERSON, "name": name})
        book.close()


@pytest.mark.usefixtures("person")
def test_it_lists_first_and_merges_when_told(
    two: tuple[Path, Path], commanded: Run, books: Books
) -> None:
    here, there = two
    listed = commanded(here, "merge", "--from", there)
    assert (listed["code"], listed["merged"]) == (0, False)
    assert [each["since"] for each in listed["records"]] == ["新增"]

    done = commanded(here, "merge", "--from", there, "--yes")

    assert (done["code"], done["added"], done["renumbered"]) == (
        0,
        1,
        ["花名册 2020-001 → 2020-002"],
    )
    again = commanded(here, "merge", "--from", there)
    assert again["records"] == []
    assert len(books.backups(here)) == 1


def test_what_was_typed_on_both_is_told_and_made_one_when_written(
    two: tuple[Path, Path], commanded: Run, books: Books, tools: Tools
) -> None:
    for folder, said in zip(two, ("这边写的", "那边写的"), strict=True):
        book = books.open(folder, PASSWORD, is_closed_elsewhere=True)
        desk = Desk(book, tools)
        assert desk.catalogue.roster is not None
        desk.records.save(desk.catalogue.roster, {**PERSON, "remarks": said})
        book.close()
    here, there = two
    listed = commanded(here, "merge", "--from", there)
    assert [each["twin"] for each in listed["records"]] == ["2020-001"]
    words = ("merge", "--from", there, "--same", "people/2020-001", "--yes")
    assert "还没有选照哪一边" in str(commanded(here, *words))
    done = commanded(here, *words, "--both", "对方")
    assert (done["added"], done["changed"], done["doubts"]) == (0, 1, [])


@pytest.mark.usefixtures("person")
def test_a_record_that_does_not_differ_is_told(two: tuple[Path, Path], commanded: Run) -> None:
    here, there = two
    words = ("merge", "--from", there, "--ours", "people/2026-009", "--yes")
    code, _, complaint = commanded(here, *words, says=True)
    assert code == 2
    assert "没有“people/2026-009”" in complaint
