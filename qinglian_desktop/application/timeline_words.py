"""What a timeline says, in the window and on paper: how each piece of work stands, and all of it"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from qinglian_desktop.application.boards import TimelineBar
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Timeline

IDLE, GOING, DONE, OVERDUE = "未启动", "推进中", "已完成", "逾期"
TODAY = "今天"


def state_of(bar: TimelineBar) -> str:
    """Which of the four words says how it stands."""
    if bar.is_done:
        return DONE
    if bar.days_over:
        return OVERDUE
    return GOING if bar.percent else IDLE


def status_words(bar: TimelineBar) -> str:
    """已完成, 逾期12天, 推进中 60%, 未启动."""
    match state_of(bar):
        case "逾期":
            return f"{OVERDUE}{bar.days_over}天"
        case "推进中":
            return f"{GOING} {bar.percent}%"
        case word:
            return word


def latest_words(bar: TimelineBar) -> str:
    """The latest step: 2026-10-12 60% 已召开推进会; without any, from when to when."""
    if not bar.steps:
        return bar.span
    last = bar.steps[-1]
    return f"{last.day} {last.percent}% {last.words}".rstrip()


def timeline_summary(bars: Sequence[TimelineBar]) -> str:
    """共13项：已完成5项，推进中6项，未启动1项，逾期1项."""
    states = [state_of(bar) for bar in bars]
    counts = (f"{word}{states.count(word)}项" for word in (DONE, GOING, IDLE, OVERDUE))
    return f"共{len(states)}项：{'，'.join(counts)}"


def place_of(day: date, year: int, left: float, width: float) -> float:
    """Where a day begins on an axis of twelve even months; days of other years lie beyond it."""
    month = (day.year - year) * 12 + day.month - 1
    return left + width * (month + (day.day - 1) / monthrange(day.year, day.month)[1]) / 12


def no_bars_words(ledger: Ledger, lens: Timeline) -> tuple[str, str]:
    """Why a timeline is empty, and how to begin."""
    start, due = (ledger.field(key).label for key in (lens.start, lens.due))
    return (
        f"这一年还没有{ledger.noun}",
        f"登记{ledger.noun}时填上“{start}”和“{due}”，这里就会画出它的进度。",
    )
