"""All checks run whatever fails, and the last line says how it went."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from devtools import checks
from devtools.checks import Step


def test_a_failing_step_does_not_stop_the_others() -> None:
    steps = [
        Step("甲", [sys.executable, "-c", "raise SystemExit(1)"]),
        Step("乙", [sys.executable, "-c", ""]),
        Step("丙", [sys.executable, "-c", "raise SystemExit(5)"]),
    ]
    assert checks.run_steps(steps, os.environ) == ["甲", "丙"]


def test_a_step_that_waits_runs_beside_the_others_and_is_told_of_last(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    met = tmp_path / "met"
    # It ends only once the one after it was run.
    waits = f"import time, pathlib\nwhile not pathlib.Path({str(met)!r}).exists(): time.sleep(0.01)"
    steps = [
        Step("甲", [sys.executable, "-c", f"{waits}\nprint('错' * 99); exit(1)"], waits=True),
        Step("乙", [sys.executable, "-c", f"import pathlib\npathlib.Path({str(met)!r}).touch()"]),
    ]
    assert checks.run_steps(steps, os.environ) == ["甲"]
    said = capfd.readouterr().out
    assert said.index("── 乙 ──") < said.index("── 甲 ──") < said.index("错" * 99)


def test_no_step_goes_on_when_the_checks_are_broken_off() -> None:
    step = Step("甲", [sys.executable, "-c", "import time; time.sleep(60)"], waits=True)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), checks.begun(step, os.environ):
        raise KeyboardInterrupt
    assert time.monotonic() - began < 30


def test_the_summary_names_what_failed() -> None:
    assert checks.summary(["格式", "测试"], ["测试"], 3.2) == (
        "\n检查未通过：测试（共 2 项，用时 3 秒）"
    )
    assert checks.summary(["格式", "测试"], [], 3.2) == "\n检查全部通过：格式、测试（用时 3 秒）"


def test_without_a_virtual_screen_its_tests_are_left_out() -> None:
    python = checks.Path(sys.executable)
    assert "not slow and not xvfb" in checks.pytest_command(python, {})
    assert "not slow and not xvfb" not in checks.pytest_command(python, {"DISPLAY": ":7"})


def test_the_persons_own_screen_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":own")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-own")
    with checks.test_environment() as environ:
        assert environ.get("DISPLAY") != ":own"
        assert "WAYLAND_DISPLAY" not in environ
        assert environ["QT_QPA_PLATFORM"] == "offscreen"


def test_what_the_tests_start_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with checks.test_environment() as environ:
        assert "PYTHONDONTWRITEBYTECODE" not in environ


def test_several_processors_share_the_tests_out() -> None:
    assert checks.shared_out(1) == []
    assert checks.shared_out(2) == ["-n", "2", "--dist", "worksteal"]
    assert checks.shared_out(64)[1] == str(checks.MOST_WORKERS)


def test_files_of_the_tests_are_in_memory_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "ROOM", 1)
    with checks.memory_folder(tmp_path) as folder:
        assert folder is not None
        assert folder.parent == tmp_path
        (folder / "left behind").touch()
    assert list(tmp_path.iterdir()) == []


def test_without_room_in_memory_files_stay_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "ROOM", 1 << 60)
    with checks.memory_folder(tmp_path) as folder:
        assert folder is None
    with checks.memory_folder(tmp_path / "nowhere") as folder:
        assert folder is None
    monkeypatch.setenv("TMPDIR", "/the/persons/own")
    monkeypatch.setattr(checks.system, "has_room", lambda *_: False)
    with checks.test_environment() as environ:
        assert environ["TMPDIR"] == "/the/persons/own"


@pytest.mark.xvfb
def test_each_virtual_screen_is_a_new_one_of_its_own() -> None:
    with checks.virtual_screen() as first, checks.virtual_screen() as second:
        assert first is not None
        assert second is not None
        assert first != second
