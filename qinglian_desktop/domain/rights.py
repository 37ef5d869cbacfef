"""What a keeper may not do, told in words; what they may is done without a word."""

from __future__ import annotations

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import NotAllowed
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.domain.ledger import Ledger

VEILED = "保密记录"
"""Stands where a record is named that whoever reads does not see."""

_NOTHING_DONE = "什么也没有改动，台账库里的记录没有受影响。"
_ASK_ALL = "请让有“全部”权限的使用人来做。"
_ASK_SEEING = "请让看得到谈话和体检的使用人来做。"


def must_have_all(keeper: Keeper, what: str) -> None:
    """Raise NotAllowed where ``what`` is theirs alone who may do everything."""
    if keeper.role is not KeeperRole.ALL:
        said = f"{what}要有“全部”权限，使用人“{keeper.name}”的权限是“{keeper.role.value}”。"
        raise NotAllowed(said, _NOTHING_DONE, _ASK_ALL)


def must_write(keeper: Keeper) -> None:
    """Raise NotAllowed where a keeper who only reads would change something."""
    if keeper.role is KeeperRole.READING:
        said = f"使用人“{keeper.name}”的权限是“{keeper.role.value}”，不能改动。"
        raise NotAllowed(said, _NOTHING_DONE, "要改的，请让有“录入”或“全部”权限的使用人来做。")


def must_see_all(keeper: Keeper, what: str) -> None:
    """Raise NotAllowed where ``what`` tells of everything, and the keeper does not see all of it.

    Done by half it would say otherwise than where somebody else does it.
    """
    if not keeper.sees_confidential:
        said = f"{what}要用到全部台账，使用人“{keeper.name}”看不到其中的谈话和体检。"
        raise NotAllowed(said, _NOTHING_DONE, _ASK_SEEING)


def must_have_everything(keeper: Keeper, what: str) -> None:
    """Raise NotAllowed but for who may do everything and sees all of it."""
    must_have_all(keeper, what)
    must_see_all(keeper, what)


def sees(keeper: Keeper, ledger: Ledger) -> bool:
    """Whether the records of a ledger are theirs to see."""
    return keeper.sees_confidential or not ledger.is_confidential


def must_see(keeper: Keeper, ledger: Ledger) -> None:
    """Raise NotAllowed where the records of a ledger are not theirs to see."""
    if not sees(keeper, ledger):
        raise not_seen(ledger)


def uncounted(keeper: Keeper) -> str:
    """What is said below figures in which something is not counted; "" where all of it is."""
    return "" if keeper.sees_confidential else "谈话和体检您看不到，没有算在内。"


def must_see_to_show(keeper: Keeper) -> None:
    """Raise NotAllowed where a keeper would let somebody see what they do not see themselves."""
    if not keeper.sees_confidential:
        said = (
            f"使用人“{keeper.name}”看不到谈话和体检，不能让人看，"
            "也不能给看得到的使用人设密码、换恢复码。"
        )
        raise NotAllowed(said, "使用人和密码都没有改动。", _ASK_SEEING)


def not_seen(ledger: Ledger) -> NotAllowed:
    """What is told to whoever asks for a ledger that they do not see."""
    return NotAllowed(f"您看不到{quoted(ledger.label)}里的记录。", _NOTHING_DONE, _ASK_SEEING)
