"""Records that are due before festivals, declared by the ledger that keeps them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BeforeFestivals:
    """A record is due before each festival that the choice ``field`` has a word for.

    ``ahead`` is how many days before the festival it is asked for, and from which on a record
    keeps it.
    """

    field: str
    label: str
    ahead: int = 10
