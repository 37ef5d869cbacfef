"""A line of figures: a measure of a ledger, counted over a period and beside others"""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.measures import Figure, Measure


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A measure over a period; for a month also before it and the year to date."""

    ledger: Ledger
    measure: Measure
    figure: Figure
    before: Figure | None = None
    year_to_date: Figure | None = None
