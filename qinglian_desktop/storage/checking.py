"""Whether a book is sound: its pages, its index, its history and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Attachments, PeopleRef, PersonRef, RecordRef
from qinglian_desktop.storage import failures
from qinglian_desktop.storage.attachment_check import GONE, whose, wrong_with
from qinglian_desktop.storage.chain_check import ChainWalk, anchor_findings, row_findings, walk
from qinglian_desktop.storage.damage import damage_of
from qinglian_desktop.storage.engine import raw_of
from qinglian_desktop.storage.ledger_tables import REF_ID
from qinglian_desktop.storage.losses import Losses, known_losses
from qinglian_desktop.storage.page_check import stoppable
from qinglian_desktop.storage.record_check import check_records
from qinglian_desktop.storage.salvage import Salvage
from qinglian_desktop.storage.unreadable import is_no_text

if TYPE_CHECKING:
    from qinglian_desktop.application.ports import Progress
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.storage.attachment_files import AttachmentFiles
    from qinglian_desktop.storage.copy_heads import CopyHead
    from qinglian_desktop.storage.engine import RawConnection
    from qinglian_desktop.storage.layout import Layout

_NO_TEXT = (
    "台账库里有一处不是文字的内容，是用别的工具写进去的，检查到这一处就做不下去了，后面的没有核对。"
)


def findings(
    connection: Connection,
    layout: Layout,
    files: AttachmentFiles | None,
    progress: Progress,
    opened: Callable[[], RawConnection],
    are_sealed: Callable[[Progress], bool],
    copies: Sequence[CopyHead] = (),
) -> list[Finding]:
    """What is wrong, as Chinese sentences; empty for a sound book. Cancelled if stopped.

    ``opened`` gives further connections, by which broken pages are told from whole ones;
    ``are_sealed`` tells whether each page of the file is as it was written, ``copies`` how far the
    history went in each copy, read before this transaction began. Without ``files`` attachments
    are not looked at.
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
            layout.schema.history,
            layout.schema.attachments,
        )
    )
    done = 0
    try:
        for step in _steps(connection, layout, files, copies, found):
            done += step
            if not progress(min(done, total), total):
                raise Cancelled
    except (DBAPIError, dbapi2.Error) as error:
        if not is_no_text(error):
            raise
        found.append(Finding(_NO_TEXT, is_altered=True))
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
    connection: Connection,
    layout: Layout,
    files: AttachmentFiles | None,
    copies: Sequence[CopyHead],
    found: list[Finding],
) -> Iterator[int]:
    """Check part by part, adding to ``found``; yields how many rows or files were seen."""
    raw = raw_of(connection)
    rewriting = "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
    if count := raw.execute(rewriting).fetchone()[0]:
        said = f"台账库里有 {count} 处别的工具加进去的触发器或者视图，会在保存时自己改动内容。"
        found.append(Finding(said, is_altered=True))
    walked = ChainWalk()
    yield from walk(raw, walked)
    found += row_findings(raw, layout.catalogue, walked)
    found += anchor_findings(raw, walked, copies)
    losses = known_losses(connection, layout)
    for ledger in layout.catalogue:
        main = layout.schema.ledgers[ledger.key].main
        lost = losses.of(ledger.key)
        told = walked.told.pop(ledger.key, {})
        yield from check_records(connection, layout, ledger, told, lost, found)
        count = connection.execute(select(func.count()).select_from(main)).scalar_one()
        # Ids count on without gaps, and the database knows the last that it gave.
        last = layout.rows[ledger.key].last_id(connection)
        if (gone := last - count - len(set(lost))) > 0:
            found.append(Finding(f"{ledger.label}里有 {gone} 条记录不见了。"))
        numbers = select(func.count() - func.count(func.distinct(main.c.number)))
        if twice := connection.execute(numbers).scalar_one():
            found.append(Finding(f"{ledger.label}有 {twice} 个编号用了两次。"))
        found += _loose_ends(connection, layout, ledger, losses)
    if files is not None:
        yield from _files(connection, layout, files, losses, found)


def _files(
    connection: Connection,
    layout: Layout,
    files: AttachmentFiles,
    losses: Losses,
    found: list[Finding],
) -> Iterator[int]:
    """Whether each attachment is what was once put; yields how many more were seen."""
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
    driver = raw_of(connection)
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
