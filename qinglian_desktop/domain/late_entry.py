"""What was put down long after it happened says so itself, in the window and on its form"""

from __future__ import annotations

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.moment_words import moment_words
from qinglian_desktop.domain.record import Record

ENTERED_LATE = "补录"
"""What such a record is called in a list."""
LATE_DAYS = 10
"""After so many days something was not written up, but entered later."""


def days_late(ledger: Ledger, record: Record) -> int:
    """How many days after it happened it was entered; 0 where that is no more than usual.

    Only of what people came to: a list, a task or a finding has a day, and is kept when it comes.
    """
    if ledger.gathering is None or record.id is None:
        return 0
    days = (record.entered.at.date() - record.occurred_on).days
    return days if days > LATE_DAYS else 0


def late_entry_words(ledger: Ledger, record: Record) -> str:
    """录入时间：2026年11月26日 15:20（事后24天录入）; "" where it was entered in time."""
    if not (days := days_late(ledger, record)):
        return ""
    return f"录入时间：{moment_words(record.entered.at)}（事后{days}天录入）"
