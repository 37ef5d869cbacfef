"""Everything that can be done with one open book, wired together once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qinglian_desktop.application.boards import Boards
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import (
    PaperFiles,
    ReturnFiles,
    SummaryFiles,
    TableFiles,
)
from qinglian_desktop.application.exporting import Exporting
from qinglian_desktop.application.person_records import PersonRecords
from qinglian_desktop.application.pictures import Pictures
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.preferences import Preferences
from qinglian_desktop.application.printing import Printing
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.application.returning import Returning
from qinglian_desktop.application.roster import RosterLookup
from qinglian_desktop.application.searching import Searching
from qinglian_desktop.application.second_place import SecondBackups
from qinglian_desktop.application.statistics import Statistics
from qinglian_desktop.application.summarising import Summarising
from qinglian_desktop.application.wordings import Wordings
from qinglian_desktop.application.workbench import Workbench
from qinglian_desktop.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What every desk is given from outside."""

    catalogue: Catalogue
    clock: Clock
    who: str
    return_files: ReturnFiles
    paper_files: PaperFiles
    summary_files: SummaryFiles
    table_files: TableFiles
    resources: Path


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases over one open book.

    ``catalogue`` is in the unit's own words; ``troubles`` are sentences about words of its
    that could not be used.
    """

    book: Book
    catalogue: Catalogue
    clock: Clock
    records: RecordKeeping
    roster: RosterLookup
    searching: Searching
    statistics: Statistics
    boards: Boards
    pictures: Pictures
    workbench: Workbench
    returning: Returning
    printing: Printing
    person_records: PersonRecords
    exporting: Exporting
    summarising: Summarising
    preferences: Preferences
    second_backups: SecondBackups
    wordings: Wordings
    troubles: tuple[str, ...]


def open_desk(book: Book, tools: Tools, before: Desk | None = None) -> Desk:
    """Put an open book on a desk with the tools; what was done on one ``before`` can be undone."""
    done = before.records.steps.list if before else None
    clock, who = tools.clock, tools.who
    wordings = Wordings(book, tools.catalogue, clock, who)
    catalogue, troubles = wordings.use()
    statistics = Statistics(book, catalogue, clock)
    returning = Returning(book, catalogue, clock, who, tools.return_files)
    second = SecondBackups(book, clock, returning.unit_name)
    printing = Printing(book, catalogue, tools.paper_files)

    def lacking(text: str) -> str:
        return tools.paper_files.lacking(text)

    return Desk(
        book=book,
        catalogue=catalogue,
        clock=clock,
        records=RecordKeeping(book, catalogue, clock, who, done, lacking),
        roster=RosterLookup(book, catalogue),
        searching=Searching(book, catalogue),
        statistics=statistics,
        boards=Boards(book, clock),
        pictures=Pictures(book, catalogue, clock, tools.paper_files),
        workbench=Workbench(book, catalogue, clock, returning, second),
        returning=returning,
        printing=printing,
        person_records=PersonRecords(book, catalogue, printing),
        exporting=Exporting(book, catalogue, clock, tools.table_files),
        summarising=Summarising(
            book, catalogue, clock, tools.summary_files, tools.resources / "templates", lacking
        ),
        preferences=Preferences(book),
        second_backups=second,
        wordings=wordings,
        troubles=troubles,
    )
