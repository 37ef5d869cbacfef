"""An open book: its transactions, one that writes at a time and any number that read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import func, select

from qinglian_desktop.application.changes import Changed, together
from qinglian_desktop.application.copies import Copy, Exported
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.soundness import Finding, Whole
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.keeper import Keeper
from qinglian_desktop.domain.remembered import forget_words
from qinglian_desktop.domain.rights import must_have_everything, must_write
from qinglian_desktop.storage import (
    archiving,
    backup,
    checking,
    copy_heads,
    engine,
    failures,
    second_place,
    shelf,
    sweeping,
)
from qinglian_desktop.storage.attachment_files import AttachmentFiles
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.fitting import Keys
from qinglian_desktop.storage.guarded_work import guarded, told_to
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.keepers import StoredKeepers
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.page_check import are_seals_whole
from qinglian_desktop.storage.renewing import Renewing
from qinglian_desktop.storage.transactions import Transactions
from qinglian_desktop.storage.unit_of_work import StoredWork
from qinglian_desktop.storage.whole_copies import whole_copies

if TYPE_CHECKING:
    from sqlalchemy import Engine


class EncryptedBook:
    """``Book`` over a folder; without a lock it is read-only.

    ``attachments`` is the folder whose attachments are the book's, if that is another; ``own_lock``
    takes its lock for whoever only reads, as long as their own password is changed.
    """

    def __init__(
        self,
        folder: Path,
        keys: HeldKeys,
        layout: Layout,
        lock: BookLock | None,
        mode: str,
        *,
        copy: Copy | None = None,
        attachments: Path | None = None,
        when_closed: Callable[[], object] = lambda: None,
        own_lock: Callable[[], BookLock] | None = None,
    ) -> None:
        self._folder = folder
        self._keys = keys
        self._layout = layout
        self._lock = lock
        self._path = folder / engine.DATABASE
        self._mode = "ro" if lock else mode
        self._files = AttachmentFiles(attachments or folder, keys.all)
        self._transactions = Transactions(self._path, keys, mode, lock, layout.clock)
        self._one_backs_up = threading.Lock()
        self._one_checks = threading.Lock()
        self._pages: BinaryIO | None = None
        """Open until the book is closed: where a process closes a file, POSIX takes away all locks
        that it has on it, those of its connections too."""
        self._copy = copy
        self._when_closed = when_closed
        self._own_lock = own_lock
        self._hears: list[Callable[[Changed], object]] = []

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def keys(self) -> Keys:
        """Today's key and those before it; the floors above never see them."""
        return self._keys.all

    @property
    def keeper(self) -> Keeper:
        return self._keys.keeper

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def copy(self) -> Copy | None:
        return self._copy

    @contextmanager
    def writing(self) -> Generator[UnitOfWork]:
        must_write(self.keeper)
        with self._transactions.writing() as connection:
            work = StoredWork(connection, self._layout, self._files, may_write=True)
            yield guarded(work, self.keeper, self._layout)
            work.finish()
        # Without its keys what was saved would be lost at the next start.
        self._keys.keep()
        self._tell(together(work.touched))

    def watch(self, heard: Callable[[Changed], object]) -> None:
        self._hears.append(heard)

    def pace(self, wait: Callable[[], object]) -> None:
        self._transactions.pace(wait)

    @contextmanager
    def reading(self) -> Generator[UnitOfWork]:
        with self._transactions.reading() as connection:
            of = connection, self._layout, self._files
            yield guarded(StoredWork(*of, may_write=False), self.keeper, self._layout)

    def check(self, progress: Progress = no_progress) -> list[Finding]:
        opened = partial(engine.connect, self._path, self._keys.key, self._mode)
        # Before the transaction begins: a copy that is made meanwhile knows of more.
        copies = copy_heads.on_shelf(self._folder)
        with self._one_checks, self._transactions.reading() as connection:
            if self._pages is None:
                with failures.as_problems():
                    self._pages = self._path.open("rb", buffering=0)
            are_sealed = partial(are_seals_whole, self._pages, self._keys.key)
            of = connection, self._layout, self._files
            found = checking.findings(*of, progress, opened, are_sealed, copies)
            return told_to(self.keeper, self._layout, found)

    def glance(self) -> list[Finding]:
        with self._transactions.reading() as connection:
            of = connection, self._layout, self._files
            return told_to(self.keeper, self._layout, checking.glance(*of))

    def whole_copies(self, findings: Iterable[Finding], progress: Progress = no_progress) -> Whole:
        with self._transactions.held_open():
            return whole_copies(self._folder, self._keys.all, self._layout, findings, progress)

    def bring_attachments_back(self, progress: Progress = no_progress) -> tuple[int, int]:
        if self.read_only:
            raise failures.not_writable()
        with self._transactions.reading() as connection:
            files = self._files.needed_by(engine.raw_of(connection))
            amiss = {each: files[each] for each in self._files.unsound(files, progress)}
        # While it writes nobody else puts an attachment; those who save need not wait long.
        with self._transactions.writing():
            for each in (shelf.BACKUPS, shelf.ASIDE):
                self._files.bring_back(self._folder / each, amiss, progress)
            left = self._files.unsound(amiss, progress)
        return len(amiss) - len(left), len(left)

    def back_up(self, progress: Progress = no_progress) -> Path:
        self._may_back_up()
        self._keep_keys()
        with self._one_backs_up:
            made = self._copied(self._folder, self._number(), progress)
        self._keys.put_beside()
        return self._told_of_copy(made)

    def back_up_to(self, place: Path, called: str, progress: Progress = no_progress) -> Path:
        self._may_back_up()
        book, now = self._keys.book, self._layout.clock()
        # Not one after the other with those of the book's own shelf: a share may hang.
        number = self._number(second_place.highest_there(place, book))
        with second_place.ready(place, self._folder, book, called, now) as folder:
            made = self._copied(folder, number, progress)
            self._keys.put_beside(folder)
        return self._told_of_copy(made)

    def second_folder(self, place: Path) -> Path | None:
        return second_place.folder_in(place, self._keys.book)

    def _may_back_up(self) -> None:
        must_write(self.keeper)
        if self.read_only:
            raise failures.not_writable()
        self._transactions.must_be_open()

    def _number(self, above: int = 0) -> int:
        if self._transactions.is_closed:
            raise Cancelled
        with self._transactions.writing() as connection:
            return shelf.count_up(self._folder, engine.raw_of(connection), above)

    def _copied(self, beside: Path, number: int, progress: Progress) -> backup.Made:
        """Copied as a reader sees it: who saves meanwhile neither waits nor changes the copy."""
        with self._transactions.reading() as connection:
            return backup.back_up(
                self._folder,
                engine.raw_of(connection),
                self._keys.all,
                self._keys.to_bytes(),
                number,
                self._layout.clock(),
                self._transactions.until_given_up(progress),
                beside=beside,
            )

    def _told_of_copy(self, made: backup.Made) -> Path:
        for trouble in made.troubles:
            self._keys.notice(trouble)
        self._tell(Changed(backups=True))
        return made.folder

    def archive(self, target: Path, password: str, progress: Progress = no_progress) -> Exported:
        must_have_everything(self.keeper, "导出全部")
        with self._transactions.reading() as connection:
            records = {
                key: connection.execute(select(func.count()).select_from(tables.main)).scalar_one()
                for key, tables in self._layout.schema.ledgers.items()
            }
            whose = self._copy.folder if self._copy is not None else self._folder
            source = archiving.Source(whose, engine.raw_of(connection), self._files, records)
            cost, now = self._keys.cost, self._layout.clock()
            return archiving.put(
                target, source, password, cost, now, self._transactions.until_given_up(progress)
            )

    def last_backup(self) -> datetime | None:
        found = [self._copy] if self._copy else shelf.copies(self._folder / shelf.BACKUPS)
        return found[0].at if found else None

    @property
    def keepers(self) -> StoredKeepers:
        parts = self._keys, self._transactions, self._files
        renewing = Renewing(*parts, self._one_backs_up, self._close_pages)
        may_write = not self.read_only
        return StoredKeepers(self._keys, renewing, may_write=may_write, lock=self._own_lock)

    def change_password(self, old: str, new: str, progress: Progress = no_progress) -> None:
        self.keepers.set_own_password(old, new, progress)

    def new_recovery_code(self, password: str, progress: Progress = no_progress) -> str:
        return self.keepers.new_code(password, progress)

    def _close_pages(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def take_notices(self) -> list[EnvironmentProblem]:
        return self._keys.take_notices()

    def close(self) -> None:
        self._hears.clear()
        self._transactions.close(self._sweep, self._let_go)
        forget_words()

    def forget(self) -> None:
        if self._transactions.is_closed:
            self._files.forget()
            self._keys.forget()

    def _sweep(self, writer: Engine) -> None:
        """Let go of attachments that nothing names; what stands in the way can wait."""
        with suppress(EnvironmentProblem), failures.as_problems():
            with writer.connect() as connection, connection.begin():
                self._transactions.must_be_there()
                named = sweeping.forget_unnamed(connection, self._layout)
            # Files go after what the book knew of them, and from no other book's folder.
            self._transactions.must_be_there()
            self._files.keep_only(named)
            for each in (shelf.BACKUPS, shelf.ASIDE):
                shelf.keep_needed(self._folder / each)

    def _let_go(self) -> None:
        """The book may be opened by others again."""
        self._close_pages()
        if self._lock is not None:
            self._keep_keys()
            self._lock.release()
        self._when_closed()

    def _tell(self, changed: Changed) -> None:
        changed = replace(changed, notices=changed.notices or self._keys.has_notices)
        if changed:
            for heard in self._hears:
                heard(changed)

    def _keep_keys(self) -> None:
        """Not where the whole folder is gone, which is told in its own words."""
        if self._transactions.is_there():
            self._keys.keep(thoroughly=True)
