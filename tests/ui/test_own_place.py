"""A program with ``portable`` beside it keeps settings, log and mark beside itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qinglian_desktop import own_place
from qinglian_desktop.own_place import OWN_FOLDER, PORTABLE, log_folder, portable_folder
from qinglian_desktop.ui.only_one import OnlyOne

STARTED = """
import sys
from pathlib import Path
sys.frozen, sys.executable = True, sys.argv[1]
from qinglian_desktop import bootstrap
from qinglian_desktop.ui.doorway.recent_books import RecentBooks
from qinglian_desktop.ui.dressing import make_application
application = make_application(["qinglian"])
RecentBooks().put(Path("/a/book"))
bootstrap._log_to_file()
import logging
logging.getLogger("qinglian_desktop").warning("begun")
"""


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program on a stick."""
    folder = tmp_path / "我的 U盘"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "program"))
    return folder


def test_a_checkout_is_never_portable() -> None:
    assert own_place.program_folder() is None
    assert own_place.terminal_name() == "main.py"
    assert portable_folder() is None


def test_an_installed_program_keeps_nothing_beside_itself(stick: Path) -> None:
    assert own_place.program_folder() == stick
    assert own_place.terminal_name() == "qinglian"
    assert portable_folder() is None
    assert not log_folder().is_relative_to(stick)


def test_the_mark_of_the_first_one_lies_on_the_stick(stick: Path) -> None:
    (stick / PORTABLE).touch()
    only_one = OnlyOne()
    assert only_one.is_first()
    assert (stick / OWN_FOLDER / "only-one.lock").exists()
    only_one.close()


def test_settings_and_log_of_a_portable_program_lie_on_the_stick(tmp_path: Path) -> None:
    (tmp_path / PORTABLE).touch()
    command = [sys.executable, "-c", STARTED, str(tmp_path / "program")]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    written = {
        file.relative_to(tmp_path / OWN_FOLDER).as_posix(): file.read_text("utf-8")
        for file in (tmp_path / OWN_FOLDER).rglob("*")
        if file.is_file()
    }
    assert set(written) == {"program.log", "qinglian/qinglian_desktop.ini"}
    assert "book" in written["qinglian/qinglian_desktop.ini"]
    assert "begun" in written["program.log"]
