"""A new book made of what can be read of a damaged one, which is not touched.

The damaged database is copied first, page by page as the disk gives them; what is read is read
from that copy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import Repaired
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import flush_file, write_durably
from qinglian_desktop.storage import backup, failures, shelf
from qinglian_desktop.storage.belongings import copy_templates
from qinglian_desktop.storage.carrying_over import CarryingOver
from qinglian_desktop.storage.engine import DATABASE, PAGE, WAL, RawConnection, connect
from qinglian_desktop.storage.keys import KEYS
from qinglian_desktop.storage.migration_runner import applied, migrate
from qinglian_desktop.storage.salvage import Salvage
from qinglian_desktop.storage.table_names import put_back
from qinglian_desktop.storage.whole_copies import whole_copies

if TYPE_CHECKING:
    from qinglian_desktop.storage.held_keys import HeldKeys
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.migrations import Migration

_NOT_TOUCHED = "原来的台账库没有被改动，没有留下半本新的。"
_SOURCE = "damaged"
_PIECE = 256 * PAGE


def repair(
    folder: Path,
    target: Path,
    keys: HeldKeys,
    layout: Layout,
    migrations: Sequence[Migration],
    now: datetime,
    progress: Progress,
) -> Repaired:
    """Make the new book in ``target``, whole or not at all; under the damaged one's lock."""
    key = keys.key
    with failures.with_nothing_to_save(_NOT_TOUCHED):
        if target.exists():
            raise _taken(target)
        # Of a repair that was cut off; whatever else there is would not be called so.
        shutil.rmtree(target.with_name(f"{target.name}{shelf.UNFINISHED}"), ignore_errors=True)
        with shelf.filling(target.parent, target.name) as made:
            source = made / _SOURCE
            source.mkdir()
            _copy_readable(folder, source, progress)
            opened = _opener(source, key)
            salvage = Salvage(layout, opened, progress)
            newest = max(each.number for each in migrations)
            if salvage.columns() is None:
                copies = [each.folder for each in shelf.copies(folder / shelf.BACKUPS)]
                put_back(source / DATABASE, key, copies, partial(_is_whole, key, newest, progress))
            _must_be_ours(opened, salvage, layout, newest)
            with closing(connect(made / DATABASE, key, "rwc")) as connection:
                migrate(connection, migrations, 0, now)
            carrying = CarryingOver(folder, made, key, layout, salvage, progress)
            lost = tuple(carrying.carry_over())
            shutil.rmtree(source)
            backup.check(made / DATABASE, key, progress)
            flush_file(made / DATABASE)
            write_durably(made / KEYS, keys.to_bytes())
            copy_templates(folder, made)
            (made / shelf.BACKUPS).mkdir()
            _bring_backups(folder, made)
    whole = whole_copies(folder, key, layout, lost, progress)
    return Repaired(carrying.kept, lost, whole)


def _is_whole(key: bytes, newest: int, progress: Progress, copy: Path) -> bool:
    """Whether a copy is whole and of this version."""
    try:
        backup.check(copy / DATABASE, key, progress)
        with closing(connect(copy / DATABASE, key, "immutable")) as connection:
            return applied(connection) == newest
    except EnvironmentProblem:
        return False


def _copy_readable(folder: Path, target: Path, progress: Progress) -> None:
    """Copy a database and its log; pages that the disk does not give are left empty."""
    for name in (DATABASE, WAL):
        source = folder / name
        if not source.exists():
            continue
        total = source.stat().st_size
        with source.open("rb", buffering=0) as given, (target / name).open("wb") as made:
            for start in range(0, total, _PIECE):
                made.writelines(_pieces(given.fileno(), start, min(_PIECE, total - start)))
                if not progress(start, total):
                    raise Cancelled


def _must_be_ours(
    opened: Callable[[], RawConnection], salvage: Salvage, layout: Layout, newest: int
) -> None:
    """Raises EnvironmentProblem for a book of another version, or where nothing can be read."""
    there = salvage.columns()
    if there is None:
        raise failures.damaged()
    try:
        with closing(opened()) as connection:
            is_ours = applied(connection) == newest
    except EnvironmentProblem:
        # Where that cannot be read, the tables tell.
        tables = layout.schema.metadata.tables
        is_ours = all(
            there.get(name) == {column.name for column in table.columns}
            for name, table in tables.items()
        )
    if not is_ours:
        raise _of_another_version()


def _bring_backups(folder: Path, target: Path) -> None:
    """Put the book's backups into the new one, as far as the disk gives them; they are shared."""

    def left_out(_: str, names: list[str]) -> list[str]:
        return [name for name in names if name.endswith(shelf.UNFINISHED)]

    with suppress(shutil.Error, FileNotFoundError):
        shutil.copytree(
            folder / shelf.BACKUPS,
            target / shelf.BACKUPS,
            copy_function=_link_or_copy_file,
            ignore=left_out,
            dirs_exist_ok=True,
        )


def _link_or_copy_file(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _opener(folder: Path, key: bytes) -> Callable[[], RawConnection]:
    return partial(
        connect, folder / DATABASE, key, "ro" if (folder / WAL).exists() else "immutable"
    )


def _pieces(file: int, start: int, length: int) -> Iterator[bytes]:
    """These bytes of a file; empty pages for those that the disk does not give."""
    try:
        os.lseek(file, start, os.SEEK_SET)
        piece = os.read(file, length)
    except OSError:
        if length <= PAGE:
            yield bytes(length)
            return
        for at in range(start, start + length, PAGE):
            yield from _pieces(file, at, min(PAGE, start + length - at))
        return
    yield piece
    if len(piece) < length:
        yield from _pieces(file, start + len(piece), length - len(piece)) if piece else ()


def _taken(target: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"已经有“{target.name}”了，修复出来的台账库要放在新的文件夹里。",
        "损坏的台账库和那个文件夹都没有被改动。",
        "请换一个名字。",
    )


def _of_another_version() -> EnvironmentProblem:
    return EnvironmentProblem(
        "这本台账库是别的版本的程序建立的，不能修复。",
        "它没有被改动。",
        "请用最新版本的程序打开一次再修复；打不开的，请从备份恢复。",
    )
