"""Books on this machine: made, opened with password or recovery code, brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.copies import Copy
from qinglian_desktop.application.ports import Clock, Progress, no_progress
from qinglian_desktop.application.soundness import Repaired
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.keeper import FIRST_KEEPER, Keeper, KeeperRole, named_properly
from qinglian_desktop.domain.rights import must_have_everything
from qinglian_desktop.files.durable import make_folder
from qinglian_desktop.storage import (
    belongings,
    bringing_back,
    copy_opening,
    day_statements,
    failures,
    half_made,
    importing,
    renewing,
    restoring,
    second_place,
    shelf,
)
from qinglian_desktop.storage.archive import unlock
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.storage.book_lock import BookLock
from qinglian_desktop.storage.book_version import must_be_whole_pages, reading_mode
from qinglian_desktop.storage.engine import DATABASE, connect
from qinglian_desktop.storage.guessing import WAITS, Guessing
from qinglian_desktop.storage.held_keys import HeldKeys
from qinglian_desktop.storage.key_problems import ForeignKeys, taken_from_backup
from qinglian_desktop.storage.key_slots import KeyCost
from qinglian_desktop.storage.keys import KEYS, KeyRing
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.leftovers import leave_nothing, sweep
from qinglian_desktop.storage.migration_runner import migrate
from qinglian_desktop.storage.migrations import MIGRATIONS, Migration
from qinglian_desktop.storage.repairing import repair
from qinglian_desktop.storage.rings import entered_first, other_rings
from qinglian_desktop.storage.schema import Schema
from qinglian_desktop.storage.unlocking import (
    Unlocked,
    latest_ring,
    unlock_book,
    unlock_copy,
    unlock_unopened,
    unlocked_before,
)
from qinglian_desktop.storage.updating import bring_up_to_date


class EncryptedBooks:
    """``Books`` for one catalogue, whose tables ``migrations`` make; ``cost`` is of a guess at a
    password, ``waits`` come after wrong ones."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        who: str,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        cost: KeyCost | None = None,
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._who = who
        self._migrations = migrations
        self._newest = max(each.number for each in migrations)
        self._guessing = Guessing(cost, waits)

    def prepare(self) -> None:
        day_statements.put_into_words(list(self._schema.ledgers.values()))

    def keepers(self, folder: Path) -> tuple[Keeper, ...]:
        ring = latest_ring(folder)
        return () if ring is None else ring.keepers

    def create(
        self, folder: Path, password: str, keeper: Keeper = FIRST_KEEPER
    ) -> tuple[EncryptedBook, str]:
        def fill(key: bytes) -> None:
            with failures.as_problems(), closing(connect(folder / DATABASE, key, "rwc")) as made:
                migrate(made, self._migrations, 0, self._clock())

        return self._made(folder, password, named_properly(keeper), fill)

    def create_from(
        self,
        archive: Path,
        secret: str,
        folder: Path,
        password: str,
        progress: Progress = no_progress,
    ) -> tuple[EncryptedBook, str]:
        opens = unlock(archive, secret)

        def fill(key: bytes) -> None:
            importing.fill_from(folder, archive, opens, key, self._newest, progress)

        return self._made(folder, password, FIRST_KEEPER, fill)

    def _made(
        self, folder: Path, password: str, keeper: Keeper, fill: Callable[[bytes], object]
    ) -> tuple[EncryptedBook, str]:
        """A new book in an empty folder, with what ``fill`` puts there under the key."""
        half_made.must_be_free(folder)
        lock = self._take(folder)
        try:
            # Somebody else may have made one meanwhile.
            half_made.must_be_free(folder)
        except BaseException:
            lock.release()
            raise
        try:
            with failures.as_problems():
                half_made.begin(folder)
            ring, key, code = KeyRing.new(password, self._guessing.cost, keeper)
            fill(key)
            # The keys come last: a folder without them is no book, whatever else is in it.
            ring.write(folder / KEYS)
            with failures.as_problems():
                make_folder(folder / shelf.BACKUPS)
            keys = HeldKeys(folder, entered_first(ring, key), self._guessing)
            bring_up_to_date(folder, keys, self._migrations, self._layout())
            half_made.end(folder)
            return EncryptedBook(folder, keys, self._layout(), lock, "rw"), code
        except BaseException:
            lock.release()
            leave_nothing(folder)
            raise

    def open(
        self,
        folder: Path,
        secret: str,
        *,
        keeper: str = "",
        read_only: bool = False,
        is_closed_elsewhere: bool = False,
        progress: Progress = no_progress,
    ) -> EncryptedBook:
        unlocked = partial(unlock_book, folder, secret, self._guessing, keeper)
        return self._opened(folder, unlocked, read_only, is_closed_elsewhere, progress)

    def reopen(self, before: Book) -> EncryptedBook:
        if not isinstance(before, EncryptedBook):
            raise ProgramBug("only a book of these books is opened once more")
        folder = before.copy.book if before.copy is not None else before.folder
        read_only = before.read_only and before.copy is None
        unlocked = partial(unlocked_before, folder, before.keys, self._guessing, before.keeper)
        return self._opened(folder, unlocked, read_only, is_closed_elsewhere=True)

    def _opened(
        self,
        folder: Path,
        unlocked: Callable[[], Unlocked],
        read_only: bool,
        is_closed_elsewhere: bool,
        progress: Progress = no_progress,
    ) -> EncryptedBook:
        if not self.is_book(folder):
            raise half_made.no_book_in(folder)
        if restoring.is_cut_off(folder):
            with self._locked(folder):
                pass
        keys, amiss = unlocked()
        must_be_whole_pages(folder)
        if not keys.fits:
            raise ForeignKeys
        if read_only or keys.keeper.role is KeeperRole.READING:
            mode = reading_mode(folder, keys, self._newest)
            if amiss is not None:
                keys.notice(taken_from_backup(amiss, read_only=True))
            # Who changes their own password later: nobody knows today who has it open by then.
            own_lock = partial(self._take, folder, False)
            return EncryptedBook(folder, keys, self._layout(), None, mode, own_lock=own_lock)
        lock = self._take(folder, is_closed_elsewhere)
        try:
            self._tidy(folder)
            belongings.shut(folder)
            renewing.finish_renewing(folder, keys)
            bring_up_to_date(folder, keys, self._migrations, self._layout(), progress)
            keys.begin(amiss)
            return EncryptedBook(folder, keys, self._layout(), lock, "rw")
        except BaseException:
            lock.release()
            raise

    def is_book(self, folder: Path) -> bool:
        with failures.as_problems():
            if restoring.is_cut_off(folder) or not (folder / DATABASE).is_file():
                return restoring.is_cut_off(folder)
            return (folder / KEYS).is_file() or any(other_rings(folder))

    def backups(self, folder: Path) -> list[Copy]:
        return shelf.copies(folder / shelf.BACKUPS)

    def set_aside(self, folder: Path) -> list[Copy]:
        return shelf.copies(folder / shelf.ASIDE)

    def shelves(self, place: Path, folder: Path | None = None) -> list[Path]:
        ring = None if folder is None else latest_ring(folder)
        return second_place.shelves(place, "" if ring is None else ring.book)

    def bring_back(
        self,
        copy: Path,
        secret: str,
        folder: Path,
        progress: Progress = no_progress,
        known: Collection[str] = (),
    ) -> None:
        with bringing_back.into_free(folder, copy, secret):
            self.restore(folder, copy, secret, progress, known)

    def let_go(self, folder: Path, copy: Path, secret: str) -> None:
        if copy.parent != folder / shelf.ASIDE:
            raise ProgramBug(f"only what was set aside is let go, not {copy}")
        aside = "放在一边的这一份还在，台账库和备份没有受影响。"
        with failures.with_nothing_to_save(aside), self._locked(folder):
            # One may let go of what is damaged, too: it is today's secret that counts.
            keys = unlock_unopened(folder, secret, self._guessing)
            must_have_everything(keys.keeper, "删掉放在一边的那一份")
            shelf.drop_with_its_own(copy)

    def look(
        self, folder: Path, copy: Path, secret: str, progress: Progress = no_progress
    ) -> EncryptedBook:
        entered = unlock_copy(folder, copy, secret, self._guessing)
        of = entered, self._guessing, self._layout(), self._migrations
        return copy_opening.looked_into(folder, copy, *of, progress)

    def restore(
        self,
        folder: Path,
        copy: Path,
        secret: str,
        progress: Progress = no_progress,
        known: Collection[str] = (),
    ) -> Path:
        with self._locked(folder):
            ring, keys, slot = unlock_copy(folder, copy, secret, self._guessing)
            must_have_everything(slot.keeper or ring.in_charge, "恢复备份")

            now = self._clock()
            of = folder, keys, self._layout(), self._migrations, now, known, progress
            with restoring.while_filling(folder):
                sound = partial(copy_opening.must_be_sound, *of)
                restoring.fill(folder, copy, keys, ring, sound, progress)
            return restoring.exchange(folder, now)

    def repair(
        self, folder: Path, target: Path, secret: str, progress: Progress = no_progress
    ) -> Repaired:
        with BookLock.if_possible(folder, self._who, self._clock()):
            keys = unlock_unopened(folder, secret, self._guessing)
            must_have_everything(keys.keeper, "修复台账库")
            now, layout = self._clock(), self._layout()
            return repair(folder, target, keys, layout, self._migrations, now, progress)

    def _take(self, folder: Path, is_closed: bool = True) -> BookLock:
        return BookLock.take(folder, self._who, self._clock(), is_closed_elsewhere=is_closed)

    @contextmanager
    def _locked(self, folder: Path) -> Generator[None]:
        lock = self._take(folder)
        try:
            self._tidy(folder)
            yield
        finally:
            lock.release()

    def _tidy(self, folder: Path) -> None:
        """Finish what was cut off, clear away what was left over; under the book's lock."""
        restoring.finish(folder, self._clock())
        sweep(folder, self._clock())

    @cached_property
    def _schema(self) -> Schema:
        """Made once, whatever is opened and locked again: it holds nothing of a book."""
        return Schema(self._catalogue)

    def _layout(self) -> Layout:
        return Layout(self._schema, self._clock)
