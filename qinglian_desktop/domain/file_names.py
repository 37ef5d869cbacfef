"""What a file may be called: on Windows, on Linux and on any stick that goes between them."""

from __future__ import annotations

FORBIDDEN = '\\/:*?"<>|\n\t'


def safe_name(words: str) -> str:
    """The words as the name of a file, or as a part of one."""
    return "".join("_" if sign in FORBIDDEN else sign for sign in words)


def safe_unit_name(unit: str) -> str:
    """A unit's name as a part of a file's name: no longer than leaves room for the rest."""
    return safe_name(unit).strip(". ")[:60]
