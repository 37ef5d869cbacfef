"""After how many minutes without a touch a book is locked on this PC"""

from __future__ import annotations

from PySide6.QtCore import QSettings

from qinglian_desktop.ui.look.kept_settings import kept_number

USUAL = 10
NEVER = 0
LONGEST = 240
_KEY = "lock/minutes"


def lock_minutes() -> int:
    """The minutes, NEVER if it shall not be; whatever else stands there is as if nothing did."""
    return kept_number(_KEY, range(LONGEST + 1), USUAL)


def keep_lock_minutes(minutes: int) -> None:
    """From now on, on this PC, whichever book is open."""
    QSettings().setValue(_KEY, minutes)
