"""Where in the work the danger lies: the steps of each chart in a line, with what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.application.crossing_reading import by_rank, short_name
from qinglian_desktop.application.ledger_then import LedgerThen, ledger_on, must_have_come
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Choice, RecordRef, StepRef
from qinglian_desktop.domain.flow.chart import FlowChart, StepKind
from qinglian_desktop.domain.flow.chart_words import words_at_records
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.domain.values import Link, StepLink, Values
from qinglian_desktop.domain.words import Reading, words


@dataclass(frozen=True, slots=True)
class HungRisk:
    """A record at a step: its id, short name and level; ``rank`` is 0 for the gravest level."""

    record_id: int
    name: str
    level: str
    rank: int


@dataclass(frozen=True, slots=True)
class LineStep:
    """A step in the line of its chart; its ``number`` counts from 1."""

    id: str
    number: int
    label: str
    is_decision: bool
    risks: tuple[HungRisk, ...]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A record with its chart as a line; ``loose`` name no step that stands in it.

    ``is_gone``: it was void on that day, and something still hangs on it.
    """

    owner: int
    name: str
    chart: int | None
    steps: tuple[LineStep, ...]
    loose: tuple[HungRisk, ...]
    is_gone: bool = False


def along_charts(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, on: date | None, today: date
) -> tuple[ChartLine, ...]:
    """Of each owner that has a chart, or on which something hangs, its line as it stood on a day.

    ``ledger`` has a field that names a step of the chart. Raises DataProblems for a day to come.
    """
    day = on or today
    must_have_come(day, today)
    field = ledger.of_type(StepRef)[0]
    kind = cast("StepRef", field.type)
    charts = catalogue[kind.ledger]
    owners = catalogue[cast("RecordRef", ledger.field(kind.through).type).ledger]
    known = ledger_on(work, owners, day)
    drawn = dict(_charts(ledger_on(work, charts, day), charts, kind.field))
    hung = list(_hung(ledger, field.key, kind, ledger_on(work, ledger, day).records))
    lines: list[ChartLine] = []
    for owner, values in {**known.records, **known.gone}.items():
        own = [(step, risk) for whose, step, risk in hung if whose == owner]
        chart = drawn.get(owner)
        if not own and (chart is None or owner in known.gone):
            continue
        lines.append(
            _line(owner, title_of(owners, values), chart, own, is_gone=owner in known.void)
        )
    return tuple(lines)


def _charts(
    then: LedgerThen, charts: Ledger, key: str
) -> Iterator[tuple[int, tuple[int, FlowChart]]]:
    for record_id, values in then.records.items():
        link, chart = values.get(charts.once_for), values.get(key)
        if isinstance(link, Link) and link.id is not None and isinstance(chart, FlowChart):
            yield link.id, (record_id, chart)


def _hung(
    ledger: Ledger, key: str, kind: StepRef, records: Mapping[int, Values]
) -> Iterator[tuple[int, str, HungRisk]]:
    """By owner and step what hangs there and is not over; the step is "" where none is named."""
    level_key = kind.marks.level if kind.marks is not None else ""
    levels = ledger.field(level_key).type if level_key else None
    ranks = levels.options if isinstance(levels, Choice) else ()
    name = ledger.field(ledger.title[0])
    for record_id, values in records.items():
        link, step = values.get(kind.through), values.get(key)
        if kind.over is not None and holds(kind.over, values):
            continue
        if isinstance(link, Link) and link.id is not None:
            level = str(values.get(level_key) or "")
            called = short_name(words(name.type, values.get(name.key), Reading.LIST))
            risk = HungRisk(record_id, called, level, by_rank(ranks, level))
            yield link.id, step.id if isinstance(step, StepLink) else "", risk


def _line(
    owner: int,
    name: str,
    chart: tuple[int, FlowChart] | None,
    hung: list[tuple[str, HungRisk]],
    *,
    is_gone: bool,
) -> ChartLine:
    by_step: dict[str, list[HungRisk]] = {}
    for step, risk in sorted(hung, key=lambda each: each[1].rank):
        by_step.setdefault(step, []).append(risk)
    steps = tuple(
        LineStep(
            each.id,
            number,
            words_at_records(each),
            each.kind is StepKind.DECISION,
            tuple(by_step.pop(each.id, ())),
        )
        for number, each in enumerate(chart[1].every_step() if chart is not None else (), 1)
    )
    loose = tuple(risk for risks in by_step.values() for risk in risks)
    return ChartLine(owner, name, chart[0] if chart else None, steps, loose, is_gone)
