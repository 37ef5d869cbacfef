"""A day and the minute in it, as it is read: 2026年11月23日 10:05"""

from __future__ import annotations

from datetime import datetime


def moment_words(at: datetime) -> str:
    """To the minute."""
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
