"""The machine sleeps or its screen is locked: Linux says it on a bus, Windows by messages."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.locking import windows_away
from qinglian_desktop.ui.locking.away import Away
from qinglian_desktop.ui.locking.linux_away import LinuxAway
from qinglian_desktop.ui.locking.windows_away import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WindowsAway,
)

LOGIND = "org.freedesktop.login1"
_UNLOCKED, _RESUMED = 0x8, 0x12


class Heard:
    """What was said, in order."""

    def __init__(self, away: Away | LinuxAway | WindowsAway) -> None:
        self.said: list[str] = []
        away.sleeps.connect(lambda: self.said.append("sleeps"))
        away.left.connect(lambda: self.said.append("left"))


def signal(path: str, interface: str, member: str, *given: object) -> QDBusMessage:
    made = QDBusMessage.createSignal(path, interface, member)
    made.setArguments(list(given))
    return made


SAID = [
    (signal("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", True), ["sleeps"]),
    (signal("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", False), []),
    (signal("/org/freedesktop/login1/session/_32", f"{LOGIND}.Session", "Lock"), ["left"]),
    (signal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True), ["left"]),
    (signal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False), []),
    (signal("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True), ["left"]),
    (signal("/", "org.ukui.ScreenSaver", "lock"), ["left"]),
    (signal("/com/deepin/dde/lockFront", "com.deepin.dde.lockFront", "Visible", True), ["left"]),
]


@pytest.mark.parametrize(("message", "heard"), SAID)
def test_what_a_desktop_says_is_understood(
    qapp: QApplication, message: QDBusMessage, heard: list[str]
) -> None:
    nobody = QDBusConnection("nobody")
    away = LinuxAway(qapp, nobody, nobody)
    said = Heard(away)
    away.hear(message)
    assert said.said == heard
    away.deleteLater()


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus of the test's own."""
    if sys.platform != "linux":
        pytest.skip("这样的总线只有 Linux 有")
    program = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdout is not None
    yield program.stdout.readline().strip()
    program.kill()
    program.wait()


def test_it_is_heard_on_a_bus_from_whatever_service(
    qtbot: QtBot, qapp: QApplication, bus: str
) -> None:
    ours = QDBusConnection.connectToBus(bus, "ours")
    others = QDBusConnection.connectToBus(bus, "others")
    away = LinuxAway(qapp, ours, ours)
    said = Heard(away)
    # Answered after what was asked for before it: from then on the signals come.
    daemon = "org.freedesktop.DBus"
    ours.call(QDBusMessage.createMethodCall(daemon, "/", daemon, "GetId"))
    for message, _ in SAID:
        assert others.send(message)
    qtbot.waitUntil(lambda: len(said.said) == 6, timeout=5_000)
    assert said.said.count("sleeps") == 1
    away.deleteLater()
    for name in ("ours", "others"):
        QDBusConnection.disconnectFromBus(name)


def test_without_a_bus_nothing_breaks(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    away = Away(qapp)
    away.begin()
    away.begin()
    assert len(away.children()) <= 1
    away.deleteLater()


@pytest.mark.parametrize(
    ("message", "parameter", "heard"),
    [
        (WM_POWERBROADCAST, PBT_APMSUSPEND, ["sleeps"]),
        (WM_POWERBROADCAST, _RESUMED, []),
        (WM_WTSSESSION_CHANGE, 0x7, ["left"]),
        (WM_WTSSESSION_CHANGE, 0x2, ["left"]),
        (WM_WTSSESSION_CHANGE, _UNLOCKED, []),
        (0x0400, 0x7, []),
    ],
)
def test_what_windows_says_is_understood(
    qapp: QApplication, message: int, parameter: int, heard: list[str]
) -> None:
    away = WindowsAway(qapp)
    said = Heard(away)
    given = wintypes.MSG(message=message, wParam=parameter)
    answer = away._filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(given))
    assert answer == (False, 0)
    assert said.said == heard
    away.end()
    away.deleteLater()


def test_messages_of_other_systems_are_not_read(qapp: QApplication) -> None:
    away = WindowsAway(qapp)
    assert away._filter.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    away.end()
    away.deleteLater()
    assert windows_away._register(1) is (sys.platform == "win32")
