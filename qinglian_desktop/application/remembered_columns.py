"""What is remembered of imports: which column went where under the same heads, and which files"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import cast

from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.importing.heads import SheetHead, is_reason, names_any
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import State

_MOST = 50
"""Kinds of files, and files, that are remembered of a ledger; the oldest are forgotten."""


def of(work: UnitOfWork, ledger: Ledger, head: SheetHead) -> dict[int, str]:
    """By column what was chosen for it when a file of the same heads was brought in."""
    chosen = _kept(work, _heads_key(ledger)).get(_signature(head), "")
    kept = cast("dict[str, str]", json.loads(chosen)) if chosen else {}
    return {at: kept[name] for at, name in _names(head) if name in kept}


def is_known(work: UnitOfWork, ledger: Ledger, digest: str) -> bool:
    """Whether a file of this digest was brought in before, and not taken back since."""
    first = _kept(work, _files_key(ledger)).get(digest, "") if digest else ""
    if not first.isdecimal():
        # A name: so it was kept once.
        return bool(first)
    record = work.records.get(ledger, int(first))
    return record is not None and record.state is not State.VOID


def remember(work: UnitOfWork, found: Understanding, first: int) -> None:
    """Remember the columns that the user chose, and the file with the ``first`` of its records.

    Heads of which none is known may be somebody's record: their words are not kept.
    """
    ledger, targets = found.ledger, found.plan.targets
    chosen = {name: targets[at] for at, name in _names(found.head) if at in targets}
    if chosen and names_any(found.head, found.known):
        heads = _kept(work, _heads_key(ledger))
        _put(work, _heads_key(ledger), heads, _signature(found.head), json.dumps(chosen))
    if found.file.digest:
        files = _kept(work, _files_key(ledger))
        _put(work, _files_key(ledger), files, found.file.digest, str(first))


def _names(head: SheetHead) -> Iterator[tuple[int, str]]:
    """Each column with its head, the second of the same words told from the first."""
    seen = Counter[str]()
    for at, cell in enumerate(head.cells):
        seen[cell.label] += 1
        if cell.label:
            yield at, cell.label if seen[cell.label] == 1 else f"{cell.label}#{seen[cell.label]}"


def _signature(head: SheetHead) -> str:
    return "｜".join(cell.label for cell in head.cells if not is_reason(cell))


def _heads_key(ledger: Ledger) -> str:
    return f"import.heads.{ledger.key}"


def _files_key(ledger: Ledger) -> str:
    return f"import.files.{ledger.key}"


def _kept(work: UnitOfWork, key: str) -> dict[str, str]:
    text = work.settings.get(key)
    return cast("dict[str, str]", json.loads(text)) if text else {}


def _put(work: UnitOfWork, key: str, kept: dict[str, str], name: str, text: str) -> None:
    kept.pop(name, None)
    kept[name] = text
    latest = list(kept.items())[-_MOST:]
    work.settings.put(key, json.dumps(dict(latest), ensure_ascii=False))
