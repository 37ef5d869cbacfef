"""How the last step is taken back: a step forward that undoes it, kept in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take the last step back, and what it was."""

    words: str
    step: Callable[[], object]
    way_back: str = ""


def undo_of_save(
    keeping: RecordKeeping, ledger: Ledger, saved: Record, before: Record | None
) -> Undo:
    """A new record is voided; a changed one gets back what stood there before."""
    record_id, revision = saved.id or 0, saved.revision
    if before is None:
        return Undo(
            "新增",
            lambda: keeping.void(ledger, record_id, "撤销新增"),
            f"{saved.number} 已作废，勾选“含已作废”可以找到并恢复。",
        )
    plain = keeping.plain(ledger, before)
    return Undo(
        "修改",
        lambda: keeping.save(ledger, plain, record_id=record_id, revision=revision, reason="撤销"),
    )
