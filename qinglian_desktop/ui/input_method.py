"""By which way Chinese is typed into the program on Linux, whatever the desktop's own programs use

The Qt of the program brings a plugin for ibus and none for fcitx, and cannot load that of the
desktop's Qt. But fcitx 5 answers as ibus does, so the one plugin serves both; where nobody
answers, Qt goes on without it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

_ONE, _SEVERAL, _PORTAL = "QT_IM_MODULE", "QT_IM_MODULES", "IBUS_USE_PORTAL"
_MEANT = {"fcitx", "fcitx5", "ibus", "xim", "wayland"}
"""What a desktop tells all its programs; anything else was chosen by somebody for this one."""


def plugin_for(environ: Mapping[str, str]) -> dict[str, str]:
    """What to put into this environment before Qt starts; nothing where Qt knows better."""
    asked = {*environ.get(_SEVERAL, "").split(";"), environ.get(_ONE, "")} - {""}
    is_fcitx = "fcitx" in environ.get("XMODIFIERS", "") or any("fcitx" in each for each in asked)
    if asked - _MEANT or (not asked and environ.get("XDG_SESSION_TYPE") == "wayland"):
        return {}
    # Its portal is fcitx's own, also where an ibus that nobody uses runs beside it.
    portal = {_PORTAL: "1"} if is_fcitx and _PORTAL not in environ else {}
    return {_ONE: "ibus", _SEVERAL: "ibus", **portal}
