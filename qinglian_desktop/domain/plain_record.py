"""A whole record as plain input."""

from __future__ import annotations

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.record import Record


def plain_of(ledger: Ledger, record: Record) -> dict[str, object]:
    """A record's values as plain input, as the form takes them."""
    return {
        field.key: to_plain(field.type, record.value(field.key))
        for field in ledger.fields
        if field.key in record.values
    }
