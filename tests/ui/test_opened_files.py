"""Copies opened in other programs are wiped with the book, or at the next start after a crash."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from qinglian_desktop.ui.opened_files import PREFIX, OpenedFiles, wipe_leftovers

ROOT = Path(__file__).parents[2]
WORDS = "一次谈话".encode()
CRASHING = """
import os, sys
from qinglian_desktop.ui.opened_files import OpenedFiles
opened = OpenedFiles()
print(opened.put("d", "谈话.txt", "一次谈话".encode()), flush=True)
sys.stdin.read()
os._exit(1)
"""


@pytest.fixture(autouse=True)
def scraps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder, one of the test's own."""
    folder = tmp_path / "scraps"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_copy_keeps_its_name_and_is_made_once(scraps: Path) -> None:
    opened = OpenedFiles()
    first = opened.put("aa", "合影.jpg", b"1")
    other = opened.put("bb", "合影.jpg", b"2")
    assert opened.put("aa", "合影.jpg", b"1") == first
    assert (first.name, first.read_bytes()) == ("合影.jpg", b"1")
    assert (other.name, other.read_bytes()) == ("合影.jpg", b"2")
    assert first.is_relative_to(next(scraps.iterdir()))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 用自己的权限")
def test_nobody_else_reads_a_copy(scraps: Path) -> None:
    opened = OpenedFiles()
    copy = opened.put("aa", "谈话.txt", WORDS)
    folder = copy.parents[1]
    assert folder.parent == scraps
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU


@pytest.mark.parametrize("name", ["", "..", "../../名单.txt", "/etc/名单.txt"])
def test_no_name_leads_to_another_folder(scraps: Path, name: str) -> None:
    opened = OpenedFiles()
    made = opened.put("aa", name, b"1")
    assert made.parent.parent.parent == scraps
    assert made.name in ("附件", "名单.txt")


def test_wiping_overwrites_the_copies_and_leaves_nothing(scraps: Path, tmp_path: Path) -> None:
    opened = OpenedFiles()
    os.link(opened.put("aa", "谈话.txt", WORDS), tmp_path / "second")
    opened.wipe()
    assert (tmp_path / "second").read_bytes() == bytes(len(WORDS))
    assert list(scraps.iterdir()) == []
    opened.wipe()
    assert opened.put("aa", "谈话.txt", WORDS).read_bytes() == WORDS


def test_a_copy_lives_until_its_book_is_closed(scraps: Path) -> None:
    opened = OpenedFiles()
    copy = opened.put("aa", "谈话.txt", WORDS)
    wipe_leftovers()
    assert copy.read_bytes() == WORDS


def test_the_next_start_wipes_what_a_crash_left_and_nothing_else(
    scraps: Path, tmp_path: Path
) -> None:
    (scraps / "qinglian-other").mkdir()
    (scraps / "别的.txt").write_text("别人的")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("我的")
    (scraps / f"{PREFIX}link").symlink_to(elsewhere, target_is_directory=True)
    environment = {**os.environ, "TMPDIR": str(scraps), "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-c", CRASHING],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None and program.stdout is not None
    copy = Path(program.stdout.readline().strip())
    os.link(copy, tmp_path / "second")
    wipe_leftovers()
    assert copy.read_bytes() == WORDS, "the program still runs"
    program.stdin.close()
    program.wait()
    wipe_leftovers()
    assert (tmp_path / "second").read_bytes() == bytes(len(WORDS))
    left = sorted(each.name for each in scraps.iterdir())
    assert left == sorted(["qinglian-other", "别的.txt", f"{PREFIX}link"])
    assert (elsewhere / "mine.txt").read_text() == "我的"
