"""Records on paper: forms one by one, or a ledger's list, as PDF to see, print or keep."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.document_ports import PaperFiles, PaperSource
from qinglian_desktop.application.ports import Progress, UnitOfWork, no_progress
from qinglian_desktop.application.scraps import wipe
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.listed import paper_list
from qinglian_desktop.domain.paper_sheets import sheets_of
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.files.delivery import deliver


class Printing:
    """Prints of an open book."""

    def __init__(self, book: Book, catalogue: Catalogue, files: PaperFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._files = files

    def records(
        self,
        ledger: Ledger,
        ids: Sequence[int],
        folder: Path,
        progress: Progress = no_progress,
        *,
        which: str = "",
    ) -> Path:
        """One form a record, in one PDF in the folder; ``which`` says in its name what they are."""
        chosen = self._fetch(ledger, ids)
        which = which or (chosen[0].number if len(chosen) == 1 else f"{len(chosen)}条")
        target = folder / f"{ledger.label}_{which}.pdf"
        deliver(target, lambda path: self._write_records(ledger, chosen, path, progress))
        return target

    def listing(
        self, query: Query, subtitle: str, folder: Path, progress: Progress = no_progress
    ) -> Path:
        """The list that a query finds, in one PDF in the folder."""
        ledger = self._catalogue[query.ledger]
        title = paper_list(ledger).title
        # The forms of a period are called by the ledger: the list must not take their file.
        called = f"{title}一览表" if title == ledger.label else title
        target = folder / f"{called}_{subtitle or '全部'}.pdf"
        deliver(target, lambda path: self._write_listing(ledger, query, subtitle, path, progress))
        return target

    def preview_records(
        self, ledger: Ledger, ids: Sequence[int], progress: Progress = no_progress
    ) -> bytes:
        """The same forms as bytes, leaving no readable copy on the disk."""
        chosen = self._fetch(ledger, ids)
        return _in_passing(lambda path: self._write_records(ledger, chosen, path, progress))

    def preview_listing(
        self, query: Query, subtitle: str, progress: Progress = no_progress
    ) -> bytes:
        """The same list as bytes."""
        ledger = self._catalogue[query.ledger]
        return _in_passing(
            lambda path: self._write_listing(ledger, query, subtitle, path, progress)
        )

    def preview_of(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        progress: Progress = no_progress,
    ) -> bytes:
        """Records at hand as a list, as bytes."""

        def write(path: Path) -> None:
            with self._book.reading() as work:
                self._files.listing(ledger, records, subtitle, self._source(work), path, progress)

        return _in_passing(write)

    def _fetch(self, ledger: Ledger, ids: Sequence[int]) -> list[Record]:
        with self._book.reading() as work:
            return work.records.fetch(ledger, ids)

    def _write_records(
        self, ledger: Ledger, records: Sequence[Record], path: Path, progress: Progress
    ) -> None:
        with self._book.reading() as work:
            sheets = [sheet for each in records for sheet in sheets_of(ledger, each)]
            self._files.records(ledger, sheets, self._source(work), path, progress)

    def _write_listing(
        self, ledger: Ledger, query: Query, subtitle: str, path: Path, progress: Progress
    ) -> None:
        with self._book.reading() as work:
            records = work.records.fetch(ledger, work.records.ids(query))
            source = self._source(work)
            self._files.listing(ledger, records, subtitle, source, path, progress)

    def _source(self, work: UnitOfWork) -> PaperSource:
        unit = unit_words(work, self._catalogue)
        name = unit.name if unit else ""
        return PaperSource(name, work.attachments.pages)


def _in_passing(write: Callable[[Path], None]) -> bytes:
    """What is written, read at once and wiped: a talk must not stay behind as a scrap."""
    with tempfile.TemporaryDirectory(prefix="ql") as folder:
        path = Path(folder) / "页面.pdf"
        write(path)
        data = path.read_bytes()
        wipe(path)
        return data
