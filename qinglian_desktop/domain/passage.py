"""The way of a record through its stages: a row for each, with day, by whom, what was said"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Day, Field, LongText, Rows, Text
from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Value, Values


@dataclass(frozen=True, slots=True)
class Passage:
    """``rows`` hold ``step`` (a Choice), ``day``, ``by`` and ``opinion``; the last one decides.

    The Choice ``stage`` has the words of ``step``, in the order of the way, and is computed by
    ``reached``. A record without rows stands where its stage says. The way may go back.
    """

    rows: str
    stage: str
    stages: tuple[str, ...]
    step: str = "stage"
    day: str = "day"
    by: str = "by"
    opinion: str = "opinion"

    def reached(self, values: Values) -> Value:
        """The stage of the last row; the first of all while there is none."""
        rows = self._rows(values)
        return rows[-1].get(self.step) if rows else self.stages[0]

    def next(self, stage: Value) -> str:
        """The stage that follows; "" behind the last."""
        at = self.stages.index(stage) + 1 if stage in self.stages else 0
        return self.stages[at] if at < len(self.stages) else ""

    def steps(self, values: Values) -> list[tuple[str, date, str]]:
        """The stages through which it came, each with its day and by whom."""
        return [
            (str(row.get(self.step)), day, str(row.get(self.by) or ""))
            for row in self._rows(values)
            if isinstance(day := row.get(self.day), date)
        ]

    def last_by(self, records: Iterable[Values]) -> str:
        """Who did the latest of all steps, of one day the first that comes; "" where none was."""
        rows = (row for values in records for row in reversed(self._rows(values)))
        done = (row for row in rows if row.get(self.by) and isinstance(row.get(self.day), date))
        latest = max(done, key=lambda row: cast("date", row[self.day]), default=None)
        return "" if latest is None else str(latest[self.by])

    def in_order(self, values: Values, surroundings: Surroundings) -> Iterator[Problem]:
        """No row is before the one above it."""
        last: date | None = None
        for place, row in enumerate(self._rows(values), 1):
            day = row.get(self.day)
            if not isinstance(day, date):
                continue
            if last is not None and day < last:
                said = f"这一步的日期 {day} 早于上一步 {last}。请按先后排好，或改正日期。"
                yield problem_in_row(self.rows, "办理经过", InRow(place, self.day, said))
            last = day

    def agrees(self, values: Values, surroundings: Surroundings) -> Iterator[Problem]:
        """The stage is that of the last row."""
        stage, reached = values.get(self.stage), self.reached(values)
        if self._rows(values) and stage is not None and reached is not None and stage != reached:
            yield Problem(
                self.stage,
                f"办理经过最后一步是{reached}，这里填的是{stage}。请改成一样，或在办理经过里补一行。",
            )

    def _rows(self, values: Values) -> tuple[Values, ...]:
        rows = values.get(self.rows)
        return cast("tuple[Values, ...]", rows) if isinstance(rows, tuple) else ()


def check_passage(passage: Passage, fields: Mapping[str, Field], ledger: str) -> None:
    """Reject what contradicts in it."""
    bad = f"ledger {ledger}: passage "
    stage, rows = (fields.get(key) for key in (passage.stage, passage.rows))
    if rows is None or not isinstance(rows.type, Rows):
        raise BadDeclaration(f"{bad}needs the rows {passage.rows!r}")
    inner = {field.key: field for field in rows.type.fields}
    for key, kind in ((passage.day, Day), (passage.by, Text), (passage.opinion, LongText)):
        if key not in inner or not isinstance(inner[key].type, kind):
            raise BadDeclaration(f"{bad}has a row field {key} that is not {kind.__name__}")
    for field in (stage, inner.get(passage.step)):
        kind = field.type if field is not None else None
        if not isinstance(kind, Choice) or not kind.fixed or kind.options != passage.stages:
            raise BadDeclaration(f"{bad}gives {passage.stage} and {passage.step} other words")
