"""Whether each record is the one of which its history tells, and is found by the search.

A record that is kept just as its last row of the history holds it was written by this program,
and needs no look into it; one that is not is read, and what is other is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, func, select, text

from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.json_text import read_json
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.words import Reading, pieces
from qinglian_desktop.storage.engine import raw_of
from qinglian_desktop.storage.histories import history_json, tells_void
from qinglian_desktop.storage.pairs import is_steady, question, runs
from qinglian_desktop.storage.prepared import Prepared
from qinglian_desktop.storage.search_index import DAY_BITS
from qinglian_desktop.storage.statements import among
from qinglian_desktop.storage.unreadable import UnreadableContent

if TYPE_CHECKING:
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.layout import Layout

_BATCH = 250
_ASKED = 30
"""Records of a ledger that are read and asked for in the index; of a larger one each day others."""
_ANSWERS = Prepared(
    lambda: text("SELECT 1 FROM search_text WHERE search_text MATCH :asked AND rowid = :row")
)
_SIGNS = 6
"""Of the longest word as many are asked for."""
_ORDINAL = "CAST(julianday(m.occurred_on) - 1721424.5 AS INTEGER)"


def check_records(
    connection: Connection,
    layout: Layout,
    ledger: Ledger,
    told: Mapping[int, bytes | None],
    lost: Sequence[int],
    found: list[Finding],
) -> Iterator[int]:
    """Look at all records of a ledger, adding to ``found``; yields how many more were seen.

    ``told`` has by id what the last row of the history holds of each; ``lost`` are known to be
    gone.
    """
    doubtful: list[int] = []
    ids: list[int] = []
    for record_id, digest in layout.digests[ledger.key].all(raw_of(connection)):
        ids.append(record_id)
        if told.get(record_id) != digest:
            doubtful.append(record_id)
        if len(ids) % _BATCH == 0:
            yield _BATCH
    yield len(ids) % _BATCH
    every = -(-len(ids) // _ASKED) or 1
    turn = layout.clock().toordinal() % every
    asked = ids[turn::every]
    other = set(doubtful)
    # Kept as the history holds them, and yet other words: columns that changed their names, or
    # something in the database that rewrote them while they were saved.
    doubtful += [each for each in asked if each not in other]
    for start in range(0, len(doubtful), _BATCH):
        some = doubtful[start : start + _BATCH]
        held = {each for each in some if each in other and told.get(each) is not None}
        found += _untold(connection, layout, ledger, some, held)
        yield 0
    found += _entries(connection, layout, ledger)
    tables = [(layout.schema.entries, "搜索目录")]
    if told.keys() - set(ids):
        tables.append((layout.schema.history, "历史"))
    for table, where in tables:
        found += _strangers(connection, layout, ledger, lost, table, where)
    for start in range(0, len(asked), _BATCH):
        found += _words(connection, layout, ledger, asked[start : start + _BATCH])
        yield 0


def _untold(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int], held: set[int]
) -> Iterator[Finding]:
    """Records that are not kept as a row of the history holds them; ``held`` have such a row."""
    after = last_told(connection, layout, ledger, ids)
    kept, unreadable = readable(connection, layout, ledger, ids)
    if unreadable:
        said = f"{ledger.label}有 {len(unreadable)} 条记录的内容读不出来，请从最近的备份恢复。"
        yield Finding(said, ledger.key, unreadable[0])
    for record in kept:
        at = record.id or 0
        name = f"{ledger.label} {record.number}"
        if at not in after:
            yield Finding(f"{name} 没有历史记录。")
        elif not is_told(after[at], ledger, record):
            yield Finding(f"{name} 和它的最后一次历史对不上。", ledger.key, at)
        elif at in held:
            yield Finding(
                f"{name} 的编号、状态、登记人、时间或者附件和它的最后一次历史对不上。",
                ledger.key,
                at,
                is_altered=True,
            )


def _entries(connection: Connection, layout: Layout, ledger: Ledger) -> Iterator[Finding]:
    """Whether each record has its entry in the index, of its day, and something there."""
    main = layout.schema.ledgers[ledger.key].main.name
    asked = text(
        f'SELECT m.number, e.rowid IS NULL FROM "{main}" m'
        " LEFT JOIN search_entries e ON e.ledger = :key AND e.record_id = m.id"
        " LEFT JOIN search_text_docsize d ON d.id = e.rowid"
        f" WHERE e.rowid IS NULL OR d.id IS NULL OR e.rowid >> {DAY_BITS} IS NOT {_ORDINAL}"
        " OR e.is_void IS NOT (m.state = :void)"
    )
    given = {"key": ledger.key, "void": State.VOID.value}
    for number, is_missing in connection.execute(asked, given):
        said = "不在搜索目录里" if is_missing else "在搜索目录里的内容不对"
        yield Finding(f"{ledger.label} {number} {said}。")


def _strangers(
    connection: Connection,
    layout: Layout,
    ledger: Ledger,
    lost: Sequence[int],
    table: Table,
    where: str,
) -> Iterator[Finding]:
    """Rows of records that are not there, nor known to be lost."""
    main = layout.schema.ledgers[ledger.key].main
    pointing = select(func.count()).where(
        table.c.ledger == ledger.key,
        table.c.record_id.not_in(select(main.c.id)),
        table.c.record_id.not_in(list(lost)),
    )
    if count := connection.execute(pointing).scalar_one():
        yield Finding(f"{ledger.label}的{where}里有 {count} 条指向不存在的记录。")


def _words(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> Iterator[Finding]:
    """Whether the index gives each of these records for its words."""
    entries = layout.schema.entries.c
    asked = select(entries.record_id, entries.rowid).where(
        entries.ledger == ledger.key, entries.record_id.in_(among(ids))
    )
    rows = {row[0]: row[1] for row in connection.execute(asked)}
    for record in readable(connection, layout, ledger, ids)[0]:
        row = rows.get(record.id or 0)
        if row is not None and not _answers(connection, ledger, record, row):
            yield Finding(f"{ledger.label} {record.number} 在搜索目录里的内容不对。")


def last_told(
    connection: Connection, layout: Layout, ledger: Ledger, ids: Sequence[int]
) -> dict[int, str | None]:
    """What the last history row of each of the records says of it, by id."""
    history = layout.schema.history
    last = (
        select(func.max(history.c.id))
        .where(history.c.ledger == ledger.key, history.c.record_id.in_(among(ids)))
        .group_by(history.c.record_id)
    )
    told = select(history.c.record_id, history.c.after).where(history.c.id.in_(last))
    return {row[0]: row[1] for row in connection.execute(told)}


def told_void(
    connection: Connection, layout: Layout, ledger: Ledger, ids: Sequence[int]
) -> set[int]:
    """Which of the records are void by what the history tells."""
    history = layout.schema.history.c
    of_them = (history.ledger == ledger.key, history.record_id.in_(among(ids)))
    asked = select(history.record_id).where(*of_them).group_by(history.record_id)
    return set(connection.execute(asked.having(tells_void(history))).scalars())


def readable(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> tuple[list[Record], list[int]]:
    """The records that can be read, and ids of those that cannot: a date that is none."""
    rows = layout.rows[ledger.key]
    try:
        return list(rows.fetch(connection, ids)), []
    except UnreadableContent:
        kept: list[Record] = []
        for record_id in ids:
            with suppress(UnreadableContent):
                kept += rows.fetch(connection, [record_id])
        known = {record.id for record in kept}
        return kept, [each for each in ids if each not in known]


def is_told(after: str | None, ledger: Ledger, record: Record) -> bool:
    """Whether a history row tells of this record; one that is no JSON tells of none."""
    try:
        return read_json(after or "null") == json.loads(history_json(ledger, record.values))
    except ValueError:
        return False


def _answers(connection: Connection, ledger: Ledger, record: Record, row: int) -> bool:
    """Whether the index gives the record for the longest of its words."""
    values = ((field.type, record.value(field.key)) for field in ledger.fields)
    texts = [text for each in values for text in pieces(*each, Reading.SEARCH)]
    told = (text for text in [record.number, *texts] if is_steady(text))
    words = max((run for text in told for run in runs(text)), key=len, default="")
    if not words:
        return True
    asked = {"asked": question(words[:_SIGNS]), "row": row}
    return _ANSWERS.run(connection, asked).fetchone() is not None
