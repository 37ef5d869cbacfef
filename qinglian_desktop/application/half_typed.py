"""What was typed in answer to a question that is not answered yet, kept until it is."""

from __future__ import annotations

import json
from typing import cast

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.domain.values import Plain

_KEY = "half_typed."
MOST = 50
"""Questions; of more the oldest are forgotten."""


class HalfTyped:
    """By question: what is asked, and of what. It survives a lock and a crash.

    Each keeper of the book has their own: what is typed may tell of what others do not see.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._key = f"{_KEY}{book.keeper.name}"

    def of(self, question: str) -> Plain:
        """What stood there; None where nothing was kept."""
        with self._book.reading() as work:
            return self._read(work).get(question)

    def keep(self, question: str, typed: Plain) -> None:
        """This and nothing else; None forgets it."""
        with self._book.writing() as work:
            kept = self._read(work)
            before = kept.pop(question, None)
            if typed is not None:
                kept[question] = typed
            if before != typed:
                newest = dict(list(kept.items())[-MOST:])
                work.settings.put(self._key, json.dumps(newest, ensure_ascii=False))

    def _read(self, work: UnitOfWork) -> dict[str, Plain]:
        try:
            kept = read_json(work.settings.get(self._key) or "{}")
        except ValueError:
            return {}
        return cast("dict[str, Plain]", kept) if isinstance(kept, dict) else {}
