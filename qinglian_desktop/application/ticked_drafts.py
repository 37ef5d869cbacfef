"""A form left half done over a line of a list, when what was done ticks that line meanwhile

Otherwise the form, saved another day, would say once more that nothing was done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from qinglian_desktop.application.answering import follows_answers
from qinglian_desktop.application.hung_steps import follows_charts
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.initial import Computed
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.validation import read_input


def tick_drafts(work: UnitOfWork, ledger: Ledger, before: Record, now: Record) -> None:
    """Bring what is kept of forms over the record along with it."""
    for draft in work.drafts.all(ledger.key):
        if draft.record_id == now.id:
            typed = ticked_too(ledger, draft.typed, before, now)
            work.drafts.put(replace(draft, typed=typed))


def ticked_too(
    ledger: Ledger, typed: Mapping[str, object], before: Record, now: Record
) -> dict[str, object]:
    """What was typed over the record as it was ``before``, as it would be over it ``now``.

    What is otherwise than it was before was typed by hand, and stays; so do rows.
    """
    found, read = dict(typed), read_input(ledger, typed)[0]
    follows = {
        field.key: field.initial.by
        for field in ledger.fields
        if isinstance(field.initial, Computed) and read.get(field.key) == field.initial.by(read)
    }
    for key in (*follows_answers(ledger), *follows_charts(ledger)):
        kind = ledger.field(key).type
        old, new = (to_plain(kind, each.value(key)) for each in (before, now))
        stands = typed.get(key)
        if ledger.asks is not None and key == ledger.asks.done:
            found[key] = _merged(stands, old, new)
        elif key in follows:
            found[key] = to_plain(kind, follows[key](read_input(ledger, found)[0]))
        elif _said(stands) == _said(old):
            found[key] = new
    return {key: plain for key, plain in found.items() if plain is not None}


def _merged(stands: object, old: object, new: object) -> object:
    """The rows as they are now, without those taken away by hand and with those added so."""
    rows, were, are = (_listed(each) for each in (stands, old, new))
    stay, known, there = ([_said(row) for row in each] for each in (rows, were, are))
    kept = [row for row, said in zip(are, there, strict=True) if said not in known or said in stay]
    added = [
        row for row, said in zip(rows, stay, strict=True) if said not in known and said not in there
    ]
    return [*kept, *added] or None


def _listed(rows: object) -> Sequence[object]:
    return cast("Sequence[object]", rows) if isinstance(rows, list | tuple) else ()


def _said(plain: object) -> object:
    """To be compared: without what is blank; a link is what it leads to."""
    if not isinstance(plain, Mapping):
        return plain
    parts = cast("Mapping[str, object]", plain)
    if parts.get("id") is not None:
        return parts["id"]
    return {key: part for key, part in parts.items() if part not in (None, "")}
