"""What a record can say in a form of somebody else: its columns, by key"""

from __future__ import annotations

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.projection import Column, Part, export_columns

PLACE = "place"
"""The key of the column that numbers rows: 序号."""


def form_columns(ledger: Ledger) -> dict[str, Column]:
    """By key, in the order of the ledger's form; numbers of people before their names."""
    return {each.key: each for each in export_columns(ledger) if each.part is not Part.STATE}
