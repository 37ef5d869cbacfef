"""All checks run whatever fails, and the last line says how it went."""

from __future__ import annotations

import os
import sys

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


@pytest.mark.xvfb
def test_each_virtual_screen_is_a_new_one_of_its_own() -> None:
    with checks.virtual_screen() as first, checks.virtual_screen() as second:
        assert first is not None
        assert second is not None
        assert first != second
