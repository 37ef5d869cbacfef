"""Records on paper: forms one by one, or a ledger's list, to see, print, keep or edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.chart_papers import charts_behind
from qinglian_desktop.application.chart_ports import ChartFiles
from qinglian_desktop.application.document_ports import (
    PaperFiles,
    PaperSource,
    PrintedAs,
    RecordFiles,
)
from qinglian_desktop.application.paper_target import PaperTarget
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.changed_level import all_before
from qinglian_desktop.domain.file_names import safe_name
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import paper_list
from qinglian_desktop.domain.paper_blank import blank_forms
from qinglian_desktop.domain.paper_sheets import sheets_of
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.files.delivery import beside_others, deliver


class Printing:
    """Prints of an open book."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        files: PaperFiles,
        word_files: RecordFiles,
        chart_files: ChartFiles,
    ) -> None:
        self._book = book
        self._chart_files = chart_files
        self._catalogue = catalogue
        self._files: dict[PrintedAs, RecordFiles] = {
            PrintedAs.PDF: files,
            PrintedAs.WORD: word_files,
        }

    def records(
        self,
        ledger: Ledger,
        ids: Sequence[int],
        folder: Path,
        progress: Progress = no_progress,
        *,
        which: str = "",
        printed_as: PrintedAs = PrintedAs.PDF,
    ) -> Path:
        """One form a record, in one file in the folder; ``which`` says in its name which."""
        chosen = self._fetch(ledger, ids)
        which = which or (chosen[0].number if len(chosen) == 1 else f"{len(chosen)}条")
        target = _target(folder, f"{ledger.label}_{which}", printed_as)
        write = self._writes_records(ledger, chosen, progress, printed_as)
        deliver(target, write)
        return target

    def listing(
        self,
        query: Query,
        subtitle: str,
        folder: Path,
        progress: Progress = no_progress,
        *,
        printed_as: PrintedAs = PrintedAs.PDF,
    ) -> Path:
        """The list that a query finds, in one file in the folder."""
        ledger = self._catalogue[query.ledger]
        title = paper_list(ledger).title
        # The forms of a period are called by the ledger: the list must not take their file.
        called = f"{title}一览表" if title == ledger.label else title
        target = _target(folder, f"{called}_{subtitle or '全部'}", printed_as)
        deliver(target, self._writes_listing(query, subtitle, progress, printed_as))
        return target

    def records_in_word(
        self, ledger: Ledger, ids: Sequence[int], target: Path, progress: Progress = no_progress
    ) -> None:
        """The same forms in Word, as exactly this file."""
        chosen = self._fetch(ledger, ids)
        deliver(target, self._writes_records(ledger, chosen, progress, PrintedAs.WORD))

    def listing_in_word(
        self, query: Query, subtitle: str, target: Path, progress: Progress = no_progress
    ) -> None:
        """The same list in Word, as exactly this file."""
        deliver(target, self._writes_listing(query, subtitle, progress, PrintedAs.WORD))

    def of_in_word(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        target: Path,
        progress: Progress = no_progress,
    ) -> None:
        """Records at hand as a list in Word, as exactly this file."""
        deliver(target, self._writes_list_of(ledger, records, subtitle, progress, PrintedAs.WORD))

    def preview_records(
        self, ledger: Ledger, ids: Sequence[int], progress: Progress = no_progress
    ) -> bytes:
        """The forms as the bytes of a PDF, leaving no readable copy on the disk."""
        chosen = self._fetch(ledger, ids)
        return _in_passing(self._writes_records(ledger, chosen, progress))

    def preview_listing(
        self, query: Query, subtitle: str, progress: Progress = no_progress
    ) -> bytes:
        """The same list as bytes."""
        return _in_passing(self._writes_listing(query, subtitle, progress))

    def blank(
        self, ledger: Ledger, word: str, folder: Path, printed_as: PrintedAs = PrintedAs.PDF
    ) -> Path:
        """The form of this kind to be filled by hand, in one file in the folder."""
        target = _target(folder, f"空白{dict(blank_forms(ledger))[word]}", printed_as)
        deliver(target, self._writes_blank(ledger, word, printed_as))
        return target

    def blank_in_word(self, ledger: Ledger, word: str, target: Path) -> None:
        """The same form as a Word document, to exactly this path."""
        deliver(target, self._writes_blank(ledger, word, PrintedAs.WORD))

    def preview_blank(self, ledger: Ledger, word: str) -> bytes:
        """The same form as bytes."""
        return _in_passing(self._writes_blank(ledger, word, PrintedAs.PDF))

    def preview_of(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        progress: Progress = no_progress,
    ) -> bytes:
        """Records at hand as a list, as bytes."""
        return _in_passing(self._writes_list_of(ledger, records, subtitle, progress))

    def _fetch(self, ledger: Ledger, ids: Sequence[int]) -> list[Record]:
        with self._book.reading() as work:
            return work.records.fetch(ledger, ids)

    def _writes_records(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        progress: Progress,
        printed_as: PrintedAs = PrintedAs.PDF,
    ) -> Callable[[PaperTarget], None]:
        def write(target: PaperTarget) -> None:
            with self._book.reading() as work:
                sheets = [sheet for each in records for sheet in sheets_of(ledger, each)]
                files = self._files[printed_as]
                files.records(ledger, sheets, self._source(work), target, progress)

        return write

    def _writes_listing(
        self,
        query: Query,
        subtitle: str,
        progress: Progress,
        printed_as: PrintedAs = PrintedAs.PDF,
    ) -> Callable[[PaperTarget], None]:
        ledger = self._catalogue[query.ledger]

        def write(target: PaperTarget) -> None:
            with self._book.reading() as work:
                records = work.records.fetch(ledger, work.records.ids(query))
            self._writes_list_of(ledger, records, subtitle, progress, printed_as)(target)

        return write

    def _writes_list_of(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        progress: Progress,
        printed_as: PrintedAs = PrintedAs.PDF,
    ) -> Callable[[PaperTarget], None]:
        def write(target: PaperTarget) -> None:
            with self._book.reading() as work:
                files = self._files[printed_as]
                files.listing(ledger, records, subtitle, self._source(work), target, progress)

        return write

    def _writes_blank(
        self, ledger: Ledger, word: str, printed_as: PrintedAs
    ) -> Callable[[PaperTarget], None]:
        def write(target: PaperTarget) -> None:
            with self._book.reading() as work:
                self._files[printed_as].blank(ledger, word, self._source(work), target)

        return write

    def _source(self, work: UnitOfWork) -> PaperSource:
        unit = unit_words(work, self._catalogue)
        name = unit.name if unit else ""
        charts = charts_behind(work, self._catalogue, self._chart_files)

        def before(ledger: Ledger, record: Record) -> dict[str, str]:
            history = work.records.history(ledger, record.id) if record.id is not None else ()
            return {key: was.words for key, was in all_before(ledger, history).items()}

        return PaperSource(name, work.attachments.pages, charts, before)


def _target(folder: Path, name: str, printed_as: PrintedAs) -> Path:
    """The file of this name; beside a Word document of before, which may have been changed."""
    target = folder / f"{safe_name(name)}{printed_as.value}"
    return beside_others(target) if printed_as is PrintedAs.WORD else target


def _in_passing(write: Callable[[PaperTarget], None]) -> bytes:
    """What is written, in memory: a talk must not stay behind as a scrap on the disk."""
    kept = BytesIO()
    write(kept)
    return kept.getvalue()
