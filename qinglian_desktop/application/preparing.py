"""会前材料: what is written before an event, out of its plan and of the roster of that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import assert_never

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import (
    PaperFiles,
    SummaryFiles,
    SummaryForm,
    SummaryText,
)
from qinglian_desktop.application.ports import Clock, UnitOfWork
from qinglian_desktop.application.printing import in_passing
from qinglian_desktop.application.roster import recognise
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import ProgramBug
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.invitation import Invitation, invitation
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.notice import agenda_paper, as_message, notice
from qinglian_desktop.domain.sign_in import sign_in_sheet
from qinglian_desktop.domain.signature import Signature
from qinglian_desktop.domain.summary import Paragraph, summary_title
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.files.delivery import deliver


class Beforehand(Enum):
    """What can be written before an event; the value is what it is called."""

    NOTICE = "会议通知"
    AGENDA = "会议议程"
    SIGN_IN = "签到表"


@dataclass(frozen=True, slots=True)
class EventPaper:
    """A paper to be looked at before it goes out; ``remarks`` are sentences to be told with it."""

    beforehand: Beforehand
    told: Invitation
    unit_name: str
    today: date
    remarks: tuple[str, ...]

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
        paper: PaperFiles,
        documents: SummaryFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._paper = paper
        self._documents = documents

    def prepare(
        self, ledger: Ledger, typed: Mapping[str, object], beforehand: Beforehand
    ) -> EventPaper:
        """A paper out of what is typed; what cannot be read is left blank, and told."""
        if ledger.gathering is None:
            raise ProgramBug(f"nobody is called to {ledger.key}")
        with self._book.reading() as work:
            values, problems = read_input(ledger, typed)
            members = work.records.members()
            problems += recognise(ledger, values, members)
            unit_name = self._unit_name(work)
        told = invitation(ledger, ledger.gathering, values, members)
        today = self._clock().date()
        remarks = [each.message for each in problems if not each.is_warning]
        if told.day is not None and told.day < today:
            remarks.append(
                f"这次{told.called}的日子已经过了，纸上写的制作日期是今天；开过了的请登记，不用补通知。"
            )
        if not unit_name:
            remarks.append("还没有登记单位名称，落款的单位留空。")
        return EventPaper(beforehand, told, unit_name, today, (*remarks, *told.remarks))

    def pages(self, paper: EventPaper) -> bytes:
        """Its pages as PDF, leaving no readable copy on the disk."""
        if paper.beforehand is Beforehand.SIGN_IN:
            return self._paper.sign_in(sign_in_sheet(paper.told, paper.today), paper.unit_name)
        return in_passing(lambda path: self._write(paper, SummaryForm.PDF, path))

    def word(self, paper: EventPaper, target: Path) -> None:
        """Write it as a Word document to exactly this path, whole or not at all."""
        deliver(target, lambda path: self._write(paper, SummaryForm.WORD, path))

    def save(self, paper: EventPaper, folder: Path, *, as_word: bool = False) -> Path:
        """Write it into a folder, as PDF or as Word; gives the file."""
        target = folder / f"{paper.name}{'.docx' if as_word else '.pdf'}"
        if as_word:
            self.word(paper, target)
        else:
            data = self.pages(paper)
            deliver(target, lambda path: _put(path, data))
        return target

    def _write(self, paper: EventPaper, form: SummaryForm, path: Path) -> None:
        text = SummaryText(paper.paragraphs, paper.unit_name, self._clock(), paper.signature)
        self._documents.write(text, form, path)

    def _unit_name(self, work: UnitOfWork) -> str:
        unit = unit_words(work, self._catalogue)
        return unit.name if unit else ""


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
