"""What a set for the public holds: the records of its lists and charts, as they go out now"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from qinglian_desktop.application.chart_papers import chart_head
from qinglian_desktop.application.owned_charts import ChartOf
from qinglian_desktop.application.public_choice import PublicChoice, chosen_columns
from qinglian_desktop.application.public_ports import PublicTable
from qinglian_desktop.application.public_reading import PublicReading, goes_out, linked_id
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.comparing import alike
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.flow.page_frame import ChartHead
from qinglian_desktop.domain.flow.step_risk import StepRisk
from qinglian_desktop.domain.ledger import Ledger, PublishedList, Publishing
from qinglian_desktop.domain.paper import PaperList
from qinglian_desktop.domain.published_ledger import published_ledger, tallied
from qinglian_desktop.domain.record import Record, title_of

_BETWEEN = re.compile(r"[/／、，,；; ]+")


@dataclass(frozen=True, slots=True)
class PublicRemark:
    """A sentence about a set, and the record to which it leads, if it does to one."""

    words: str
    ledger: str = ""
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class PublicChart:
    """A chart as it goes out: its head, and each risk at its steps with the record of it."""

    of: ChartOf
    head: ChartHead
    risks: Sequence[tuple[Record, StepRisk]]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """All that goes out; ``of_words`` say of whom, ``remarks`` what does not go out and why."""

    choice: PublicChoice
    of_words: str
    tables: Sequence[PublicTable]
    charts: Sequence[PublicChart]
    remarks: Sequence[PublicRemark]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to put up."""
        return not any(table.records for table in self.tables) and not self.charts

    def words(self, of: Publishing) -> str:
        """What goes out, counted: 会公开：权责清单9条、权力运行流程图8张。"""
        counts = [f"{table.word}{len(table.records)}条" for table in self.tables]
        counts += [f"{of.charts[0]}{len(self.charts)}张"]
        return f"会公开：{'、'.join(counts)}。"


def public_set(reading: PublicReading, choice: PublicChoice) -> PublicSet:
    """What goes out of this choice now."""
    return _Gathering(reading, choice).gathered()


def chart_place(number: int) -> str:
    """What the charts of a set are called by, counted from 1."""
    return f"图{number}"


def contents_offered(catalogue: Catalogue, of: Publishing) -> tuple[str, ...]:
    """The lists and charts of which the unit keeps the ledgers."""
    words = ((each.word, each.ledger) for each in of.lists)
    return tuple(word for word, key in (*words, of.charts) if catalogue[key].is_kept)


def scope_words(catalogue: Catalogue) -> tuple[str, str, str]:
    """The words for the whole, a department and a single owner."""
    ledger = publishing_ledger(catalogue)
    kind = ledger.field(publishing_of(catalogue).scope).type
    return cast("tuple[str, str, str]", kind.options if isinstance(kind, Choice | Choices) else ())


def publishing_ledger(catalogue: Catalogue) -> Ledger:
    """The ledger that keeps what was put up; KeyError where the unit keeps none."""
    if (ledger := catalogue.publishing) is None:
        raise KeyError("publishing")
    return ledger


def publishing_of(catalogue: Catalogue) -> Publishing:
    """What it declares of that."""
    return cast("Publishing", publishing_ledger(catalogue).publishing)


class _Gathering:
    def __init__(self, reading: PublicReading, choice: PublicChoice) -> None:
        self._reading = reading
        self._catalogue = catalogue = reading.catalogue
        self._choice = choice
        self._of = publishing_of(catalogue)
        self._owner = catalogue[self._of.owner]
        self._wanted = choice.contents or contents_offered(catalogue, self._of)
        self._remarks: list[PublicRemark] = []

    def gathered(self) -> PublicSet:
        whole, department, single = scope_words(self._catalogue)
        owners = {each.id: each for each in self._reading.records(self._owner.key)}
        belongs = self._belonging(owners)
        charts: list[PublicChart] = []
        if self._of.charts[0] in self._wanted and self._catalogue[self._of.charts[1]].is_kept:
            charts = self._charts(owners, belongs)
        names = {each.of.owned.id: chart_place(n) for n, each in enumerate(charts, 1)}
        tables: list[PublicTable] = []
        for listed in self._of.lists:
            if listed.word in self._wanted and self._catalogue[listed.ledger].is_kept:
                tables.append(self._table(listed, owners, belongs, names))
        of = {
            whole: "",
            department: self._choice.department,
            single: self._called(owners.get(self._choice.owner)),
        }
        words = of.get(self._choice.scope, "")
        remarks = tuple(dict.fromkeys(self._remarks))
        return PublicSet(self._choice, words, tables, charts, remarks)

    def _belonging(self, owners: Mapping[int | None, Record]) -> set[int]:
        """The ids of the owners that belong to what was chosen."""
        whole, department, _ = scope_words(self._catalogue)
        if self._choice.scope == whole:
            return {key for key in owners if key is not None}
        if self._choice.scope != department:
            return {self._choice.owner} & set(owners) if self._choice.owner else set()
        found: set[int] = set()
        for listed in self._of.lists:
            for record in self._reading.records(listed.ledger):
                if self._is_of_department(listed, record):
                    link = record.value(listed.owner) if listed.owner else None
                    key = record.id if not listed.owner else linked_id(link)
                    found |= {key} & set(owners) if key else set()
        return found

    def _is_of_department(self, listed: PublishedList, record: Record) -> bool:
        said = str(record.value(listed.department) or "")
        named = self._choice.department
        return alike(said, named) or any(alike(each, named) for each in _BETWEEN.split(said))

    def _table(
        self,
        listed: PublishedList,
        owners: Mapping[int | None, Record],
        belongs: set[int],
        charts: Mapping[int | None, str],
    ) -> PublicTable:
        ledger = self._catalogue[listed.ledger]
        columns = chosen_columns(self._catalogue, listed, self._choice)
        rows = listed.rows if any(c.key.startswith(f"{listed.rows}.") for c in columns) else ""
        printed = replace(
            published_ledger(ledger, listed),
            listing=PaperList(listed.word, tuple(columns), rows),
        )
        found = self._going_out(ledger, lambda r: self._belongs(listed, r, owners, belongs))
        if not found:
            self._remarks.append(PublicRemark(f"“{listed.word}”没有可以公开的{ledger.noun}。"))
        counts = {
            each.key: self._reading.counts(each.by)
            for each in listed.counts
            if self._catalogue[each.ledger].is_kept
        }
        return PublicTable(listed.word, printed, tallied(listed, found, counts, charts))

    def _belongs(
        self,
        listed: PublishedList,
        record: Record,
        owners: Mapping[int | None, Record],
        belongs: set[int],
    ) -> bool:
        whole, department, _ = scope_words(self._catalogue)
        if not listed.owner:
            return record.id in belongs
        key = linked_id(record.value(listed.owner))
        if key is not None and key not in owners:
            ledger = self._catalogue[listed.ledger]
            if self._choice.scope == whole or self._is_of_department(listed, record):
                self._remarks.append(
                    PublicRemark(
                        f"{ledger.noun}{quoted(self._title(ledger, record))}所属的"
                        f"{self._owner.noun}已经作废，没有放进来；要公开，请先给它改选一项。",
                        ledger.key,
                        record.id or 0,
                    )
                )
            return False
        if self._choice.scope == whole:
            return True
        if self._choice.scope == department:
            return self._is_of_department(listed, record)
        return key in belongs

    def _charts(self, owners: Mapping[int | None, Record], belongs: set[int]) -> list[PublicChart]:
        ledger = self._catalogue[self._of.charts[1]]
        made: list[PublicChart] = []
        hides = not self._choice.shows_names
        for key, owner in owners.items():
            if key not in belongs:
                continue
            of = self._reading.chart(ledger.key, key)
            if of is None or not of.chart.steps:
                said = f"{self._owner.noun}“{self._called(owner)}”还没有{ledger.label}。"
                self._remarks.append(PublicRemark(said, self._owner.key, key))
                continue
            risks = self._reading.marks(ledger.key, key, hides)
            made.append(PublicChart(of, chart_head(of, hides_names=hides), risks))
        return made

    def _going_out(self, ledger: Ledger, belongs: Callable[[Record], bool]) -> Sequence[Record]:
        """Those that belong here and may be read in public; how many may not is told."""
        may, waiting = self._reading.going_out(ledger.key)
        out = [each for each in may if belongs(each)]
        condition = goes_out(ledger)
        if condition is not None and (left := sum(map(belongs, waiting))):
            label, words = ledger.field(condition.field).label, "、".join(condition.words)
            said = f"{left}个{ledger.noun}不公开：{label}还不是（或者不再是）{words}。"
            self._remarks.append(PublicRemark(said))
        return out

    def _called(self, owner: Record | None) -> str:
        return self._title(self._owner, owner) if owner is not None else ""

    def _title(self, ledger: Ledger, record: Record) -> str:
        return title_of(ledger, record.values)
