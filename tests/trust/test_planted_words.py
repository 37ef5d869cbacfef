"""Planted words stand readable nowhere but in what the user asked for, after a whole day of work.

The day (``working_child``): every field of every ledger written, a search, a preview, a version
restored, PDF, Word, Excel, the return, the readable copy, lenses printed, a set put up in public, a
form of others filled, an import, backup, second place, archive, a look into a copy, restore,
repair, another key, and errors with planted words in their hands.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.trust.planting import MARK, holds_mark, mark_in_bytes, readable_below

ROOT = Path(__file__).parents[2]
OURS = ("book", "tmp", "state", "config", "stick", "archive", "repaired")
"""All but ``out``, which holds what the user asked for."""
DECIDED_ELSEWHERE = {
    # The word of a list.
    ("unit", "officers.office"),
}


@dataclass
class Worked:
    """A world in which somebody worked, and what others could see of the process meanwhile."""

    folder: Path
    seen: list[str] = field(default_factory=list[str])

    def readable(self) -> list[str]:
        return readable_below(*(self.folder / each for each in OURS))

    def left_in_temp(self) -> list[Path]:
        return [each for each in (self.folder / "tmp").rglob("*") if each.is_file()]


def began(world: Path, *more: str) -> subprocess.Popen[str]:
    for name in (*OURS[:-1], "out"):
        (world / name).mkdir(parents=True, exist_ok=True)
    environ = {
        **os.environ,
        "TMPDIR": str(world / "tmp"),
        "XDG_STATE_HOME": str(world / "state"),
        "XDG_CONFIG_HOME": str(world / "config"),
        "HOME": str(world),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.trust.working_child", str(world), *more],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told_by_the_system() -> Iterator[tuple[str, bytes]]:
    """What the system tells of processes: how they were called, with what around them."""
    for process in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ", "comm"):
            with contextlib.suppress(OSError):
                yield f"{process.name}/{name}", (process / name).read_bytes()


@pytest.fixture(scope="module")
def worked(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """The whole day in a process of its own, watched from outside."""
    made = Worked(tmp_path_factory.mktemp("world"))
    shutil.copytree(sample_folder, made.folder / "book")
    child = began(made.folder)
    while child.poll() is None:
        made.seen += [name for name, data in told_by_the_system() if holds_mark(data)]
        time.sleep(0.2)
    said, wrong = child.communicate()
    assert child.returncode == 0, wrong
    assert said.rstrip().endswith("done closed")
    # That marks are found at all: the copy that is meant to be read has them.
    assert any(each.startswith("content") for each in readable_below(made.folder / "out"))
    return made


def test_words_were_planted_in_every_field(worked: Worked) -> None:
    told = json.loads((worked.folder / "planted.json").read_text())
    assert told["count"] > 250
    assert {tuple(each) for each in told["left"]} <= DECIDED_ELSEWHERE


def test_book_copies_log_temp_and_settings_hold_none(worked: Worked) -> None:
    assert worked.readable() == []


def test_nothing_is_left_in_the_temporary_folder(worked: Worked) -> None:
    assert worked.left_in_temp() == []


def test_the_log_says_what_failed(worked: Worked) -> None:
    """Else it would be no wonder that nothing is found in it."""
    (log,) = worked.folder.joinpath("state").rglob("program.log")
    told = log.read_text("utf-8")
    assert told.count(" uncaught") == 3
    assert "builtins.KeyError" in told and "builtins.ValueError" in told


@pytest.mark.skipif(sys.platform != "linux", reason="进程的样子从 /proc 里看")
def test_the_list_of_processes_shows_none(worked: Worked) -> None:
    assert worked.seen == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_whatever_the_encoding_they_would_be_found(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "文件").write_bytes(b"..." + f"{MARK}甲".encode(encoding))
    assert len(readable_below(tmp_path)) == 1


def test_escaped_and_in_names_they_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "日志").write_text(json.dumps({"said": MARK}), "utf-8")
    (tmp_path / f"{MARK}.txt").touch()
    assert [each.partition(":")[0] for each in readable_below(tmp_path)] == ["content", "name"]
    assert len(set(mark_in_bytes())) > 8


def killed(worked: Worked, world: Path, step: str, after: float) -> None:
    """Goes on from the end of the day, killed so many seconds after a step was begun."""
    shutil.copytree(worked.folder, world)
    child = began(world, "round")
    assert child.stdout is not None
    for line in child.stdout:
        if line.split() == ["begun", step]:
            break
    time.sleep(after)
    child.kill()
    child.communicate()
    left = Worked(world)
    assert left.readable() == []
    assert left.left_in_temp() == []


def test_killed_while_much_goes_out_nothing_readable_is_left(
    worked: Worked, tmp_path: Path
) -> None:
    killed(worked, tmp_path / "world", "go_out", 0.3)


@pytest.mark.slow
@pytest.mark.parametrize("step", ["look", "go_out", "bring_in", "keep_safe", "renew", "fail"])
@pytest.mark.parametrize("turn", range(6))
def test_killed_at_any_moment_nothing_readable_is_left(
    worked: Worked, tmp_path: Path, step: str, turn: int
) -> None:
    killed(worked, tmp_path / "world", step, random.Random(f"{step}{turn}").uniform(0, 2))
