"""Passing records on to their next stage: several at once, in one transaction and one step"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.passed_drafts import pass_drafts, with_row
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import Ledger, Passage
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, Record, title_of
from qinglian_desktop.domain.validation import errors

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a form for passing on begins with: ``standing`` says how many stand in which stage."""

    standing: Mapping[str, int]
    typed: Mapping[str, object]


class Passing:
    """The use cases around the way of records through their stages, over one open book."""

    def __init__(self, book: Book, records: RecordKeeping, clock: Clock) -> None:
        self._book = book
        self._records = records
        self._clock = clock

    def propose(self, ledger: Ledger, ids: Sequence[int]) -> Proposed:
        """The stage after the one in which all stand, today, and who did a step last.

        What is void stands in no stage.
        """
        way, by_key = _way(ledger)
        with self._book.reading() as work:
            records = work.records.fetch(ledger, ids, ())
            everyone = work.records.few(Query(ledger.key), (way.rows,))
        standing: dict[str, int] = {}
        for record in (each for each in records if each.state in COUNTED):
            stage = str(record.value(way.stage) or "")
            standing[stage] = standing.get(stage, 0) + 1
        typed: dict[str, object] = {way.day: self._clock().date().isoformat()}
        if last := way.last_by(each.values for each in everyone):
            typed[way.by] = last
        if len(standing) == 1 and (following := way.next(next(iter(standing)))):
            typed[by_key[way.step].key] = following
        return Proposed(standing, typed)

    def pass_on(
        self, ledger: Ledger, ids: Sequence[int], row: Mapping[str, object], reason: str = ""
    ) -> list[Record]:
        """Add the row to the way of all these records, which stand in its stage then.

        All of them or none; gives them as kept. What is typed and not saved of one of them gets
        the row, too. Raises DataProblems with what is wrong, or ReasonNeeded.
        """
        way, fields = _way(ledger)
        keeper = self._records.keeper.because(reason)
        if lacking := [f for f in fields.values() if f.required and not row.get(f.key)]:
            raise DataProblems([Problem(f.key, f"请填写“{f.label}”。") for f in lacking])
        kept: list[tuple[Record, Record]] = []
        wrong: list[Problem] = []
        with self._book.writing() as work:
            for record in work.records.fetch(ledger, ids):
                if record.state not in COUNTED:
                    continue
                typed = with_row(way, plain_of(ledger, record), row)
                checked = keeper.check(work, ledger, typed, record)
                if found := errors(checked.problems):
                    called = f"{record.number} {title_of(ledger, record.values)}"
                    wrong += [Problem("", f"{called}：{each.message}") for each in found]
                else:
                    now = keeper.keep(work, ledger, checked.values, record)
                    kept.append((now, record))
            if wrong:
                raise DataProblems(_told(wrong))
            if not kept:
                raise DataProblems([Problem("", "选的记录都已作废，没有办理。")])
            for now, before in kept:
                pass_drafts(work, ledger, before, now)
        self._records.steps.list.note(str(row[way.step]), ledger, kept)
        return [now for now, _ in kept]


def _way(ledger: Ledger) -> tuple[Passage, dict[str, Field]]:
    way = ledger.passage
    if way is None:
        raise ValueError(ledger.key)
    kind = cast("Rows", ledger.field(way.rows).type)
    return way, {field.key: field for field in kind.fields}


def _told(wrong: Sequence[Problem]) -> list[Problem]:
    """The first few of many, and how many more."""
    more = len(wrong) - _MOST_TOLD
    rest = [Problem("", f"另有 {more} 处，先改好上面的。")] if more > 0 else []
    return [Problem("", "都没有办理。"), *wrong[:_MOST_TOLD], *rest]
