"""A single record taken out of a copy into the book of today, through the door of all input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import cast

from qinglian_desktop.application.answering import as_then
from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.feeding import brought_along, source_of
from qinglian_desktop.application.keeping import RecordKeeper
from qinglian_desktop.application.ports import UnitOfWork
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import AttachmentLost, DataProblems, ProgramBug
from qinglian_desktop.domain.field_types import (
    Attachments,
    FieldType,
    PeopleRef,
    PersonRef,
    RecordRef,
)
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.plain_form import to_plain
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State, title_of
from qinglian_desktop.domain.rights import must_have_all
from qinglian_desktop.domain.validation import errors
from qinglian_desktop.domain.values import Attached


class Way(Enum):
    """What became of the record in the book of today."""

    ADDED = "新增"
    CORRECTED = "改回"
    THERE = "已有"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The record as it is in the book of today now."""

    record: Record
    way: Way


def take_back(
    books: Books, tools: Tools, folder: Path, secret: str, then: Book, key: str, record_id: int
) -> TakenBack:
    """Put a record of the copy ``then`` into the book in ``folder``, which is not open.

    Over the record that it was, whose history keeps what it said; as a new one where that
    is not there. One transaction. Raises DataProblems where today's book does not take it,
    WrongPassword, BookInUse or EnvironmentProblem.
    """
    today = books.open(folder, secret)
    try:
        must_have_all(today.keeper, "从备份取回记录")
        catalogue = Desk(today, tools).catalogue
        keeper = RecordKeeper(catalogue, tools.clock, today.keeper.name)
        with then.reading() as before, today.writing() as work:
            return _Taking(before, work, catalogue, keeper, then).take(catalogue[key], record_id)
    finally:
        today.close()


@dataclass(frozen=True, slots=True)
class _Taking:
    before: UnitOfWork
    work: UnitOfWork
    catalogue: Catalogue
    keeper: RecordKeeper
    then: Book

    def take(self, ledger: Ledger, record_id: int) -> TakenBack:
        record = self.before.records.get(ledger, record_id)
        if record is None:
            raise ProgramBug(f"{ledger.key} of the copy has no record {record_id}")
        self._must_stand_alone(ledger, record)
        present = self.work.records.get(ledger, record_id)
        if present is not None and present.entered != record.entered:
            # Books that parted: another record has this id today.
            present = None
        if present is None:
            present = self._alike(ledger, record)
        is_void = present is not None and present.state is State.VOID
        has_brought = self._bring_files(ledger, record)
        if present is not None and not is_void and present.values == record.values:
            return TakenBack(present, Way.CORRECTED if has_brought else Way.THERE)
        reason = f"从 {self.then.copy.words if self.then.copy else ''} 的备份取回"
        keeper = self.keeper.because(reason, is_said=False)
        if present is not None and is_void:
            present = keeper.move(self.work, ledger, present, State.CONFIRMED, reason)
            if present.values == record.values:
                keeper.follow(self.work, ledger, [present])
                return TakenBack(present, Way.CORRECTED)
        typed = self._typed(ledger, record)
        if present is not None:
            typed = as_then(self.work, self.catalogue, ledger, typed, present.values)
        checked = keeper.check(self.work, ledger, typed, present)
        if wrong := errors(checked.problems):
            said = f"{record.number} 照备份里的样子，现在存不进去，台账库没有动。"
            raise DataProblems((Problem("", said), *wrong))
        kept = keeper.keep(self.work, ledger, checked.values, present, reason=reason)
        keeper.follow(self.work, ledger, [kept])
        return TakenBack(kept, Way.ADDED if present is None else Way.CORRECTED)

    def _must_stand_alone(self, ledger: Ledger, record: Record) -> None:
        said = ""
        source = source_of(self.before, self.catalogue, ledger, record)
        if record.state is State.VOID:
            said = "这条记录在备份里已经作废，不能取回。"
        elif source is not None:
            said = f"这条记录{brought_along(*source[:2])}，请取回那一条。"
        if said:
            raise DataProblems((Problem("", said),))

    def _alike(self, ledger: Ledger, record: Record) -> Record | None:
        """A record that says the same, as when it was taken back before; not a void one."""
        title = title_of(ledger, record.values)
        found = self.work.records.page(Query(ledger.key, text=title), 0, 50) if title else []
        return next((each for each in found if each.values == record.values), None)

    def _bring_files(self, ledger: Ledger, record: Record) -> bool:
        """Have the record's files in today's book, sound; whether any was not."""
        has_brought = False
        for field in ledger.of_type(Attachments):
            for file in cast("tuple[Attached, ...]", record.value(field.key) or ()):
                if not self._has(file):
                    data = self.before.attachments.read(file.digest)
                    self.work.attachments.put(file.name, data, keep_original=True)
                    has_brought = True
        return has_brought

    def _has(self, file: Attached) -> bool:
        try:
            self.work.attachments.read(file.digest)
        except (KeyError, AttachmentLost):
            return False
        return True

    def _typed(self, ledger: Ledger, record: Record) -> dict[str, object]:
        """The record as plain input; a reference keeps its id only where both books mean one."""
        return {
            field.key: self._of_today(field.type, to_plain(field.type, record.value(field.key)))
            for field in ledger.fields
            if field.key in record.values
        }

    def _of_today(self, kind: FieldType, plain: object) -> object:
        if not isinstance(plain, dict):
            return plain
        given = cast("dict[str, object]", plain)
        roster = self.catalogue.roster
        if isinstance(kind, RecordRef):
            return self._known(self.catalogue[kind.ledger], given)
        if isinstance(kind, PersonRef) and roster is not None:
            return self._known(roster, given)
        if isinstance(kind, PeopleRef) and roster is not None:
            people = cast("list[dict[str, object]]", given["people"])
            return {**given, "people": [self._known(roster, each) for each in people]}
        return given

    def _known(self, ledger: Ledger, reference: Mapping[str, object]) -> dict[str, object]:
        """By words alone, where the id stands for another record today."""
        found = reference.get("id")
        if isinstance(found, int):
            then, now = (each.records.get(ledger, found) for each in (self.before, self.work))
            if then is None or now is None or then.entered != now.entered:
                return {key: value for key, value in reference.items() if key != "id"}
        return dict(reference)
