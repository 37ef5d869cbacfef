"""What a lens has drawn goes out as it stands: as PDF to be seen and printed, or as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.chart_papers import picture_files, put_picture
from qinglian_desktop.application.chart_ports import ChartFiles, ChartPaper, ChartPicture
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.drawing import Drawing


class DrawnLenses:
    """Pages that were laid out already, put into files."""

    def __init__(self, book: Book, catalogue: Catalogue, clock: Clock, files: ChartFiles) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files

    def pdf(self, title: str, pages: Sequence[Drawing]) -> bytes:
        """The pages as a PDF that is no file."""
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        name = unit.name if unit else ""
        return self._files.pdf(ChartPaper(title, tuple(pages), (), name, self._clock()))

    def pictures(self, title: str, pages: Sequence[Drawing], target: Path) -> list[Path]:
        """Each page as a picture of the kind that the name ends with; the files written."""
        targets = picture_files(target, len(pages))
        kind = ChartPicture(target.suffix.lower())
        for page, each in zip(pages, targets, strict=True):
            put_picture(self._files.picture(page, title, kind), each)
        return targets
