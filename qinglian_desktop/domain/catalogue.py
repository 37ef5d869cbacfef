"""The ordered look-up of all ledgers and of the tabs that show them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, cast

from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Flow, RecordRef, Rows, StepRef
from qinglian_desktop.domain.handing_over import fits
from qinglian_desktop.domain.ledger import Computed, Fixed, Ledger
from qinglian_desktop.domain.ledger_check import check_ledger
from qinglian_desktop.domain.lenses import Linked
from qinglian_desktop.domain.measures import Unlinked
from qinglian_desktop.domain.paper_sheets import check_sheets
from qinglian_desktop.domain.publishing_check import check_publishing
from qinglian_desktop.domain.scope import Scope, scoped


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the window: the ledgers that it holds, or one of the two pages over all of them."""

    key: str
    label: str
    icon: str
    page: Literal["ledgers", "workbench", "returns"] = "ledgers"
    ledgers: tuple[str, ...] = ()


class Catalogue:
    """Ledgers in the order of the report; rejects what contradicts itself or another.

    ``usual`` are the keys of those that a small branch keeps, where that is less than all.
    """

    def __init__(
        self, ledgers: Sequence[Ledger], tabs: Sequence[Tab] = (), usual: Sequence[str] = ()
    ) -> None:
        self._ledgers = {ledger.key: ledger for ledger in ledgers}
        self.tabs = tuple(tabs)
        self.usual = tuple(usual)
        for ledger in ledgers:
            check_ledger(ledger)
            check_sheets(ledger)
        if len(self._ledgers) != len(ledgers):
            raise BadDeclaration(f"ledger keys stand twice: {[each.key for each in ledgers]}")
        if len({ledger.label for ledger in ledgers}) != len(ledgers):
            raise BadDeclaration("two ledgers share a label")
        if open_ := [e.key for e in ledgers if e.is_confidential and not e.is_of_events]:
            raise BadDeclaration(f"{open_}: who keeps the book sees its people and its unit")
        for ledger in ledgers:
            self._check_links(ledger)
            self._check_steps(ledger)
        if sum(ledger.roster is not None for ledger in ledgers) > 1:
            raise BadDeclaration("more than one ledger declares itself the roster")
        if sum(ledger.unit is not None for ledger in ledgers) > 1:
            raise BadDeclaration("more than one ledger declares itself the unit")
        self._check_head()
        for ledger in ledgers:
            self._check_unlinked(ledger)
            self._check_feeds(ledger)
            self._check_words(ledger)
            self._check_linked(ledger)
            check_publishing(ledger, self._ledgers)
        for tab in self.tabs:
            missing = [key for key in tab.ledgers if key not in self._ledgers]
            if missing:
                raise BadDeclaration(f"tab {tab.key} names unknown ledgers {missing}")
        if strange := [key for key in self.usual if key not in self._ledgers]:
            raise BadDeclaration(f"unknown ledgers are said to be usual: {strange}")

    def _check_links(self, ledger: Ledger) -> None:
        if ledger.once_for and ledger.field(ledger.once_for) not in ledger.of_type(RecordRef):
            raise BadDeclaration(f"{ledger.key}: once_for {ledger.once_for} is no link")
        for field in ledger.of_type(RecordRef):
            kind = cast("RecordRef", field.type)
            called = f"{ledger.key}.{field.key}"
            if kind.ledger not in self._ledgers:
                raise BadDeclaration(f"{called} refers to no ledger {kind.ledger!r}")
            target = self._ledgers[kind.ledger]
            for here, there in kind.begins_with:
                if here not in ledger.by_key or there not in target.by_key:
                    raise BadDeclaration(f"{called} begins with unknown fields {here}, {there}")
                if not fits(ledger.field(here).type, target.field(there).type):
                    raise BadDeclaration(f"{called}: {here} is of another type than {there}")

    def _check_steps(self, ledger: Ledger) -> None:
        """A step is of a chart of which there is one each, found by a link of both."""
        for field in ledger.of_type(StepRef):
            kind = cast("StepRef", field.type)
            charts = self._ledgers.get(kind.ledger)
            if charts is None or kind.field not in {each.key for each in charts.of_type(Flow)}:
                raise BadDeclaration(f"{ledger.key}.{field.key}: no chart is in {kind.chart!r}")
            both = (ledger.by_key.get(kind.through), charts.by_key.get(charts.once_for))
            leads = {f.type.ledger for f in both if f and isinstance(f.type, RecordRef)}
            if None in both or len(leads) != 1:
                raise BadDeclaration(f"{ledger.key}.{field.key}: {kind.through} leads to no chart")
            owner = self._ledgers[next(iter(leads))]
            for there, here in kind.takes:
                if there not in owner.by_key or here not in ledger.by_key:
                    raise BadDeclaration(f"{ledger.key}.{field.key} takes unknown {there}, {here}")
                if not fits(owner.field(there).type, ledger.field(here).type):
                    raise BadDeclaration(f"{ledger.key}: {here} is of another type than {there}")

    def _check_linked(self, ledger: Ledger) -> None:
        for lens in ledger.lenses:
            if isinstance(lens, Linked):
                hung = self._ledgers.get(lens.ledger)
                field = hung.by_key.get(lens.field) if hung is not None else None
                if field is None or not isinstance(field.type, StepRef) or not field.type.marks:
                    raise BadDeclaration(f"{ledger.key}: {lens.step} is no step that is marked")

    def _check_unlinked(self, ledger: Ledger) -> None:
        for measure in ledger.measures:
            if isinstance(counted := measure.counts, Unlinked):
                other = self._ledgers.get(counted.ledger)
                field = other.by_key.get(counted.field) if other is not None else None
                if field is None or field.type != RecordRef(ledger.key):
                    raise BadDeclaration(f"{ledger.key}: {counted.by} does not lead to it")

    def _check_head(self) -> None:
        """Who heads the unit holds an office that the roster knows."""
        unit = self.unit.unit if self.unit is not None else None
        life = self.roster.roster.life if self.roster and self.roster.roster else None
        if unit is None or not unit.head_office or self.roster is None or life is None:
            return
        kind = self.roster.field(life.offices).type
        words = kind.field("word").type if isinstance(kind, Rows) else None
        if not isinstance(words, Choice) or unit.head_office not in words.options:
            raise BadDeclaration(f"the roster knows no office {unit.head_office!r}")

    def _check_feeds(self, ledger: Ledger) -> None:
        for feed in ledger.feeds:
            target = self._ledgers.get(feed.ledger)
            if target is None or target.feeds:
                raise BadDeclaration(f"{ledger.key} feeds {feed.ledger!r}: none, or feeds others")
            if ledger.is_confidential and not target.is_confidential:
                raise BadDeclaration(f"{ledger.key} is confidential, and tells {target.key} of it")
            strange = [key for key in feed.fields if key not in target.by_key]
            if strange or target.occurred not in feed.fields:
                raise BadDeclaration(f"{ledger.key} feeds {target.key}: {strange} or no day")
            begun = (f.key for f in target.fields if isinstance(f.initial, Fixed | Computed))
            filled = {*feed.fields, *begun}
            empty = [f.key for f in target.fields if f.required and f.key not in filled]
            if empty:
                raise BadDeclaration(f"{ledger.key} feeds {target.key}, which requires {empty}")
        if len({feed.ledger for feed in ledger.feeds}) != len(ledger.feeds):
            raise BadDeclaration(f"{ledger.key} feeds a ledger twice")

    def _check_words(self, ledger: Ledger) -> None:
        """A list that is said to be another's holds the very same words."""
        for field in ledger.of_type(Choice):
            kind = field.type
            if isinstance(kind, Choice) and kind.words_of:
                of, _, key = kind.words_of.partition(".")
                origin = self._ledgers[of].by_key.get(key) if of in self._ledgers else None
                same = origin is not None and getattr(origin.type, "options", ()) == kind.options
                if not same:
                    raise BadDeclaration(f"{ledger.key}.{field.key}: not {kind.words_of}'s words")

    def __iter__(self) -> Iterator[Ledger]:
        return iter(self._ledgers.values())

    def __len__(self) -> int:
        return len(self._ledgers)

    def __contains__(self, key: object) -> bool:
        return key in self._ledgers

    def __getitem__(self, key: str) -> Ledger:
        return self._ledgers[key]

    @cached_property
    def roster(self) -> Ledger | None:
        """The ledger that keeps the people, if one does."""
        return next((ledger for ledger in self if ledger.roster is not None), None)

    @cached_property
    def unit(self) -> Ledger | None:
        """The ledger of one record that says whose book this is, if there is one."""
        return next((ledger for ledger in self if ledger.unit is not None), None)

    def within(self, scope: Scope) -> Catalogue:
        """As a unit keeps it: all ledgers, and the tabs of those that it did not leave out."""
        if scope == Scope():
            return self
        ledgers = tuple(scoped(ledger, scope) for ledger in self)
        kept = {ledger.key for ledger in ledgers if ledger.is_kept}
        ledgers = tuple(_asking_of(ledger, kept) for ledger in ledgers)
        tabs = (
            replace(tab, ledgers=tuple(key for key in tab.ledgers if key in kept))
            for tab in self.tabs
        )
        shown = (tab for tab in tabs if tab.ledgers or tab.page != "ledgers")
        return Catalogue(ledgers, tuple(shown), self.usual)

    @cached_property
    def publishing(self) -> Ledger | None:
        """The ledger that keeps what was put up in public, if the unit keeps one."""
        return next((each for each in self if each.publishing is not None and each.is_kept), None)

    def tab_of(self, ledger: Ledger) -> Tab | None:
        """The tab on which a ledger is shown."""
        return next((tab for tab in self.tabs if ledger.key in tab.ledgers), None)


def _asking_of(ledger: Ledger, kept: Collection[str]) -> Ledger:
    """Without the measures of what leads here from a ledger that the unit does not keep."""
    asked = tuple(
        measure
        for measure in ledger.measures
        if not isinstance(measure.counts, Unlinked) or measure.counts.ledger in kept
    )
    return ledger if len(asked) == len(ledger.measures) else replace(ledger, measures=asked)
