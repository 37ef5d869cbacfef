"""A flow chart as it goes on paper: the facts above it, and the risks at its steps"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from qinglian_desktop.application.chart_ports import (
    ChartDocument,
    ChartFiles,
    ChartPaper,
    ChartPicture,
    DrawnChart,
)
from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.unit_words import unit_record
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds
from qinglian_desktop.domain.field_types import Choice, Field, Flow, RecordRef, StepRef
from qinglian_desktop.domain.flow.chart_pages import ChartPage, chart_pages
from qinglian_desktop.domain.flow.page_frame import ChartHead
from qinglian_desktop.domain.flow.risk_table import risk_rows
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.publishing import is_of_names
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, title_of
from qinglian_desktop.domain.values import Link, StepLink, Values
from qinglian_desktop.domain.words import Reading, words
from qinglian_desktop.files.delivery import deliver

_NO_MEASURES = "（未写防控措施）"


def chart_head(of: ChartOf, *, hides_names: bool = False) -> ChartHead:
    """Whose chart it is, and the facts that are declared of it, without those that are names."""
    kind = cast("Flow", of.field.type)
    facts = ((label, path, of.owner, of.owned.values) for path, label in kind.facts)
    found: list[tuple[str, str]] = []
    for label, path, owner, owned in facts:
        link, dot, key = path.partition(".")
        ledger = owner if dot else of.ledger
        values = owned if dot else of.values
        field = ledger.field(key if dot else link)
        if hides_names and is_of_names(field):
            continue
        if said := " ".join(words(field.type, values.get(field.key), Reading.FORM).split()):
            found.append((label or field.label, said))
    return ChartHead(f"{title_of(of.owner, of.owned.values)}{of.ledger.label}", tuple(found))


def step_risks(
    work: UnitOfWork, catalogue: Catalogue, of: ChartOf, *, goes_out: bool
) -> list[StepRisk]:
    """What is marked on its steps, as it is now, in the order of entry.

    Of a chart that ``goes_out`` only what may hang in public; on the screen also what is lacking.
    """
    return [
        _risk(ledger, field, record, "" if goes_out else _NO_MEASURES)
        for ledger, field, record in _marked(work, catalogue, of)
        if not goes_out or _may_go_out(field, record)
    ]


def public_risks(
    work: UnitOfWork, catalogue: Catalogue, of: ChartOf, *, hides_names: bool
) -> Iterator[tuple[Record, StepRisk]]:
    """What may hang in public of it, each with its record; its post instead of names, if hidden."""
    for ledger, field, record in _marked(work, catalogue, of):
        if _may_go_out(field, record):
            risk = _risk(ledger, field, record, "")
            post = str(record.value(cast("StepRef", field.type).post) or "")
            yield record, replace(risk, owner=post) if hides_names else risk


def left_out(work: UnitOfWork, catalogue: Catalogue, of: ChartOf) -> str:
    """What is marked on its steps and does not go out yet, in words; "" where nothing is."""
    found: dict[str, int] = {}
    for ledger, field, record in _marked(work, catalogue, of):
        condition = cast("StepRef", field.type).goes_out
        if condition is not None and not _may_go_out(field, record):
            which, words = ledger.field(condition.field).label, "、".join(condition.words)
            said = f"个{ledger.noun}没有印在图上：{which}还不是{words}。"
            found[said] = found.get(said, 0) + 1
    return "".join(f"有{count}{said}" for said, count in found.items())


def pages_of(
    of: ChartOf, risks: Sequence[StepRisk], files: ChartFiles, *, head: ChartHead | None = None
) -> tuple[ChartPage, ...]:
    """The chart on its pages, below the usual head or another."""
    return chart_pages(of.chart, head or chart_head(of), risks, files.width)


def chart_paper(
    work: UnitOfWork, catalogue: Catalogue, of: ChartOf, files: ChartFiles, clock: Clock
) -> ChartPaper:
    """All that goes on paper of it."""
    chart = drawn_chart(work, catalogue, of, files)
    unit_name = _unit_name(work, catalogue)
    return ChartPaper(chart.title, chart.pages, chart.risks, unit_name, clock())


def drawn_chart(
    work: UnitOfWork, catalogue: Catalogue, of: ChartOf, files: ChartFiles
) -> DrawnChart:
    """The chart on its pages as it goes out, with what is marked on its steps now."""
    risks = step_risks(work, catalogue, of, goes_out=True)
    drawings = tuple(page.drawing for page in pages_of(of, risks, files))
    return DrawnChart(chart_head(of).title, drawings, risk_rows(of.chart, risks))


def charts_behind(
    work: UnitOfWork, catalogue: Catalogue, files: ChartFiles
) -> Callable[[Ledger, Record], Sequence[DrawnChart]]:
    """What draws the charts of a record, which follow its form on paper."""

    def drawn(ledger: Ledger, record: Record) -> Sequence[DrawnChart]:
        found = (chart_of_record(work, catalogue, ledger, record) for _ in ledger.of_type(Flow)[:1])
        return [drawn_chart(work, catalogue, of, files) for of in found if of.chart.steps]

    return drawn


def chart_of_record(
    work: UnitOfWork, catalogue: Catalogue, ledger: Ledger, record: Record
) -> ChartOf:
    """A record that holds a chart, with whose it is; what it names by words alone is no record."""
    field = ledger.field(ledger.once_for)
    owner = catalogue[cast("RecordRef", field.type).ledger]
    link = record.value(field.key)
    found = work.records.get(owner, link.id) if isinstance(link, Link) and link.id else None
    if found is None:
        named: Values = {owner.title[0]: link.label} if isinstance(link, Link) else {}
        found = Record(owner.key, named, record.occurred_on, record.entered)
    return ChartOf(owner, found, ledger, record)


def write_chart(
    work: UnitOfWork,
    catalogue: Catalogue,
    of: ChartOf,
    files: ChartFiles,
    clock: Clock,
    target: Path,
    *,
    is_outlined: bool = False,
) -> list[Path]:
    """Write it as what the name ends with; of pictures each page is a file of its own."""
    paper = chart_paper(work, catalogue, of, files, clock)
    end = target.suffix.lower()
    if end in {each.value for each in ChartDocument}:
        deliver(target, lambda path: files.write(paper, ChartDocument(end), path))
        return [target]
    targets = picture_files(target, len(paper.pages))
    for page, each in zip(paper.pages, targets, strict=True):
        put_picture(
            files.picture(page, paper.title, ChartPicture(end), is_outlined=is_outlined), each
        )
    return targets


def picture_files(target: Path, pages: int) -> list[Path]:
    """The file of each page, by its number where there are several."""
    if pages == 1:
        return [target]
    numbers = range(1, pages + 1)
    return [target.with_name(f"{target.stem}_{each}{target.suffix}") for each in numbers]


def put_picture(data: bytes, target: Path) -> None:
    """A drawn picture as a file, whole or not at all."""

    def write(path: Path) -> None:
        path.write_bytes(data)

    deliver(target, write)


def _marked(
    work: UnitOfWork, catalogue: Catalogue, of: ChartOf
) -> Iterator[tuple[Ledger, Field, Record]]:
    """The records that name a step of the chart and are not over, each with its field."""
    for ledger in catalogue:
        for field in ledger.of_type(StepRef) if ledger.is_kept else ():
            kind = cast("StepRef", field.type)
            if kind.marks is None or kind.ledger != of.ledger.key:
                continue
            asked = Query(ledger.key, linked=(kind.through, of.owned.id or 0))
            for record in work.records.fetch(ledger, sorted(work.records.ids(asked))):
                step = record.value(field.key)
                is_over = kind.over is not None and holds(kind.over, record.values)
                if isinstance(step, StepLink) and step.id and not step.is_gone and not is_over:
                    yield ledger, field, record


def _may_go_out(field: Field, record: Record) -> bool:
    condition = cast("StepRef", field.type).goes_out
    return condition is None or holds(condition, record.values)


def _risk(ledger: Ledger, field: Field, record: Record, lacking: str) -> StepRisk:
    """What is said of it; ``lacking`` where there are no measures."""
    marks = cast("StepRef", field.type).marks
    assert marks is not None
    step, level = cast("StepLink", record.value(field.key)), str(record.value(marks.level) or "")
    levels = cast("Choice", ledger.field(marks.level).type).options
    rank = levels.index(level) + 1 if level in levels else len(levels)
    measures = tuple(_said(ledger, record, marks.measures)) or ((lacking,) if lacking else ())
    owners = dict.fromkeys(_said(ledger, record, marks.owner))
    called = words(ledger.field(marks.words).type, record.value(marks.words), Reading.FORM)
    return StepRisk(step.id, min(rank, 3), level, called, measures, "、".join(owners))


def _said(ledger: Ledger, record: Record, path: str) -> Iterator[str]:
    rows, _, key = path.partition(".")
    for row in cast("tuple[Values, ...]", record.value(rows) or ()):
        if text := str(row.get(key) or "").strip():
            yield text


def _unit_name(work: UnitOfWork, catalogue: Catalogue) -> str:
    unit, facts = unit_record(work, catalogue), catalogue.unit and catalogue.unit.unit
    return str(unit.value(facts.name) or "") if unit is not None and facts else ""
