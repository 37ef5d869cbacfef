"""Looking into a copy without changing it.

A copy with a log of its own, or one that an older program made, is looked at as a copy of the
copy: in a folder of the book's that is gone when it is closed, or swept at the next start.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.files.durable import PRIVATE_FOLDER
from qinglian_desktop.storage import backup, belongings, failures, restoring
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.attachment_folder import ATTACHMENTS
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.engine import DATABASE, WAL, connect
from qinglian_desktop.storage.fitting import Keys, fitting_key
from qinglian_desktop.storage.migration_runner import applied, make_ready, migrate
from qinglian_desktop.storage.migrations import Migration

LOOKING = "looking"


def made_readable(
    folder: Path,
    copy: Path,
    keys: Keys,
    migrations: Sequence[Migration],
    now: datetime,
    progress: Progress,
) -> tuple[Path, Path, Callable[[], object]]:
    """The folder in which a copy, checked in full, is read, that with its attachments, and what
    to call when it was closed.

    Raises EnvironmentProblem for a damaged copy, Cancelled when ``progress`` answers False.
    """
    newest = max(each.number for each in migrations)
    key = fitting_key(copy / DATABASE, keys) or keys[0]
    with failures.copy_as_problems():
        if not _has_log(copy):
            backup.check(copy / DATABASE, key, progress)
            since = _version(copy, key)
            if since > newest:
                raise failures.newer_book()
            if not progress(1, 1):
                raise Cancelled
            if since == newest:
                return copy, copy, lambda: None
        (folder / LOOKING).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        place = folder / LOOKING / secrets.token_hex(8)
        place.mkdir(mode=PRIVATE_FOLDER)
        # Held while it is looked at, so that nobody sweeps it.
        lock = BookLock.take(place, "", now)

        def leave() -> None:
            lock.release()
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):
                (folder / LOOKING).rmdir()

        try:
            restoring.copy_database(copy, place, progress)
            restoring.fold_in(place, key)
            backup.check(place / DATABASE, key, progress)
            if (since := _version(place, key)) > newest:
                raise failures.newer_book()
            with closing(connect(place / DATABASE, key, "rw")) as connection:
                # Out of the database of an older copy; of others they lie beside the copy.
                make_ready(connection, migrations, since, AttachmentFiles(place, keys).put)
                migrate(connection, migrations, since, now)
            belongings.copy_into(copy, place)
        except BaseException:
            leave()
            raise
    return place, place if (place / ATTACHMENTS).is_dir() else copy, leave


def sweep_looked_at(folder: Path, now: datetime) -> None:
    """Clear away what was looked at when the program ended; under the book's lock."""
    with suppress(OSError):
        for place in list((folder / LOOKING).glob("*")):
            try:
                BookLock.take(place, "", now).release()
            except EnvironmentProblem:
                continue
            shutil.rmtree(place, ignore_errors=True)
        if (folder / LOOKING).exists():
            (folder / LOOKING).rmdir()


def _has_log(copy: Path) -> bool:
    return (copy / WAL).exists() and (copy / WAL).stat().st_size > 0


def _version(folder: Path, key: bytes) -> int:
    with closing(connect(folder / DATABASE, key, "immutable")) as connection:
        return applied(connection)
