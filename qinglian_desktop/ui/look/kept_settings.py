"""What this PC keeps of the window between two starts, whatever became of its file meanwhile"""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QSettings

_LONGEST = 9
"""Digits of a number that is kept; Python would refuse to read thousands of them."""


def kept_number(key: str, among: Container[int], usual: int) -> int:
    """The number kept under this key, where it is ``among`` those that can be; else the usual."""
    kept = str(QSettings().value(key, usual))
    number = int(kept) if kept.isdecimal() and len(kept) <= _LONGEST else usual
    return number if number in among else usual
