"""Two copies of one book: how far their histories are one, and what is new in each since then.

What a merge took is noted in the history of the book that took it, as Git notes a second parent:
how far the other's history went, and which record here is which of the other's. So a second merge
begins where the first ended, in whichever of the two it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from qinglian_desktop.application.history_ports import Histories, TouchedRecord
from qinglian_desktop.application.ports import SENT
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.ledger import Ledger

MERGED = "合并"
_HEAD, _RECORDS, _WRITTEN, _LEFT = "head", "records", "written", "left"


class CopyStanding(Enum):
    """How another copy stands to the book, told in words."""

    STRANGE = "那里的不是这本台账库的另一份，不能合并。"
    ALIKE = "两份记的一样，没有要合并的。"
    BEHIND = "那里的一份旧一些，它记的这里都有，没有要合并的。"
    AHEAD = "那里的一份新一些，这里记的它都有。"
    PARTED = "这是同一本台账库的另一份，两边都改过，可以合并。"


@dataclass(frozen=True, slots=True)
class Parting:
    """How the other stands; of each side what happened to records that the other does not know."""

    standing: CopyStanding
    here: tuple[TouchedRecord, ...] = ()
    there: tuple[TouchedRecord, ...] = ()


def parting_of(here: Histories, there: Histories) -> Parting:
    """How two copies stand to one another; looks at few rows but those that are new."""
    descent = here.descent()
    if not descent or descent != there.descent():
        return Parting(CopyStanding.STRANGE)
    common = last_in_both(here, there)
    new_here = _new(here, there, common)
    new_there = _new(there, here, common)
    match bool(new_here), bool(new_there):
        case True, True:
            standing = CopyStanding.PARTED
        case True, False:
            standing = CopyStanding.BEHIND
        case False, True:
            standing = CopyStanding.AHEAD
        case _:
            standing = CopyStanding.ALIKE
    return Parting(standing, new_here, new_there)


def last_in_both(here: Histories, there: Histories) -> int:
    """The last row of the history that both have, held by the same hash; 0 for none.

    Found by halving. Where a repair lost rows of one of them it may give a row before those.
    """
    low, high = 0, here.history_end()
    while low < high:
        middle = (low + high + 1) // 2
        head = here.head_at(middle)
        if head is not None and there.head_at(head.rows) == head:
            low = middle
        else:
            high = middle - 1
    head = here.head_at(low)
    return head.rows if head is not None else 0


def _new(of: Histories, to: Histories, common: int) -> tuple[TouchedRecord, ...]:
    """What happened last to each record of one that the other does not know.

    Not what a merge wrote: that is what the other said. Nor a return that carried a record, which
    changes nothing in it.
    """
    met = [each.rows for each, _ in _merges_of(to, of)]
    taken = [written for _, written in _merges_of(of, to)]
    last: dict[tuple[str, int], TouchedRecord] = {}
    for each in of.touched_after(max(common, *met, 0)):
        if each.action != SENT:
            last[each.ledger, each.record_id] = each
    return tuple(
        each
        for each in last.values()
        if not any(first <= each.row <= until for first, until in taken)
    )


def _merges_of(by: Histories, of: Histories) -> Iterator[tuple[ChainHead, tuple[int, int]]]:
    """How far one history went when the other book took from it, and the rows that it wrote."""
    for said in _merges(by):
        head = merged_head(said)
        if head is not None and of.head_at(head.rows) == head:
            first, until = cast("list[int]", said.get(_WRITTEN) or [0, -1])
            yield head, (first, until)


def _merges(of: Histories) -> Iterator[Mapping[str, object]]:
    for note in of.own_notes():
        if note.action == MERGED and note.after is not None:
            yield note.after


def merged_head(said: Mapping[str, object] | None) -> ChainHead | None:
    """How far the other's history went, by what the note of a merge says."""
    return ChainHead.parse(str((said or {}).get(_HEAD)))


def merge_note(
    head: ChainHead,
    named: Mapping[str, tuple[str, int]],
    written: tuple[int, int],
    left: Mapping[str, str],
) -> dict[str, object]:
    """What the history notes of a merge: the other's last row; the records that came of it, each by
    ledger and id under the name that it has in every copy; its own first and last row; by name the
    digest of what the other says of those that were left as here, "" for one that is so no more."""
    records = {name: list(at) for name, at in named.items()}
    said: dict[str, object] = {_HEAD: head.to_text(), _RECORDS: records, _WRITTEN: list(written)}
    return {**said, _LEFT: dict(left)} if left else said


def left_as_here(of: Histories) -> dict[str, str]:
    """By name the digest of what another copy said when the record was left as it is here."""
    found: dict[str, str] = {}
    for said in reversed(list(_merges(of))):
        found |= cast("dict[str, str]", said.get(_LEFT) or {})
    return found


def told_digest(plain: Mapping[str, object], *, is_void: bool) -> str:
    """The digest of what a record says, whichever copy says it: ids are another in each."""
    said = json.dumps([_without_ids(plain), is_void], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _without_ids(plain: object) -> object:
    if isinstance(plain, Mapping):
        parts = cast("Mapping[str, object]", plain)
        return {key: _without_ids(each) for key, each in parts.items() if key != "id"}
    if isinstance(plain, list):
        return [_without_ids(each) for each in cast("list[object]", plain)]
    return plain


@dataclass(slots=True)
class RecordNames:
    """What each record of one copy is called in all of them: by the row with which it came, there
    where it was typed. One that was typed in two copies has the names of both."""

    of: Histories
    _found: dict[str, dict[int, list[str]]] = field(default_factory=dict[str, dict[int, list[str]]])
    _at: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    _notes: Sequence[Mapping[str, object]] | None = None

    def name(self, ledger: Ledger, record_id: int) -> str:
        """The one that was given last; "" for a record that nothing is held of."""
        return next(iter(self.names(ledger, record_id)), "")

    def names(self, ledger: Ledger, record_id: int) -> Sequence[str]:
        """All that it has, the one that was given last first."""
        return self._all(ledger).get(record_id, ())

    def id(self, ledger: Ledger, name: str) -> int | None:
        """Which record here has the name."""
        self._all(ledger)
        return self._at[ledger.key].get(name)

    def give(self, ledger: Ledger, record_id: int, name: str) -> None:
        """The record came from elsewhere, where it has this name."""
        self._all(ledger).setdefault(record_id, []).insert(0, name)
        self._at[ledger.key][name] = record_id

    def _all(self, ledger: Ledger) -> dict[int, list[str]]:
        if ledger.key not in self._found:
            found = {at: [name] for at, name in self.of.entries(ledger).items()}
            self._found[ledger.key] = found
            self._at[ledger.key] = {names[0]: at for at, names in found.items()}
            for said in self._merged():
                records = cast("dict[str, list[object]]", said.get(_RECORDS) or {})
                for name, at in records.items():
                    if at[0] == ledger.key:
                        self.give(ledger, cast("int", at[1]), name)
        return self._found[ledger.key]

    def _merged(self) -> Sequence[Mapping[str, object]]:
        """What the merges noted, the first first; read once."""
        if self._notes is None:
            self._notes = list(_merges(self.of))[::-1]
        return self._notes
