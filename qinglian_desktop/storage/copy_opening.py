"""A copy opened: to read in it, or to see whether it may become the book.

Its pages may each be whole and yet be of different days; then only what they say tells of it, so it
is looked at by the check of an open book.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.application.soundness import UnsoundCopy
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage import checking, engine, shelf
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.copies_apart import is_apart
from qinglian_desktop.storage.fitting import Keys, fitting_key
from qinglian_desktop.storage.guessing import Guessing
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.looking import made_readable
from qinglian_desktop.storage.migrations import Migration
from qinglian_desktop.storage.rings import Entered
from qinglian_desktop.storage.sql_functions import teach


def looked_into(
    folder: Path,
    copy: Path,
    entered: Entered,
    guessing: Guessing,
    layout: Layout,
    migrations: Sequence[Migration],
    progress: Progress,
) -> EncryptedBook:
    """A copy, opened to read in it by who was ``entered``; raises as ``made_readable``."""
    place, attachments, leave = made_readable(
        folder, copy, entered.keys, migrations, layout.clock(), progress
    )
    try:
        found, keys = shelf.copy_at(copy, folder), HeldKeys.fitting(place, entered, guessing)
        apart = _knows_more(folder, entered.keys, found, place / engine.DATABASE, keys.key)
        return EncryptedBook(
            place,
            keys,
            layout,
            None,
            "immutable",
            copy=replace(found, is_apart=apart),
            attachments=attachments,
            when_closed=leave,
        )
    except BaseException:
        leave()
        raise


def _knows_more(folder: Path, keys: Keys, copy: Copy, database: Path, key: bytes) -> bool:
    """Whether it has what the book of today has not; False where that one cannot be read."""
    today = folder / engine.DATABASE
    with suppress(OSError, EnvironmentProblem, dbapi2.Error):
        # To look is no reason to make a file where there is none.
        if today.is_file() and (own := fitting_key(today, keys)) is not None:
            with (
                closing(engine.connect(today, own, "ro")) as here,
                closing(engine.connect(database, key, "immutable")) as inside,
            ):
                return is_apart(here, copy, inside)
    return False


def must_be_sound(
    folder: Path,
    keys: Keys,
    layout: Layout,
    migrations: Sequence[Migration],
    now: datetime,
    known: Collection[str],
    progress: Progress,
    filled: Path,
) -> None:
    """Raise UnsoundCopy where a check finds in the database ``filled`` what is not ``known``.

    One of an older version is looked at as it will be, brought up to date within ``folder``.
    Attachments are not looked at: without those that are lost all else comes back. Raises
    EnvironmentProblem for broken pages, Cancelled when ``progress`` answers False.
    """
    place, _, leave = made_readable(folder, filled, keys, migrations, now, progress)
    try:
        database = place / engine.DATABASE
        key = fitting_key(database, keys) or keys[0]
        opened = partial(engine.connect, database, key, "immutable")
        readers = engine.readers(database, key, "immutable")
        teach(readers)
        try:
            with readers.connect() as connection, connection.begin():
                # Of the same pages every seal was looked at a moment ago.
                found = checking.findings(
                    connection, layout, None, progress, opened, lambda _: True
                )
        finally:
            readers.dispose()
    finally:
        leave()
    if {*found} - {*known}:
        raise UnsoundCopy(found)
