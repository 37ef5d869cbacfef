"""The frozen program takes plugins of no other Qt, and gives its own libraries to nobody."""

from __future__ import annotations

import runpy
from collections.abc import Callable, MutableMapping

import pytest

from devtools.environment import ROOT

HOOK = ROOT / "packaging" / "frozen" / "only_our_qt.py"


@pytest.fixture
def clear(monkeypatch: pytest.MonkeyPatch) -> Callable[[MutableMapping[str, str]], None]:
    """What the hook does to an environment; with the tests' own it is done to a copy."""
    import os

    monkeypatch.setattr(os, "environ", dict(os.environ))
    return runpy.run_path(str(HOOK))["clear"]


def test_plugins_and_themes_of_the_desktop_are_not_taken(
    clear: Callable[[MutableMapping[str, str]], None],
) -> None:
    environ = {
        "QT_PLUGIN_PATH": "/usr/lib/qt5/plugins",
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/usr/lib/qt5/plugins/platforms",
        "QT_QPA_PLATFORMTHEME": "ukui",
        "QT_STYLE_OVERRIDE": "chameleon",
        "QT_IM_MODULE": "fcitx",
        "QT_SCALE_FACTOR": "1.5",
        "HOME": "/home/张三",
    }
    clear(environ)
    assert environ == {"QT_IM_MODULE": "fcitx", "QT_SCALE_FACTOR": "1.5", "HOME": "/home/张三"}


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        ("dxcb;xcb", "xcb"),
        ("dxcb", None),
        ("wayland;xcb", "wayland;xcb"),
        ("offscreen:fontdb", "offscreen:fontdb"),
        ("windows:darkmode=0", "windows:darkmode=0"),
        ("", None),
    ],
)
def test_of_the_platforms_wanted_ours_are_taken(
    clear: Callable[[MutableMapping[str, str]], None], wanted: str, taken: str | None
) -> None:
    environ = {"QT_QPA_PLATFORM": wanted}
    clear(environ)
    assert environ.get("QT_QPA_PLATFORM") == taken


def test_our_libraries_are_not_for_the_programs_opened_from_here(
    clear: Callable[[MutableMapping[str, str]], None],
) -> None:
    environ = {"LD_LIBRARY_PATH": "/opt/ours/lib", "LD_LIBRARY_PATH_ORIG": "/opt/theirs"}
    clear(environ)
    assert environ == {"LD_LIBRARY_PATH": "/opt/theirs"}
    clear(environ := {"LD_LIBRARY_PATH": "/opt/ours/lib"})
    assert environ == {}
