"""Who keeps a book (使用人): a name that stands beside whatever they write, and what is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class KeeperRole(Enum):
    """What a keeper may do with the book (权限)."""

    ALL = "全部"
    """Also who else keeps it, the unit's settings, and the whole book out and back."""
    ENTERING = "录入"
    """Records, and all that is made of them."""
    READING = "只看"
    """Nothing is written, not even a draft."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """One of those who open the book, each by a password of their own.

    ``sees_confidential`` says whether talks and check-ups (谈话、体检) are theirs to see.
    """

    name: str
    role: KeeperRole = KeeperRole.ALL
    sees_confidential: bool = True


FIRST_KEEPER = Keeper("书记")
"""Who begins a book and gives no name, and who keeps one from before there were several."""
