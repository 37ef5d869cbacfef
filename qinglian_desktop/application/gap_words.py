"""What is said of what hangs together: how many, how far their rows are, and what is missing"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from qinglian_desktop.domain.conditions import Condition, Is, Not, holds
from qinglian_desktop.domain.dues import open_days
from qinglian_desktop.domain.field_types import Field, Rows, StepRef
from qinglian_desktop.domain.flow.chart_words import STEP_IS_GONE
from qinglian_desktop.domain.ledger import Due, Ledger
from qinglian_desktop.domain.link_gaps import Gap
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Value, Values


def dated_rows(ledger: Ledger) -> list[tuple[Field, Due]]:
    """The rows of a ledger that are to be done by a day, each with what says so."""
    return [
        (ledger.field(rows), due)
        for due in ledger.dues
        for rows, dot, _ in [due.date.partition(".")]
        if dot
    ]


def rows_under(record: Record, field: Field) -> tuple[Values, ...]:
    """The rows in a field."""
    return cast("tuple[Values, ...]", record.value(field.key) or ())


def with_rows_counted(ledger: Ledger, records: Iterable[Record]) -> str:
    """How many, and of their rows how many are still open: 风险点 3（措施 5，未落实 2）."""
    kept = list(records)
    said: list[str] = []
    for field, due in dated_rows(ledger):
        rows = [row for record in kept for row in rows_under(record, field)]
        undone = sum(holds(due.open, row) for row in rows)
        if rows:
            noun, still = cast("Rows", field.type).noun, open_words(due.open)
            said.append(f"{noun} {len(rows)}" + (f"，{still} {undone}" if undone else ""))
    return f"{ledger.noun} {len(kept)}" + (f"（{'；'.join(said)}）" if said else "")


def open_words(condition: Condition) -> str:
    """What is said of that which is open until it is 已落实: 未落实."""
    match condition:
        case Not(Is(words=(word,))) if word.startswith("已"):
            return f"未{word[1:]}"
        case _:
            return "未完成"


def days_over(due: Due, row: Values, today: date) -> int:
    """How many days the open row is past its day; 0 for one that is not."""
    rows, _, _ = due.date.partition(".")
    alone: dict[str, Value] = {rows: (row,)}
    return max((0, *((today - day).days for day in open_days(due, alone))))


class GapWords:
    """The words for what is missing among these ledgers, all taken from their declarations."""

    def __init__(self, owner: Ledger, charts: Ledger, hung: Ledger, field: Field) -> None:
        """``field`` is the StepRef of ``hung``."""
        marks = cast("StepRef", field.type).marks
        assert marks is not None
        rows, _, who = marks.owner.partition(".")
        self.rows = hung.field(rows)
        kind = cast("Rows", self.rows.type)
        self.due = next((due for each, due in dated_rows(hung) if each is self.rows), None)
        self.who = who
        self._who_label = kind.field(who).label
        self._owner, self._charts, self._hung = owner.noun, charts.noun, hung.noun
        self._row = kind.noun

    def chip(self, gap: Gap) -> str:
        """What all that have the gap have in common."""
        still = open_words(self.due.open) if self.due is not None else ""
        return {
            Gap.CHART: f"没有{self._charts}的{self._owner}",
            Gap.HUNG: f"没有{self._hung}的{self._owner}",
            Gap.STEP: f"判断和重要环节没有{self._hung}",
            Gap.ROWS: f"{self._hung}没有{self._row}",
            Gap.OWNER: f"{self._row}没有{self._who_label}",
            Gap.LATE: f"{self._row}逾期{still}",
            Gap.OWNER_GONE: f"{self._hung}所指{self._owner}已作废",
            Gap.STEP_GONE: f"{self._hung}{STEP_IS_GONE}",
        }[gap]

    def at(self, gap: Gap, days: int = 0) -> str:
        """What is said of one of them."""
        return {
            Gap.CHART: f"没有{self._charts}",
            Gap.HUNG: f"没有{self._hung}",
            Gap.STEP: f"没有{self._hung}",
            Gap.ROWS: f"没有{self._row}",
            Gap.OWNER: f"没有{self._who_label}",
            Gap.LATE: f"逾期{days}天",
            Gap.OWNER_GONE: f"所指{self._owner}已作废",
            Gap.STEP_GONE: STEP_IS_GONE,
        }[gap]


def said_in(parts: Iterable[str]) -> str:
    """Parts side by side."""
    return " · ".join(part for part in parts if part)
