"""A risk as a chart shows it at its step: read when the chart is drawn, never kept in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepRisk:
    """A risk of the ``step`` with this id.

    ``rank``: 1 the gravest, 3 the least; ``level`` is what it is called. Who answers for the
    ``measures`` is the ``owner``.
    """

    step: str
    rank: int
    level: str
    risk: str
    measures: tuple[str, ...] = ()
    owner: str = ""
