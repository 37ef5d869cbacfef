"""Where in the work the danger lies: the steps of each chart in a line, with what hangs on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.application.crossing_reading import by_rank, short_name
from qinglian_desktop.application.crossings import Crossing
from qinglian_desktop.application.ledger_then import LedgerThen, ledger_on
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Choice, RecordRef, StepRef
from qinglian_desktop.domain.flow.chart import FlowChart, StepKind
from qinglian_desktop.domain.flow.chart_words import words_at_records
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import AlongChart
from qinglian_desktop.domain.record import title_of
from qinglian_desktop.domain.values import Link, StepLink, Values


@dataclass(frozen=True, slots=True)
class HungRisk:
    """A record at a step: its id, short name and level; ``rank`` is 0 for the gravest level.

    ``turn`` says what became of it since the day with which is compared, "" where nothing did.
    """

    record_id: int
    name: str
    level: str
    rank: int
    turn: str = ""


@dataclass(frozen=True, slots=True)
class LineStep:
    """A step in the line of its chart; its ``number`` counts from 1.

    ``is_gap``: it is a decision, and nothing was found there, shown or not.
    """

    id: str
    number: int
    label: str
    is_decision: bool
    risks: tuple[HungRisk, ...]
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A record with its chart as a line; ``loose`` name no step that stands in it.

    ``owner`` is None where it is known by its name alone. ``is_gone``: it was void on that day,
    and something still hangs on it.
    """

    owner: int | None
    name: str
    chart: int | None
    steps: tuple[LineStep, ...]
    loose: tuple[HungRisk, ...]
    is_gone: bool = False


def along_charts(
    work: UnitOfWork,
    catalogue: Catalogue,
    ledger: Ledger,
    lens: AlongChart,
    crossing: Crossing,
    day: date,
) -> tuple[ChartLine, ...]:
    """Of each owner that had a chart that day, or on which something in ``crossing`` hangs, a line.

    While the crossing is narrowed only those on which something hangs.
    """
    kind = cast("StepRef", ledger.field(lens.x).type)
    charts = catalogue[kind.ledger]
    owners = catalogue[cast("RecordRef", ledger.field(lens.y).type).ledger]
    known = ledger_on(work, owners, day, owners.title)
    there = {**known.records, **known.gone}
    needed = (charts.once_for, kind.field)
    drawn = dict(_charts(ledger_on(work, charts, day, needed), charts, kind.field))
    hung = _hung(ledger, lens, crossing, there)
    found = {_step_id(lens, values) for values in crossing.values.values()}
    lines: list[ChartLine] = []
    for owner, values in there.items():
        chart, own = drawn.get(owner), hung.pop(owner, [])
        if own or (chart is not None and owner not in known.gone and not crossing.filtered):
            name, is_gone = title_of(owners, values), owner in known.void
            lines.append(_line(owner, name, chart, own, found, is_gone=is_gone))
    lines += (_line(None, f"{name}", None, own, found, is_gone=False) for name, own in hung.items())
    return tuple(lines)


def _charts(
    then: LedgerThen, charts: Ledger, key: str
) -> Iterator[tuple[int, tuple[int, FlowChart]]]:
    for record_id, values in then.records.items():
        link, chart = values.get(charts.once_for), values.get(key)
        if isinstance(link, Link) and link.id is not None and isinstance(chart, FlowChart):
            yield link.id, (record_id, chart)


def _hung(
    ledger: Ledger, lens: AlongChart, crossing: Crossing, owners: Collection[int]
) -> dict[int | str, list[tuple[str, HungRisk]]]:
    """By owner, by its name where it is not known, what hangs there and at which step."""
    kind = ledger.field(lens.tint).type
    ranks = kind.options if isinstance(kind, Choice) else ()
    turns = {move.record_id: move.kind.value for move in crossing.moves}
    found: dict[int | str, list[tuple[str, HungRisk]]] = {}
    for record_id, called in crossing.names.items():
        values = crossing.values[record_id]
        if not isinstance(link := values.get(lens.y), Link):
            continue
        level = crossing.levels[record_id]
        risk = HungRisk(
            record_id,
            short_name(called),
            level,
            by_rank(ranks, level),
            turns.get(record_id, ""),
        )
        owner = link.id if link.id in owners else None
        found.setdefault(owner or link.label, []).append((_step_id(lens, values), risk))
    return found


def _step_id(lens: AlongChart, values: Values) -> str:
    step = values.get(lens.x)
    return step.id if isinstance(step, StepLink) else ""


def _line(
    owner: int | None,
    name: str,
    chart: tuple[int, FlowChart] | None,
    hung: list[tuple[str, HungRisk]],
    found: Collection[str],
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
            is_gap=each.kind is StepKind.DECISION and each.id not in found,
        )
        for number, each in enumerate(chart[1].every_step() if chart is not None else (), 1)
    )
    loose = tuple(risk for risks in by_step.values() for risk in risks)
    return ChartLine(owner, name, chart[0] if chart else None, steps, loose, is_gone)
