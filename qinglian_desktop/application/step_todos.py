"""What hangs on steps of a chart that are no more, as lines of what there is to do"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from qinglian_desktop.application.day_reading import DayReading
from qinglian_desktop.application.places import ToList, ToRecord
from qinglian_desktop.application.todos import Todo, Urgency
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import StepRef
from qinglian_desktop.domain.flow.chart_words import STEP_IS_GONE
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query


def steps_gone(seen: DayReading, ledger: Ledger) -> Iterator[Todo]:
    """A line for each field whose steps were taken out of their charts; none of what is over."""
    for field in ledger.of_type(StepRef) if ledger.is_kept else ():
        over = cast("StepRef", field.type).over
        found = seen.work.records.ids(Query(ledger.key, gone=field.key))
        if over is not None:
            records = seen.work.records.fetch(ledger, found)
            found = [each.id or 0 for each in records if not holds(over, each.values)]
        ids = tuple(found)
        if ids:
            one = ToRecord(ledger.key, ids[0])
            place = one if len(ids) == 1 else ToList(ledger.key, ids, STEP_IS_GONE)
            text = f"{ledger.label}有{len(ids)}个{ledger.noun}，{STEP_IS_GONE}"
            why = f"{ledger.noun}还在，打开后在“{field.label}”里另选一步"
            yield Todo(Urgency.DUE, text, why, place)
