"""How far a record is, as its ledger says it beside its fields"""

from __future__ import annotations

from qinglian_desktop.domain.field_types import Field, Rows
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.values import Values


def said_beside(field: Field, values: Values) -> str:
    """What is said beside a field, of all the values of its record."""
    return field.beside.words(values) if field.beside is not None else ""


def all_beside(ledger: Ledger, values: Values) -> str:
    """What is said beside the fields of a record."""
    return "，".join(filter(None, (said_beside(field, values) for field in ledger.fields)))


def rows_for_beside(ledger: Ledger) -> set[str]:
    """The rows that have to be read for it: all, where something is said."""
    is_said = any(field.beside is not None for field in ledger.fields)
    return {field.key for field in ledger.of_type(Rows)} if is_said else set()
