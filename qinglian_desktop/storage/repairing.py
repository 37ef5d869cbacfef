"""A new book made of what can be read of a damaged one, which is not touched.

The damaged database is copied first, page by page as the disk gives them; what is read is read
from that copy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import Repaired
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    copy_durably,
    flush_file,
    flush_folder,
    write_durably,
)
from qinglian_desktop.storage import backup, failures, restoring, shelf
from qinglian_desktop.storage.belongings import copy_templates
from qinglian_desktop.storage.carrying_over import CarryingOver
from qinglian_desktop.storage.engine import DATABASE, PAGE, WAL, RawConnection, connect
from qinglian_desktop.storage.fitting import Keys, fitting_key
from qinglian_desktop.storage.keys import KEYS
from qinglian_desktop.storage.migration_runner import applied, migrate
from qinglian_desktop.storage.salvage import Salvage
from qinglian_desktop.storage.table_names import put_back
from qinglian_desktop.storage.whole_copies import whole_copies

if TYPE_CHECKING:
    from qinglian_desktop.storage.held_keys import HeldKeys
    from qinglian_desktop.storage.layout import Layout
    from qinglian_desktop.storage.migrations import Migration

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
    key = keys.all[0]
    with _told_of_the_repair():
        if target.exists():
            raise _taken(target)
        # Of a repair that was cut off; whatever else there is would not be called so.
        shutil.rmtree(target.with_name(f"{target.name}{shelf.UNFINISHED}"), ignore_errors=True)
        with shelf.filling(target.parent, target.name) as made:
            source = made / _SOURCE
            source.mkdir(mode=PRIVATE_FOLDER)
            _copy_readable(folder, source, progress)
            opened = _opener(source, keys.key)
            salvage = Salvage(layout, opened, progress)
            newest = max(each.number for each in migrations)
            if salvage.columns() is None:
                copies = [each.folder for each in shelf.copies(folder / shelf.BACKUPS)]
                usable = partial(_is_whole, keys.all, newest, progress)
                put_back(source / DATABASE, keys.all, copies, usable)
            _must_be_ours(opened, salvage, layout, newest)
            with closing(connect(made / DATABASE, key, "rwc")) as connection:
                migrate(connection, migrations, 0, now)
            carrying = CarryingOver(folder, made, keys.all, layout, salvage, progress)
            lost = tuple(carrying.carry_over())
            shutil.rmtree(source)
            _must_be_whole(made, key, progress)
            write_durably(made / KEYS, keys.to_bytes())
            copy_templates(folder, made)
            _bring_backups(folder, made)
    whole = whole_copies(folder, keys.all, layout, lost, progress)
    return Repaired(carrying.kept, lost, whole)


def _is_whole(keys: Keys, newest: int, progress: Progress, copy: Path) -> bool:
    """Whether a copy is whole and of this version."""
    key = fitting_key(copy / DATABASE, keys) or keys[0]
    try:
        backup.check(copy / DATABASE, key, progress)
        with closing(connect(copy / DATABASE, key, "immutable")) as connection:
            return applied(connection) == newest
    except EnvironmentProblem:
        return False


class _NotRepairable(EnvironmentProblem):
    """Why no repair of this book or into this folder is begun."""


@contextmanager
def _told_of_the_repair() -> Generator[None]:
    """Say of what stops a repair midway that nothing was repaired; of no record to be saved."""
    try:
        with failures.as_problems():
            yield
    except _NotRepairable:
        raise
    except EnvironmentProblem as problem:
        raise EnvironmentProblem(
            f"没有修复完。{problem.happened}",
            "原来的台账库没有被改动。",
            "请看看磁盘还有没有空间、能不能写入，U盘插好没有，再修复一次，也可以换一个地方。",
        ) from problem


def _must_be_whole(made: Path, key: bytes, progress: Progress) -> None:
    """All of the new database is in its one file, on the disk, and comes back as it was put."""
    # Closing does it, too, but does not say if it could not.
    restoring.fold_in(made, key)
    try:
        backup.check(made / DATABASE, key, progress)
    except EnvironmentProblem as problem:
        raise failures.unreadable_disk() from problem
    flush_file(made / DATABASE)


def _copy_readable(folder: Path, target: Path, progress: Progress) -> None:
    """Copy a database and its log; pages that the disk does not give are left empty."""
    for name in (DATABASE, WAL):
        source = folder / name
        if not source.exists():
            continue
        total = source.stat().st_size
        (target / name).touch(mode=PRIVATE_FILE)
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
        damaged = failures.damaged()
        raise _NotRepairable(damaged.happened, damaged.kept, damaged.todo)
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
    given, made = folder / shelf.BACKUPS, target / shelf.BACKUPS
    made.mkdir(mode=PRIVATE_FOLDER)
    for source in sorted(given.rglob("*")):
        name = source.relative_to(given)
        if any(part.endswith(shelf.UNFINISHED) for part in name.parts):
            continue
        if source.is_dir():
            (made / name).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        else:
            _link_or_copy(source, made / name)
    for each in (*made.rglob("*"), made):
        if each.is_dir():
            flush_folder(each)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        try:
            copy_durably(source, target)
        except OSError:
            # What can be read could have been copied: it is the new book's disk that fails.
            if _is_readable(source):
                raise


def _is_readable(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            while file.read(_PIECE):
                pass
    except OSError:
        return False
    return True


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
    return _NotRepairable(
        f"已经有“{target.name}”了，修复出来的台账库要放在新的文件夹里。",
        "损坏的台账库和那个文件夹都没有被改动。",
        "请换一个名字。",
    )


def _of_another_version() -> EnvironmentProblem:
    return _NotRepairable(
        "这本台账库是别的版本的程序建立的，不能修复。",
        "它没有被改动。",
        "请用最新版本的程序打开一次再修复；打不开的，请从备份恢复。",
    )
