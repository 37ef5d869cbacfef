"""What the use cases need of documents: workbooks, paper, summaries. Protocols only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Pages, Progress, no_progress
from qinglian_desktop.domain.return_content import Printed, ReturnContent, foot_of

if TYPE_CHECKING:
    from qinglian_desktop.application.chart_ports import DrawnChart
    from qinglian_desktop.domain.cell_values import CellValue
    from qinglian_desktop.domain.drawing import Drawing
    from qinglian_desktop.domain.ledger import Ledger
    from qinglian_desktop.domain.lens_paper import LensPaper
    from qinglian_desktop.domain.record import Record
    from qinglian_desktop.domain.sheet import FileSheet
    from qinglian_desktop.domain.sign_in import SignInSheet
    from qinglian_desktop.domain.signature import Signature
    from qinglian_desktop.domain.summary import Paragraph


@dataclass(frozen=True, slots=True)
class ReadReturn:
    """A return as read from a file, with the digest that the file states.

    ``sheets`` are of each of the content's: its name, and how many rows it was written with.
    The digest is "" where nothing in the file states one any more. ``shown`` is the content, if
    reading the file already told that it shows just this.
    """

    content: ReturnContent
    stated_digest: str
    sheets: tuple[tuple[str, int], ...] = ()
    shown: ReturnContent | None = None

    @property
    def as_written(self) -> ReturnContent:
        """The content without what stands beyond its tables, printed as its foot tells."""
        content = self.content
        cover = list(content.cover)
        while cover and cover[-1] == ("", ""):
            cover.pop()
        lines = tuple(line for line in content.summary if line.ledger)
        sheets = tuple(
            replace(sheet, rows=tuple(row[: len(sheet.keys)] for row in sheet.rows[:count]))
            for sheet, (_, count) in zip(content.sheets, self.sheets, strict=True)
        )
        whole = Printed(zeros=True)  # The first layout hid nothing.
        is_whole = content.schema == 1 or content.foot == foot_of(lines, sheets, whole)
        printed = whole if is_whole else content.printed
        return replace(content, cover=tuple(cover), summary=lines, sheets=sheets, printed=printed)


class ReturnFiles(Protocol):
    """The workbook of a return."""

    def write(self, content: ReturnContent, target: Path) -> None:
        """Write the workbook to exactly this path."""
        ...

    def read(self, source: Path) -> ReadReturn:
        """What its cells show; EnvironmentProblem if no return, damaged, or of a newer schema."""
        ...

    def read_sheets(self, source: Path, sheets: Sequence[FileSheet]) -> ReadReturn:
        """As ``read``, of the sheets that somebody else has read from the file."""
        ...

    def seen_otherwise(self, source: Path, read: ReadReturn) -> Sequence[str]:
        """What whoever opens the file sees that the content read from it does not show.

        In sentences, of many the first, and a last one that says how many more.
        """
        ...

    def place_of_figure(self, line: int, *, is_year: bool) -> str:
        """Where 本月 or 本年累计 of a line of 汇总 stands, in words; lines are counted from 0."""
        ...

    def write_locked(self, content: ReturnContent, target: Path, password: str) -> None:
        """As ``write``, encrypted: nothing readable touches the disk."""
        ...

    def unlocked(self, source: Path, password: str) -> ReturnFiles:
        """What reads an encrypted one; NeedsPassword where the password is another."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a workbook; ``widths`` in 汉字, ``rows`` are gone through once.

    A heading may have several lines, each of which fits. A ``caption`` stands above the headings,
    on the sheet and on paper.
    """

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Iterable[Sequence[CellValue]]
    caption: str = ""


class CellKind(Enum):
    """What is written in the cells of a column that are still blank."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column to be filled in: a ``note`` at its heading, ``words`` to choose from.

    Other words are refused where it is ``closed``, asked about or, where it takes ``several``
    in one cell, taken as they are.
    """

    heading: str
    width: int
    kind: CellKind
    note: str
    words: tuple[str, ...] = ()
    closed: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class BlankTable:
    """A sheet on which records are to be filled in, a line each, below a caption."""

    title: str
    caption: str
    columns: tuple[BlankColumn, ...]


class TableFiles(Protocol):
    """Tables as a workbook, with nothing but what is in them."""

    def write(self, tables: Sequence[Table], target: Path) -> None:
        """Write the workbook to exactly this path, a sheet for each table, row by row."""
        ...

    def write_lines(self, table: Table, target: Path) -> None:
        """Headings and rows as comma separated lines, to exactly this path."""
        ...

    def write_blank(self, table: BlankTable, target: Path) -> None:
        """Write a workbook to be filled in, to exactly this path."""
        ...


def no_charts(ledger: Ledger, record: Record) -> Sequence[DrawnChart]:
    """Where no chart is drawn behind a form."""
    del ledger, record
    return ()


@dataclass(frozen=True, slots=True)
class PaperSource:
    """What a print needs beside the records: the unit's name, and pictures by digest.

    ``charts`` come behind the form of a record; ``before`` says by field what was otherwise.
    """

    unit_name: str
    read_pages: Callable[[str], Pages | None]
    charts: Callable[[Ledger, Record], Sequence[DrawnChart]] = no_charts
    before: Callable[[Ledger, Record], Mapping[str, str]] = lambda _, __: {}


class PrintedAs(Enum):
    """The files that records can be written as; the value is how their names end."""

    PDF = ".pdf"
    WORD = ".docx"


class RecordFiles(Protocol):
    """Records, one by one and as a list, on pages."""

    def records(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        source: PaperSource,
        target: PaperTarget,
        progress: Progress = no_progress,
    ) -> None:
        """One form a record, in its ledger's paper form, in one file."""
        ...

    def blank(self, ledger: Ledger, word: str, source: PaperSource, target: PaperTarget) -> None:
        """The form of this kind, the usual one without a word, to be filled by hand."""
        ...

    def listing(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        source: PaperSource,
        target: PaperTarget,
        progress: Progress = no_progress,
    ) -> None:
        """The records as a table, repeated heads, page numbers; ``subtitle`` says which."""
        ...


class PaperFiles(RecordFiles, Protocol):
    """Records as PDF."""

    def lacking(self, text: str) -> str:
        """The signs of a text that no font has, each once; they are printed as 〓."""
        ...

    def pictures(
        self, title: str, subtitle: str, drawings: Sequence[Drawing], unit_name: str
    ) -> bytes:
        """Drawings below each other on A4, those of one page whole; ``subtitle`` says of when."""
        ...

    def lens(self, paper: LensPaper, unit_name: str, made: date) -> bytes:
        """A lens as a table on A4, its heads repeated on every page."""
        ...

    def return_for_seal(self, content: ReturnContent) -> bytes:
        """Cover, 汇总 and 更正说明 of a monthly return, as the workbook prints them."""
        ...


class SummaryForm(Enum):
    """The files that a summary can be written as; the value is how their names end."""

    WORD = ".docx"
    PDF = ".pdf"
    TEXT = ".txt"

    @classmethod
    def of(cls, target: Path) -> SummaryForm | None:
        """What a file name asks for; None if it is something else."""
        return next((form for form in cls if form.value == target.suffix.lower()), None)


@dataclass(frozen=True, slots=True)
class SummaryText:
    """A summary as it goes on paper, the unit whose it is, when it was made, and who signs."""

    paragraphs: tuple[Paragraph, ...]
    unit_name: str
    at: datetime
    signature: Signature


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sheet that people sign as it goes on paper, the unit whose it is, when it was made."""

    sheet: SignInSheet
    unit_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FontUsed:
    """Which font sets a part of a document, what the standard wants, and if it stands in for it."""

    part: str
    wanted: str
    name: str
    is_stand_in: bool = False


class SummaryFiles(Protocol):
    """A summary as a document."""

    def write(self, text: SummaryText, form: SummaryForm, target: Path) -> tuple[FontUsed, ...]:
        """Write the document to exactly this path, whatever its name ends with.

        Gives the fonts in which it is set, or which it names; none for plain text.
        """
        ...

    def pages(self, parts: Sequence[SummaryText | SignIn]) -> bytes:
        """Documents set in the same way, and sheets to sign, after each other in one PDF."""
        ...

    def write_sign_in(self, sign_in: SignIn, target: Path) -> None:
        """Write a sheet to sign as Word, to exactly this path."""
        ...
