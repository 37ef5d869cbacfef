"""汇总: the returns of many units collected from a folder or stick, and kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from qinglian_desktop.application.collection_keeping import kept_in
from qinglian_desktop.application.collection_ports import CollectionStore
from qinglian_desktop.application.collection_reading import CollectionReading, usual_due_day
from qinglian_desktop.application.gathering_ports import ReadFile
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.tools import Tools
from qinglian_desktop.application.unit_list import UnitList
from qinglian_desktop.application.verifying import Verified
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.collecting.collected import CollectedReturn, Fate, MetFile
from qinglian_desktop.domain.errors import EnvironmentProblem

_ENDS = (".xlsx",)
_REPORTED_ON = "报出日期"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one collection met: every file, in the order of their paths.

    ``readable`` are those that can be answered, with what was found, but without its rows.
    """

    files: tuple[MetFile, ...]
    readable: tuple[tuple[MetFile, Verified], ...] = ()


class Collection:
    """Returns collected into a store, an open book or another database."""

    def __init__(
        self,
        store: CollectionStore,
        catalogue: Catalogue,
        tools: Tools,
        due_day: Callable[[], int] = usual_due_day,
    ) -> None:
        """Into this store; ``due_day`` says by which day of the next month a month is due."""
        self._store = store
        self._catalogue = catalogue
        self._clock = tools.clock
        self._who = tools.who
        self._files = tools.many_returns
        self._due_day = due_day
        self.unit_list = UnitList(store, tools.sheet_files)

    @cached_property
    def reading(self) -> CollectionReading:
        """What the returns that were collected say together."""
        return CollectionReading(self._store, self._catalogue, self._clock, self._due_day)

    def collect(
        self, folder: Path, passwords: Sequence[str] = (), progress: Progress = no_progress
    ) -> Gathered:
        """Read every return below a folder and keep those that are sound; nothing is left out."""
        paths = sorted(_below(folder))
        met: list[MetFile] = []
        readable: list[tuple[MetFile, Verified]] = []
        read = self._files.read_all(paths, passwords, progress)
        at = self._clock().replace(microsecond=0)
        for each in read:
            met.append(self._met(folder, each))
            if isinstance(each.found, Verified):
                readable.append((met[-1], each.found.without_rows()))
        kept_in(self._store, lambda kept: kept.note_files(at, met))
        return Gathered(tuple(met), tuple(readable))

    def _met(self, folder: Path, read: ReadFile) -> MetFile:
        path, found = str(read.path.relative_to(folder)), read.found
        if isinstance(found, EnvironmentProblem):
            return MetFile(path, Fate.REFUSED, (found.happened, found.todo))
        content = found.content
        stated = (content.unit_code, content.unit_name, content.period.key, content.revision)
        if found.findings:
            return MetFile(path, Fate.REFUSED, found.findings, *stated)
        returned = self._returned(found)
        kept = kept_in(self._store, lambda kept: kept.take(returned, content.told))
        if kept != content.digest:
            why = f"已经收过另一份第{content.revision}次的月报，内容不一样。"
            return MetFile(path, Fate.REFUSED, (why,), *stated)
        return MetFile(path, Fate.TAKEN, found.remarks, *stated)

    def _returned(self, found: Verified) -> CollectedReturn:
        content = found.content
        return CollectedReturn(
            unit_code=content.unit_code,
            unit_name=content.unit_name,
            period=content.period,
            revision=content.revision,
            digest=content.digest,
            file_name=found.path.name,
            taken_at=self._clock().replace(microsecond=0),
            taken_by=self._who,
            lines=content.summary,
            reported_on=_day(dict(content.cover).get(_REPORTED_ON, "")),
            key=content.signed.key if content.signed else "",
            remarks=found.remarks,
        )


def _below(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names if name.lower().endswith(_ENDS))


def _day(words: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(words)
    return None
