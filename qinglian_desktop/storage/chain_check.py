"""Whether the history is the one that was written: each row, and how far it goes.

The rows hold on to one another; what was taken off the end, or written anew as a whole, is told
by how far returns and copies say that it went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.chain_head import ChainHead
from qinglian_desktop.domain.moment_words import moment_words
from qinglian_desktop.storage import chain
from qinglian_desktop.storage.chain import RowHash
from qinglian_desktop.storage.chain_notes import NO_LEDGER, REPAIRED, RESTORED, BookNote

if TYPE_CHECKING:
    from qinglian_desktop.domain.catalogue import Catalogue
    from qinglian_desktop.storage.copy_heads import CopyHead
    from qinglian_desktop.storage.engine import RawConnection

_ROWS = f"SELECT {chain.IN_ORDER}, chain FROM history ORDER BY id"
_RETURNS = "SELECT period, revision, chain_head FROM returns WHERE chain_head IS NOT NULL"
_AT_ONCE = 1_000
_NAMED = 5
"""Rows that are named one by one; of more it is said how many."""

HeldDigests: TypeAlias = "dict[str, dict[int, bytes | None]]"


@dataclass(slots=True)
class ChainWalk:
    """What going along the history found.

    ``told`` has by ledger and id the digest in the last row of each record, None where that holds
    none; ``notes`` what the book noted itself.
    """

    rows: int = 0
    told: HeldDigests = field(default_factory=dict[str, "dict[int, bytes | None]"])
    notes: list[BookNote] = field(default_factory=list[BookNote])
    has_key: bool = True
    unheld: int = 0
    gaps: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    altered: list[Sequence[object]] = field(default_factory=list[Sequence[object]])


def walk(connection: RawConnection, found: ChainWalk) -> Iterator[int]:
    """Go along the history once, noting what is found; yields how many rows more were seen."""
    key = chain.key_of(connection)
    found.has_key = key is not None
    row_hash = RowHash(key).of if key is not None else None
    told = found.told
    last, before = 0, chain.BEFORE_ALL
    rows = connection.execute(_ROWS)
    while some := rows.fetchmany(_AT_ONCE):
        for row in some:
            *values, held = row
            place, ledger, record_id = values[:3]
            if place < 1:
                # Ids count on from 1, as long as nobody has a hand in it.
                found.altered.append(values)
                continue
            follows = place == last + 1
            if not follows:
                found.gaps.append((last + 1, place - 1))
            if held is None:
                found.unheld += 1
            elif row_hash is not None and follows and row_hash(before, values) != held:
                # Behind a gap nobody can tell; the gap itself is told.
                found.altered.append(values)
            last, before = place, held if isinstance(held, bytes) else chain.BEFORE_ALL
            if ledger != NO_LEDGER:
                told.setdefault(ledger, {})[record_id] = values[-1]
            elif values[5] in (RESTORED, REPAIRED):
                found.notes.append(BookNote.of(place, values[8]))
        found.rows = last
        yield len(some)


def row_findings(
    connection: RawConnection, catalogue: Catalogue, found: ChainWalk
) -> Iterator[Finding]:
    """What is wrong with the rows themselves."""
    if found.unheld and found.unheld == found.rows and not found.has_key:
        # Of a copy that a former version made: nothing was held there.
        return
    if not found.has_key and found.rows:
        yield _altered(
            "核对修改经过用的钥匙不在台账库里了，是用别的工具删掉的，核对不了有没有被改动。"
        )
    known = {span for each in found.notes for span in each.lost}
    for first, last in found.gaps:
        if (first, last) not in known:
            yield _altered(
                f"修改经过少了 {last - first + 1} 行（第 {first} 行起）：是用别的工具删掉的。"
            )
    if found.unheld:
        yield _altered(
            f"修改经过里有 {found.unheld} 行没有核对码：是用别的工具加进去的，或者核对码被抹掉了。"
        )
    for values in found.altered[:_NAMED]:
        yield _altered(
            f"{_named(connection, catalogue, values)}的修改经过里，{_when(values)}的一行和前后"
            "对不上：被改动过、换过先后，或者是用别的工具加进去的。"
        )
    if len(found.altered) > _NAMED:
        yield _altered(f"修改经过里这样对不上的一共有 {len(found.altered)} 行。")


def anchor_findings(
    connection: RawConnection, found: ChainWalk, copies: Sequence[CopyHead]
) -> Iterator[Finding]:
    """Whether returns and copies know of a history that is not this one."""
    key = chain.key_of(connection)
    for period, revision, text in connection.execute(_RETURNS).fetchall():
        head = ChainHead.parse(text)
        what = f"{_month(period)}月报第{revision}次报出"
        if head is None:
            yield _altered(f"{what}时记下的修改经过的核对码被改动过。")
        elif not _is_known(connection, found, head):
            yield from _other(found, head, what)
    for copy in copies:
        excused = [each for each in found.notes if copy.copy.number <= each.copies]
        # One without was made by a former version, before a book that was gone back to was updated.
        if any(each.is_anew or copy.head is None for each in excused):
            continue
        what = f"{copy.copy.words} 的备份"
        if key is not None and not copy.is_sealed(key):
            yield _altered(f"{what}旁边记下的修改经过的核对码不见了，或者不是这本台账库写的。")
        elif (
            copy.head is not None
            and not _is_known(connection, found, copy.head)
            and not any(each.had(copy.head.rows, copy.departed) for each in excused)
        ):
            yield from _other(found, copy.head, what)


def _altered(sentence: str) -> Finding:
    return Finding(sentence, is_altered=True)


def _is_known(connection: RawConnection, found: ChainWalk, head: ChainHead) -> bool:
    if chain.is_in(connection, head):
        return True
    lost = (span for each in found.notes for span in each.lost)
    return any(first <= head.rows <= last for first, last in lost)


def _other(found: ChainWalk, head: ChainHead, what: str) -> Iterator[Finding]:
    if head.rows > found.rows:
        yield _altered(
            f"{what}的时候修改经过有 {head.rows} 行，现在只有 {found.rows} 行："
            "后来的被删掉了，或者台账库被换成了旧的一份。"
        )
    else:
        yield _altered(
            f"{what}的时候，修改经过的前 {head.rows} 行和现在的对不上："
            "那以后被改写过，或者两份台账库都记过（两份的，在工作台上点“合并”）。"
        )


def _named(connection: RawConnection, catalogue: Catalogue, values: Sequence[object]) -> str:
    """The record of a row: its ledger, and its number where it still has one."""
    key, record_id = str(values[1]), values[2]
    if key not in catalogue:
        return "台账库"
    ledger = catalogue[key]
    said = f'SELECT number FROM "ledger_{ledger.key}" WHERE id = ?'
    row = connection.execute(said, (record_id,)).fetchone()
    return f"{ledger.label} {row[0]} " if row is not None else f"{ledger.label}一条记录"


def _when(values: Sequence[object]) -> str:
    try:
        at = datetime.fromisoformat(str(values[3]))
    except ValueError:
        return f"“{values[5]}”"
    return f"{moment_words(at)} “{values[5]}”"


def _month(period: object) -> str:
    year, _, month = str(period).partition("-")
    return f"{year}年{month.lstrip('0')}月"
