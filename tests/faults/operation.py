"""Books for the trials of faults, and what an operation on them is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.schema import Schema
from tests.faults.contents import Finding
from tests.faults.steps import Said, Steps
from tests.invented import INVENTED
from tests.storage.invented_books import CHEAP, FIRST, NOW, PASSWORD, WHO

Facts = Mapping[str, str]


class PreparedBooks(EncryptedBooks):
    """Books that share the statements that each would prepare: half of the time of a trial."""

    def _layout(self) -> Layout:
        return _prepared(self._catalogue)


@cache
def _prepared(catalogue: Catalogue) -> Layout:
    layout = Layout(Schema(catalogue), lambda: NOW)
    for ledger in catalogue:
        _ = layout.rows[ledger.key]
    return layout


@cache
def invented_books() -> EncryptedBooks:
    _prepared(INVENTED)
    return PreparedBooks(INVENTED, lambda: NOW, WHO, migrations=(FIRST,), cost=CHEAP, waits=(0,))


@cache
def released_books() -> EncryptedBooks:
    catalogue = Catalogue(ALL_LEDGERS)
    _prepared(catalogue)
    return PreparedBooks(catalogue, lambda: NOW, "示例", cost=KeyCost(1, 8))


def second_place_of(folder: Path) -> Path:
    """The folder of a trial, beside the book, for its second backups."""
    return folder.with_name("second")


@dataclass(slots=True)
class Seen:
    """What a fresh process finds after a trial; ``lines`` are the records of the book.

    ``elsewhere`` are those of each whole thing that was made beside the book.
    """

    said: Said
    facts: Facts
    lines: set[str] = field(default_factory=set)
    drafts: int = 0
    opens: set[str] = field(default_factory=set)
    backups: list[set[str]] = field(default_factory=list)
    aside: list[set[str]] = field(default_factory=list)
    second: list[set[str]] = field(default_factory=list)
    elsewhere: list[set[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Operation:
    """``effects`` say of a step whether what it shall do was done; ``always`` holds whatever came.

    ``prepare`` makes the book before it and gives facts that the others need. ``secrets`` are those
    tried afterwards. Until the step ``makes`` was confirmed there need not be a book; but then
    ``again`` makes one at the same place. ``elsewhere`` looks at what lies beside the book.
    The disk may know no ``links``; and instead of the changes of the disk it may be the reading of
    files that fails, with ``reads``.
    """

    title: str
    prepare: Callable[[Path], Facts]
    work: Callable[[Path, Facts, Steps], None]
    effects: Mapping[str, Callable[[Seen], bool]]
    always: Callable[[Seen], bool]
    secrets: Callable[[Facts, Said], list[str]] = lambda facts, said: [PASSWORD]
    books: Callable[[], EncryptedBooks] = invented_books
    catalogue: Catalogue = INVENTED
    makes: str = ""
    again: Callable[[Path, Facts], None] | None = None
    elsewhere: Callable[[Path, Facts, Seen], Iterable[Finding]] = lambda folder, facts, seen: ()
    links: bool = True
    reads: bool = False


GOES_ON: Mapping[str, Callable[[Seen], bool]] = {"再存": lambda seen: "丙" in seen.lines}
"""What is saved after what was tried is there."""
