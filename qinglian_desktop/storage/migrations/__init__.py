"""How books came to have their tables: frozen history, which never imports a declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from qinglian_desktop.storage.engine import RawConnection
from qinglian_desktop.storage.migrations import (
    m0001_first_ledgers,
    m0002_every_ledger,
    m0003_withdrawn,
    m0004_attachments_as_files,
    m0005_returns_as_told,
    m0006_plans,
    m0007_history_of_returns,
    m0008_three_actions,
    m0009_records_of_work,
    m0010_roster,
    m0011_standing,
    m0012_roster_forms,
    m0013_plans_from_above,
    m0014_flows,
    m0015_risk_maps,
    m0016_handing_in,
    m0017_collection,
    m0018_history_chain,
)

KeepFile: TypeAlias = Callable[[str, bytes], object]
"""Puts the content with a digest durably into the book's folder; again and again if need be."""


@dataclass(frozen=True, slots=True)
class Migration:
    """Statements applied in one transaction; numbers count from 1 without gaps.

    ``prepare`` comes before, for any older book, and changes nothing in the database: killed or
    out of space, it begins anew the next time.
    """

    number: int
    name: str
    statements: tuple[str, ...]
    prepare: Callable[[RawConnection, KeepFile], None] | None = None


MIGRATIONS = (
    Migration(1, "first ledgers", m0001_first_ledgers.STATEMENTS),
    Migration(2, "every ledger", m0002_every_ledger.STATEMENTS),
    Migration(3, "withdrawn", m0003_withdrawn.STATEMENTS),
    Migration(
        4,
        "attachments as files",
        m0004_attachments_as_files.STATEMENTS,
        m0004_attachments_as_files.move_out,
    ),
    Migration(5, "returns as told", m0005_returns_as_told.STATEMENTS),
    Migration(6, "plans", m0006_plans.STATEMENTS),
    Migration(7, "history of returns", m0007_history_of_returns.STATEMENTS),
    Migration(8, "three actions", m0008_three_actions.STATEMENTS),
    Migration(9, "records of work", m0009_records_of_work.STATEMENTS),
    Migration(10, "roster", m0010_roster.STATEMENTS),
    Migration(11, "standing", m0011_standing.STATEMENTS),
    Migration(12, "roster forms", m0012_roster_forms.STATEMENTS),
    Migration(13, "plans from above", m0013_plans_from_above.STATEMENTS),
    Migration(14, "flows", m0014_flows.STATEMENTS),
    Migration(15, "risk maps", m0015_risk_maps.STATEMENTS),
    Migration(16, "handing in", m0016_handing_in.STATEMENTS),
    Migration(17, "collection", m0017_collection.STATEMENTS),
    Migration(18, "history chain", m0018_history_chain.STATEMENTS),
)
