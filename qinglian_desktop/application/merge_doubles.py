"""What was typed on both PCs apart and may be the same thing, as where a table is brought in"""

from __future__ import annotations

from collections.abc import Mapping

from qinglian_desktop.application.import_twins import SeenThings, compared_fields, identified
from qinglian_desktop.application.pairing import Pairing
from qinglian_desktop.application.parting import Parting
from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.validation import read_partly
from qinglian_desktop.domain.values import Person, Values


class TypedTwice:
    """By what identifies a record, as its ledger declares: among what was typed here since the
    copies parted. A record here is the twin of one there, and of no other."""

    def __init__(self, pairing: Pairing, parting: Parting) -> None:
        self._pairing = pairing
        self._here: dict[str, list[int]] = {}
        for each in parting.here:
            self._here.setdefault(each.ledger, []).append(each.record_id)
        self._seen: dict[str, SeenThings[Record]] = {}
        self._taken: set[tuple[str, int | None]] = set()

    def of(self, ledger: Ledger, plain: Mapping[str, object]) -> Record | None:
        """The record here that may be what one there says, which is input here; None if none is."""
        if not ledger.identity or ledger.key not in self._here:
            return None
        if ledger.key not in self._seen:
            self._seen[ledger.key] = self._typed_here(ledger)
        values, _ = read_partly(ledger, plain)

        def is_free(record: Record) -> bool:
            return (ledger.key, record.id) not in self._taken

        found = self._seen[ledger.key].same(_said(ledger, values), is_free)
        if found is not None:
            self._taken.add((ledger.key, found.id))
        return found

    def _typed_here(self, ledger: Ledger) -> SeenThings[Record]:
        """What the other has not got; not what is void."""
        pairing, seen = self._pairing, SeenThings[Record](ledger)
        ids = [each for each in self._here[ledger.key] if pairing.id_there(ledger, each) is None]
        for record in pairing.here.records.fetch(ledger, sorted(ids)):
            if record.state is not State.VOID:
                seen.add(_said(ledger, record.values), record)
        return seen


def _said(ledger: Ledger, values: Values) -> Mapping[str, object]:
    """People by their names: who is new on both sides has another id on each."""
    return identified(ledger, compared_fields(ledger), values, _by_name)


def _by_name(person: Person) -> object:
    return folded(person.name)
