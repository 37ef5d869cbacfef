"""After an unexpected failure or end the last lines of the log lie beside it, with no word."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from qinglian_desktop.files.crash_report import MOST_LINES, STANDING, CrashReport, kept_report
from qinglian_desktop.files.program_log import LOG_FILE

WORD = "龘谈话的原话"
ROOT = Path(__file__).parents[2]
FALLING = f"""
import logging, os, signal, sys
from pathlib import Path
from qinglian_desktop.files.crash_report import CrashReport
report = CrashReport(Path(sys.argv[1]))
assert not report.begin()
logging.getLogger().addHandler(report)
talk = "{WORD}"
def fall(talk):
    {{end}}
fall(talk)
report.end()
"""


@pytest.fixture
def logger(tmp_path: Path) -> logging.Logger:
    """Ours, heard by a report in the folder of the test."""
    made = logging.Logger("qinglian_desktop.test")
    made.addHandler(CrashReport(tmp_path))
    return made


def test_what_nobody_expected_keeps_the_lines_before_it(
    tmp_path: Path, logger: logging.Logger
) -> None:
    for number in range(300):
        logger.warning("line %d", number)
    assert kept_report(tmp_path) == []
    try:
        raise KeyError(WORD)
    except KeyError:
        logger.critical("uncaught", exc_info=True)
    kept = kept_report(tmp_path)
    assert len(kept) == MOST_LINES
    assert kept[-1] == "builtins.KeyError" and any("line 299" in each for each in kept)
    assert WORD not in "".join(kept) and str(ROOT) not in "".join(kept)


def run(folder: Path, end: str) -> int:
    command = [sys.executable, "-c", FALLING.format(end=end), str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode


def test_where_it_fell_down_is_told_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).write_text("".join(f"before.{n}\n" for n in range(300)), "utf-8")
    assert run(tmp_path, "os.abort()") != 0
    report = CrashReport(tmp_path)
    assert report.begin()
    report.end()
    kept = kept_report(tmp_path)
    assert len(kept) <= MOST_LINES and "before.299" in kept
    assert any("in fall" in each for each in kept)
    assert WORD not in "".join(kept) and str(ROOT) not in "".join(kept)
    again = CrashReport(tmp_path)
    assert not again.begin(), "it is told once"
    again.end()


def test_a_proper_end_leaves_nothing_to_tell(tmp_path: Path) -> None:
    assert run(tmp_path, "pass") == 0
    assert not (tmp_path / STANDING).exists()


def test_a_folder_that_cannot_be_written_keeps_nothing_and_starts_all_the_same(
    tmp_path: Path,
) -> None:
    report = CrashReport(tmp_path / "missing")
    assert not report.begin()
    report.handle(logging.LogRecord("qinglian_desktop", logging.CRITICAL, "", 1, "x", (), None))
    report.end()
