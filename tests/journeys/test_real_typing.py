"""Chinese typed by real keys through fcitx 5 and ibus into a record, the filter and the search.

It installs the input methods where it may, and starts each on a screen and a bus of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from devtools import system
from devtools.checks import virtual_screen
from tests.conftest import PASSWORD
from tests.journeys.real_screen import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xvfb]

FCITX_PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
FCITX_CONFIG = "[Behavior]\nActiveByDefault=True\nShareInputState=All\n"
_IBUS = """
gsettings set org.freedesktop.ibus.general preload-engines "['libpinyin']"
gsettings set org.freedesktop.ibus.general use-system-keyboard-layout true
ibus-daemon --replace --panel /usr/libexec/ibus-ui-gtk3 >/dev/null 2>&1 &
sleep 3
ibus engine libpinyin
"""


class Engine(NamedTuple):
    """What a desktop with this input method runs and says to its programs."""

    packages: dict[str, str]
    environ: dict[str, str]
    start: str
    composes: str
    """What stands in the field for women before anything is chosen."""


ENGINES = {
    "fcitx5": Engine(
        {"fcitx5": "fcitx5", "fcitx5-pinyin": "/usr/share/fcitx5/inputmethod/pinyin.conf"},
        {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
        "fcitx5 -r --disable=wayland,waylandim,notifications >/dev/null 2>&1 & sleep 3",
        "women",
    ),
    "ibus": Engine(
        {"ibus": "ibus-daemon", "ibus-libpinyin": "/usr/libexec/ibus-engine-libpinyin"},
        {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"},
        _IBUS,
        "我们",
    ),
}
_WANTED = {"openbox": "openbox", "dbus-daemon": "dbus-run-session", "xdotool": "xdotool"}


def lacks(packages: dict[str, str]) -> list[str]:
    return [
        name
        for name, what in packages.items()
        if not shutil.which(what) and not Path(what).is_file()
    ]


@pytest.fixture
def brief_home() -> Iterator[Path]:
    """A socket of ibus lies in it, whose path may be no longer than 107 bytes."""
    with tempfile.TemporaryDirectory() as home:
        yield Path(home)


@pytest.fixture
def typed(sample_folder: Path, tmp_path: Path, brief_home: Path) -> Callable[[Engine], Any]:
    """Runs the window with an engine; what it had of the keys."""

    def run(engine: Engine) -> Any:
        system.provide(lacks({**_WANTED, **engine.packages}))
        if lacking := lacks({**_WANTED, **engine.packages}):
            pytest.skip(f"没有这些软件包：{' '.join(lacking)}")
        folder, home = tmp_path / "台账库", brief_home
        shutil.copytree(sample_folder, folder)
        (home / "fcitx5").mkdir(parents=True)
        (home / "run").mkdir(mode=0o700)
        (home / "fcitx5" / "profile").write_text(FCITX_PROFILE, "utf-8")
        (home / "fcitx5" / "config").write_text(FCITX_CONFIG, "utf-8")
        child = f'"{sys.executable}" -m tests.journeys.typed_by_keys "{folder}" "{PASSWORD}"'
        with virtual_screen() as display:
            assert display is not None
            environ = {
                **{key: value for key, value in os.environ.items() if "IM_MODULE" not in key},
                **engine.environ,
                **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(home)),
                "XDG_RUNTIME_DIR": str(home / "run"),
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "LC_ALL": "C.UTF-8",
                "PYTHONPATH": f"{ROOT}",
            }
            script = f"openbox >/dev/null 2>&1 &\n{engine.start}\n{child}\n"
            done = subprocess.run(
                ["dbus-run-session", "--", "bash", "-c", script],
                env=environ, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
            )  # fmt: skip
        told = [line for line in done.stdout.splitlines() if line.startswith("{")]
        assert told, done.stderr
        return json.loads(told[-1])

    return run


@pytest.mark.parametrize("name", ENGINES)
def test_chinese_is_typed(name: str, typed: Callable[[Engine], Any]) -> None:
    engine = ENGINES[name]
    told = typed(engine)
    for place in ("filter", "search", "long", "line", "name"):
        had = told[place]
        assert had["shown"], f"{place}: nothing was seen while it was composed"
        assert "学习" not in had["before"], f"{place}: the text was changed before one chose"
        assert had["came"].endswith("学习"), place
        if name == "fcitx5":
            assert 0 <= had["below"] < 12, f"{place}: the candidates are not at the caret"
    assert told["kept"]["shown"].replace(" ", "") == engine.composes
    assert told["kept"]["came"] == f"学习{engine.composes}"
