"""Who keeps a book (使用人): a name that stands beside whatever they write, and what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from qinglian_desktop.domain.comparing import folded, tidied
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.problem import Problem


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
LONGEST_NAME = 30


def named_properly(keeper: Keeper) -> Keeper:
    """The keeper with the name as it is kept; DataProblems for none, or one that is no name."""
    tidy = " ".join(tidied(keeper.name).split())
    if not tidy:
        raise DataProblems([Problem("name", "请写明使用人的姓名或者职务。")])
    if len(tidy) > LONGEST_NAME:
        raise DataProblems([Problem("name", f"使用人的名字太长了，最多 {LONGEST_NAME} 个字。")])
    return replace(keeper, name=tidy)


def must_keep_a_book(keepers: Sequence[Keeper]) -> None:
    """DataProblems where these could not keep a book together."""
    names: set[str] = set()
    for each in keepers:
        if (name := folded(each.name)) in names:
            said = f"已经有叫“{each.name}”的使用人了，请写成两个不一样的名字。"
            raise DataProblems([Problem("name", said)])
        names.add(name)
    if not any(each.role is KeeperRole.ALL and each.sees_confidential for each in keepers):
        said = (
            "至少要有一个使用人权限是“全部”，并且能看谈话和体检，不然谁也管不了这本台账库了。"
            "请先给另一个人这样的权限。"
        )
        raise DataProblems([Problem("role", said)])


def keeper_of(keepers: Sequence[Keeper], name: str) -> Keeper:
    """The keeper of that name, however it was typed; DataProblems where there is none."""
    for each in keepers:
        if folded(each.name) == folded(name):
            return each
    there = "、".join(each.name for each in keepers)
    raise DataProblems([Problem("name", f"没有叫“{name}”的使用人，现在有：{there}。")])
