"""What the machine lacks is found, named with its Debian package, and got only where allowed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from devtools import system

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the loader's names are Linux's")


@linux_only
def test_only_what_is_missing_is_named() -> None:
    wanted = {"libc6": "libc.so.6", "libnowhere1": "libnowhere.so.1"}
    assert system.missing_libraries(wanted) == ["libnowhere1"]
    assert system.missing_programs({"dash": "sh", "nowhere": "no-such-program"}) == ["nowhere"]


@linux_only
def test_a_compiler_is_asked_for_with_the_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert system.missing_compiler()[:1] == ["gcc"]
    monkeypatch.setattr(system, "on_linux", lambda: False)
    assert system.missing_compiler() == []


def test_nothing_is_asked_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "on_linux", lambda: False)
    assert system.missing_libraries({"libnowhere1": "libnowhere.so.1"}) == []
    assert system.missing_programs({"nowhere": "no-such-program"}) == []
    monkeypatch.setattr(system, "postgresql_programs", lambda: None)
    assert system.missing_server() == []
    assert system.has_screen({})


@linux_only
def test_a_database_server_is_asked_for_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system, "postgresql_programs", lambda: None)
    assert system.missing_server() == ["postgresql"]


@linux_only
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_screen_is_known_by_its_variable(name: str) -> None:
    assert system.has_screen({name: ":0"})
    assert not system.has_screen({name: ""})
    assert not system.has_screen({})


def test_a_folder_has_room_if_it_is_there_and_free_enough(tmp_path: Path) -> None:
    assert system.has_room(tmp_path, 1)
    assert not system.has_room(tmp_path, 1 << 60)
    assert not system.has_room(tmp_path / "nowhere", 0)


def test_there_is_at_least_one_processor() -> None:
    assert 1 <= system.processors() <= (os.cpu_count() or 1)


def test_without_root_nothing_is_installed_but_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "can_use_apt", lambda: False)
    assert system.provide(["libegl1"]) == ["libegl1"]
    assert "libegl1" in system.explain(["libegl1"])


def test_nothing_missing_means_no_call_to_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("apt was called")

    monkeypatch.setattr(system, "can_use_apt", lambda: True)
    monkeypatch.setattr("subprocess.run", refuse)
    assert system.provide([]) == []
