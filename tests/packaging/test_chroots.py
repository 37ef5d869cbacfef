"""Commands in an old system see no network unless they may; where none can be made it is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from devtools import chroots, old_python, system
from devtools.chroots import Chroot
from devtools.system import SetupProblem


def test_a_command_has_no_network_unless_it_may() -> None:
    there = Chroot(Path("/old system"))
    assert "--net" in there.words(["true"])
    assert "--net" not in there.words(["true"], network=True)


def test_what_is_mounted_goes_with_the_command() -> None:
    words = Chroot(Path("/old system")).words(
        ["ls", "a b"], binds={Path("/there it is"): "/here"}, user=7, environ={"HOME": "/h"}
    )
    assert words[0] == "unshare" and {"--mount", "--pid", "--kill-child"} <= {*words}
    script = words[-1]
    assert "mount --bind '/there it is' '/old system/here'" in script
    end = script.splitlines()[-1]
    assert end.startswith("exec chroot --userspec 7:7 '/old system' env -i ")
    assert end.endswith("HOME=/h ls 'a b'")


def test_who_is_not_root_or_not_on_linux_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "on_linux", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SetupProblem, match="root"):
        chroots.ensure_possible()
    monkeypatch.setattr(system, "on_linux", lambda: False)
    with pytest.raises(SetupProblem, match="Linux"):
        chroots.ensure_possible()


def test_a_wheel_for_a_newer_system_than_the_floor_is_not_taken() -> None:
    tags = old_python.platforms("x86_64")
    assert {"manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"} <= {*tags}
    assert "manylinux_2_29_x86_64" not in tags
    assert "manylinux1_aarch64" not in old_python.platforms("aarch64")
