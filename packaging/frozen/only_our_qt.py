"""Runs before anything else in the frozen program: Qt's plugins are ours, whatever the desktop has.

deepin and UKUI set plugins and themes of their Qt 5 for every program; loaded into our Qt 6 they
would end it. And what PyInstaller's start program sets for us is no business of the programs that
are opened from here: WPS would load our libraries.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

OF_ANOTHER_QT = (
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "QT_QPA_PLATFORMTHEME",
    "QT_QPA_GENERIC_PLUGINS",
    "QT_STYLE_OVERRIDE",
    "QML_IMPORT_PATH",
    "QML2_IMPORT_PATH",
)
OUR_PLATFORMS = {"xcb", "wayland", "offscreen", "minimal", "windows"}


def clear(environ: MutableMapping[str, str]) -> None:
    """Take out of the environment what would lead our Qt, or a program of others, astray."""
    for name in OF_ANOTHER_QT:
        environ.pop(name, None)
    # UOS says "dxcb;xcb": of what is wanted, what we carry.
    wanted = environ.pop("QT_QPA_PLATFORM", "").split(";")
    if ours := [each for each in wanted if each.partition(":")[0] in OUR_PLATFORMS]:
        environ["QT_QPA_PLATFORM"] = ";".join(ours)
    # The loader has read it; PyInstaller keeps what it was before.
    environ.pop("LD_LIBRARY_PATH", None)
    if before := environ.pop("LD_LIBRARY_PATH_ORIG", ""):
        environ["LD_LIBRARY_PATH"] = before


clear(os.environ)
