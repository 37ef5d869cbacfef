"""What contradicts in the declaration of a ledger whose records ask for others"""

from __future__ import annotations

from qinglian_desktop.domain.conditions import named_fields
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Day, RecordRef, Rows, Text
from qinglian_desktop.domain.ledger import Ledger


def check_asks(ledger: Ledger) -> None:
    """Its fields are there and of the types that they are used as; so is what a due comes from."""
    named = [(f"due {due.key} source", due.source, Text) for due in ledger.dues if due.source]
    kinds = {field.key: field.type for field in ledger.fields}
    if (asks := ledger.asks) is not None:
        rows = kinds.get(asks.done)
        kinds |= {f".{f.key}": f.type for f in (rows.fields if isinstance(rows, Rows) else ())}
        named += [
            ("asks", f".{asks.day}", Day),
            ("asks", f".{asks.words}", Text),
            ("asks", asks.due, Day),
            ("asks", asks.source, Text),
            *(("asks", leaf.field, object) for leaf in named_fields(asks.open)),
        ]
        if not any(ledger.of_type(RecordRef)):
            raise BadDeclaration(f"ledger {ledger.key}: asks: no field links to what was done")
    for what, key, kind in named:
        if not isinstance(kinds.get(key, None), kind) or key not in kinds:
            raise BadDeclaration(f"ledger {ledger.key}: {what}: {key!r} is no {kind.__name__}")
