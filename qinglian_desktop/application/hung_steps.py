"""What hangs on steps of a chart is kept in step with it: called as they are, told where gone

A chart is of the record that it links to, and there is one of each; a record that names a step
links to the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from itertools import count
from typing import cast

from qinglian_desktop.application.answering import Ticked
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Field, Flow, StepRef
from qinglian_desktop.domain.flow.chart import FlowChart
from qinglian_desktop.domain.flow.chart_plain import ids_of_chart
from qinglian_desktop.domain.flow.written_ids import settled
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import COUNTED, Record
from qinglian_desktop.domain.step_links import hung
from qinglian_desktop.domain.values import Link, StepLink, Value, Values


def settle(ledger: Ledger, values: dict[str, Value], before: Values | None, now: datetime) -> None:
    """Give the steps of charts that were written their ids, in place."""
    for field in ledger.of_type(Flow):
        chart, was = values.get(field.key), (before or {}).get(field.key)
        if isinstance(chart, FlowChart):
            old = was if isinstance(was, FlowChart) else None
            whose = _id(values.get(ledger.once_for))
            values[field.key] = settled(chart, old, _ids(f"{now.isoformat()} {whose}", old))


def hang(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    values: dict[str, Value],
    before: Values | None,
) -> None:
    """Find the steps that the values name, in place; words that name none stay words."""
    for field, kind, step in _steps(ledger, values):
        chart = chart_of_link(work, catalogue, kind, values.get(kind.through))
        was = before.get(field.key) if before is not None else None
        is_there = _id((before or {}).get(kind.through)) == _id(values.get(kind.through))
        stays = isinstance(was, StepLink) and was.id == step.id and is_there
        # What was told to be gone is found again when the chart changes, not when this does.
        is_told = stays and isinstance(was, StepLink) and was.is_gone
        found = hung(step, chart, step_ids(chart) if is_told else None)
        had = {each.id for each in chart.gone} if chart is not None else set[str]()
        if found.is_gone and not stays and found.id not in had:
            # A step of another chart was never one of this.
            found = StepLink(step.label)
        values[field.key] = found


def rehung(
    work: UnitOfWork, catalogue: Catalogue, charts: Ledger, before: Record | None, now: Record
) -> Iterator[Ticked]:
    """What names steps of a chart, when that was made, changed, voided or revived."""
    if not charts.once_for or not charts.of_type(Flow):
        return
    stood = before if before is not None and before.state in COUNTED else None
    records = (each for each in (before, now) if each is not None)
    targets = dict.fromkeys(_id(each.value(charts.once_for)) for each in records)
    what = "" if now.state in COUNTED else " 已作废"
    for ledger in catalogue:
        for field in ledger.of_type(StepRef):
            kind = cast("StepRef", field.type)
            if kind.ledger != charts.key:
                continue
            for target in filter(None, targets):
                is_same = stood is not None and _id(stood.value(charts.once_for)) == target
                were = step_ids(stood.value(kind.field)) if stood is not None and is_same else None
                asked = Query(ledger.key, linked=(kind.through, target))
                for record in work.records.fetch(ledger, work.records.ids(asked)):
                    values = hung_now(work, catalogue, ledger, record.values, were)
                    if values != record.values:
                        yield Ticked(ledger, record, values, f"{charts.label} {now.number}{what}")


def hung_now(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    values: Values,
    were: Collection[str] | None = None,
) -> dict[str, Value]:
    """The values as the charts have the steps that they name; ``were`` as in ``hung``."""
    found = dict(values)
    for field, kind, step in _steps(ledger, values):
        chart = chart_of_link(work, catalogue, kind, values.get(kind.through))
        found[field.key] = hung(step, chart, were)
    return found


def follows_charts(ledger: Ledger) -> tuple[str, ...]:
    """The fields of a ledger that the program may change because of a chart."""
    return tuple(field.key for field in ledger.of_type(StepRef))


def chosen(ledger: Ledger, before: Record, after: Record) -> tuple[str, ...]:
    """The fields in which one that changed a record chose another step."""
    return tuple(
        key
        for key in follows_charts(ledger)
        if not is_same_step(before.value(key), after.value(key))
    )


def is_same_step(one: Value, other: Value) -> bool:
    """Whether they mean the same, whatever its chart calls it now."""
    if isinstance(one, StepLink) and isinstance(other, StepLink) and (one.id or other.id):
        return one.id == other.id
    return one == other


def chart_of_link(
    work: UnitOfWork, catalogue: Catalogue, kind: StepRef, link: Value
) -> FlowChart | None:
    """The chart of the record that is linked to; None where it has none."""
    target = _id(link)
    if target is None or kind.ledger not in catalogue:
        return None
    charts = catalogue[kind.ledger]
    found = work.records.page(Query(charts.key, linked=(charts.once_for, target)), 0, 1)
    chart = found[0].value(kind.field) if found else None
    return chart if isinstance(chart, FlowChart) else None


def step_ids(chart: Value) -> frozenset[str]:
    """The steps that stand in a chart; none where it is no chart."""
    return (
        frozenset(step.id for step in chart.every_step())
        if isinstance(chart, FlowChart)
        else frozenset()
    )


def _steps(ledger: Ledger, values: Values) -> Iterator[tuple[Field, StepRef, StepLink]]:
    for field in ledger.of_type(StepRef):
        step = values.get(field.key)
        if isinstance(step, StepLink):
            yield field, cast("StepRef", field.type), step


def _id(link: Value) -> int | None:
    return link.id if isinstance(link, Link) else None


def _ids(seed: str, before: FlowChart | None) -> Callable[[], str]:
    """Ids that no step had before, the same wherever the same is kept at the same time."""
    hashes = (hashlib.sha256(f"{seed} {place}".encode()).hexdigest()[:8] for place in count())
    known = set(ids_of_chart(before)) if before is not None else set[str]()
    return (each for each in hashes if each not in known).__next__
