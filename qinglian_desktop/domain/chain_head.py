"""How far a book's history goes, and the keyed hash that tells whether it is still that one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last row of a history, counted from 1, and its hash in hex, 64 digits."""

    rows: int
    digest: str

    def to_text(self) -> str:
        """As it stands on a return."""
        return f"{self.rows}-{self.digest}"

    @classmethod
    def parse(cls, text: str | None) -> ChainHead | None:
        """The head that is written so; None for anything else."""
        rows, _, digest = (text or "").partition("-")
        is_one = (
            (text or "").isascii() and rows.isdecimal() and len(rows) < 16 and len(digest) == 64
        )
        return cls(int(rows), digest) if is_one else None
