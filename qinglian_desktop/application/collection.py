"""汇总: the returns of many units collected from a folder or stick, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TypeVar

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.collecting import Collecting
from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.application.collection_ports import (
    CollectedReturns,
    CollectionStore,
)
from qinglian_desktop.application.collection_reading import CollectionReading, usual_due_day
from qinglian_desktop.application.collection_run import CollectionRun, path_below
from qinglian_desktop.application.collection_writing import CollectionWriting
from qinglian_desktop.application.files_below import (
    FoundFiles,
    files_below,
    folder_gone,
)
from qinglian_desktop.application.known_keys import KnownKey
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.preferences import Preferences
from qinglian_desktop.application.tools import Tools
from qinglian_desktop.application.unit_list import UnitList
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.collected import Fate, MetFile
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.domain.period import Period

_AT_ONCE = 50
"""Returns that are kept in one transaction: what was kept stays when the rest is given up."""
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one collection met: every file, in the order of their paths.

    ``readable`` are returns that can be answered, with what was found, but without their rows.
    ``others`` counts files that are no tables. ``stopped`` says why it did not come to its end,
    "" where it did; what was taken until then is kept.
    """

    files: tuple[MetFile, ...]
    readable: tuple[tuple[MetFile, Verified], ...] = ()
    others: int = 0
    stopped: str = ""

    def of(self, *fates: Fate) -> list[MetFile]:
        """Those with one of these fates."""
        return [each for each in self.files if each.fate in fates]


def nobody_remembers(found: Verified) -> None:
    """Where no keys are remembered."""
    del found


def no_keys() -> Mapping[str, KnownKey]:
    """Where no key of any unit is known from elsewhere."""
    return {}


class Collection:
    """Returns collected into a store, an open book or another database.

    ``keys`` gives the keys of units that are known beside the collected returns, by 单位编码;
    ``remember`` is told each return that can be answered, sound or not.
    """

    def __init__(
        self,
        store: CollectionStore,
        catalogue: Catalogue,
        tools: Tools,
        due_day: Callable[[], int] = usual_due_day,
        unit_name: Callable[[], str] = str,
        *,
        keys: Callable[[], Mapping[str, KnownKey]] = no_keys,
        remember: Callable[[Verified], object] = nobody_remembers,
    ) -> None:
        """Into this store; ``due_day`` says by which day of the next month a month is due.

        ``unit_name`` is who collects, "" where that is not known.
        """
        self._tools = tools
        self._unit_name = unit_name
        self._store = store
        self._catalogue = catalogue
        self._clock = tools.clock
        self._who = tools.who
        self._files = tools.many_returns
        self._signatures = tools.signatures
        self._due_day = due_day
        self.unit_list = UnitList(self.write, tools.sheet_files)
        self._keys = keys
        self._remember = remember

    @cached_property
    def reading(self) -> CollectionReading:
        """What the returns that were collected say together."""
        return CollectionReading(self._store, self._catalogue, self._clock, self._due_day)

    @cached_property
    def writing(self) -> CollectionWriting:
        """What goes out of it."""
        return CollectionWriting(self.reading, self._catalogue, self._tools, self._unit_name)

    def collect(
        self, folder: Path, passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Gathered:
        """Read every return below a folder and keep those that are sound; nothing is left out.

        ``progress`` is told files; when it answers False the rest is left. Raises
        EnvironmentProblem where the folder is not there, and where nothing of it can be kept.
        """
        found = files_below(folder, progress)
        at = self._clock().replace(microsecond=0)
        run = CollectionRun(folder, at, self._who, self._signatures, self._known(), self.write)
        stopped = "找文件的时候停下了，没有都看到。" if found.is_cut else ""
        read = iter(self._files.read_all(found.tables, passwords, progress))
        try:
            while batch := list(islice(read, _AT_ONCE)):
                before = len(run.readable)
                met = run.taken(batch)
                if not folder.is_dir():
                    # Of files that are gone nobody wants to hear one by one.
                    run.met += [
                        each for each in met if each.period or each.fate is not Fate.REFUSED
                    ]
                    stopped = folder_gone(folder).sentence
                    break
                run.met += met
                # In a transaction of its own: where it fails, what was kept before is told.
                for _, each in run.readable[before:]:
                    self._remember(each)
        except Cancelled:
            stopped = "已停下，没有看完。收下的都在，再收一次不会重复。"
        except EnvironmentProblem as problem:
            if not run.met:
                raise
            stopped = problem.sentence
        if stopped and (left := len(found.tables) - len(run.met)):
            stopped += f"还有 {left} 份没有收。"
        files, unnoted = self._noted(run, at, [*_unread(folder, found)])
        return Gathered(files, tuple(run.readable), found.others, stopped or unnoted)

    def take_back(self, period: Period) -> int:
        """Forget what was collected of a month; gives how many returns it was."""
        return self.write(lambda kept: kept.take_back(period))

    def write(self, do: Callable[[CollectedReturns], _Done]) -> _Done:
        """Do something in one transaction, again where it clashes with what others write."""
        return kept_in(self._store, do)

    def _noted(
        self, run: CollectionRun, at: datetime, unread: Sequence[MetFile]
    ) -> tuple[tuple[MetFile, ...], str]:
        """All that was met, by path; told also where it cannot be noted any more, with why."""
        try:
            with self._store.reading() as work:
                latest = work.collected.revisions()
            files = _by_path((*run.told(latest), *unread))
            self.write(lambda kept: kept.note_files(at, files))
        except EnvironmentProblem as problem:
            return _by_path((*run.met, *unread)), problem.sentence
        return files, ""

    def _known(self) -> dict[str, KnownKey]:
        """The keys of units by their codes."""
        with self._store.reading() as work:
            first = work.collected.first_keys()
        of_returns = {
            code: KnownKey(
                each.key, each.unit_name, each.taken_at.date().isoformat(), code, each.period.key
            )
            for code, each in first.items()
        }
        return {**of_returns, **self._keys()}


def collection_of(
    book: Book, tools: Tools, collecting: Collecting, store: CollectionStore | None = None
) -> Collection:
    """What an open book collects, which remembers the keys of units; into ``store`` if given.

    All ledgers are known, also those that the unit leaves out: others report them.
    """

    def unit_name() -> str:
        with book.reading() as work:
            unit = unit_words(work, tools.catalogue)
        return unit.name if unit else ""

    return Collection(
        book if store is None else store,
        tools.catalogue,
        tools,
        Preferences(book).due_day,
        unit_name,
        keys=collecting.unit_keys,
        remember=collecting.remember,
    )


def _by_path(met: Iterable[MetFile]) -> tuple[MetFile, ...]:
    return tuple(sorted(met, key=lambda each: each.path))


def _unread(folder: Path, found: FoundFiles) -> Iterable[MetFile]:
    for path, why in found.unread:
        yield MetFile(path_below(folder, path), Fate.REFUSED, (why,))
