"""A stick is taken off by whatever the system has for it, and a failure is told in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.files.ejecting import can_eject, eject, mount_point, run_quietly


class System:
    """A system with these programs, of which some do what they are asked."""

    def __init__(self, has: Sequence[str], does: Sequence[str]) -> None:
        self.has, self.does = has, does
        self.ran: list[tuple[str, ...]] = []

    def find(self, name: str) -> str | None:
        return name if name in self.has else None

    def run(self, words: Sequence[str]) -> bool:
        self.ran.append(tuple(words))
        return words[0] in self.does


def mounts_of(folder: Path) -> Path:
    """The system's list of mounts, in which a blank in a name is written as it does."""
    root = str(mount_point(folder)).replace(" ", "\\040")
    file = folder / "mounts"
    file.write_text(f"proc /proc proc rw 0 0\n/dev/sdz1 {root} vfat rw 0 0\n", "utf-8")
    return file


def test_the_device_is_taken_off(tmp_path: Path) -> None:
    system = System(["udisksctl", "gio"], ["udisksctl"])
    eject(tmp_path, system.run, system.find, mounts_of(tmp_path))
    assert system.ran == [("udisksctl", "unmount", "-b", "/dev/sdz1")]


def test_where_one_way_fails_the_other_is_tried(tmp_path: Path) -> None:
    system = System(["udisksctl", "gio"], ["gio"])
    eject(tmp_path, system.run, system.find, mounts_of(tmp_path))
    assert system.ran[1] == ("gio", "mount", "-e", str(mount_point(tmp_path)))


def test_a_stick_that_does_not_go_is_told(tmp_path: Path) -> None:
    system = System(["gio"], [])
    with pytest.raises(EnvironmentProblem, match="U盘没有弹出来") as told:
        eject(tmp_path, system.run, system.find, mounts_of(tmp_path))
    assert "已经写好的文件是完整的" in told.value.kept


def test_without_a_way_nothing_is_offered() -> None:
    assert not can_eject(System([], []).find)
    assert can_eject(System(["gio"], []).find)


def test_a_program_that_is_not_there_did_nothing() -> None:
    assert not run_quietly(["/nowhere/at/all"])
    assert run_quietly(["true"])
