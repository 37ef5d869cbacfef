"""What is wrong with one field of a record, told as a Chinese sentence"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, as a Chinese sentence; ``field`` "" is the whole record."""

    field: str
    message: str
    is_warning: bool = False
