"""Whether a book is sound: its pages, its index, its history and its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.field_types import Attachments, PeopleRef, PersonRef, RecordRef
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.words import Reading, pieces
from qinglian_desktop.storage.attachment_files import DamagedAttachment, MissingAttachment
from qinglian_desktop.storage.ledger_tables import REF_ID
from qinglian_desktop.storage.pairs import question, runs
from qinglian_desktop.storage.repository import history_json
from qinglian_desktop.storage.search_index import DAY_BITS
from qinglian_desktop.storage.statements import among

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Progress
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.layout import Layout

_BATCH = 250
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What reading a record raises whose columns were changed by another hand."""
_ANSWERS = text("SELECT 1 FROM search_text WHERE search_text MATCH :asked AND rowid = :row")


def findings(
    connection: Connection, layout: Layout, files: AttachmentFiles, progress: Progress
) -> list[str]:
    """What is wrong, as Chinese sentences; empty for a sound book. Cancelled if stopped."""
    found = list(_pages(connection)) or list(_missing_tables(connection, layout))
    if found:
        # Nothing that is read from broken pages or half a set of tables can be trusted.
        return found
    total = sum(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (
            *(tables.main for tables in layout.schema.ledgers.values()),
            layout.schema.attachments,
        )
    )
    done = 0
    for step in _steps(connection, layout, files, found):
        done += step
        if not progress(min(done, total), total):
            raise Cancelled
    return found


def _steps(
    connection: Connection, layout: Layout, files: AttachmentFiles, found: list[str]
) -> Iterator[int]:
    """Check part by part, adding to ``found``; yields how many records or files were seen."""
    for ledger in layout.catalogue:
        main = layout.schema.ledgers[ledger.key].main
        ids = list(connection.execute(select(main.c.id).order_by(main.c.id)).scalars())
        for start in range(0, len(ids), _BATCH):
            some = ids[start : start + _BATCH]
            found += _records(connection, layout, ledger, some)
            yield len(some)
        found += _strangers(connection, layout, ledger)
        if ids and ids[-1] != len(ids):
            found.append(f"{ledger.label}里有 {ids[-1] - len(ids)} 条记录不见了。")
        numbers = select(func.count() - func.count(func.distinct(main.c.number)))
        if twice := connection.execute(numbers).scalar_one():
            found.append(f"{ledger.label}有 {twice} 个编号用了两次。")
        found += _loose_ends(connection, layout, ledger)
    digests = list(connection.execute(select(layout.schema.attachments.c.digest)).scalars())
    for digest in digests:
        wrong = _wrong_with(files, digest)
        if wrong:
            found += [f"{whose}{wrong}" for whose in _whose(connection, layout, digest)]
        yield 1
    if strangers := files.strangers():
        names = "、".join(f"“{name}”" for name in strangers[:3])
        and_more = f"等 {len(strangers)} 个文件" if len(strangers) > 3 else ""
        found.append(f"附件文件夹里的{names}{and_more}不是本程序放的，也没有记录用到。")


def _pages(connection: Connection) -> Iterator[str]:
    for pragma in ("cipher_integrity_check", "integrity_check(20)", "foreign_key_check"):
        rows = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
        if rows and rows[0][0] != "ok":
            yield "数据库文件有损坏的地方，请从最近的备份恢复。"
            return


def _missing_tables(connection: Connection, layout: Layout) -> Iterator[str]:
    there = set(inspect(connection).get_table_names())
    lost = [name for name in layout.schema.metadata.tables if name not in there]
    if lost:
        yield f"台账库里少了 {len(lost)} 张表，请从最近的备份恢复。"


def _records(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> Iterator[str]:
    """Each record against its last history row and its search entry."""
    history, entries = layout.schema.history, layout.schema.entries
    last = (
        select(func.max(history.c.id))
        .where(history.c.ledger == ledger.key, history.c.record_id.in_(among(ids)))
        .group_by(history.c.record_id)
    )
    after = {
        row[0]: row[1]
        for row in connection.execute(
            select(history.c.record_id, history.c.after).where(history.c.id.in_(last))
        )
    }
    entered = {
        row.record_id: row
        for row in connection.execute(
            select(entries).where(
                entries.c.ledger == ledger.key, entries.c.record_id.in_(among(ids))
            )
        )
    }
    kept, unreadable = _readable(connection, layout, ledger, ids)
    if unreadable:
        yield f"{ledger.label}有 {unreadable} 条记录的内容读不出来，请从最近的备份恢复。"
    for record in kept:
        name = f"{ledger.label} {record.number}"
        if record.id not in after:
            yield f"{name} 没有历史记录。"
        elif not _is_same(after[record.id], history_json(ledger, record.values)):
            yield f"{name} 和它的最后一次历史对不上。"
        entry = entered.get(record.id)
        if entry is None:
            yield f"{name} 不在搜索目录里。"
        elif (
            entry.rowid >> DAY_BITS != record.occurred_on.toordinal()
            or bool(entry.is_void) != (record.state is State.VOID)
            or not _answers(connection, ledger, record, entry.rowid)
        ):
            yield f"{name} 在搜索目录里的内容不对。"


def _readable(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> tuple[list[Record], int]:
    """The records that can be read, and how many cannot: a date that is none, an unknown state."""
    rows = layout.rows[ledger.key]
    try:
        return list(rows.fetch(connection, ids)), 0
    except _UNREADABLE:
        kept: list[Record] = []
        for record_id in ids:
            with suppress(*_UNREADABLE):
                kept += rows.fetch(connection, [record_id])
        return kept, len(ids) - len(kept)


def _is_same(after: str | None, plain: str) -> bool:
    """Whether a history row tells of these values; one that is no JSON tells of none."""
    try:
        return json.loads(after or "null") == json.loads(plain)
    except ValueError:
        return False


def _answers(connection: Connection, ledger: Ledger, record: Record, row: int) -> bool:
    """Whether the index gives the record for the longest of its words."""
    values = ((field.type, record.value(field.key)) for field in ledger.fields)
    texts = [text for each in values for text in pieces(*each, Reading.SEARCH)]
    words = max((run for t in [record.number, *texts] for run in runs(t)), key=len, default="")
    if not words:
        return True
    asked = {"asked": question(words[:12]), "row": row}
    return connection.execute(_ANSWERS, asked).first() is not None


def _strangers(connection: Connection, layout: Layout, ledger: Ledger) -> Iterator[str]:
    """Search entries and history rows of records that are not there."""
    main = layout.schema.ledgers[ledger.key].main
    for table, where in (
        (layout.schema.entries, "搜索目录"),
        (layout.schema.history, "历史"),
    ):
        lost = select(func.count()).where(
            table.c.ledger == ledger.key, table.c.record_id.not_in(select(main.c.id))
        )
        if count := connection.execute(lost).scalar_one():
            yield f"{ledger.label}的{where}里有 {count} 条指向不存在的记录。"


def _loose_ends(connection: Connection, layout: Layout, ledger: Ledger) -> Iterator[str]:
    """References to records, people and files that are not in the book."""
    tables, roster = layout.schema.ledgers[ledger.key], layout.catalogue.roster
    for field in ledger.fields:
        kind = field.type
        if isinstance(kind, RecordRef | PersonRef):
            column = tables.main.c[field.key + REF_ID]
            target = kind.ledger if isinstance(kind, RecordRef) else roster and roster.key
        elif isinstance(kind, PeopleRef):
            column = tables.children[field.key].c.person_id
            target = roster and roster.key
        elif isinstance(kind, Attachments):
            digest, files = tables.children[field.key].c.digest, layout.schema.attachments
            missing = select(func.count()).where(digest.not_in(select(files.c.digest)))
            if count := connection.execute(missing).scalar_one():
                yield f"{ledger.label}的“{field.label}”有 {count} 个文件不在台账库里。"
            continue
        else:
            continue
        if target:
            known = select(layout.schema.ledgers[target].main.c.id)
            lost = select(func.count()).where(column.is_not(None), column.not_in(known))
            if count := connection.execute(lost).scalar_one():
                yield f"{ledger.label}的“{field.label}”有 {count} 处指向不存在的记录。"


def _wrong_with(files: AttachmentFiles, digest: str) -> str:
    """What is wrong with a file; empty if its content is what was once put."""
    try:
        same = hashlib.sha256(files.read(digest)).hexdigest() == digest
    except MissingAttachment:
        return "的文件不见了。"
    except DamagedAttachment:
        same = False
    except EnvironmentProblem:
        return "的文件读不出来。"
    return "" if same else "的内容和存进来时不一样了。"


def _whose(connection: Connection, layout: Layout, digest: str) -> list[str]:
    """The attachment as each record names it; as one that only a draft or the history knows."""
    found: list[str] = []
    for ledger in layout.catalogue:
        tables = layout.schema.ledgers[ledger.key]
        for field in ledger.of_type(Attachments):
            child = tables.children[field.key]
            named = select(tables.main.c.number, child.c.name).where(
                child.c.digest == digest, child.c.record_id == tables.main.c.id
            )
            found += [
                f"{ledger.label} {number} 的附件“{name}”"
                for number, name in connection.execute(named)
            ]
    return found or ["草稿或历史里的一个附件"]
