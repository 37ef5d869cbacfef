"""What hangs on the steps of a chart: read when it is drawn, and begun at a step"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.chart_papers import step_risks
from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.application.starting_charts import starting_charts
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Field, Flow, RecordRef, StepRef
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep
from qinglian_desktop.domain.flow.chart_words import words_at_records
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Link, Plain, StepLink, Value, Values
from qinglian_desktop.domain.wording import in_present_words


class Hanging:
    """The use cases around risks on steps, and the charts that one can begin with."""

    def __init__(self, book: Book, catalogue: Catalogue, resources: Path) -> None:
        self._book = book
        self._catalogue = catalogue
        self._resources = resources

    def starts(self) -> Mapping[str, Callable[[Callable[[], str]], FlowChart]]:
        """Charts to begin with, by name; each is made with the ids that it is given."""
        names = [each.name for each in starting_charts(self._resources, lambda: "")]
        return {name: partial(self._start, name) for name in names}

    def on_steps_of(self, charts: Ledger) -> tuple[Ledger, Field] | None:
        """The ledger whose records hang on steps of these charts, and its field of the step."""
        for ledger in self._catalogue:
            for field in ledger.of_type(StepRef):
                kind = cast("StepRef", field.type)
                if ledger.is_kept and kind.ledger == charts.key and kind.marks is not None:
                    return ledger, field
        return None

    def of(self, charts: Ledger, record: Record) -> ChartOf | None:
        """The chart that this record holds, with what it is of; None where that is not known."""
        link = record.value(charts.once_for)
        if not isinstance(link, Link) or link.id is None:
            return None
        owner = self._catalogue[cast("RecordRef", charts.field(charts.once_for).type).ledger]
        with self._book.reading() as work:
            owned = work.records.get(owner, link.id)
        return ChartOf(owner, owned, charts, record) if owned is not None else None

    def risks(self, charts: Ledger, record: Record) -> tuple[StepRisk, ...]:
        """What hangs on the steps of a chart now, as it is said on the screen."""
        if (of := self.of(charts, record)) is None:
            return ()
        with self._book.reading() as work:
            return tuple(step_risks(work, self._catalogue, of, goes_out=False))

    def given_at(self, charts: Ledger, record: Record, step: str) -> dict[str, Plain]:
        """What a record begins with that is to hang on this step."""
        found = self.on_steps_of(charts)
        chart = record.value(charts.of_type(Flow)[0].key)
        if found is None or not isinstance(chart, FlowChart):
            return {}
        steps = {each.id: each for each in chart.every_step()}
        if (at := steps.get(step)) is None:
            return {}
        of = self.of(charts, record)
        return begun_at(*found, record.value(charts.once_for), of.owned.values if of else {}, at)

    def _start(self, name: str, new_id: Callable[[], str]) -> FlowChart:
        charts = starting_charts(self._resources, new_id)
        return next(each.chart for each in charts if each.name == name)


def begun_at(
    ledger: Ledger, field: Field, link: Value, owned: Values, at: FlowStep | None = None
) -> dict[str, Plain]:
    """What a record begins with that is to hang on what is linked to, and on a step of its chart.

    ``owned`` are the values of what the chart is of.
    """
    kind = cast("StepRef", field.type)
    said: dict[str, Value] = {here: owned.get(there) for there, here in kind.takes}
    said[kind.through] = link
    if at is not None:
        said[field.key] = StepLink(words_at_records(at), at.id)
        if kind.post:
            said[kind.post] = at.post or None
        for key, word in kind.begins:
            said[key] = in_present_words(ledger.field(key).type, word)
    given = {key: to_plain(ledger.field(key).type, value) for key, value in said.items()}
    return {key: plain for key, plain in given.items() if plain is not None}
