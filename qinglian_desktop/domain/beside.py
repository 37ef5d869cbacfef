"""What a list says beside a field, and never keeps"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qinglian_desktop.domain.values import Values


@dataclass(frozen=True, slots=True)
class Beside:
    """What follows from the values of a record, and is never kept: how far it is, or ""."""

    heading: str
    words: Callable[[Values], str]
    width: int
