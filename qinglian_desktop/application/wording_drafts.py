"""Changes to a unit's own words that were typed and not kept as a version yet"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias, cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.wording import Wording

_KEY = "wording.drafts"

Named: TypeAlias = tuple[str, str]
"""The key of a ledger and of its field."""


class WordingDrafts:
    """They survive a crash; a list that is kept, or given up, has none any more."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def all(self) -> dict[Named, Wording]:
        """What was typed, by list; nothing where it cannot be read."""
        with self._book.reading() as work:
            return _read(work)

    def keep(self, pending: Mapping[Named, Wording]) -> None:
        """These and no others."""
        with self._book.writing() as work:
            _write(work, pending)


def forget_draft(work: UnitOfWork, ledger: str, field: str) -> None:
    """A list was kept: what was typed of it is in that version."""
    pending = _read(work)
    if pending.pop((ledger, field), None) is not None:
        _write(work, pending)


def _read(work: UnitOfWork) -> dict[Named, Wording]:
    try:
        kept = cast("list[list[object]]", json.loads(work.settings.get(_KEY) or "[]"))
        return {
            (str(ledger), str(field)): Wording(
                tuple(str(word) for word in cast("list[object]", words)),
                tuple((str(old), str(now)) for old, now in cast("list[list[object]]", former)),
            )
            for ledger, field, words, former in kept
        }
    except (ValueError, TypeError, RecursionError):
        return {}


def _write(work: UnitOfWork, pending: Mapping[Named, Wording]) -> None:
    plain = [[*named, wording.words, wording.former] for named, wording in pending.items()]
    work.settings.put(_KEY, json.dumps(plain, ensure_ascii=False))
