"""Which plugin of Qt is taken for an input method, from what desktops say to their programs."""

from __future__ import annotations

import pytest

from qinglian_desktop.ui.input_method import plugin_for

IBUS = {"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "ibus"}
PORTAL = {**IBUS, "IBUS_USE_PORTAL": "1"}


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        pytest.param({}, IBUS, id="says nothing, and Qt alone would look for nobody"),
        pytest.param({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}, IBUS, id="ibus"),
        pytest.param({"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}, PORTAL, id="fcitx"),
        pytest.param({"QT_IM_MODULE": "fcitx5"}, PORTAL, id="fcitx 5 by its own name"),
        pytest.param({"XMODIFIERS": "@im=fcitx"}, PORTAL, id="fcitx said to X alone"),
        pytest.param({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, PORTAL, id="xim"),
        pytest.param({"QT_IM_MODULES": "wayland;fcitx;ibus"}, PORTAL, id="several"),
        pytest.param(
            {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx", "IBUS_USE_PORTAL": "0"},
            IBUS,
            id="the portal refused by hand",
        ),
        pytest.param({"XDG_SESSION_TYPE": "wayland"}, {}, id="wayland has its own way"),
        pytest.param(
            {"XDG_SESSION_TYPE": "wayland", "QT_IM_MODULE": "fcitx"}, PORTAL, id="fcitx there"
        ),
        pytest.param({"QT_IM_MODULE": "qtvirtualkeyboard"}, {}, id="a keyboard on the screen"),
        pytest.param({"QT_IM_MODULE": "none", "XMODIFIERS": "@im=fcitx"}, {}, id="none, by hand"),
    ],
)
def test_the_way_follows_from_what_the_desktop_says(
    environ: dict[str, str], chosen: dict[str, str]
) -> None:
    assert plugin_for(environ) == chosen


def test_what_was_chosen_is_chosen_again() -> None:
    assert plugin_for({"QT_IM_MODULES": "fcitx", "XMODIFIERS": "@im=fcitx", **PORTAL}) == IBUS
