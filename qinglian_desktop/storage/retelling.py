"""The history of a repaired book: what is lost of it is noted, and what stands is told anew.

Rows that could be read keep what held them, so a check still compares them and what copies know
of them. From the note on the chain goes on from the last row that there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from qinglian_desktop.domain.record import State
from qinglian_desktop.storage import chain
from qinglian_desktop.storage.chain_beginning import hold
from qinglian_desktop.storage.chain_check import ChainWalk, walk
from qinglian_desktop.storage.chain_notes import REPAIRED, note
from qinglian_desktop.storage.engine import raw_of
from qinglian_desktop.storage.histories import history_json
from qinglian_desktop.storage.record_check import is_told, last_told, told_void

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.layout import Layout

_AT_ONCE = 250
_BY = "台账库"


def retell(connection: Connection, layout: Layout, copies: int) -> None:
    """Note the repair, and give each record a row whose last one, or that it is void, is not there.

    ``copies`` is the last number on the shelves of the damaged book.
    """
    raw = raw_of(connection)
    walked = ChainWalk()
    for _ in walk(raw, walked):
        pass
    if not walked.has_key:
        hold(connection, layout, chain.new_key(raw))
    known = {span for each in walked.notes for span in each.lost}
    lost = [span for span in walked.gaps if span not in known]
    writer = chain.ChainWriter(raw)
    says = {"copies": copies, "lost": lost, "anew": not walked.has_key}
    rows = sum(last - first + 1 for first, last in lost)
    reason = f"修改经过有 {rows} 行读不出来" if rows else "读得出来的都在"
    note(writer, REPAIRED, reason, _BY, layout.clock(), says)
    for ledger in layout.catalogue:
        _tell(connection, layout, ledger, writer, walked.told.get(ledger.key, {}))


def _tell(
    connection: Connection,
    layout: Layout,
    ledger: Ledger,
    writer: chain.ChainWriter,
    held: dict[int, bytes | None],
) -> None:
    main = layout.schema.ledgers[ledger.key].main
    ids = list(connection.execute(select(main.c.id).order_by(main.c.id)).scalars())
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        after = last_told(connection, layout, ledger, some)
        void = told_void(connection, layout, ledger, some)
        digests = layout.digests[ledger.key].of(raw_of(connection), some)
        for record in layout.rows[ledger.key].fetch(connection, some):
            at = record.id or 0
            is_void = record.state is State.VOID
            is_so_told = is_void == (at in void)
            is_so_kept = held.get(at) in (None, digests[at])
            if at in after and is_told(after[at], ledger, record) and is_so_told and is_so_kept:
                continue
            action = "修复" if is_so_told else "作废" if is_void else "恢复"
            row = {
                "ledger": ledger.key,
                "record_id": at,
                "at": layout.clock().isoformat(sep=" "),
                "by": record.entered.by,
                "action": action,
                "reason": "台账库损坏过，这条记录原来的修改经过读不全",
                "before": after.get(at),
                "after": history_json(ledger, record.values),
                "record_digest": digests[at],
            }
            writer.add([row])
