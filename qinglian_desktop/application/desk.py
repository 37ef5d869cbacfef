"""Everything that can be done with one open book, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.application.roster import RosterLookup
from qinglian_desktop.application.scopes import Scopes
from qinglian_desktop.application.signing import Signer
from qinglian_desktop.application.tools import Tools
from qinglian_desktop.application.unit_choices import UnitChoices
from qinglian_desktop.application.wordings import Wordings

if TYPE_CHECKING:
    # Whatever the first list can do without is loaded when it is wanted.
    from qinglian_desktop.application.answers import Answers
    from qinglian_desktop.application.boards import Boards
    from qinglian_desktop.application.charts import Charts
    from qinglian_desktop.application.collecting import Collecting
    from qinglian_desktop.application.collection import Collection
    from qinglian_desktop.application.drawn_lenses import DrawnLenses
    from qinglian_desktop.application.exporting import Exporting
    from qinglian_desktop.application.filling import Filling
    from qinglian_desktop.application.handing_in import HandedInBook
    from qinglian_desktop.application.hanging import Hanging
    from qinglian_desktop.application.importing import Importing
    from qinglian_desktop.application.lens_printing import LensPrinting
    from qinglian_desktop.application.linking import Linking
    from qinglian_desktop.application.passing import Passing
    from qinglian_desktop.application.person_records import PersonRecords
    from qinglian_desktop.application.pictures import Pictures
    from qinglian_desktop.application.preferences import Preferences
    from qinglian_desktop.application.preparing import Preparing
    from qinglian_desktop.application.printing import Printing
    from qinglian_desktop.application.publishing import Publisher
    from qinglian_desktop.application.returning import Returning
    from qinglian_desktop.application.row_lists import RowLists
    from qinglian_desktop.application.searching import Searching
    from qinglian_desktop.application.second_place import SecondBackups
    from qinglian_desktop.application.sheets_out import SheetsOut
    from qinglian_desktop.application.statistics import Statistics
    from qinglian_desktop.application.summarising import Summarising
    from qinglian_desktop.application.workbench import Workbench


class Desk:
    """The use cases over one open book.

    ``catalogue`` is in the unit's own words, and of what it keeps; ``troubles`` are sentences
    about settings of its that could not be used.
    """

    def __init__(self, book: Book, tools: Tools, before: Desk | None = None) -> None:
        """With the tools; what was done on a desk ``before`` can be undone on this one."""
        # Who opened the book writes in it, whoever the PC's account says.
        self._tools = tools = tools.used_by(book.keeper.name)
        self.book = book
        self.clock = clock = tools.clock
        self.machine_watch = tools.machine_watch
        self.wordings = Wordings(book, tools.catalogue, clock, tools.who)
        worded, troubles = self.wordings.use()
        self.choices = UnitChoices(book, worded)
        self.scopes = Scopes(book, self.choices.use())
        self.catalogue, more = self.scopes.use()
        self.troubles = (*troubles, *more)
        # What somebody else did is theirs to take back.
        is_same = before is not None and before.book.keeper == book.keeper
        done = before.records.steps.list if before and is_same else None
        self.records = RecordKeeping(book, self.catalogue, clock, tools.who, done, self._lacking)
        self.roster = RosterLookup(book, self.catalogue)
        self._signer = Signer(book, tools.signatures)

    @cached_property
    def hanging(self) -> Hanging:
        """What hangs on the steps of charts, and charts to begin with."""
        from qinglian_desktop.application.hanging import Hanging

        return Hanging(self.book, self.catalogue, self._tools.resources)

    @cached_property
    def linking(self) -> Linking:
        """What hangs together."""
        from qinglian_desktop.application.linking import Linking

        return Linking(self.book, self.catalogue, self.clock)

    @cached_property
    def charts(self) -> Charts:
        """Flow charts, and the steps that something can hang on."""
        from qinglian_desktop.application.charts import Charts

        return Charts(self.book, self.catalogue, self.records, self.clock, self._tools.chart_files)

    @cached_property
    def searching(self) -> Searching:
        """Whatever mentions something, over all ledgers."""
        from qinglian_desktop.application.searching import Searching

        return Searching(self.book, self.catalogue)

    @cached_property
    def statistics(self) -> Statistics:
        """Figures, grids, crossings and coverage."""
        from qinglian_desktop.application.statistics import Statistics

        return Statistics(self.book, self.catalogue, self.clock)

    @cached_property
    def drawn_lenses(self) -> DrawnLenses:
        """What lenses draw, as files."""
        from qinglian_desktop.application.drawn_lenses import DrawnLenses

        charts, tables = self._tools.chart_files, self._tools.table_files
        return DrawnLenses(self.book, self.catalogue, self.clock, charts, tables)

    @cached_property
    def boards(self) -> Boards:
        """Records by stage, and along time."""
        from qinglian_desktop.application.boards import Boards

        return Boards(self.book, self.clock)

    @cached_property
    def row_lists(self) -> RowLists:
        """The rows of all records, ticked where they stand."""
        from qinglian_desktop.application.row_lists import RowLists

        return RowLists(self.book, self.clock, self.records)

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures of a year."""
        from qinglian_desktop.application.pictures import Pictures

        return Pictures(self.book, self.catalogue, self.clock, self._tools.paper_files)

    @cached_property
    def workbench(self) -> Workbench:
        """What is due today."""
        from qinglian_desktop.application.workbench import Workbench

        return Workbench(self.book, self.catalogue, self.clock, self.returning, self.second_backups)

    @cached_property
    def returning(self) -> Returning:
        """The monthly return."""
        from qinglian_desktop.application.returning import Returning

        tools = self._tools
        return Returning(
            self.book,
            self.catalogue,
            self.clock,
            tools.who,
            tools.return_files,
            self._signer,
            tools.paper_files,
        )

    @cached_property
    def collecting(self) -> Collecting:
        """Returns of others, and what is answered to them."""
        from qinglian_desktop.application.collecting import Collecting

        return Collecting(self.book, self.catalogue, self.clock, self._tools.who, self._signer)

    @cached_property
    def collection(self) -> Collection:
        """The returns of many units put together."""
        from qinglian_desktop.application.collection import collection_of

        return collection_of(self.book, self._tools, self.collecting)

    @cached_property
    def answers(self) -> Answers:
        """What is answered to the book's own returns."""
        from qinglian_desktop.application.answers import Answers

        return Answers(self.book, self.catalogue, self.clock, self._tools.signatures)

    @cached_property
    def filling(self) -> Filling:
        """Forms of somebody else."""
        from qinglian_desktop.application.filling import Filling

        tools = self._tools
        return Filling(self.book, self.catalogue, self.clock, tools.who, tools.form_files)

    @cached_property
    def register(self) -> HandedInBook:
        """报送登记."""
        from qinglian_desktop.application.handing_in import HandedInBook

        files, tables = self._tools.paper_files, self._tools.table_files
        of = self.book, self.catalogue, self.clock
        return HandedInBook(*of, files, tables, self._signer.own_key)

    @cached_property
    def printing(self) -> Printing:
        """Records and lists on paper."""
        from qinglian_desktop.application.printing import Printing

        tools = self._tools
        return Printing(
            self.book, self.catalogue, tools.paper_files, tools.word_files, tools.chart_files
        )

    @cached_property
    def lens_printing(self) -> LensPrinting:
        """What is seen through lenses, on paper."""
        from qinglian_desktop.application.lens_printing import LensPrinting

        files = self._tools.paper_files
        return LensPrinting(self.book, self.catalogue, self.clock, files, self.drawn_lenses)

    @cached_property
    def preparing(self) -> Preparing:
        """Papers before an event."""
        from qinglian_desktop.application.preparing import Preparing

        return Preparing(self.book, self.catalogue, self.clock, self._tools.summary_files)

    @cached_property
    def person_records(self) -> PersonRecords:
        """All that names a person."""
        from qinglian_desktop.application.person_records import PersonRecords

        return PersonRecords(self.book, self.catalogue, self.printing)

    @cached_property
    def passing(self) -> Passing:
        """Records on their way through stages."""
        from qinglian_desktop.application.passing import Passing

        return Passing(self.book, self.records, self.clock)

    @cached_property
    def exporting(self) -> Exporting:
        """All of the book, for whoever leaves the program."""
        from qinglian_desktop.application.exporting import Exporting

        return Exporting(self.book, self.catalogue, self.clock, self._tools.table_files)

    @cached_property
    def importing(self) -> Importing:
        """What an office already has, brought in."""
        from qinglian_desktop.application.importing import Importing

        sheets, tables = self._tools.sheet_files, self._tools.table_files
        of = self.book, self.catalogue, self.clock, self.records
        return Importing(*of, sheets, tables)

    @cached_property
    def sheets_out(self) -> SheetsOut:
        """A ledger as a table in a file, or on the clipboard."""
        from qinglian_desktop.application.sheets_out import SheetsOut

        return SheetsOut(self.book, self.catalogue, self.clock, self._tools.table_files)

    @cached_property
    def summarising(self) -> Summarising:
        """The half-year's and year's summary."""
        from qinglian_desktop.application.summarising import Summarising

        return Summarising(
            self.book,
            self.catalogue,
            self.clock,
            self._tools.summary_files,
            self._tools.resources / "templates",
            self._lacking,
        )

    @cached_property
    def preferences(self) -> Preferences:
        """What the user chose."""
        from qinglian_desktop.application.preferences import Preferences

        return Preferences(self.book)

    @cached_property
    def publishing(self) -> Publisher:
        """What is put up in public."""
        from qinglian_desktop.application.publishing import Publisher

        files, charts = self._tools.public_files, self._tools.chart_files
        return Publisher(self.book, self.catalogue, self.records, self.clock, files, charts)

    @cached_property
    def second_backups(self) -> SecondBackups:
        """The backup on a stick or share."""
        from qinglian_desktop.application.second_place import SecondBackups

        return SecondBackups(self.book, self.clock, self.returning.unit_name)

    def _lacking(self, text: str) -> str:
        return self._tools.paper_files.lacking(text)
