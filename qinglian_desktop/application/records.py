"""Keeping records: begin a form, check it, save it, void it, and never lose what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qinglian_desktop.application.answering import answered, as_then
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.feeding import brought_along, source_of
from qinglian_desktop.application.following import at_start, computed, follow, initial_input
from qinglian_desktop.application.keeping import Checked, RecordKeeper
from qinglian_desktop.application.locking import reason_given
from qinglian_desktop.application.offices import said_by_roster
from qinglian_desktop.application.ports import Clock, Progress, UnitOfWork, no_progress
from qinglian_desktop.application.reasons import checked_by_hand, said_why
from qinglian_desktop.application.roster import recognise
from qinglian_desktop.application.steps import StepList, Steps
from qinglian_desktop.application.versions import Versions
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, DataProblems, EnvironmentProblem, ManyProblems
from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.ledger import Feed, Ledger
from qinglian_desktop.domain.plain_form import plain_file, to_plain
from qinglian_desktop.domain.plain_record import plain_of
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import AnswersTo, Change, Draft, Record, State, title_of
from qinglian_desktop.domain.rules import nothing_lacks
from qinglian_desktop.domain.validation import errors, read_input
from qinglian_desktop.domain.values import Link


@dataclass(frozen=True, slots=True)
class Saved:
    """A record as kept, and what may still deserve a look.

    ``is_unchanged``: it was so already, and nothing was written.
    """

    record: Record
    warnings: tuple[Problem, ...]
    is_unchanged: bool = False


class RecordKeeping:
    """The use cases around one record of any ledger."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        who: str,
        done: StepList | None = None,
        lacking: Callable[[str], str] = nothing_lacks,
    ) -> None:
        """With what was ``done`` already, where another window goes on."""
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self.keeper = RecordKeeper(catalogue, clock, who, lacking)
        self.steps = Steps(book, self.keeper, done or StepList())
        self.versions = Versions(book, self.keeper, self.steps.list)

    def start(self, ledger: Ledger, given: Mapping[str, object] | None = None) -> dict[str, object]:
        """The plain input that a new form begins with; ``given`` goes before the defaults."""
        with self._book.reading() as work:
            return initial_input(ledger, given or {}, work, self._catalogue, self._clock())

    def start_row(self, table: Rows) -> dict[str, object]:
        """The plain input that a new row begins with."""
        starts = {field.key: at_start(field, self._clock()) for field in table.fields}
        return {key: plain for key, plain in starts.items() if plain is not None}

    def follow(
        self, ledger: Ledger, typed: Mapping[str, object], touched: set[str]
    ) -> dict[str, object]:
        """What the fields that follow others now hold, as plain input; not those ``touched``."""
        values, _ = read_input(ledger, typed)
        with self._book.reading() as work:
            members = work.records.members()
            recognise(ledger, values, members)
            return follow(ledger, values, members, touched, work)

    def get(self, ledger: Ledger, record_id: int) -> Record | None:
        """One record, void or not."""
        with self._book.reading() as work:
            return work.records.get(ledger, record_id)

    def plain(self, ledger: Ledger, record: Record) -> dict[str, object]:
        """A record's values as plain input, as the form takes them."""
        return plain_of(ledger, record)

    def as_then(self, ledger: Ledger, then: Mapping[str, object], now: Record) -> dict[str, object]:
        """An earlier version as a form takes it: what was done since stays done."""
        with self._book.reading() as work:
            return as_then(work, self._catalogue, ledger, then, now.values)

    def source(self, ledger: Ledger, record: Record) -> tuple[Ledger, Record, Feed] | None:
        """The record from which this one follows, with the feed that says which fields."""
        with self._book.reading() as work:
            return source_of(work, self._catalogue, ledger, record)

    def said_by_roster(self, ledger: Ledger) -> dict[str, object]:
        """The fields that the roster decides, as plain input; none but at the unit."""
        if ledger.unit is None:
            return {}
        with self._book.reading() as work:
            said = said_by_roster(self._catalogue, ledger, work.records.members())
        values = said.values if said is not None else {}
        return {key: to_plain(ledger.field(key).type, value) for key, value in values.items()}

    def fed(self, ledger: Ledger, record: Record) -> list[tuple[Ledger, Record, bool]]:
        """The records that follow from this one and are not void, and if it was taken up."""
        with self._book.reading() as work:
            return [
                (self._catalogue[key], found, taken_up)
                for key, record_id, taken_up in work.feeds.fed(ledger.key, record.id or 0)
                if (found := work.records.get(self._catalogue[key], record_id)) is not None
                and found.state is not State.VOID
            ]

    def history(self, ledger: Ledger, record_id: int) -> list[Change]:
        """What happened to a record, the latest first."""
        with self._book.reading() as work:
            return work.records.history(ledger, record_id)

    def remembered(self, ledger: Ledger, key: str) -> list[str]:
        """What was typed in a text field before, the latest first."""
        with self._book.reading() as work:
            return work.records.remembered(ledger, ledger.field(key))

    def linkable(self, ledger_key: str, text: str = "") -> list[tuple[Link, date]]:
        """Records that a RecordRef to that ledger may choose, holding the text, with their days."""
        ledger = self._catalogue[ledger_key]
        with self._book.reading() as work:
            found = work.records.page(Query(ledger.key, text=text), 0, 200)
        return [
            (Link(record.id, title_of(ledger, record.values)), record.occurred_on)
            for record in found
        ]

    def check(
        self, ledger: Ledger, typed: Mapping[str, object], record_id: int | None = None
    ) -> Checked:
        """Everything that is wrong with the input, and nothing kept."""
        with self._book.reading() as work:
            previous = None if record_id is None else self.keeper.previous(work, ledger, record_id)
            return checked_by_hand(self.keeper, work, ledger, typed, previous)

    def save(
        self,
        ledger: Ledger,
        typed: Mapping[str, object],
        *,
        record_id: int | None = None,
        revision: int | None = None,
        draft_id: int | None = None,
        reason: str = "",
        answers: Sequence[AnswersTo] = (),
        beside: Callable[[UnitOfWork, Record], object] | None = None,
    ) -> Saved:
        """Keep a new record, or changes to ``record_id``, and forget its draft: one transaction.

        What it ``answers`` links to it then, ``beside`` keeps what goes with it. ``revision`` is
        the one the form was opened with. A record of a month that was reported becomes 已更正; if
        it is so already, nothing is written. Raises DataProblems with every problem (ReasonNeeded
        as ``RecordKeeper``) or EnvironmentProblem; then nothing is changed and the draft stays.
        """
        with self._book.writing() as work:
            previous = None if record_id is None else self.keeper.previous(work, ledger, record_id)
            checked = checked_by_hand(self.keeper, work, ledger, typed, previous)
            if previous is not None and previous.state is State.VOID:
                said = f"{ledger.label} {previous.number} 已经作废，不能修改；要改请先恢复它。"
                raise DataProblems((Problem("", said),))
            if errors(checked.problems):
                raise DataProblems(errors(checked.problems))
            why = reason or said_why(ledger, checked, previous)
            keeper = self.keeper.because(why)
            kept = keeper.keep(work, ledger, checked.values, previous, revision, why)
            is_unchanged = kept is previous
            followed = None if is_unchanged else keeper.follow(work, ledger, [kept])
            keeper.tick(work, answered(work, self._catalogue, answers, ledger, kept))
            if draft_id is not None:
                work.drafts.discard(draft_id)
            if beside is not None:
                beside(work, kept)
        if not is_unchanged:
            action = "新增" if previous is None else "修改"
            self.steps.list.note(action, ledger, [(kept, previous)], followed)
        return Saved(kept, checked.problems, is_unchanged)

    def add_all(
        self,
        ledger: Ledger,
        sheet: Sequence[Mapping[str, object]],
        progress: Progress = no_progress,
        reason: str = "",
    ) -> list[Saved]:
        """Keep several new records, all of them or none: one transaction, in no batches.

        ``progress`` is told each record; when it answers False, Cancelled is raised.
        What follows from other fields by itself (a level, a state) need not be in the sheet.
        Raises ManyProblems with every problem of every record and its place, or ReasonNeeded.
        """
        keeper, saved = self.keeper.because(reason), list[Saved]()
        found: list[tuple[int, Problem]] = []
        with self._book.writing() as work:
            for place, given in enumerate(sheet, 1):
                typed = {**computed(ledger, given), **given}
                checked = keeper.check(work, ledger, typed, None)
                wrong = [(place, problem) for problem in errors(checked.problems)]
                found += wrong
                if not wrong:
                    kept = keeper.keep(work, ledger, checked.values)
                    saved.append(Saved(kept, checked.problems))
                if not progress(place, len(sheet)):
                    raise Cancelled
            if found:
                raise ManyProblems(found, len(sheet))
            followed = keeper.follow(work, ledger, [each.record for each in saved])
        self.steps.list.note("新增", ledger, [(each.record, None) for each in saved], followed)
        return saved

    def void(self, ledger: Ledger, record_id: int, reason: str) -> Record:
        """作废: it stays in the book, and counts no more; DataProblems without a reason."""
        return self._move(ledger, record_id, State.VOID, reason)

    def reason_given(self, ledger: Ledger, record: Record) -> str:
        """The last reason for a month that was reported, and that its 作废 would change."""
        with self._book.reading() as work:
            return reason_given(work, ledger, record, replace(record, state=State.VOID))

    def revive(self, ledger: Ledger, record_id: int, reason: str = "") -> Record:
        """Undo a 作废; ReasonNeeded as ``save``."""
        return self._move(ledger, record_id, State.CONFIRMED, reason)

    def keep_draft(self, draft: Draft) -> Draft:
        """Keep a form as typed, whatever is in it."""
        with self._book.writing() as work:
            return work.drafts.put(replace(draft, at=self._clock()))

    def drafts(self, ledger: Ledger | None = None) -> list[Draft]:
        """Drafts of one ledger or of all, the latest first."""
        with self._book.reading() as work:
            return work.drafts.all(ledger.key if ledger else "")

    def discard_draft(self, draft_id: int) -> None:
        """Throw a draft away."""
        with self._book.writing() as work:
            work.drafts.discard(draft_id)

    def add_file(self, name: str, data: bytes, *, keep_original: bool = False) -> dict[str, object]:
        """Keep a file in the book; gives the plain input that names it."""
        with self._book.writing() as work:
            return dict(plain_file(work.attachments.put(name, data, keep_original=keep_original)))

    def add_files(
        self, sources: Sequence[Path], *, keep_original: bool = False
    ) -> tuple[list[dict[str, object]], list[EnvironmentProblem]]:
        """Keep those of the files that can be; plain input that names them, and what is wrong."""
        kept, wrong = list[dict[str, object]](), list[EnvironmentProblem]()
        for source in sources:
            try:
                with self._book.writing() as work:
                    put = work.attachments.put_from(source, keep_original=keep_original)
            except EnvironmentProblem as problem:
                wrong.append(problem)
            else:
                kept.append(dict(plain_file(put)))
        return kept, wrong

    def file(self, digest: str) -> bytes:
        """The bytes of a file kept in the book."""
        with self._book.reading() as work:
            return work.attachments.read(digest)

    def small_page(self, digest: str, side: int) -> bytes | None:
        """A small picture of a file kept in the book, as PNG; None if it is no picture."""
        with self._book.reading() as work:
            return work.attachments.small_page(digest, side)

    def _move(self, ledger: Ledger, record_id: int, state: State, reason: str) -> Record:
        action, keeper = "作废" if state is State.VOID else "恢复", self.keeper.because(reason)
        with self._book.writing() as work:
            record = keeper.previous(work, ledger, record_id)
            if (source := source_of(work, self._catalogue, ledger, record)) is not None:
                said = f"{brought_along(*source[:2])}，要{action}请到那里办。"
                raise DataProblems((Problem("", f"{ledger.label} {record.number} {said}"),))
            if state is State.VOID and not reason.strip():
                raise DataProblems((Problem("", "作废要写明原因，记录没有改动。请写上原因。"),))
            if (record.state is State.VOID) is (state is State.VOID):
                return record  # A step that does nothing could not be taken back.
            moved = keeper.move(work, ledger, record, state, reason)
            followed = keeper.follow(work, ledger, [moved])
        self.steps.list.note(action, ledger, [(moved, record)], followed)
        return moved
