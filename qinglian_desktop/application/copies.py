"""Copies of a book: its backups, what restores set aside, and what was exported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qinglian_desktop.domain.moment_words import moment_words


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a book as it was once.

    ``number`` is counted in the book and orders the copies; 0 for those that were made before
    copies were counted. ``at`` is only what the PC's clock said. ``size`` is the database's,
    ``book`` the folder of the book whose copy it is. One that is looked into ``is_apart`` where it
    has what the book has not, because it went on by itself on another PC.
    """

    folder: Path
    number: int
    at: datetime
    size: int
    book: Path
    is_apart: bool = False

    @property
    def words(self) -> str:
        """When it was made, as the PC believed: 2026年3月1日 08:05."""
        return moment_words(self.at)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written on the way out of a book: where it is, and how much went into it.

    ``lost`` counts attachments that stayed away, their files being missing or damaged.
    """

    path: Path
    records: int
    files: int
    lost: int
