"""What is kept of the returns that were collected, and what became of every file that was met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import SummaryLine


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered to a return: taken, or given back for ``reasons``; at a local time."""

    is_taken: bool
    at: datetime
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CollectedReturn:
    """A unit's return of a month as it was taken.

    ``reported_on`` is the day that its cover states, ``key`` the public key in hex that signed it,
    "" without. ``lines`` are those of 汇总; ``remarks`` are what was worth a word though nothing
    was wrong.
    """

    unit_code: str
    unit_name: str
    period: Period
    revision: int
    digest: str
    file_name: str
    taken_at: datetime
    taken_by: str
    lines: tuple[SummaryLine, ...]
    reported_on: date | None = None
    key: str = ""
    remarks: tuple[str, ...] = ()
    answered: Answered | None = None


class Fate(Enum):
    """What became of a file that was met; the value is how it is listed."""

    TAKEN = "收下"
    KNOWN = "已经收过"
    SUPERSEDED = "有更新的一次，这份没有用"
    REFUSED = "没有收"
    UNRELATED = "不是月报"


@dataclass(frozen=True, slots=True)
class MetFile:
    """A file that was met below a folder: what became of it, and why in sentences.

    ``path`` is told from that folder on. Unit, month and revision are those that it states,
    "" and 0 where nothing can be read; the month is a key (2026-10).
    """

    path: str
    fate: Fate
    why: tuple[str, ...] = ()
    unit_code: str = ""
    unit_name: str = ""
    period: str = ""
    revision: int = 0
