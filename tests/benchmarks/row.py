"""One line of the table of benchmarks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured against its floor in the same run.

    ``value`` and ``floor`` in seconds; ``ratio`` is value over floor, ``budget`` the ratio
    that it may have at most, if it has one.
    """

    name: str
    value: float
    floor: float
    ratio: float
    budget: float | None
