"""The words around a hit, with the label of the field that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qinglian_desktop.domain.words import Reading, pieces
from qinglian_desktop.storage.pairs import runs

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.record import Record

WIDTH = 40
_BEFORE = 12


def excerpt(ledger: Ledger, record: Record, typed: str, names: Iterable[str] = ()) -> str:
    """``标签：…字…`` of the first field that holds the typed text, one of its words, or a name.

    At most 40 characters of the text; "" where the hit is in none of the fields.
    """
    texts = list(_texts(ledger, record))
    # The words as typed before their parts; how a dot or full-width sign is written is
    # forgiven by the index, so a part may be found where the whole is not.
    for needle in dict.fromkeys([typed.strip().casefold(), *runs(typed), *names]):
        for label, text in texts:
            place = text.casefold().find(needle)
            if needle and place >= 0:
                return f"{label}：{_around(text, place, len(needle))}"
        for label, text in texts:
            # Found by other signs than were typed: a name without its dot.
            if needle and needle in "".join(runs(text)):
                return f"{label}：{_around(text, 0, 0)}"
    return ""


def _texts(ledger: Ledger, record: Record) -> Iterator[tuple[str, str]]:
    for field in ledger.fields:
        value = record.value(field.key)
        if value is not None:
            for text in pieces(field.type, value, Reading.SEARCH):
                yield field.label, text
    yield "编号", record.number


def _around(text: str, place: int, length: int) -> str:
    start = max(0, min(place - _BEFORE, len(text) - WIDTH))
    if length >= WIDTH - _BEFORE:
        start = place
    shown = text[start : start + WIDTH].replace("\n", " ")
    return ("…" if start else "") + shown + ("…" if start + WIDTH < len(text) else "")
