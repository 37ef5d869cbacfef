"""A lens on paper as it stands in the window: read from the book, as PDF to see, print or keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import assert_never

from qinglian_desktop.application.boards import Boards
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.coverage_words import in_declared_order
from qinglian_desktop.application.document_ports import PaperFiles
from qinglian_desktop.application.drawn_lenses import DrawnLenses
from qinglian_desktop.application.grid_words import ShownGrid
from qinglian_desktop.application.lens_papers import (
    board_paper,
    coverage_paper,
    grid_paper,
    timeline_paper,
)
from qinglian_desktop.application.linking import Linking
from qinglian_desktop.application.ports import Clock
from qinglian_desktop.application.row_list_papers import row_list_paper
from qinglian_desktop.application.row_lists import row_lines
from qinglian_desktop.application.statistics import Statistics
from qinglian_desktop.application.tree_paper import tree_paper
from qinglian_desktop.application.unit_words import unit_words
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.lens_paper import LensPaper
from qinglian_desktop.domain.lenses import (
    AlongChart,
    Coverage,
    Lens,
    Linked,
    Matrix,
    MonthGrid,
    RowList,
    Stages,
    TableLens,
    Timeline,
)
from qinglian_desktop.domain.period import Period, PeriodKind
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.files.delivery import deliver


class LensPrinting:
    """Prints of what is seen through lenses in an open book."""

    def __init__(
        self,
        book: Book,
        catalogue: Catalogue,
        clock: Clock,
        files: PaperFiles,
        drawn: DrawnLenses,
    ) -> None:
        self._book = book
        self._catalogue = catalogue
        self._clock = clock
        self._files = files
        self._drawn = drawn
        self._statistics = Statistics(book, catalogue, clock)
        self._boards = Boards(book, clock)
        self._linking = Linking(book, catalogue, clock)

    def paper(self, ledger: Ledger, lens: TableLens, period: Period | None) -> LensPaper:
        """What the lens shows of a period; of the one that it is where none is named.

        Raises DataProblems for a period of which this lens does not tell.
        """
        shown, today = self._shown_period(lens, period), self._clock().date()
        match lens:
            case MonthGrid():
                grid = self._statistics.grid(ledger, lens, shown.year)
                return grid_paper(ledger, lens, ShownGrid(grid, shown.year, today))
            case Coverage():
                found = self._statistics.coverage(ledger, lens, shown)
                ordered = in_declared_order(self._catalogue, lens, found)
                return coverage_paper(ledger, lens, ordered, shown, self._catalogue)
            case Stages():
                board = self._boards.stages(ledger, lens, shown.year)
                return board_paper(ledger, lens, board, shown.year)
            case Timeline():
                bars = self._boards.timeline(ledger, lens, shown.year)
                return timeline_paper(ledger, lens, bars, shown.year, today)
            case RowList():
                lines = row_lines(self._book, ledger, lens, today)
                return row_list_paper(ledger, lens, lines, f"截至{today}")
            case Linked():
                tree = self._linking.tree(lens)
                return tree_paper(ledger, lens, tree, f"截至{today}")
            case _:
                assert_never(lens)

    def preview(self, ledger: Ledger, lens: Lens, period: Period | None) -> bytes:
        """The lens on A4 as PDF."""
        _, print_it = self._printed(ledger, lens, period)
        return print_it()

    def to_folder(
        self, ledger: Ledger, lenses: Sequence[Lens], period: Period | None, folder: Path
    ) -> list[Path]:
        """Each of the lenses as a file; none of them where one does not tell of the period."""
        printed = [self._printed(ledger, lens, period) for lens in lenses]
        paths: list[Path] = []
        for lens, (when, print_it) in zip(lenses, printed, strict=True):
            path, data = folder / f"{ledger.label}_{lens.label}_{when}.pdf", print_it()

            def write(target: Path, data: bytes = data) -> None:
                target.write_bytes(data)

            deliver(path, write)
            paths.append(path)
        return paths

    def _printed(
        self, ledger: Ledger, lens: Lens, period: Period | None
    ) -> tuple[str, Callable[[], bytes]]:
        """Of when it tells, and what makes the PDF; a map goes out as it is drawn."""
        if isinstance(lens, Matrix | AlongChart):
            if period is not None:
                raise _is_of_now(lens)
            seen = self._statistics.seen_map(ledger, lens)
            return f"截至{seen.today}", lambda: self._drawn.pdf(seen)
        paper = self.paper(ledger, lens, period)
        return paper.when, lambda: self._pdf(paper)

    def _pdf(self, paper: LensPaper) -> bytes:
        with self._book.reading() as work:
            unit = unit_words(work, self._catalogue)
        return self._files.lens(paper, unit.name if unit else "", self._clock().date())

    def _shown_period(self, lens: TableLens, period: Period | None) -> Period:
        today = self._clock().date()
        match lens:
            case MonthGrid() | Stages() | Timeline():
                if period is not None and period.kind is not PeriodKind.YEAR:
                    asked = f"{quoted(lens.label)}按年看，报告期请写年份，例如 {today.year}"
                    raise _no_such_period(asked)
                return period or Period(PeriodKind.YEAR, today.year)
            case RowList() | Linked():
                if period is not None:
                    raise _is_of_now(lens)
                return Period(PeriodKind.YEAR, today.year)
            case Coverage():
                return period or Period.holding(today, PeriodKind(lens.every.value))
            case _:
                assert_never(lens)


def _is_of_now(lens: Lens) -> DataProblems:
    return _no_such_period(f"{quoted(lens.label)}是现在的情况，不分报告期，请不要写报告期")


def _no_such_period(words: str) -> DataProblems:
    return DataProblems((Problem("period", f"{words}。没有写文件。"),))
