"""What was copied out of a confidential ledger does not stay on the clipboard"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_FOR = 60_000
"""Milliseconds that it stays there, to be pasted elsewhere."""
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NOT_RECORDED = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\1\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
    "x-kde-passwordManagerHint": b"secret",
}
"""How Windows and the clipboards of Linux desktops are asked to keep no record of it."""
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class Copied(QObject):
    """``is_confidential`` says at the moment of copying whether it is to be taken back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_confidential: Callable[[], bool] = lambda: False
        self._ours: dict[QClipboard.Mode, bytes] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_FOR)
        self._timer.timeout.connect(self.take_back)
        self._is_ours_to_change = False
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.changed.connect(self._on_changed)

    def begin(self, is_confidential: Callable[[], bool]) -> None:
        """A book is open."""
        self._is_confidential = is_confidential

    def end(self) -> None:
        """It is locked or closed: what is still there goes now."""
        self._is_confidential = lambda: False
        self.take_back()

    def take_back(self) -> None:
        """Clear what is still as it was copied; what somebody copied since is theirs."""
        self._timer.stop()
        ours, self._ours = self._ours, {}
        for mode, digest in ours.items():
            if _digest(self._clipboard, mode) == digest:
                self._clipboard.clear(mode)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if self._is_ours_to_change or mode not in _MODES:
            return
        if not self._is_confidential():
            self._ours.pop(mode, None)
            return
        digest = _digest(self._clipboard, mode)
        if not digest:
            return
        self._ours[mode] = digest
        if mode is QClipboard.Mode.Clipboard:
            self._is_ours_to_change = True
            try:
                self._clipboard.setMimeData(unrecorded(self._clipboard.mimeData(mode)), mode)
            finally:
                self._is_ours_to_change = False
        self._timer.start()


def unrecorded(data: QMimeData) -> QMimeData:
    """The same, with the wish that no history or cloud keeps it."""
    made = QMimeData()
    for each in data.formats():
        made.setData(each, data.data(each))
    for each, value in _NOT_RECORDED.items():
        made.setData(each, QByteArray(value))
    return made


def _digest(clipboard: QClipboard, mode: QClipboard.Mode) -> bytes:
    """By what it is known again, without being kept; empty where there is no text."""
    text = clipboard.text(mode)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() if text else b""
