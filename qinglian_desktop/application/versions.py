"""Earlier versions of a record: looked at beside that of today, and restored as one more change"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from qinglian_desktop.application.answering import as_then
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.feeding import source_of
from qinglian_desktop.application.keeping import RecordKeeper
from qinglian_desktop.application.passed_drafts import pass_drafts
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.application.steps import StepList
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import AttachmentLost, DataProblems
from qinglian_desktop.domain.field_types import Attachments, RecordRef
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Change, Record, State
from qinglian_desktop.domain.then_and_now import ThenAndNow, then_and_now
from qinglian_desktop.domain.validation import errors
from qinglian_desktop.domain.values import Attached, Link, Values, is_blank


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """How a record stood after a change; number 1 is as it was entered, or as far as is kept."""

    number: int
    change: Change

    @property
    def called(self) -> str:
        """When it came to be: 2026-10-03 14:20."""
        return f"{self.change.at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A version beside the record of now, and what would become of it if it were restored.

    ``gone`` is what that version said in fields that the form no longer has; ``typed`` the
    version as a form takes it, ``stays`` the keys that other records decide and that stay as they
    are. ``problems`` are those of the values as they would be kept, errors first.
    """

    version: KeptVersion
    record: Record
    lines: Sequence[ThenAndNow]
    gone: Sequence[str]
    typed: Mapping[str, object]
    stays: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def changes(self) -> list[str]:
        """The labels of the fields that restoring it would change."""
        return [each.label for each in self.lines if each.differs and each.key not in self.stays]

    @property
    def in_the_way(self) -> tuple[Problem, ...]:
        """Why it cannot be restored."""
        return errors(self.problems)


class Versions:
    """The use cases around the earlier versions of a record."""

    def __init__(self, book: Book, keeper: RecordKeeper, done: StepList) -> None:
        """Restoring is noted as ``done``, to be taken back like any step."""
        self._book = book
        self._keeper = keeper
        self._done = done

    def all(self, ledger: Ledger, record_id: int) -> list[KeptVersion]:
        """All versions of a record, the latest first; none of a record that is not there."""
        with self._book.reading() as work:
            return _versions(work, ledger, record_id)

    def compare(self, ledger: Ledger, record_id: int, number: int) -> Compared:
        """A version beside the record of now; DataProblems where it is not there or damaged."""
        with self._book.reading() as work:
            now = self._keeper.previous(work, ledger, record_id)
            return self._compared(work, ledger, now, number)

    def restore(
        self,
        ledger: Ledger,
        record_id: int,
        number: int,
        *,
        revision: int | None = None,
        reason: str = "",
    ) -> Record:
        """Make the record what it was: one change with its row of history, one transaction.

        ``revision`` is the one that was looked at. What it feeds follows. A record that is so
        already stays as it is. Raises DataProblems with every problem, ReasonNeeded as
        ``RecordKeeper``, or EnvironmentProblem; then nothing is changed.
        """
        with self._book.writing() as work:
            now = self._keeper.previous(work, ledger, record_id)
            if revision is not None and now.revision != revision:
                said = f"{now.number} 刚刚又改过了，没有恢复。请关上再打开，看看现在的内容。"
                raise DataProblems((Problem("", said),))
            seen = self._compared(work, ledger, now, number)
            if seen.in_the_way:
                said = f"{now.number} {seen.version.called} 的样子现在存不进去，记录没有改动。"
                raise DataProblems((Problem("", said), *seen.in_the_way))
            keeper = self._keeper.because(reason)
            checked = keeper.check(work, ledger, seen.typed, now)
            why = f"恢复成{seen.version.called}的样子"
            kept = keeper.keep(work, ledger, checked.values, now, None, why)
            if kept is now:
                return now
            pass_drafts(work, ledger, now, kept)
            followed = keeper.follow(work, ledger, [kept])
        self._done.note("改回", ledger, [(kept, now)], followed)
        return kept

    def _compared(self, work: UnitOfWork, ledger: Ledger, now: Record, number: int) -> Compared:
        version = _of_number(work, ledger, now, number)
        said = version.change.after or {}
        lines, gone = then_and_now(ledger, said, now.values)
        typed = self._typed(work, ledger, said, now)
        checked = self._keeper.check(work, ledger, typed, now)
        stays = {
            each.key for each in lines if each.differs and _is_so(each.key, now, checked.values)
        }
        problems = [*self._decided_elsewhere(work, ledger, now), *checked.problems]
        problems += _void_links(work, self._keeper, ledger, checked.values, now)
        problems += _lost_files(work, ledger, checked.values, now)
        return Compared(
            version,
            now,
            lines,
            gone,
            typed,
            frozenset(stays if not errors(checked.problems) else ()),
            tuple(sorted(problems, key=lambda each: each.is_warning)),
        )

    def _typed(
        self, work: UnitOfWork, ledger: Ledger, said: Mapping[str, object], now: Record
    ) -> dict[str, object]:
        """The version as plain input, with what other records decide as they have it now."""
        known = {key: plain for key, plain in said.items() if key in ledger.by_key}
        typed = as_then(work, self._keeper.catalogue, ledger, known, now.values)
        roster = self._keeper.said_by_roster(work, ledger)
        decided = roster.values if roster is not None else {}
        return typed | {key: to_plain(ledger.field(key).type, now.value(key)) for key in decided}

    def _decided_elsewhere(
        self, work: UnitOfWork, ledger: Ledger, now: Record
    ) -> Iterator[Problem]:
        """Why a record is not for restoring here at all."""
        if now.state is State.VOID:
            yield Problem("", "这条记录已经作废。要恢复成以前的样子，请先恢复这条记录。")
        elif (source := source_of(work, self._keeper.catalogue, ledger, now)) is not None:
            of = f"{source[0].label} {source[1].number}"
            yield Problem("", f"这条记录由“{of}”带出，要恢复成以前的样子请到那里办。")


def _versions(work: UnitOfWork, ledger: Ledger, record_id: int) -> list[KeptVersion]:
    changes = work.records.history(ledger, record_id)
    return [KeptVersion(len(changes) - at, change) for at, change in enumerate(changes)]


def _of_number(work: UnitOfWork, ledger: Ledger, now: Record, number: int) -> KeptVersion:
    versions = _versions(work, ledger, now.id or 0)
    found = next((each for each in versions if each.number == number), None)
    if found is None:
        said = f"{ledger.label} {now.number} 没有第 {number} 版，共 {len(versions)} 版。"
        raise DataProblems((Problem("", said),))
    if found.change.after is None:
        said = f"{ledger.label} {now.number} 第 {number} 版的内容已经损坏，看不到，也不能恢复。"
        raise DataProblems((Problem("", said),))
    return found


def _void_links(
    work: UnitOfWork, keeper: RecordKeeper, ledger: Ledger, values: Values, now: Record
) -> Iterator[Problem]:
    """What the version leads to and is void by now; what leads there today already is no news."""
    for field in ledger.of_type(RecordRef):
        linked = values.get(field.key)
        if not isinstance(field.type, RecordRef) or linked == now.value(field.key):
            continue
        if not isinstance(linked, Link) or linked.id is None:
            continue
        target = keeper.catalogue[field.type.ledger]
        found = work.records.get(target, linked.id)
        if found is not None and found.state is State.VOID:
            said = f"{field.label}：{target.label} {found.number} 已经作废。"
            yield Problem(field.key, said, is_warning=True)


def _lost_files(work: UnitOfWork, ledger: Ledger, values: Values, now: Record) -> Iterator[Problem]:
    """Files that the version names, that the record of now does not, and that are not there."""
    for field in ledger.of_type(Attachments):
        named = cast("tuple[Attached, ...]", values.get(field.key) or ())
        for file in set(named) - {*cast("tuple[Attached, ...]", now.value(field.key) or ())}:
            try:
                if work.attachments.holds(file.digest):
                    work.attachments.read(file.digest)
            except AttachmentLost:
                said = f"附件{quoted(file.name)}的文件已经坏了或者不见了。"
                yield Problem(field.key, f"{said}可以先在“检查”里取回附件。")


def _is_so(key: str, now: Record, values: Values) -> bool:
    was, is_ = now.value(key), values.get(key)
    return was == is_ or (is_blank(was) and is_blank(is_))
