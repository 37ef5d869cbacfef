"""One program for each user of the PC: a second start brings the first one's window to the front"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QThread, QTimer, Signal

from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.own_place import portable_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOG = logging.getLogger(__name__)
_PATIENCE = 5_000
"""Milliseconds that the first one has for an answer: it may still be starting itself."""
_TURN = 200
_LONGEST = 64 * 1024
_HEARD = b"heard\n"


class OnlyOne(QObject):
    """``asked`` carries the folder with which a second one was started, or None."""

    asked = Signal(object)

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is where the first one leaves its mark: one for each user."""
        super().__init__()
        place = QStandardPaths.StandardLocation.AppConfigLocation
        usual = portable_folder() or Path(QStandardPaths.writableLocation(place))
        self._folder = folder or usual
        self._lock = QLockFile(str(self._folder / "only-one.lock"))
        # However long it runs; that of a program that is gone is taken over by its number.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether no other one runs; where no mark can be left, none is looked for."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear of second ones from now on."""
        from PySide6.QtNetwork import QLocalServer

        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # What one that was killed left behind; this one has the lock.
        QLocalServer.removeServer(self._name)
        server.newConnection.connect(self._on_connection)
        if not server.listen(self._name):
            LOG.warning("second ones cannot be heard: %s", server.serverError().name)

    def close(self) -> None:
        """Another one may be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def tell_first(self, place: Path | None) -> bool:
        """Have the first one come to the front, with a book to open; whether it answered."""
        from PySide6.QtNetwork import QLocalSocket

        _let_others_come_to_the_front()
        for _ in range(_PATIENCE // _TURN):
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(_TURN):
                told = {"open": str(place.absolute()) if place is not None else ""}
                socket.write(json.dumps(told).encode() + b"\n")
                socket.waitForBytesWritten(_PATIENCE)
                socket.waitForReadyRead(_PATIENCE)
                return bytes(socket.readLine().data()) == _HEARD
            QThread.msleep(_TURN)
        return False

    @property
    def _name(self) -> str:
        """A pipe named after the mark's place, where only this user may look into."""
        name = f"qinglian-{hashlib.sha256(os.fsencode(self._folder)).hexdigest()[:32]}"
        if sys.platform == "win32":
            return name
        place = QStandardPaths.StandardLocation.RuntimeLocation
        return str(Path(QStandardPaths.writableLocation(place)) / name)

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        socket.setReadBufferSize(_LONGEST)

        def read() -> None:
            if not socket.canReadLine():
                return
            line = bytes(socket.readLine().data())
            socket.write(_HEARD)
            socket.flush()
            QTimer.singleShot(0, self, lambda: self.asked.emit(_place_in(line)))

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()


def _place_in(line: bytes) -> Path | None:
    try:
        told = read_json(line)
    except ValueError:
        return None
    place = told.get("open") if isinstance(told, dict) else None
    return Path(place) if isinstance(place, str) and place else None


def _let_others_come_to_the_front() -> None:
    """Windows lets only the program in front bring another one there."""
    if sys.platform == "win32":
        import ctypes

        allow: Callable[[int], int] = ctypes.windll.user32.AllowSetForegroundWindow
        allow(-1)
