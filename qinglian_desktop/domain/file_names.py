"""What a file may be called: on Windows, on Linux and on any stick that goes between them."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TypeVar

_Path = TypeVar("_Path", bound=PurePath)

RETURN_NAME = re.compile(r"清廉月报_(.+)_(\d{4})-(\d{2})_r(\d{1,3})(?!\d)")
"""A return's name as this program gives it, whatever stands around: unit, year, month, revision."""
FORBIDDEN = '\\/:*?"<>|\n\t'


def safe_name(words: str) -> str:
    """The words as the name of a file, or as a part of one."""
    return "".join("_" if sign in FORBIDDEN or sign < " " else sign for sign in words)


def safe_unit_name(unit: str) -> str:
    """A unit's name as a part of a file's name: no longer than leaves room for the rest."""
    return safe_name(unit).strip(". ")[:60]


def with_end(path: _Path, end: str) -> _Path:
    """The path, its name ending so (.pdf) whatever dots are in it; the end is left out by many."""
    return path if path.suffix.lower() == end else path.with_name(path.name + end)
