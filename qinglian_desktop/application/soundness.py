"""What a check of a book found, and which of its backups have whole what is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.domain.errors import EnvironmentProblem

BROKEN_PAGES = (
    "数据库文件有读不出来的地方：可能是U盘松动、磁盘有坏道，也可能文件已经损坏。"
    "请先插好U盘，再检查一遍；还是这样，就从最近的备份恢复。"
)
"""Said first where the database itself is damaged, or the disk does not give all of it: nothing
is to be written into it any more."""


class Finding(str):
    """A sentence about what is wrong with a book.

    ``ledger`` and ``record_id`` are the record whose content is touched; "" and 0 for none.
    ``attachment`` is the digest of the one that is amiss; "" for none. ``is_altered`` where no
    damage can be meant: somebody changed what the history holds, with another tool.
    """

    ledger: str
    record_id: int
    attachment: str
    is_altered: bool

    def __new__(
        cls,
        sentence: str,
        ledger: str = "",
        record_id: int = 0,
        attachment: str = "",
        *,
        is_altered: bool = False,
    ) -> Finding:
        made = super().__new__(cls, sentence)
        made.ledger, made.record_id, made.attachment = ledger, record_id, attachment
        made.is_altered = is_altered
        return made


class UnsoundCopy(EnvironmentProblem):
    """A copy in which a check found something that nobody has said yes to; ``findings`` are all.

    Nothing was changed. Who knows of them may go back to it all the same.
    """

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__(
            f"没有恢复。{found_in_copy(findings)}",
            "什么也没有改动，台账库和备份都还是原来的样子。",
            "请换一份更早的备份。只有这一份的，看清楚了可以仍要恢复：恢复以后用“检查”看是哪几处，"
            "再用“修复”整理成一本新的。",
        )
        self.findings = tuple(findings)


def found_in_copy(findings: Sequence[str]) -> str:
    """What a check found in a copy, in a sentence that stays short."""
    return f"这份备份检查出 {len(findings)} 处问题：{''.join(findings[:3])}"


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
