"""Without a screen, `run` does the sample's month; an unfinished sample book is not kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from devtools import running, system
from devtools.system import SetupProblem

# Stands in for main.py: notes its arguments and password, and does what the command would.
FAKE_MAIN = """
import os, pathlib, sys
here = pathlib.Path(__file__).parent
with (here / "calls.txt").open("a", encoding="utf-8") as log:
    print(os.environ["QINGLIAN_PASSWORD"], *sys.argv[1:], file=log)
if sys.argv[1] == "demo":
    book = pathlib.Path(sys.argv[3])
    book.mkdir()
    (book / "ledger.db").touch()
if (here / "fail").exists() and (here / "fail").read_text() == sys.argv[1]:
    sys.exit(3)
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(running, "ROOT", tmp_path)
    monkeypatch.setattr(running, "OUT", tmp_path / "out")
    monkeypatch.setattr(running, "SAMPLE_BOOK", tmp_path / "out" / "示例台账库")
    (tmp_path / "main.py").write_text(FAKE_MAIN, "utf-8")
    return tmp_path


def calls(checkout: Path) -> list[str]:
    lines = (checkout / "calls.txt").read_text("utf-8").splitlines()
    return [" ".join(line.split()[:2]) for line in lines]


def test_the_month_is_done_and_the_book_reused(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = Path(sys.executable)
    assert running.write_sample_month(python) == 0
    assert running.write_sample_month(python) == 0
    month = ["qinglian2026 return", "qinglian2026 print", "qinglian2026 print"]
    assert calls(checkout) == ["qinglian2026 demo", *month, *month]
    said = capfd.readouterr().out
    assert str(running.OUT) in said
    assert running.SAMPLE_PASSWORD in said


def test_a_failure_is_passed_on(checkout: Path) -> None:
    (checkout / "fail").write_text("return")
    assert running.write_sample_month(Path(sys.executable)) == 3
    assert calls(checkout)[-1] == "qinglian2026 return"


def test_a_sample_book_that_was_not_finished_is_removed(checkout: Path) -> None:
    (checkout / "fail").write_text("demo")
    assert running.write_sample_month(Path(sys.executable)) == 3
    assert not running.SAMPLE_BOOK.exists()


def test_faults_are_tried_on_linux_alone_and_with_a_compiler(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "provide", list)
    monkeypatch.setattr(system, "missing_compiler", lambda: ["gcc"])
    monkeypatch.setattr(system, "on_linux", lambda: True)
    with pytest.raises(SetupProblem, match="gcc"):
        running.faults([])
    monkeypatch.setattr(system, "on_linux", lambda: False)
    for linux_alone in (running.faults, running.soak):
        with pytest.raises(SetupProblem, match="Linux"):
            linux_alone([])


def test_files_are_broken_on_linux_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "on_linux", lambda: False)
    with pytest.raises(SetupProblem, match="Linux"):
        running.fuzz([])


def test_every_command_of_dev_is_described() -> None:
    dev = Path(__file__).parents[2] / "packaging" / "dev.py"
    shown = subprocess.run(
        [sys.executable, "-X", "utf8", str(dev)], capture_output=True, text=True, encoding="utf-8"
    )
    own = ("run", "test", "check", "slow", "faults", "fuzz", "bench", "soak", "lock", "sbom")
    for command in (*own, "audit", "setup"):
        assert f"  {command} " in shown.stdout
