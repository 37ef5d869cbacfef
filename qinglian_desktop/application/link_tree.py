"""What hangs together, as a tree: records, steps of their charts, what hangs there, and its rows"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from qinglian_desktop.application.gap_words import (
    GapWords,
    days_over,
    rows_under,
    said_in,
    with_rows_counted,
)
from qinglian_desktop.application.hanging import begun_at
from qinglian_desktop.application.places import Place, ToNew, ToRecord
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.conditions import holds, named_fields
from qinglian_desktop.domain.field_types import RecordRef, Rows, StepRef
from qinglian_desktop.domain.flow.chart import FlowChart, FlowStep, StepKind
from qinglian_desktop.domain.flow.chart_words import step_words
from qinglian_desktop.domain.link_gaps import Gap, Linked
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.query import Query, Sort
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.values import Link, StepLink, Values
from qinglian_desktop.domain.words import Reading, words

_NOT_OF_WORK = (StepKind.ENDPOINT, StepKind.MATERIAL)
"""Where something begins or ends, or is only a paper: told where something hangs there."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One line: what it is called, what there is of it, and what is missing, each gap in words.

    It ``opens`` a place; each of the ``acts`` begins with its words what closes a gap, or goes on.
    """

    words: str
    about: str = ""
    gaps: tuple[tuple[Gap, str], ...] = ()
    opens: Place | None = None
    acts: tuple[tuple[str, Place], ...] = ()
    inner: tuple[TreeNode, ...] = ()

    def has(self, gap: Gap) -> bool:
        """Whether this line itself has the gap."""
        return any(each is gap for each, _ in self.gaps)


@dataclass(frozen=True, slots=True)
class LinkTree:
    """The lines with no line above them, the words of each gap, and how many are over."""

    roots: tuple[TreeNode, ...]
    chips: tuple[tuple[Gap, str], ...]
    over: int = 0
    levels: tuple[str, ...] = ()
    noun: str = ""
    counts: Mapping[Gap, int] = field(default_factory=dict[Gap, int])

    def count(self, gap: Gap) -> int:
        """How many lines have the gap."""
        return self.counts.get(gap, 0)

    def only(self, gap: Gap | None) -> tuple[TreeNode, ...]:
        """The branches that lead to lines with the gap; all without one."""
        return self.roots if gap is None else tuple(_pruned(self.roots, gap))


def every_node(nodes: Iterable[TreeNode]) -> Iterator[TreeNode]:
    """All lines, each before those below it."""
    for node in nodes:
        yield node
        yield from every_node(node.inner)


def gaps_below(node: TreeNode) -> int:
    """How many things are missing below this line."""
    return sum(len(each.gaps) for each in every_node(node.inner))


def _pruned(nodes: Iterable[TreeNode], gap: Gap) -> Iterator[TreeNode]:
    for node in nodes:
        inner = tuple(_pruned(node.inner, gap))
        if inner or node.has(gap):
            yield replace(node, inner=inner)


def read_tree(work: UnitOfWork, catalogue: Catalogue, lens: Linked, today: date) -> LinkTree:
    """The whole tree: each ledger is read once, whatever hangs on it."""
    return _Reading(work, catalogue, lens, today).tree()


class _Reading:
    def __init__(self, work: UnitOfWork, catalogue: Catalogue, lens: Linked, today: date) -> None:
        self._work, self._lens, self._today = work, lens, today
        self._hung = catalogue[lens.ledger]
        self._field = self._hung.field(lens.field)
        self._step = cast("StepRef", self._field.type)
        through = cast("RecordRef", self._hung.field(self._step.through).type)
        self._owner, self._charts = catalogue[through.ledger], catalogue[self._step.ledger]
        self._words = GapWords(self._owner, self._charts, self._hung, self._field)
        self._rows = cast("Rows", self._words.rows.type)

    def tree(self) -> LinkTree:
        charts = {
            link.id: each
            for each in self._few(self._charts.key, (self._step.field,))
            if isinstance(link := each.value(self._charts.once_for), Link) and link.id is not None
        }
        by_owner: dict[Link | int, list[Record]] = {}
        over = 0
        for record in self._few(self._hung.key, (self._words.rows.key,)):
            if self._step.over is not None and holds(self._step.over, record.values):
                over += 1
                continue
            link = record.value(self._step.through)
            if isinstance(link, Link):
                by_owner.setdefault(link.id if link.id is not None else link, []).append(record)
        owners = self._few(self._owner.key, ())
        roots = [
            self._of_owner(each, charts.get(each.id or 0), by_owner.pop(each.id or 0, []))
            for each in owners
        ]
        roots += [self._of_none(link, records) for link, records in by_owner.items()]
        levels = (self._owner.noun, self._field.label, self._hung.noun, self._rows.noun)
        chips = tuple((gap, self._words.chip(gap)) for gap in Gap)
        counts = Counter(gap for node in every_node(roots) for gap, _ in node.gaps)
        return LinkTree(tuple(roots), chips, over, levels, self._hung.noun, counts)

    def _few(self, ledger: str, needed: Sequence[str]) -> list[Record]:
        return self._work.records.few(Query(ledger, sort=Sort(descending=False)), needed)

    def _of_owner(self, owner: Record, chart: Record | None, records: Sequence[Record]) -> TreeNode:
        """A record to which what hangs is linked, with the steps of its chart."""
        title = title_of(self._owner, owner.values)
        link = Link(owner.id, title)
        drawn = chart.value(self._step.field) if chart is not None else None
        steps = tuple(drawn.every_step()) if isinstance(drawn, FlowChart) else ()
        at_step: dict[str, list[Record]] = {}
        for record in records:
            at_step.setdefault(self._step_of(record), []).append(record)
        acts: list[tuple[str, Place]] = []
        gaps: list[Gap] = []
        if chart is None:
            gaps.append(Gap.CHART)
            acts.append((f"画{self._charts.noun}", self._new_chart(link)))
        else:
            opened = ToRecord(self._charts.key, chart.id or 0)
            acts.append((f"打开{self._charts.noun}", opened))
        if not records:
            gaps.append(Gap.HUNG)
        acts.append(self._new(link, owner.values))
        inner: list[TreeNode] = []
        for number, step in enumerate(steps, 1):
            found = at_step.pop(step.id, [])
            if found or step.kind not in _NOT_OF_WORK:
                inner.append(self._of_step(chart, step, number, found, link, owner.values))
        # What names no step of the chart stands behind those that do.
        inner += [
            self._of_hung(each, *([Gap.STEP_GONE] if at else []))
            for at, found in at_step.items()
            for each in found
        ]
        return TreeNode(
            title,
            said_in(
                (
                    f"{self._charts.noun} {len(steps)}步" if chart is not None else "",
                    with_rows_counted(self._hung, records) if records else "",
                )
            ),
            self._said(gaps),
            ToRecord(self._owner.key, owner.id or 0),
            tuple(acts),
            tuple(inner),
        )

    def _of_step(
        self,
        chart: Record | None,
        step: FlowStep,
        number: int,
        records: Sequence[Record],
        link: Link,
        owned: Values,
    ) -> TreeNode:
        weighs = step.kind is StepKind.DECISION or any(
            word in step.text for word in self._lens.weighty
        )
        place = ToRecord(self._charts.key, chart.id or 0 if chart else 0, self._step.field, step.id)
        return TreeNode(
            f"{number} {step_words(step, number)}",
            said_in((step.post, with_rows_counted(self._hung, records) if records else "")),
            self._said([Gap.STEP] if weighs and not records else []),
            place,
            (self._new(link, owned, step),),
            tuple(self._of_hung(each) for each in records),
        )

    def _of_hung(self, record: Record, *gaps: Gap) -> TreeNode:
        marks = self._step.marks
        assert marks is not None
        rows, step = rows_under(record, self._words.rows), record.value(self._field.key)
        named = step.label if isinstance(step, StepLink) else ""
        found = [*gaps]
        if isinstance(step, StepLink) and step.is_gone:
            found.append(Gap.STEP_GONE)
        if not rows:
            found.append(Gap.ROWS)
        at_rows = ToRecord(self._hung.key, record.id or 0, self._words.rows.key)
        level = str(record.value(marks.level) or "")
        is_alone = isinstance(step, StepLink) and (not step.id or Gap.STEP_GONE in found)
        return TreeNode(
            words(self._hung.field(marks.words).type, record.value(marks.words), Reading.LIST),
            said_in(
                (
                    level,
                    f"{self._field.label}：{named}" if named and is_alone else "",
                    f"{self._rows.noun} {len(rows)}" if rows else "",
                )
            ),
            self._said(found),
            ToRecord(self._hung.key, record.id or 0),
            (*self._hung_elsewhere(record, found), (f"添{self._rows.noun}", at_rows)),
            tuple(self._of_row(row, at_rows) for row in rows),
        )

    def _hung_elsewhere(self, record: Record, gaps: Iterable[Gap]) -> Iterator[tuple[str, Place]]:
        """Where another record, or step, is chosen in the place of one that is gone."""
        said = {
            Gap.OWNER_GONE: (self._owner.noun, self._step.through),
            Gap.STEP_GONE: (self._field.label, self._field.key),
        }
        for gap in gaps:
            if gap in said:
                noun, key = said[gap]
                yield f"另选{noun}", ToRecord(self._hung.key, record.id or 0, key)

    def _of_row(self, row: Values, place: Place) -> TreeNode:
        marks, due = self._step.marks, self._words.due
        assert marks is not None
        key = marks.measures.partition(".")[2]
        days = days_over(due, row, self._today) if due is not None else 0
        found = [] if row.get(self._words.who) else [Gap.OWNER]
        if days:
            found.append(Gap.LATE)
        rest = (
            words(each.type, row.get(each.key), Reading.LIST)
            for each in self._rows.fields
            if each.key != key and self._tells(each.key)
        )
        named = words(self._rows.field(key).type, row.get(key), Reading.LIST)
        return TreeNode(" ".join(named.split()), said_in(rest), self._said(found, days), place)

    def _tells(self, key: str) -> bool:
        """Of a row is said who answers for it, by when, and whether it is done."""
        due = self._words.due
        if due is None:
            return key == self._words.who
        asked = {leaf.field for leaf in named_fields(due.open)}
        return key in {self._words.who, due.date.partition(".")[2], *asked}

    def _of_none(self, link: Link | int, records: Sequence[Record]) -> TreeNode:
        """What hangs on a record that is void, or was named only."""
        linked = records[0].value(self._step.through)
        title = linked.label if isinstance(linked, Link) else ""
        place: Place | None = None
        state = "没有登记"
        if isinstance(link, int):
            place, state = ToRecord(self._owner.key, link), State.VOID.value
        return TreeNode(
            f"{title}（{state}）",
            with_rows_counted(self._hung, records),
            opens=place,
            inner=tuple(self._of_hung(each, Gap.OWNER_GONE) for each in records),
        )

    def _step_of(self, record: Record) -> str:
        step = record.value(self._field.key)
        return step.id if isinstance(step, StepLink) and not step.is_gone else ""

    def _said(self, gaps: Iterable[Gap], days: int = 0) -> tuple[tuple[Gap, str], ...]:
        return tuple((gap, self._words.at(gap, days)) for gap in gaps)

    def _new(self, link: Link, owned: Values, at: FlowStep | None = None) -> tuple[str, Place]:
        given = begun_at(self._hung, self._field, link, owned, at)
        return f"新增{self._hung.noun}", ToNew(self._hung.key, given)

    def _new_chart(self, link: Link) -> Place:
        key = self._charts.once_for
        return ToNew(self._charts.key, {key: to_plain(self._charts.field(key).type, link)})
