"""Parts of a window by their object names, and waiting until the window shows what it read."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.session import Session

Part = TypeVar("Part", bound=QObject)


def part(inside: QObject, kind: type[Part], name: str) -> Part:
    """The part of this kind and name; it has to be there."""
    found = inside.findChild(kind, name)
    assert found is not None, name
    return found


def saved(panel: RecordPanel) -> bool:
    """Save what is in the panel; whether it was saved. For changes that are made at once."""
    heard: list[None] = []
    panel.save(lambda: heard.append(None))
    return bool(heard)


def settled(qtbot: QtBot, session: Session) -> None:
    """Wait until everything that was asked of the book is answered, shown and laid out."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not session.operations.is_busy, timeout=30_000)
    QApplication.processEvents()
