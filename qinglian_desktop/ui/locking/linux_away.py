"""The person goes away, as Linux desktops say it on D-Bus: the machine sleeps, the screen locks"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

_SLEEP = ("org.freedesktop.login1.Manager", "PrepareForSleep")
_SYSTEM = (_SLEEP, ("org.freedesktop.login1.Session", "Lock"))
_SESSION = (
    *(
        (f"org.{desktop}.ScreenSaver", "ActiveChanged")
        for desktop in ("freedesktop", "gnome", "mate", "cinnamon", "xfce", "kde", "ukui")
    ),
    ("org.ukui.ScreenSaver", "lock"),
    ("com.canonical.Unity.Session", "Locked"),
    ("com.deepin.dde.lockFront", "Visible"),
    ("org.deepin.dde.LockFront1", "Visible"),
)
"""Interfaces and signals; each comes with True, or with nothing, when it begins."""


class LinuxAway(QObject):
    """``sleeps`` comes before the machine does, ``left`` when the screen is locked.

    Where there is no bus, or nobody on it who says so, neither ever comes.
    """

    sleeps = Signal()
    left = Signal()

    def __init__(
        self,
        parent: QObject,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._listen(system or QDBusConnection.systemBus(), _SYSTEM)
        self._listen(session or QDBusConnection.sessionBus(), _SESSION)

    def _listen(self, bus: QDBusConnection, signals: Sequence[tuple[str, str]]) -> None:
        if not bus.isConnected():
            return
        for interface, signal in signals:
            # From whatever service and path: these differ from desktop to desktop.
            bus.connect("", "", interface, signal, self, SLOT("hear(QDBusMessage)"))  # pyright: ignore[reportArgumentType]

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        """One of these signals."""
        if any(each is False for each in message.arguments()):
            return
        if (message.interface(), message.member()) == _SLEEP:
            self.sleeps.emit()
        else:
            self.left.emit()
