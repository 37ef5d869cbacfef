"""The environment knows its platform, and notices when it no longer fits the lock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from devtools import environment
from devtools.system import SetupProblem


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An environment in a temporary folder; returns the log of what setting it up did."""
    log: list[str] = []
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "LOCKS", tmp_path)
    monkeypatch.setattr(environment, "platform_name", lambda: "here")
    monkeypatch.setattr(environment, "_is_usable", lambda python: python.exists())
    (tmp_path / "run-here.txt").write_text("a==1\n")
    (tmp_path / "dev-here.txt").write_text("a==1\nb==2\n")
    (tmp_path / "build-here.txt").write_text("a==1\nc==3\n")

    def create(folder: Path) -> None:
        python = environment.python_in(folder)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        log.append("create")

    monkeypatch.setattr(environment, "_create", create)
    monkeypatch.setattr(environment, "_install", lambda _, lock: log.append(lock.name))
    return log


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("win-amd64", "windows-x86_64"),
        ("linux-x86_64", "linux-x86_64"),
        ("linux-aarch64", "linux-aarch64"),
    ],
)
def test_interpreters_are_matched_to_lock_files(tag: str, name: str) -> None:
    assert environment.platform_name(tag) == name


def test_an_unknown_platform_is_named() -> None:
    with pytest.raises(SetupProblem, match="macosx-14-arm64"):
        environment.platform_name("macosx-14-arm64")


def test_a_second_call_does_nothing(installed: list[str]) -> None:
    environment.ensure("dev")
    environment.ensure("dev")
    assert installed == ["create", "dev-here.txt"]


def test_the_dev_environment_serves_for_running(installed: list[str]) -> None:
    environment.ensure("dev")
    environment.ensure("run")
    assert installed == ["create", "dev-here.txt"]


def test_running_first_then_developing_adds_only_what_is_missing(installed: list[str]) -> None:
    environment.ensure("run")
    environment.ensure("dev")
    assert installed == ["create", "run-here.txt", "dev-here.txt"]


def test_building_has_an_environment_of_its_own(installed: list[str], tmp_path: Path) -> None:
    environment.ensure("dev")
    environment.ensure("build", tmp_path / "build")
    environment.ensure("build", tmp_path / "build")
    assert installed == ["create", "dev-here.txt", "create", "build-here.txt"]


def test_a_changed_lock_is_installed_in_place(installed: list[str], tmp_path: Path) -> None:
    environment.ensure("run")
    (tmp_path / "run-here.txt").write_text("a==2\n")
    environment.ensure("run")
    assert installed == ["create", "run-here.txt", "run-here.txt"]


def test_an_environment_of_another_python_is_made_anew(installed: list[str]) -> None:
    environment.ensure("run")
    file = environment.VENV / environment.STAMP
    stamp = environment.read_stamp(file)
    file.write_text(json.dumps({**stamp, "python": "3.9", "run": "other"}))
    environment.ensure("run")
    assert installed == ["create", "run-here.txt"] * 2


def test_an_interrupted_installation_is_taken_up_again(
    installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise SetupProblem("网线掉了")

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_install", fail)
        with pytest.raises(SetupProblem):
            environment.ensure("run")
    environment.ensure("run")
    assert installed == ["create", "run-here.txt"]


@pytest.mark.parametrize("content", ["", "[]", "{broken", "\x00"])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, content: str) -> None:
    stamp = tmp_path / "installed.json"
    stamp.write_text(content)
    assert environment.read_stamp(stamp) == {}


def test_the_fingerprint_follows_the_list_and_the_python(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1\n")
    first = environment.fingerprint(lock, (3, 11))
    assert environment.fingerprint(lock, (3, 11)) == first
    assert environment.fingerprint(lock, (3, 12)) != first
    lock.write_text("a==2\n")
    assert environment.fingerprint(lock, (3, 11)) != first
