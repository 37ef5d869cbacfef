"""How books came to have their tables: frozen history, which never imports a declaration."""

from __future__ import annotations

from dataclasses import dataclass

from qinglian_desktop.storage.migrations import (
    m0001_first_ledgers,
    m0002_every_ledger,
    m0003_withdrawn,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """Statements applied in one transaction; numbers count from 1 without gaps."""

    number: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(1, "first ledgers", m0001_first_ledgers.STATEMENTS),
    Migration(2, "every ledger", m0002_every_ledger.STATEMENTS),
    Migration(3, "withdrawn", m0003_withdrawn.STATEMENTS),
)
