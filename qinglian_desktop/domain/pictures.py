"""Figures that people would rather look at: declared by ledgers, drawn on screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure of the ledger, month by month through the year, as columns."""

    label: str
    measure: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Several measures of the ledger over the year, side by side in their order."""

    label: str
    measures: tuple[str, ...]


Picture: TypeAlias = Trend | Bars
