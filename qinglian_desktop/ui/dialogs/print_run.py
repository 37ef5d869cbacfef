"""Putting pages on paper one at a time, so that the window stays alive between them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, QPoint, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from qinglian_desktop.domain.errors import EnvironmentProblem

DOTS_PER_INCH = 300
"""Pages are drawn at this resolution at most: more is not seen on paper and costs memory."""
_TALL, _WIDE = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
_OTHER = {_TALL: _WIDE, _WIDE: _TALL}


class PrintRun(QObject):
    """Draws each page of a document in a step of its own on the window's thread.

    A thread of its own would gain nothing and may lock up: Qt's Python bindings keep the
    interpreter's lock while a page is drawn. ``progressed`` carries pages done and in all;
    then comes one of ``done`` with the number of pages, ``failed`` with an error, or
    ``cancelled``.
    """

    progressed = Signal(int, int)
    done = Signal(int)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, document: QPdfDocument, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._pages = chosen_pages(printer, document.pageCount())
        self._lies = printer.pageLayout().orientation()
        self._painter = QPainter()
        self._place = 0
        self._is_cancelled = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._next.start(0)

    def cancel(self) -> None:
        """Stop before the next page."""
        self._is_cancelled = True

    def _step(self) -> None:
        if self._is_cancelled:
            if self._painter.isActive():
                self._printer.abort()
                self._painter.end()
            self.cancelled.emit()
            return
        self._turn(self._pages[self._place])
        if self._place == 0:
            if not self._painter.begin(self._printer):
                self.failed.emit(no_answer())
                return
        else:
            self._printer.newPage()
        self._draw(self._pages[self._place])
        self._place += 1
        self.progressed.emit(self._place, len(self._pages))
        if self._place < len(self._pages):
            self._next.start(0)
            return
        self._painter.end()
        self.done.emit(len(self._pages))

    def _turn(self, page: int) -> None:
        """Turn the paper for a page that lies otherwise than the first, as a wide chart does."""
        is_turned = _is_wide(self._document, page) is not _is_wide(self._document, 0)
        wanted = self._lies if not is_turned else _OTHER[self._lies]
        if self._printer.pageLayout().orientation() is not wanted:
            self._printer.setPageOrientation(wanted)

    def _draw(self, page: int) -> None:
        # The painter's own viewport stays as it was on the first page.
        paper = self._printer.pageRect(QPrinter.Unit.DevicePixel).size()
        points = self._document.pagePointSize(page)
        fitting = points.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
        sharp = min(1.0, DOTS_PER_INCH / max(self._printer.resolution(), 1))
        image = self._document.render(page, (fitting * sharp).toSize())
        self._painter.drawImage(QRect(QPoint(), fitting.toSize()), image)


def _is_wide(document: QPdfDocument, page: int) -> bool:
    points = document.pagePointSize(page)
    return points.width() > points.height()


def set_paper(printer: QPrinter, points: QSizeF) -> None:
    """Turn the paper as the page lies: a wide list is printed landscape on A4."""
    wide = points.width() > points.height()
    size = points.transposed() if wide else points
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Pages counted from 0, in the order in which they come out, copies repeated if need be."""
    first, last = 1, count
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        last = min(count, printer.toPage() or count)
        first = min(max(1, printer.fromPage()), last)
    pages = list(range(first - 1, last))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def no_answer() -> EnvironmentProblem:
    """A printer that cannot be drawn upon."""
    return EnvironmentProblem(
        "打印机没有响应，没有打印。",
        "记录和预览都没有受影响。",
        "请检查打印机是否开机、有纸、连接正常，再按一次“打印”；也可以先“另存为PDF”。",
    )


def ask_printer(
    document: QPdfDocument, over: QWidget, chosen: Callable[[QPrinter], object]
) -> None:
    """Ask for the printer and the pages of a document; ``chosen`` is given it, set up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("清廉机关台账")
    set_paper(printer, document.pagePointSize(0))
    dialog = QPrintDialog(printer, over)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, document.pageCount())
    dialog.setFromTo(1, document.pageCount())
    dialog.accepted.connect(lambda: chosen(printer))
    QDialog.open(dialog)
