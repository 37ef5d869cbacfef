"""What is written is on the disk before it gets its name; so is the name before all goes on."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.durable import (
    copy_durably,
    flush_file,
    flush_folder,
    make_folder,
    rename_durably,
    write_durably,
)

FLUSHES_FOLDERS = sys.platform != "win32"
NAME_FLUSHED = [] if sys.platform == "win32" else ["flush folder"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What reached the disk, in order, by spies that do as they are told as well."""
    seen: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flush(handle: int) -> None:
        found = os.fstat(handle)
        is_folder = found.st_ino == tmp_path.stat().st_ino
        seen.append("flush folder" if is_folder else f"flush {found.st_size}")
        fsync(handle)

    def rename(self: Path, target: Path) -> Path:
        seen.append(f"name {target.name}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", rename)
    return seen


def test_a_delivered_file_is_flushed_before_it_is_checked_and_named(
    tmp_path: Path, steps: list[str]
) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"whole")

    deliver(tmp_path / "月报.xlsx", write, lambda path: steps.append("check"))
    assert steps == ["flush 5", "check", "name 月报.xlsx", *NAME_FLUSHED]


def test_bytes_are_flushed_before_they_get_their_name(tmp_path: Path, steps: list[str]) -> None:
    write_durably(tmp_path / "keys.json", b"new")
    assert steps == ["flush 3", "name keys.json", *NAME_FLUSHED]
    assert (tmp_path / "keys.json").read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_a_copy_is_flushed_before_it_gets_its_name(tmp_path: Path, steps: list[str]) -> None:
    (tmp_path / "one").write_bytes(b"copied")
    copy_durably(tmp_path / "one", tmp_path / "two")
    assert steps == ["flush 6", "name two", *NAME_FLUSHED]
    assert (tmp_path / "two").read_bytes() == b"copied"


def test_a_file_written_by_others_is_flushed(tmp_path: Path, steps: list[str]) -> None:
    (tmp_path / "theirs").write_bytes(b"database")
    flush_file(tmp_path / "theirs")
    assert steps == ["flush 8"]


Failing = Callable[[int], None]


@pytest.fixture
def folders_fail(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Lets every flush of a folder fail with an error number, as old network drives do."""
    fsync = os.fsync

    def set_up(number: int) -> None:
        def flush(handle: int) -> None:
            if stat.S_ISDIR(os.fstat(handle).st_mode):
                raise OSError(number, os.strerror(number))
            fsync(handle)

        monkeypatch.setattr(os, "fsync", flush)

    return set_up


@pytest.mark.parametrize("number", [errno.EIO, errno.EINVAL])
def test_what_has_its_new_name_counts_though_the_folder_cannot_be_flushed(
    tmp_path: Path, folders_fail: Failing, number: int
) -> None:
    folders_fail(number)
    write_durably(tmp_path / "keys.json", b"new")
    copy_durably(tmp_path / "keys.json", tmp_path / "copy")
    deliver(tmp_path / "月报.xlsx", Path.touch)
    (tmp_path / "copy.unfinished").mkdir()
    rename_durably(tmp_path / "copy.unfinished", tmp_path / "shelf")
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "copy",
        "keys.json",
        "shelf",
        "月报.xlsx",
    ]


@pytest.mark.skipif(not FLUSHES_FOLDERS, reason="Windows flushes folders by itself")
def test_a_folder_is_let_be_where_none_is_flushed_but_a_broken_disk_is_told(
    tmp_path: Path, folders_fail: Failing
) -> None:
    folders_fail(errno.EINVAL)
    flush_folder(tmp_path)
    folders_fail(errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        flush_folder(tmp_path)
    with pytest.raises(OSError, match=os.strerror(errno.ENOENT)):
        flush_folder(tmp_path / "gone")


def test_a_write_that_fails_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_durably(tmp_path / "keys.json", b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    for fail in (
        lambda: write_durably(tmp_path / "keys.json", b"new"),
        lambda: copy_durably(tmp_path / "keys.json", tmp_path / "copy"),
    ):
        with pytest.raises(OSError, match="full"):
            fail()
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]
    assert (tmp_path / "keys.json").read_bytes() == b"old"


def test_a_rename_that_fails_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_durably(tmp_path / "keys.json", b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "open elsewhere")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_durably(tmp_path / "keys.json", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]
    assert (tmp_path / "keys.json").read_bytes() == b"old"


@pytest.mark.skipif(not FLUSHES_FOLDERS, reason="Windows flushes folders by itself")
def test_the_name_of_every_folder_that_is_made_is_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    fsync = os.fsync

    def flush(handle: int) -> None:
        flushed.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flush)
    wanted = tmp_path / "a" / "b" / "c"
    make_folder(wanted)
    above = [each.stat().st_ino for each in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")]
    assert wanted.is_dir()
    assert flushed == above
    make_folder(wanted)
    assert flushed[3:] == above[2:]
