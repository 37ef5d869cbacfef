"""Copies of a book share its attachments: linked where the disk can do so, else copied whole."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.storage import attachment_folder
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from tests.storage.sentences import complete

KEY = b"k" * 32
CONTENTS = {f"{n:064x}": bytes([n]) * 3000 for n in range(1, 6)}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    made = tmp_path / "book"
    made.mkdir()
    files = AttachmentFiles(made, (KEY,))
    for digest, data in CONTENTS.items():
        files.put(digest, data)
    return made


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    made = tmp_path / "shelf"
    made.mkdir()
    return made


@pytest.fixture(params=["links", "no links"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A disk that has links, and one that has none."""
    if request.param == "no links":
        monkeypatch.setattr(os, "link", refused(errno.EPERM))
    return str(request.param)


def refused(number: int) -> Callable[..., None]:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, "out of order")

    return fails


def read_all(folder: Path) -> dict[str, bytes]:
    files = AttachmentFiles(folder, (KEY,))
    return {digest: files.read(digest) for digest in CONTENTS}


def inodes(folder: Path) -> set[int]:
    return {each.stat().st_ino for each in (folder / "attachments").glob("*/*")}


def test_what_is_shared_lies_on_the_shelf(source: Path, shelf: Path, disk: str) -> None:
    names = attachment_folder.names_in(source)
    assert attachment_folder.share(source, shelf, names) == []
    assert read_all(shelf) == CONTENTS
    assert (inodes(shelf) == inodes(source)) == (disk == "links")
    if sys.platform != "win32":
        modes = {each.stat().st_mode & 0o777 for each in (shelf / "attachments").glob("*/*")}
        assert modes == {0o600}
    before = inodes(shelf)
    assert attachment_folder.share(source, shelf, names) == []
    assert inodes(shelf) == before
    assert attachment_folder.strangers(shelf) == []


@pytest.mark.usefixtures("disk")
def test_only_the_named_are_shared_and_come_back(source: Path, shelf: Path, tmp_path: Path) -> None:
    files = AttachmentFiles(source, (KEY,))
    two = [files.name(digest) for digest in list(CONTENTS)[:2]]
    attachment_folder.share(source, shelf, two)
    assert attachment_folder.names_in(shelf) == set(two)
    again = tmp_path / "again"
    again.mkdir()
    assert attachment_folder.share(shelf, again, two) == []
    assert attachment_folder.names_in(again) == set(two)


def test_all_that_was_shared_is_flushed(
    source: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(attachment_folder, "flush_folder", flushed.append)
    attachment_folder.share(source, shelf, attachment_folder.names_in(source))
    store = shelf / "attachments"
    assert set(flushed) == {shelf, store, *store.iterdir()}
    assert flushed[-2:] == [store, shelf]


def test_what_neither_has_is_given_and_the_rest_is_shared(source: Path, shelf: Path) -> None:
    assert attachment_folder.share(source, shelf, ["a" * 64, *attachment_folder.names_in(source)])
    assert read_all(shelf) == CONTENTS
    # What the shelf has is not lost, though the book has it no more.
    name = AttachmentFiles(source, (KEY,)).name("1".zfill(64))
    (source / "attachments" / name[:2] / name).unlink()
    assert attachment_folder.share(source, shelf, [name, "a" * 64]) == ["a" * 64]


@pytest.mark.usefixtures("disk")
def test_sharing_can_be_cancelled_and_goes_on_later(source: Path, shelf: Path) -> None:
    names = attachment_folder.names_in(source)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    with pytest.raises(Cancelled):
        attachment_folder.share(source, shelf, names, progress)
    assert told == [(0, 5), (1, 5), (2, 5)]
    assert len(attachment_folder.names_in(shelf)) == 2
    told.clear()
    assert attachment_folder.share(source, shelf, names) == []
    assert read_all(shelf) == CONTENTS


def test_a_copy_that_differs_gets_no_name(
    source: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refused(errno.EXDEV))
    monkeypatch.setattr("filecmp.cmp", lambda *_, **__: False)
    with pytest.raises(EnvironmentProblem, match="对不上") as raised:
        attachment_folder.share(source, shelf, attachment_folder.names_in(source))
    assert complete(raised.value)
    assert [each for each in shelf.rglob("*") if each.is_file()] == []


def test_a_full_disk_leaves_no_scrap_and_the_next_time_goes_on(
    source: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refused(errno.EXDEV))
    flush, left = attachment_folder.flush_file, [None, None]

    def fills_up(path: Path) -> None:
        if not left:
            raise OSError(errno.ENOSPC, "full")
        left.pop()
        flush(path)

    monkeypatch.setattr(attachment_folder, "flush_file", fills_up)
    with pytest.raises(EnvironmentProblem, match="满了"):
        attachment_folder.share(source, shelf, attachment_folder.names_in(source))
    assert len([each for each in shelf.rglob("*") if each.is_file()]) == 2
    monkeypatch.setattr(attachment_folder, "flush_file", flush)
    assert attachment_folder.share(source, shelf, attachment_folder.names_in(source)) == []
    assert read_all(shelf) == CONTENTS


def test_a_copy_on_a_shelf_has_its_attachments_beside_it(source: Path, shelf: Path) -> None:
    copy = shelf / "000001-20261123-100500"
    copy.mkdir()
    names = attachment_folder.names_in(source)
    attachment_folder.share(source, shelf, names)
    attachment_folder.note_needed(copy, names)
    assert attachment_folder.needed(copy) == sorted(names)
    assert attachment_folder.store_of(copy) == shelf / "attachments"
    assert read_all(copy) == CONTENTS
    # Nothing that is done to one copy takes anything from the others.
    AttachmentFiles(copy, (KEY,)).keep_only(set())
    assert read_all(shelf) == CONTENTS


def test_a_folder_without_a_list_needs_nothing(source: Path, tmp_path: Path) -> None:
    assert attachment_folder.needed(source) == []
    assert attachment_folder.store_of(source) == source / "attachments"
    attachment_folder.note_needed(source, ["a" * 64])
    assert attachment_folder.needed(source) == ["a" * 64]
    for half in ("../../etc\n" + "a" * 64 + "\n", "a" * 64, "a" * 64 + "\n" + "b" * 40, ""):
        (source / "attachments.txt").write_text(half)
        assert attachment_folder.needed(source) is None
    # A list that was copied into a book does not make a shelf's copy of it.
    assert attachment_folder.store_of(source) == source / "attachments"
    assert attachment_folder.names_in(tmp_path / "nowhere") == set()
