"""What contradicts in the declaration of a list of rows"""

from __future__ import annotations

from qinglian_desktop.domain.conditions import named_fields
from qinglian_desktop.domain.errors import BadDeclaration
from qinglian_desktop.domain.field_types import Choice, Day, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lenses import RowList


def check_row_list(ledger: Ledger, lens: RowList) -> None:
    """Its fields are there and of the types that they are used as, its words among the choices."""
    kinds = {field.key: field.type for field in ledger.fields}
    rows = kinds.get(lens.rows)
    kinds |= {f".{each.key}": each.type for each in (rows.fields if isinstance(rows, Rows) else ())}
    named: list[tuple[str, type]] = [
        (lens.rows, Rows),
        (f".{lens.due}", Day),
        (f".{lens.done_on}", Day),
        (f".{lens.status}", Choice),
        *((f".{key}", object) for key in (lens.what, *lens.who)),
        *((key, object) for key in lens.of),
        *((leaf.field, object) for leaf in (named_fields(lens.where) if lens.where else ())),
    ]
    for key, kind in named:
        if key not in kinds or not isinstance(kinds[key], kind):
            raise _bad(ledger, lens, f"{key!r} is no {kind.__name__}")
    status = kinds[f".{lens.status}"]
    for word in (lens.finished, lens.open):
        if not isinstance(status, Choice) or word not in status.options:
            raise _bad(ledger, lens, f"{word} is no word of {lens.status}")


def _bad(ledger: Ledger, lens: RowList, what: str) -> BadDeclaration:
    return BadDeclaration(f"ledger {ledger.key}: lens {lens.label}: {what}")
