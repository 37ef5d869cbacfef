"""A second start of the program finds the first, is heard by it, and gives way."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui import only_one
from qinglian_desktop.ui.only_one import OnlyOne


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[OnlyOne]:
    made = OnlyOne(tmp_path / "设 置")
    assert made.is_first()
    made.listen()
    yield made
    made.close()


SECOND = (
    "import sys, pathlib; from PySide6.QtCore import QCoreApplication;"
    "from qinglian_desktop.ui.only_one import OnlyOne; app = QCoreApplication([]);"
    "folder, place = sys.argv[1:]; one = OnlyOne(pathlib.Path(folder)); assert not one.is_first();"
    "sys.exit(not one.tell_first(pathlib.Path(place) if place else None))"
)


def told_by_a_second(qtbot: QtBot, folder: Path, place: Path | None) -> bool:
    """As from another program: this one goes on with its events meanwhile."""
    words = [sys.executable, "-c", SECOND, str(folder), str(place or "")]
    other = subprocess.Popen(words, cwd=Path(__file__).parents[2])
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    return other.returncode == 0


@pytest.mark.parametrize("place", [None, Path("/一处/台账 库#1")])
def test_the_first_hears_of_a_second_and_of_the_book_it_names(
    qtbot: QtBot, first: OnlyOne, tmp_path: Path, place: Path | None
) -> None:
    heard: list[Path | None] = []
    first.asked.connect(heard.append)
    assert not OnlyOne(tmp_path / "设 置").is_first()
    assert told_by_a_second(qtbot, tmp_path / "设 置", place)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [place]


def test_another_user_has_a_first_of_their_own(first: OnlyOne, tmp_path: Path) -> None:
    other = OnlyOne(tmp_path / "别人的设置")
    assert other.is_first()
    other.close()


def test_after_the_first_ended_another_one_is_the_first(first: OnlyOne, tmp_path: Path) -> None:
    first.close()
    other = OnlyOne(tmp_path / "设 置")
    assert other.is_first()
    other.close()


def test_one_that_was_killed_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path) -> None:
    code = (
        "import sys, time, pathlib; from PySide6.QtCore import QCoreApplication;"
        "from qinglian_desktop.ui.only_one import OnlyOne; app = QCoreApplication([]);"
        "one = OnlyOne(pathlib.Path(sys.argv[1])); assert one.is_first(); one.listen();"
        "print('ready', flush=True); time.sleep(60)"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    other = subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert other.stdout is not None and other.stdout.readline() == b"ready\n"
    second = OnlyOne(tmp_path)
    assert not second.is_first()
    other.kill()
    other.communicate()
    assert second.is_first()
    second.listen()
    assert told_by_a_second(qtbot, tmp_path, None)
    second.close()


def test_one_that_does_not_answer_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(only_one, "_PATIENCE", 100)
    monkeypatch.setattr(only_one, "_TURN", 50)
    assert not OnlyOne(tmp_path).tell_first(None)


def test_where_no_mark_can_be_left_the_program_starts_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert OnlyOne(tmp_path / "file" / "folder").is_first()


@pytest.mark.parametrize("line", [b"", b"[", b"[" * 100_000, b"[1]", b'{"open": 1}', b"\xff"])
def test_nonsense_is_a_start_without_a_book(line: bytes) -> None:
    assert only_one._place_in(line) is None
