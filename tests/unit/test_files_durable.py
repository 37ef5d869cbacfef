"""What is written is on the disk before it gets its name; so is the name before all goes on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from qinglian_desktop.files.delivery import deliver
from qinglian_desktop.files.durable import copy_durably, flush_file, write_durably

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
