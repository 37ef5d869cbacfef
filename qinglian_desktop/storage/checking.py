"""Whether a book is sound: its pages, its index, its history and its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Attachments, PeopleRef, PersonRef, RecordRef
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.words import Reading, pieces
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.attachment_check import GONE, whose, wrong_with
from qinglian_desktop.storage.damage import damage_of
from qinglian_desktop.storage.histories import history_json, tells_void
from qinglian_desktop.storage.ledger_tables import REF_ID
from qinglian_desktop.storage.losses import Losses, known_losses
from qinglian_desktop.storage.page_check import stoppable
from qinglian_desktop.storage.pairs import is_steady, question, runs
from qinglian_desktop.storage.salvage import UNREADABLE, Salvage
from qinglian_desktop.storage.search_index import DAY_BITS
from qinglian_desktop.storage.statements import among

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Progress
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.layout import Layout

_BATCH = 250
_ANSWERS = text("SELECT 1 FROM search_text WHERE search_text MATCH :asked AND rowid = :row")


def findings(
    connection: Connection,
    layout: Layout,
    files: AttachmentFiles,
    progress: Progress,
    opened: Callable[[], RawConnection],
    are_sealed: Callable[[Progress], bool],
) -> list[Finding]:
    """What is wrong, as Chinese sentences; empty for a sound book. Cancelled if stopped.

    ``opened`` gives further connections, by which broken pages are told from whole ones;
    ``are_sealed`` tells whether each page of the file is as it was written.
    """
    with failures.as_problems():
        is_whole = are_sealed(progress) and _is_consistent(connection, progress)
    if not is_whole:
        # What has met a broken page answers nothing right any more.
        connection.detach()
        return list(damage_of(Salvage(layout, opened, progress), layout, files))
    if found := list(_missing_tables(connection, layout)):
        # Nothing that is read from half a set of tables can be trusted.
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


def glance(connection: Connection, layout: Layout, files: AttachmentFiles) -> list[Finding]:
    """What can be told at once: whether all tables are there, and a file for each attachment."""
    if found := list(_missing_tables(connection, layout)):
        return found
    lost = set(known_losses(connection, layout).attachments)
    there = files.names()
    digests = connection.execute(select(layout.schema.attachments.c.digest)).scalars()
    missing = [each for each in digests if files.name(each) not in there and each not in lost]
    return [each for digest in missing for each in whose(connection, layout, digest, GONE)]


def _steps(
    connection: Connection, layout: Layout, files: AttachmentFiles, found: list[Finding]
) -> Iterator[int]:
    """Check part by part, adding to ``found``; yields how many records or files were seen."""
    losses = known_losses(connection, layout)
    for ledger in layout.catalogue:
        main = layout.schema.ledgers[ledger.key].main
        ids = list(connection.execute(select(main.c.id).order_by(main.c.id)).scalars())
        for start in range(0, len(ids), _BATCH):
            some = ids[start : start + _BATCH]
            found += _records(connection, layout, ledger, some)
            yield len(some)
        lost = losses.of(ledger.key)
        found += _strangers(connection, layout, ledger, lost)
        gone = ids[-1] - len(ids) - sum(each < ids[-1] for each in lost) if ids else 0
        if gone:
            found.append(Finding(f"{ledger.label}里有 {gone} 条记录不见了。"))
        numbers = select(func.count() - func.count(func.distinct(main.c.number)))
        if twice := connection.execute(numbers).scalar_one():
            found.append(Finding(f"{ledger.label}有 {twice} 个编号用了两次。"))
        found += _loose_ends(connection, layout, ledger, losses)
    digests = list(connection.execute(select(layout.schema.attachments.c.digest)).scalars())
    for digest in digests:
        wrong = "" if digest in losses.attachments else wrong_with(files, digest)
        if wrong:
            found += whose(connection, layout, digest, wrong)
        yield 1
    if strangers := files.strangers():
        names = "、".join(f"“{name}”" for name in strangers[:3])
        and_more = f"等 {len(strangers)} 个文件" if len(strangers) > 3 else ""
        said = f"附件文件夹里的{names}{and_more}不是本程序放的，也没有记录用到。"
        found.append(Finding(said))


def _is_consistent(connection: Connection, progress: Progress) -> bool:
    driver = cast("RawConnection", connection.connection.driver_connection)
    try:
        for pragma in ("integrity_check(20)", "foreign_key_check"):
            with stoppable(driver, progress):
                rows = connection.exec_driver_sql(f"PRAGMA {pragma}").all()
            if rows and rows[0][0] != "ok":
                return False
    except DBAPIError as error:
        if not failures.is_damage(error):
            raise
        return False
    return True


def _missing_tables(connection: Connection, layout: Layout) -> Iterator[Finding]:
    there = set(inspect(connection).get_table_names())
    lost = [name for name in layout.schema.metadata.tables if name not in there]
    if lost:
        yield Finding(f"台账库里少了 {len(lost)} 张表，请从最近的备份恢复。")


def _records(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> Iterator[Finding]:
    """Each record against its last history row and its search entry."""
    entries = layout.schema.entries
    after = last_told(connection, layout, ledger, ids)
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
        said = f"{ledger.label}有 {len(unreadable)} 条记录的内容读不出来，请从最近的备份恢复。"
        yield Finding(said, ledger.key, unreadable[0])
    for record in kept:
        at = record.id or 0
        name = f"{ledger.label} {record.number}"
        if at not in after:
            yield Finding(f"{name} 没有历史记录。")
        elif not is_told(after[at], ledger, record):
            yield Finding(f"{name} 和它的最后一次历史对不上。", ledger.key, at)
        entry = entered.get(at)
        if entry is None:
            yield Finding(f"{name} 不在搜索目录里。")
        elif (
            entry.rowid >> DAY_BITS != record.occurred_on.toordinal()
            or bool(entry.is_void) != (record.state is State.VOID)
            or not _answers(connection, ledger, record, entry.rowid)
        ):
            yield Finding(f"{name} 在搜索目录里的内容不对。")


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


def _readable(
    connection: Connection, layout: Layout, ledger: Ledger, ids: list[int]
) -> tuple[list[Record], list[int]]:
    """The records that can be read, and ids of those that cannot: a date that is none."""
    rows = layout.rows[ledger.key]
    try:
        return list(rows.fetch(connection, ids)), []
    except UNREADABLE:
        kept: list[Record] = []
        for record_id in ids:
            with suppress(*UNREADABLE):
                kept += rows.fetch(connection, [record_id])
        known = {record.id for record in kept}
        return kept, [each for each in ids if each not in known]


def is_told(after: str | None, ledger: Ledger, record: Record) -> bool:
    """Whether a history row tells of this record; one that is no JSON tells of none."""
    try:
        return json.loads(after or "null") == json.loads(history_json(ledger, record.values))
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
    asked = {"asked": question(words[:12]), "row": row}
    return connection.execute(_ANSWERS, asked).first() is not None


def _strangers(
    connection: Connection, layout: Layout, ledger: Ledger, known: Sequence[int]
) -> Iterator[Finding]:
    """Search entries and history rows of records that are not there, nor known to be lost."""
    main = layout.schema.ledgers[ledger.key].main
    for table, where in (
        (layout.schema.entries, "搜索目录"),
        (layout.schema.history, "历史"),
    ):
        lost = select(func.count()).where(
            table.c.ledger == ledger.key,
            table.c.record_id.not_in(select(main.c.id)),
            table.c.record_id.not_in(list(known)),
        )
        if count := connection.execute(lost).scalar_one():
            yield Finding(f"{ledger.label}的{where}里有 {count} 条指向不存在的记录。")


def _loose_ends(
    connection: Connection, layout: Layout, ledger: Ledger, losses: Losses
) -> Iterator[Finding]:
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
                yield Finding(f"{ledger.label}的“{field.label}”有 {count} 个文件不在台账库里。")
            continue
        else:
            continue
        if target:
            known = select(layout.schema.ledgers[target].main.c.id)
            lost = select(func.count()).where(
                column.is_not(None),
                column.not_in(known),
                column.not_in(list(losses.of(target))),
            )
            if count := connection.execute(lost).scalar_one():
                yield Finding(f"{ledger.label}的“{field.label}”有 {count} 处指向不存在的记录。")
