"""Backups in a place that two PCs share: whether the book went on by itself on the other one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qinglian_desktop.application.parting import MERGED, merged_head
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import chain, copy_heads
from qinglian_desktop.storage.chain_notes import (
    NO_LEDGER,
    REPAIRED,
    RESTORED,
    BookNote,
    left_for_opening,
)
from qinglian_desktop.storage.histories import plain_said

if TYPE_CHECKING:
    from qinglian_desktop.application.copies import Copy
    from qinglian_desktop.storage.copy_heads import CopyHead
    from qinglian_desktop.storage.engine import RawConnection

_NOTES = "SELECT id, action, after, at FROM history WHERE ledger = ? ORDER BY id"
_Note: TypeAlias = "tuple[int, str, str, str]"


def newest_apart(connection: RawConnection, folder: Path) -> Copy | None:
    """The newest copy on a folder's shelf of which the book does not know what its history says.

    Only what a copy of this very book wrote is looked at; not what this one had before it was gone
    back, nor what was merged since.
    """
    key = chain.key_of(connection)
    if key is None:
        return None
    heads = (each for each in reversed(copy_heads.on_shelf(folder)) if each.is_sealed(key))
    return next((each.copy for each in heads if _knows_more(connection, each)), None)


def is_apart(connection: RawConnection, copy: Copy, inside: RawConnection) -> bool:
    """The same of one copy, by the history that is ``inside`` it."""
    key = chain.key_of(connection)
    # A book that was gone back to and not opened since has not noted it yet.
    if key is None or chain.key_of(inside) != key or left_for_opening(connection) is not None:
        return False
    return _knows_more(connection, copy_heads.head_inside(copy, inside))


def _knows_more(connection: RawConnection, each: CopyHead) -> bool:
    if each.head is None or chain.is_in(connection, each.head):
        return False
    notes: list[_Note] = connection.execute(_NOTES, (NO_LEDGER,)).fetchall()
    is_met = each.head.rows <= max(_merged(notes), default=0)
    return not is_met and not any(_explains(note, each) for note in notes)


def went_apart(copy: Copy) -> EnvironmentProblem:
    """What is told of it."""
    return EnvironmentProblem(
        f"这本台账库在另一台电脑上也记过：第二处有那边做的备份（{copy.words}），"
        "里面有的记录这里没有。",
        "两边记的都在，这里的也备份好了。",
        "请在“工作台”点“合并…”，选那一份备份，看看那边记了什么，合并成一份。",
    )


def _merged(notes: list[_Note]) -> Iterator[int]:
    """How far the history of the other went, each time that something was merged."""
    for _, action, said, _ in notes:
        if action == MERGED and (head := merged_head(plain_said(said))) is not None:
            yield head.rows


def _explains(note: _Note, copy: CopyHead) -> bool:
    """Whether the book had that history itself, before it was gone back to a copy or repaired.

    Copies on another shelf may have higher numbers than its own knew: those from before it count.
    """
    place, action, said, at = note
    if action not in (RESTORED, REPAIRED) or copy.head is None:
        return False
    gone_back, before = BookNote.of(place, said), copy.copy
    is_earlier = before.number <= gone_back.copies or before.at.isoformat(sep=" ") <= at
    return gone_back.is_anew or (is_earlier and gone_back.had(copy.head.rows, copy.departed))
