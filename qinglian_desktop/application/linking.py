"""What a record links to and what links to it, from where all of it can be reached"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.gap_words import dated_rows, with_rows_counted
from qinglian_desktop.application.hanging import begun_at
from qinglian_desktop.application.link_tree import LinkTree, read_tree
from qinglian_desktop.application.places import Place, ToList, ToNew, ToRecord
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import Field, RecordRef, StepRef
from qinglian_desktop.domain.flow.chart_words import STEP_IS_GONE
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.link_gaps import Linked
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.values import Link, StepLink


@dataclass(frozen=True, slots=True)
class Relation:
    """One or several records that belong to another, in words, and where they are seen.

    One that ``is_bad`` leads to what is void or gone.
    """

    words: str
    place: Place
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """What a record leads ``to``, what hangs ``on`` it, by ledger, and what lies ``beside`` it.

    ``begins`` are the new records that hang on it from their beginning.
    """

    to: tuple[Relation, ...] = ()
    on: tuple[Relation, ...] = ()
    beside: tuple[Relation, ...] = ()
    begins: tuple[Relation, ...] = ()


class Linking:
    """Questions about what hangs together in an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock

    def tree(self, lens: Linked) -> LinkTree:
        """All that hangs together, with what is missing in it today."""
        with self._book.reading() as work:
            return read_tree(work, self._catalogue, lens, self._clock().date())

    def related(self, ledger: Ledger, record: Record) -> Related:
        """From a record to all others: of each ledger that links to it one question is asked."""
        with self._book.reading() as work:
            steps = list(self._steps(work, ledger, record))
            return Related(
                tuple(self._targets(work, ledger, record)) + tuple(to for to, _ in steps),
                tuple(self._hanging(work, ledger, record)),
                tuple(each for _, beside in steps for each in beside),
                tuple(self._begins(work, ledger, record)),
            )

    def _targets(self, work: UnitOfWork, ledger: Ledger, record: Record) -> Iterator[Relation]:
        for field in ledger.of_type(RecordRef):
            link = record.value(field.key)
            target = self._catalogue[cast("RecordRef", field.type).ledger]
            if not isinstance(link, Link) or link.id is None or not target.is_kept:
                continue
            found = work.records.get(target, link.id)
            if found is not None:
                is_void = found.state is State.VOID
                said = f"{field.label}：{title_of(target, found.values) or found.number}"
                said += f"（所指{target.noun}已作废）" if is_void else ""
                yield Relation(said, ToRecord(target.key, link.id), is_bad=is_void)

    def _steps(
        self, work: UnitOfWork, ledger: Ledger, record: Record
    ) -> Iterator[tuple[Relation, tuple[Relation, ...]]]:
        """The step on which the record hangs, in its chart, and what else hangs there."""
        for field in ledger.of_type(StepRef):
            kind = cast("StepRef", field.type)
            link, step = record.value(kind.through), record.value(field.key)
            charts = self._catalogue[kind.ledger]
            if not isinstance(link, Link) or link.id is None or not charts.is_kept:
                continue
            of_it = Query(charts.key, linked=(charts.once_for, link.id))
            chart = next(iter(work.records.page(of_it, 0, 1)), None)
            is_named = isinstance(step, StepLink) and bool(step.id)
            if chart is None or chart.id is None or not is_named:
                if is_named:
                    said = f"{field.label}：{step_label(record, field)}（没有{charts.noun}）"
                    yield (
                        Relation(
                            said, ToRecord(ledger.key, record.id or 0, field.key), is_bad=True
                        ),
                        (),
                    )
                elif chart is not None:
                    yield Relation(f"打开{charts.noun}", ToRecord(charts.key, chart.id or 0)), ()
                continue
            assert isinstance(step, StepLink)
            said = f"{field.label}：{step.label}" + (f"（{STEP_IS_GONE}）" if step.is_gone else "")
            place = ToRecord(charts.key, chart.id, kind.field, step.id)
            if step.is_gone:
                # In the form another one is chosen.
                place = ToRecord(ledger.key, record.id or 0, field.key)
            yield (
                Relation(said, place, is_bad=step.is_gone),
                tuple(self._at_same_step(work, ledger, field, record, link.id)),
            )

    def _at_same_step(
        self, work: UnitOfWork, ledger: Ledger, field: Field, record: Record, owner: int
    ) -> Iterator[Relation]:
        kind, step = cast("StepRef", field.type), record.value(field.key)
        beside = Query(ledger.key, linked=(kind.through, owner))
        same = [
            each
            for each in work.records.few(beside, _row_keys(ledger))
            if each.id != record.id
            and isinstance(at := each.value(field.key), StepLink)
            and isinstance(step, StepLink)
            and at.id == step.id
        ]
        if same:
            yield _several(ledger, same, f"同一{field.label}的其他", step_label(record, field))

    def _hanging(self, work: UnitOfWork, ledger: Ledger, record: Record) -> Iterator[Relation]:
        called = title_of(ledger, record.values) or record.number
        for other in self._catalogue:
            if not other.is_kept:
                continue
            found: dict[int, Record] = {}
            for key, target in self._leads(other, ledger, record):
                asked = Query(other.key, linked=(key, target))
                for each in work.records.few(asked, _row_keys(other)):
                    if (other.key, each.id) != (ledger.key, record.id):
                        found[each.id or 0] = each
            if found:
                yield _several(other, list(found.values()), "", called)

    def _leads(self, other: Ledger, ledger: Ledger, record: Record) -> Iterator[tuple[str, int]]:
        """By which fields records of a ledger hang on this one, or on what it is a chart of."""
        for field in other.of_type(RecordRef):
            if cast("RecordRef", field.type).ledger == ledger.key and record.id is not None:
                yield field.key, record.id
        owner = record.value(ledger.once_for)
        for field in other.of_type(StepRef):
            kind = cast("StepRef", field.type)
            is_chart = kind.ledger == ledger.key and other.key != ledger.key
            if is_chart and isinstance(owner, Link) and owner.id is not None:
                yield kind.through, owner.id

    def _begins(self, work: UnitOfWork, ledger: Ledger, record: Record) -> Iterator[Relation]:
        """What can be begun on the record: something that hangs on steps, and its chart."""
        if self._book.read_only or record.state is State.VOID or record.id is None:
            return
        link = Link(record.id, title_of(ledger, record.values))
        for hung in self._catalogue:
            for field in hung.of_type(StepRef) if hung.is_kept else ():
                kind = cast("StepRef", field.type)
                through = cast("RecordRef", hung.field(kind.through).type)
                if through.ledger != ledger.key or hung.key == ledger.key:
                    continue
                charts = self._catalogue[kind.ledger]
                is_drawn = work.records.count(
                    Query(charts.key, linked=(charts.once_for, record.id))
                )
                if charts.is_kept and not is_drawn:
                    of = charts.field(charts.once_for)
                    given = {of.key: to_plain(of.type, link)}
                    yield Relation(f"画{charts.noun}", ToNew(charts.key, given))
                begun = begun_at(hung, field, link, record.values)
                yield Relation(f"新增{hung.noun}", ToNew(hung.key, begun))


def step_label(record: Record, field: Field) -> str:
    """What the step is called that a record names."""
    step = record.value(field.key)
    return step.label if isinstance(step, StepLink) else ""


def _row_keys(ledger: Ledger) -> tuple[str, ...]:
    return tuple(field.key for field, _ in dated_rows(ledger))


def _several(ledger: Ledger, records: list[Record], before: str, called: str) -> Relation:
    """One record opens, several are listed."""
    ids = tuple(each.id or 0 for each in records)
    words = before + with_rows_counted(ledger, records)
    if len(ids) == 1:
        return Relation(words, ToRecord(ledger.key, ids[0]))
    return Relation(words, ToList(ledger.key, ids, f"“{called}”的{ledger.noun}"))
