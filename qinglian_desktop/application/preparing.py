"""会前材料: what is written before an event, out of its plan and of the roster of that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import assert_never

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import (
    SignIn,
    SummaryFiles,
    SummaryForm,
    SummaryText,
)
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.roster import recognise
from qinglian_desktop.application.saving_as import save_as
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.gathering import Gathering
from qinglian_desktop.domain.invitation import Invitation, invitation
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.notice import agenda_paper, as_message, notice
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.sign_in import sign_in_sheet
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Paragraph, summary_title
from qinglian_desktop.domain.told import AS_TEXT, Told, keep_told, told_otherwise_words
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.files.delivery import beside_others, deliver


class Beforehand(Enum):
    """What can be written before an event; the value is what it is called."""

    NOTICE = "会议通知"
    AGENDA = "会议议程"
    SIGN_IN = "签到表"


USUAL = (Beforehand.NOTICE, Beforehand.SIGN_IN)
"""What is mostly wanted, in one print."""


@dataclass(frozen=True, slots=True)
class EventPaper:
    """A paper to be looked at before it goes out; ``remarks`` are sentences to be told with it."""

    beforehand: Beforehand
    told: Invitation
    unit_name: str
    at: datetime
    remarks: tuple[str, ...]

    @property
    def today(self) -> date:
        """The day on which it was made."""
        return self.at.date()

    @property
    def name(self) -> str:
        """By which its file is called, without what says of which kind that is."""
        day = f"_{self.told.day:%Y-%m-%d}" if self.told.day is not None else ""
        return safe_name(f"{self.title}{day}")

    @property
    def title(self) -> str:
        """What stands above it."""
        if self.beforehand is Beforehand.SIGN_IN:
            return sign_in_sheet(self.told, self.today).title
        return summary_title(self.paragraphs)

    def noted_in(self, told: Mapping[str, object], *, as_text: bool = False) -> dict[str, object]:
        """What went out of a plan, with this that does so now, on paper or copied as text."""
        one = Told(self.at, self.told.when, self.told.place)
        return keep_told(told, AS_TEXT if as_text else self.beforehand.value, one)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """What it says, where it is a document and no table."""
        match self.beforehand:
            case Beforehand.NOTICE:
                return notice(self.told)
            case Beforehand.AGENDA:
                return agenda_paper(self.told)
            case Beforehand.SIGN_IN:
                return ()
            case _:
                assert_never(self.beforehand)

    @property
    def signature(self) -> Signature:
        """Who signs, and the day on which it was made: never a day of before."""
        return Signature(self.unit_name, self.today)

    @property
    def message(self) -> str:
        """A notice as text to be sent."""
        return as_message(self.paragraphs, self.signature)


class Preparing:
    """What an open book writes before an event."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        documents: SummaryFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._documents = documents

    def prepare(
        self, ledger: Ledger, typed: Mapping[str, object], beforehand: Beforehand
    ) -> EventPaper:
        """A paper out of what is typed; what cannot be read is left blank, and told."""
        if ledger.gathering is None:
            raise ProgramBug(f"nobody is called to {ledger.key}")
        with self._book.reading() as work:
            told, problems = told_of(ledger, ledger.gathering, typed, work.records.members())
            unit_name = self._unit_name(work)
        now = self._clock()
        remarks = [each.message for each in problems if not each.is_warning]
        if told.day is not None and told.day < now.date():
            remarks.append(
                f"这次{told.called}的日子已经过了，纸上写的制作日期是今天；开过了的请登记，不用补通知。"
            )
        if not unit_name:
            remarks.append("还没有登记单位名称，落款的单位留空。")
        return EventPaper(beforehand, told, unit_name, now, (*remarks, *told.remarks))

    def told_changes(self, ledger: Ledger, draft: Draft) -> str:
        """What went out of a plan and is not so any more; "" where nothing did or has changed."""
        if not draft.told:
            return ""
        with self._book.reading() as work:
            return told_changes(ledger, draft, work.records.members())

    def pages(self, papers: Sequence[EventPaper]) -> bytes:
        """These after each other as PDF, leaving no readable copy on the disk."""
        return self._documents.pages([self._part(each) for each in papers])

    def word(self, paper: EventPaper, target: Path) -> None:
        """Write it as a Word document to exactly this path, whole or not at all."""
        part = self._part(paper)

        def write(path: Path) -> None:
            if isinstance(part, SignIn):
                self._documents.write_sign_in(part, path)
            else:
                self._documents.write(part, SummaryForm.WORD, path)

        deliver(target, write)

    def save(
        self, paper: EventPaper, folder: Path, apart: str = "", *, as_word: bool = False
    ) -> Path:
        """Write it into a folder, as PDF or as Word; gives the file.

        ``apart`` tells it from the paper of another plan. A Word document of before stays, for it
        may have been changed by hand.
        """
        target = folder / f"{paper.name}{apart}{'.docx' if as_word else '.pdf'}"
        if as_word:
            target = beside_others(target)
            self.word(paper, target)
        else:
            save_as(target, self.pages([paper]))
        return target

    def _part(self, paper: EventPaper) -> SummaryText | SignIn:
        if paper.beforehand is Beforehand.SIGN_IN:
            return SignIn(sign_in_sheet(paper.told, paper.today), paper.unit_name, paper.at)
        return SummaryText(paper.paragraphs, paper.unit_name, paper.at, paper.signature)

    def _unit_name(self, work: UnitOfWork) -> str:
        unit = unit_words(work, self._catalogue)
        return unit.name if unit else ""


def told_of(
    ledger: Ledger,
    gathering: Gathering,
    typed: Mapping[str, object],
    members: Mapping[int, Member],
) -> tuple[Invitation, list[Problem]]:
    """What can be told of an event by what is typed, and what of it cannot be read."""
    values, problems = read_input(ledger, typed)
    problems += recognise(ledger, values, members)
    return invitation(ledger, gathering, values, members), problems


def told_changes(ledger: Ledger, draft: Draft, members: Mapping[int, Member]) -> str:
    """What went out of a plan and is not so any more, as sentences."""
    if ledger.gathering is None or not draft.told:
        return ""
    now, _ = told_of(ledger, ledger.gathering, draft.typed, members)
    return told_otherwise_words(draft.told, now)
