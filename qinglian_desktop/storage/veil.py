"""What records say of others that whoever reads does not see: covered, and put back when kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from qinglian_desktop.application.done_rows import told_of
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.field_types import RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.rights import VEILED
from qinglian_desktop.domain.values import Link, Values

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Records

_Rows = Sequence[Mapping[str, object]]


class Veil:
    """Over links to confidential records, and over the rows that tell what such records did.

    Values and plain input alike. The id of a link and the number of a row stay: by them what is
    covered is known again when the record is kept.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._links = {each.key: dict(self._found(each)) for each in catalogue}

    def _found(self, ledger: Ledger) -> Iterator[tuple[str, Ledger]]:
        for field in ledger.of_type(RecordRef):
            target = self._catalogue[cast("RecordRef", field.type).ledger]
            if target.is_confidential:
                yield field.key, target

    def covers(self, ledger: Ledger) -> bool:
        """Whether records of the ledger may say something that has to be covered."""
        return bool(self._links[ledger.key])

    def of(self, ledger: Ledger, record: Record) -> Record:
        """A record, covered."""
        if not self.covers(ledger):
            return record
        return replace(record, values=cast("Values", self.over(ledger, record.values)))

    def over(self, ledger: Ledger, values: Mapping[str, object]) -> dict[str, object]:
        """Values or plain input, covered."""
        links = {key: _called(values.get(key), VEILED) for key in self._links[ledger.key]}
        return self._with(ledger, values, links, lambda told, _: f"{told[0]} {VEILED}")

    def words(self, ledger: Ledger, words: str) -> str:
        """Words of a row, covered where they tell of such a record."""
        for target in self._links[ledger.key].values():
            if (told := told_of(words, target)) is not None:
                return f"{told[0]} {VEILED}"
        return words

    def off(
        self,
        ledger: Ledger,
        values: Mapping[str, object],
        before: Mapping[str, object],
        records: Records,
    ) -> dict[str, object]:
        """What was covered as it was ``before``, or as the ``records`` are called."""
        links: dict[str, object] = {}
        for key, target in self._links[ledger.key].items():
            now, was = values.get(key), before.get(key)
            links[key] = now
            if _label(now) == VEILED and (link_id := _id(now)) is not None:
                if link_id == _id(was) and _label(was) != VEILED:
                    links[key] = _called(now, _label(was))
                elif (found := records.get(target, link_id)) is not None:
                    links[key] = _called(now, title_of(target, found.values))

        def as_it_was(told: tuple[str, str, str], target: Ledger) -> str:
            head, number, rest = told
            if rest != VEILED:
                return f"{head} {rest}"
            for row in self._rows(ledger, before):
                was = told_of(row.get(self._asked(ledger)), target)
                if was is not None and was[1] == number and was[2] != VEILED:
                    return f"{head} {was[2]}"
            return f"{head} {_title(records, target, number)}"

        return self._with(ledger, values, links, as_it_was)

    def _with(
        self,
        ledger: Ledger,
        values: Mapping[str, object],
        links: Mapping[str, object],
        said: Callable[[tuple[str, str, str], Ledger], str],
    ) -> dict[str, object]:
        """The values with these links, where they have any, and with other words in the rows."""
        found = {**values, **{key: link for key, link in links.items() if key in values}}
        words = self._asked(ledger)
        rows: list[Mapping[str, object]] = []
        for row in self._rows(ledger, values):
            for target in self._links[ledger.key].values():
                if (told := told_of(row.get(words), target)) is not None:
                    row = {**row, words: said(told, target)}
            rows.append(row)
        if rows and ledger.asks is not None:
            whole = values[ledger.asks.done]
            found[ledger.asks.done] = tuple(rows) if isinstance(whole, tuple) else rows
        return found

    def _asked(self, ledger: Ledger) -> str:
        return ledger.asks.words if ledger.asks is not None else ""

    def _rows(self, ledger: Ledger, values: Mapping[str, object]) -> _Rows:
        rows = values.get(ledger.asks.done) if ledger.asks is not None else None
        if not isinstance(rows, tuple | list):
            return ()
        listed = cast("Sequence[object]", rows)
        is_read = all(isinstance(each, Mapping) for each in listed)
        return cast("_Rows", listed) if is_read else ()


def _title(records: Records, target: Ledger, number: str) -> str:
    ids = records.ids(Query(target.key, text=number, states=tuple(State)))
    found = (each for each in records.fetch(target, ids) if each.number == number)
    return next((title_of(target, each.values) for each in found), VEILED)


def _id(link: object) -> int | None:
    if isinstance(link, Link):
        return link.id
    found = cast("Mapping[str, object]", link).get("id") if isinstance(link, Mapping) else None
    return found if isinstance(found, int) else None


def _label(link: object) -> str:
    if isinstance(link, Link):
        return link.label
    return str(cast("Mapping[str, object]", link).get("label")) if isinstance(link, Mapping) else ""


def _called(link: object, label: str) -> object:
    """The link under another name; what leads nowhere is somebody's own words, and stays."""
    if _id(link) is None:
        return link
    if isinstance(link, Link):
        return replace(link, label=label)
    return {**cast("Mapping[str, object]", link), "label": label}
