"""The records out of which sets for the public are made: each ledger read once for all of them"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from qinglian_desktop.application.chart_papers import chart_of_record, public_risks
from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import Is, holds
from qinglian_desktop.domain.field_types import StepRef
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import COUNTED, Record
from qinglian_desktop.domain.values import Link


class GoingOut(NamedTuple):
    """The records of a ledger that may be read in public, and those that may not (yet)."""

    may: Sequence[Record]
    waiting: Sequence[Record]


class PublicReading:
    """What was read is kept as long as this is: it is meant for one transaction."""

    def __init__(self, work: UnitOfWork, catalogue: Catalogue) -> None:
        self.work = work
        self.catalogue = catalogue
        self.records = cache(self._records)
        """By the key of a ledger its records that count, the oldest first."""
        self.going_out = cache(self._going_out)
        """By the key of a ledger its GoingOut."""
        self.counts = cache(self._counts)
        """By a path (ledger.field) how many that go out lead to which id."""
        self.charts = cache(self._charts)
        """By the key of a ledger of charts its records, by the id of whose chart it is."""
        self.chart = cache(self._chart)
        """By the key of a ledger of charts, and whose it is, the ChartOf; None without one."""
        self.marks = cache(self._marks)
        """The same of what goes out at the steps of that chart; the last word hides names."""

    def _records(self, key: str) -> Sequence[Record]:
        ids = self.work.records.ids(Query(key, states=COUNTED, sort=Sort(descending=False)))
        return self.work.records.fetch(self.catalogue[key], ids)

    def _going_out(self, key: str) -> GoingOut:
        condition = goes_out(self.catalogue[key])
        may: list[Record] = []
        waiting: list[Record] = []
        for record in self.records(key):
            is_out = condition is None or holds(condition, record.values)
            (may if is_out else waiting).append(record)
        return GoingOut(may, waiting)

    def _counts(self, path: str) -> Mapping[int | None, int]:
        key, _, link = path.partition(".")
        return Counter(linked_id(each.value(link)) for each in self.going_out(key).may)

    def _charts(self, key: str) -> Mapping[int | None, Record]:
        whose = self.catalogue[key].once_for
        return {linked_id(each.value(whose)): each for each in self.records(key)}

    def _chart(self, key: str, owner: int) -> ChartOf | None:
        record = self.charts(key).get(owner)
        if record is None:
            return None
        return chart_of_record(self.work, self.catalogue, self.catalogue[key], record)

    def _marks(self, key: str, owner: int, hides_names: bool) -> Sequence[tuple[Record, StepRisk]]:
        of = self.chart(key, owner)
        if of is None:
            return ()
        return tuple(public_risks(self.work, self.catalogue, of, hides_names=hides_names))


def goes_out(ledger: Ledger) -> Is | None:
    """What must hold of its records to be read in public; None where nothing must."""
    found = (each.type for each in ledger.of_type(StepRef))
    return next((kind.goes_out for kind in found if isinstance(kind, StepRef)), None)


def linked_id(link: object) -> int | None:
    """The id of the record to which a value leads."""
    return link.id if isinstance(link, Link) else None
