"""A map goes out as it was seen: as PDF to be looked at and printed, as pictures, as a workbook."""

from __future__ import annotations

from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.chart_papers import picture_files, put_picture
from qinglian_desktop.application.chart_ports import ChartFiles, ChartPaper, ChartPicture
from qinglian_desktop.application.document_ports import TableFiles
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.seen_maps import SeenMap
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.files.delivery import deliver


class DrawnLenses:
    """Maps that were read already, put into files."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        files: ChartFiles,
        tables: TableFiles,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files
        self._tables = tables

    def pdf(self, seen: SeenMap) -> bytes:
        """The pages as a PDF that is no file."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        name = unit.name if unit else ""
        return self._files.pdf(ChartPaper(seen.title, seen.pages(), (), name, self._clock()))

    def write(self, seen: SeenMap, target: Path) -> list[Path]:
        """Write it as what the name ends with (``MAP_KINDS``); the files written.

        Of pictures each page is a file of its own.
        """
        end = target.suffix.lower()
        if end == ".xlsx":
            deliver(target, lambda path: self._tables.write(seen.tables(), path))
            return [target]
        if end == ".pdf":
            put_picture(self.pdf(seen), target)
            return [target]
        pages = seen.pages()
        targets = picture_files(target, len(pages))
        for page, each in zip(pages, targets, strict=True):
            put_picture(self._files.picture(page, seen.title, ChartPicture(end)), each)
        return targets
