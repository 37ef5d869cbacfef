"""Parts of a window by their object names."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

Part = TypeVar("Part", bound=QObject)


def part(inside: QObject, kind: type[Part], name: str) -> Part:
    """The part of this kind and name; it has to be there."""
    found = inside.findChild(kind, name)
    assert found is not None, name
    return found
