"""The person goes away, as Windows says it to a window: the machine sleeps, the screen locks"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QWindow

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_LEAVING = {0x2, 0x4, 0x6, 0x7}
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
_THIS_SESSION = 0


class WindowsAway(QObject):
    """``sleeps`` comes before the machine does, ``left`` when the screen is locked."""

    sleeps = Signal()
    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._filter = _Messages(self._on_message)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        # A window of its own, never shown: those of the program come and go.
        self._window = QWindow()
        self._is_told = _register(int(self._window.winId()))

    def end(self) -> None:
        """Hear nothing any more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
        if self._is_told:
            _unregister(int(self._window.winId()))
        self._window.destroy()

    def _on_message(self, message: int, parameter: int) -> None:
        if message == WM_POWERBROADCAST and parameter == PBT_APMSUSPEND:
            self.sleeps.emit()
        elif message == WM_WTSSESSION_CHANGE and parameter in WTS_LEAVING:
            self.left.emit()


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, hear: Callable[[int, int], object]) -> None:
        super().__init__()
        self._hear = hear

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, address: int
    ) -> tuple[bool, int]:
        named = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if named in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            message = wintypes.MSG.from_address(int(address))
            self._hear(message.message, message.wParam)
        return False, 0


def _register(window: int) -> bool:
    """Ask to be told of the session; whether that is to be had."""
    if sys.platform != "win32":
        return False
    return bool(ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(window, _THIS_SESSION))


def _unregister(window: int) -> None:
    if sys.platform == "win32":
        ctypes.WinDLL("wtsapi32").WTSUnRegisterSessionNotification(window)
