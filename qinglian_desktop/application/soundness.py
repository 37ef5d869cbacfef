"""What a check of a book found, and which of its backups have whole what is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qinglian_desktop.application.copies import Copy

BROKEN_PAGES = "数据库文件有损坏的地方，请从最近的备份恢复。"
"""Said first where the database itself is damaged: nothing is to be written into it any more."""


class Finding(str):
    """A sentence about what is wrong with a book.

    ``ledger`` and ``record_id`` are the record whose content is touched; "" and 0 for none.
    ``attachment`` is the digest of the one that is amiss; "" for none.
    """

    ledger: str
    record_id: int
    attachment: str

    def __new__(
        cls, sentence: str, ledger: str = "", record_id: int = 0, attachment: str = ""
    ) -> Finding:
        made = super().__new__(cls, sentence)
        made.ledger, made.record_id, made.attachment = ledger, record_id, attachment
        return made


@dataclass(frozen=True, slots=True)
class Whole:
    """``newest`` is the newest backup whose pages are whole; ``of`` gives, by ledger and id, the
    newest one that has a record with its attachments, and what the record is called there.
    ``attachments`` are the digests of those that some copy has whole."""

    newest: Copy | None = None
    of: Mapping[tuple[str, int], tuple[Copy, str]] = field(
        default_factory=dict[tuple[str, int], tuple[Copy, str]]
    )
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A book made of what could be read; ``kept`` are how many records of each ledger are in it.

    ``lost`` are the findings about what is not, ``whole`` the backups that have it.
    """

    kept: Mapping[str, int]
    lost: tuple[Finding, ...]
    whole: Whole

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(self.kept.values())
