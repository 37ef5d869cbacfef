"""What the history keeps of a record: its values as they were written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.values import Plain, Values, is_blank

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def history_json(ledger: Ledger, values: Values) -> str:
    """A record's values as JSON of plain input, for its history.

    Canonical: the same values are the same text, in whichever order the ledger's fields stand,
    so that a digest over the history stays true when a form is put in another order.
    """
    fields = ledger.by_key
    plain: dict[str, Plain] = {
        key: to_plain(fields[key].type, value)
        for key, value in values.items()
        if key in fields and not is_blank(value)
    }
    return _CANONICAL(plain)
