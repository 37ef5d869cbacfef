"""What the unit keeps of all that is declared: read from the book, kept in it"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import Every
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.rights import not_seen, sees
from qinglian_desktop.domain.scope import Scope

_KEY = "scope"
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
_TROUBLE = (
    "本单位记哪些台账、多久一次的设置读不出来，先按全部台账；"
    "记录没有受影响，请到“设置”里重新选一次。"
)


def why_on_no_tab(keeper: Keeper, ledger: Ledger) -> str:
    """Why a ledger that is not kept is on no tab."""
    if not sees(keeper, ledger):
        return not_seen(ledger).sentence
    return f"{quoted(ledger.label)}本单位没有记，里面的记录都在；在“设置”的“台账”里勾上，就能看到。"


class Scopes:
    """The use cases around a unit's own measure, over one open book.

    ``catalogue`` holds all ledgers, in the unit's words.
    """

    def __init__(self, book: Book, catalogue: Catalogue) -> None:
        self._book = book
        self.catalogue = catalogue

    def now(self) -> Scope:
        """What the unit chose; everything where it chose nothing, or nothing readable."""
        try:
            return self._kept()
        except _UNREADABLE:
            return Scope()

    def use(self) -> tuple[Catalogue, tuple[str, ...]]:
        """The catalogue as the unit keeps it, and a sentence where the choice is unreadable.

        What the keeper does not see is as if the unit did not keep it.
        """
        hidden = {each.key for each in self.catalogue if not sees(self._book.keeper, each)}
        try:
            scope = self._kept()
        except _UNREADABLE:
            return self.catalogue.within(Scope(frozenset(hidden))), (_TROUBLE,)
        return self.catalogue.within(replace(scope, left_out=scope.left_out | hidden)), ()

    def keep(self, scope: Scope) -> None:
        """Remember what the unit chose; no record is touched."""
        often: dict[str, dict[str, int | None]] = {}
        for (key, word), turn in scope.often.items():
            often.setdefault(key, {})[word] = None if turn is None else turn.value
        plain = {"left_out": sorted(scope.left_out), "often": often}
        with self._book.writing() as work:
            work.settings.put(_KEY, json.dumps(plain, ensure_ascii=False))

    def counts(self) -> dict[str, int]:
        """How many records each ledger holds, kept or left out."""
        with self._book.reading() as work:
            return {each.key: work.records.count(Query(each.key)) for each in self.catalogue}

    def _kept(self) -> Scope:
        with self._book.reading() as work:
            text = work.settings.get(_KEY)
        if text is None:
            return Scope()
        plain = cast("Mapping[str, object]", json.loads(text))
        left_out = frozenset(map(str, cast("list[object]", plain["left_out"])))
        often = {
            (key, word): None if value is None else Every(value)
            for key, words in cast("Mapping[str, Mapping[str, object]]", plain["often"]).items()
            for word, value in words.items()
        }
        return Scope(left_out, often)
