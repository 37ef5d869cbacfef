"""After how many minutes without a touch a book is locked on this PC"""

from __future__ import annotations

from PySide6.QtCore import QSettings

USUAL = 10
NEVER = 0
LONGEST = 240
_KEY = "lock/minutes"


def lock_minutes() -> int:
    """The minutes, NEVER if it shall not be; whatever else stands there is as if nothing did."""
    kept = str(QSettings().value(_KEY, USUAL))
    minutes = int(kept) if kept.isdecimal() else USUAL
    return minutes if minutes <= LONGEST else USUAL


def keep_lock_minutes(minutes: int) -> None:
    """From now on, on this PC, whichever book is open."""
    QSettings().setValue(_KEY, minutes)
