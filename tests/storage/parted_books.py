"""Two books parted from one, each on a desk of its own, and merged into one another."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.merge_taking import MergeDone, WhoseWords, look_beside, merge_copy
from qinglian_desktop.application.merging import CopiesBeside, Differing
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.storage.books import EncryptedBooks
from tests.storage.invented_books import PASSWORD


class Parted:
    """A book ``here`` and its copy ``there``, both open."""

    def __init__(self, books: EncryptedBooks, tools: Tools, first: Path, place: Path) -> None:
        self._books = books
        for name in ("here", "there"):
            shutil.copytree(first, place / name)
        self.here, self.there = (
            Desk(books.open(place / name, PASSWORD, is_closed_elsewhere=True), tools)
            for name in ("here", "there")
        )

    def beside(self, *, back: bool = False) -> CopiesBeside:
        """What differs, seen from here, or from there."""
        into, of = (self.there, self.here) if back else (self.here, self.there)
        with closing(self._books.look(into.book.folder, of.book.folder, PASSWORD)) as other:
            return look_beside(into, other)

    def merge(
        self,
        choose: Callable[[Differing], WhoseWords] | None = None,
        *,
        reason: str = "",
        back: bool = False,
        progress: Progress = no_progress,
        same: Collection[str] = (),
    ) -> MergeDone:
        """The other into this one, or ``back``."""
        into, of = (self.there, self.here) if back else (self.here, self.there)
        with closing(self._books.look(into.book.folder, of.book.folder, PASSWORD)) as other:
            sides: Mapping[str, WhoseWords] = {}
            if choose is not None:
                sides = {each.name: choose(each) for each in look_beside(into, other).records}
            return merge_copy(into, other, sides, reason, progress, same)

    def close(self) -> None:
        self.here.book.close()
        self.there.book.close()


def records_of(desk: Desk, ledger: Ledger) -> list[Record]:
    """All records of a ledger, void ones too, in the order of their ids."""
    with desk.book.reading() as work:
        found = work.records.few(Query(ledger.key, states=tuple(State)), None)
    return sorted(found, key=lambda each: each.id or 0)
