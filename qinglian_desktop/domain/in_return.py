"""What of a field stands in the monthly return."""

from __future__ import annotations

from enum import Enum


class InReturn(Enum):
    """What the monthly return carries of a field, unless the user turns the column on.

    STANDING is public, but tells how a thing goes on: it stands on the sheet of how things stand
    at the month's end, and not on that of what began in the month.
    """

    WORDS = "words"
    COUNT = "count"
    STANDING = "standing"
    NOTHING = "nothing"
