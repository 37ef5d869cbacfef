"""The print preview: pages made in the background, printed, kept, given up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMarginsF, QObject, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem
from qinglian_desktop.ui.dialogs import print_preview
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.dialogs.print_run import set_paper
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part


def pages(count: int, *, wide: bool = False) -> bytes:
    """A PDF of A4 pages, each with its number on it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if wide:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter(writer)
    for number in range(count):
        if number:
            writer.newPage()
        painter.drawText(2000, 2000, f"{number + 1}")
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture
def preview(qtbot: QtBot, theme: Theme) -> Callable[[Callable[[Progress], bytes]], PrintPreview]:
    session = Session(cast("Desk", SimpleNamespace(book=None, clock=None)), theme)

    def show(render: Callable[[Progress], bytes]) -> PrintPreview:
        made = PrintPreview(session, "谈心谈话", render, "谈心/谈话.pdf", much_of=())
        made.open()
        return made

    return show


Preview = Callable[[Callable[[Progress], bytes]], PrintPreview]


def ready(qtbot: QtBot, preview: Preview, count: int) -> PrintPreview:
    made = preview(lambda _: pages(count))
    qtbot.waitUntil(lambda: made.is_ready)
    return made


def words(made: PrintPreview, name: str) -> str:
    return part(made, QLabel, name).text()


def test_the_pages_are_shown_and_counted(qtbot: QtBot, preview: Preview) -> None:
    made = ready(qtbot, preview, 3)
    assert made.document.pageCount() == 3
    assert words(made, "pages") == "第 1 页，共 3 页"
    assert part(made, QPushButton, "print").isEnabled()


class _Turns(QObject):
    """Counts how often a scroll bar comes into view, and ends what would go on for ever."""

    def __init__(self, view: QPdfView) -> None:
        super().__init__(view)
        self.count = 0
        self._view = view
        view.verticalScrollBar().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Show
        if self.count == 50:
            self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        return False


def test_no_size_makes_the_scroll_bar_come_and_go(qtbot: QtBot, preview: Preview) -> None:
    made = preview(lambda _: pages(1, wide=True))
    qtbot.waitUntil(lambda: made.is_ready)
    turns = _Turns(made._view)
    for height in range(560, 760, 2):
        made.resize(760, height)
        QApplication.processEvents()
        QApplication.processEvents()
    assert turns.count <= 1


def test_nothing_can_be_printed_before_the_pages_are_there(qtbot: QtBot, preview: Preview) -> None:
    go = threading.Event()
    made = preview(lambda _: pages(1) if go.wait(30) else b"")
    assert not part(made, QPushButton, "print").isEnabled()
    assert not part(made, QPushButton, "save_pdf").isEnabled()
    go.set()
    qtbot.waitUntil(lambda: made.is_ready)


def test_a_cancelled_preview_closes(qtbot: QtBot, preview: Preview) -> None:
    def render(progress: Progress) -> bytes:
        while progress(1, 2):
            threading.Event().wait(0.01)
        raise Cancelled

    made = preview(render)
    with qtbot.waitSignal(made.finished):
        qtbot.mouseClick(part(made, QPushButton, "cancel"), Qt.MouseButton.LeftButton)


def test_pages_that_cannot_be_made_are_told_in_words(qtbot: QtBot, preview: Preview) -> None:
    def render(_: Progress) -> bytes:
        raise EnvironmentProblem("照片读不出来。", "记录都在。", "请重新添加照片。")

    made = preview(render)
    qtbot.waitUntil(lambda: words(made, "said") == "照片读不出来。记录都在。请重新添加照片。")
    assert not made.is_ready
    assert not part(made, QPushButton, "print").isEnabled()


def test_what_is_kept_is_what_is_shown(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    made = ready(qtbot, preview, 2)
    made.save_to(tmp_path / "谈话.pdf")
    kept = QPdfDocument()
    assert kept.load(str(tmp_path / "谈话.pdf")) is QPdfDocument.Error.None_
    assert kept.pageCount() == 2
    assert "谈话.pdf" in words(made, "said")
    made.save_to(tmp_path / "没有" / "谈话.pdf")
    assert "另选一个文件夹" in words(made, "said")


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_window_lives_on_while_a_slow_stick_takes_the_pages(
    qtbot: QtBot,
    preview: Preview,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    is_closed: bool,
) -> None:
    made = ready(qtbot, preview, 1)
    operations = Operations()
    monkeypatch.setattr(made._session, "operations", operations)
    told: list[BaseException] = []
    monkeypatch.setattr(made._session, "tell", told.append)
    gone, go = EnvironmentProblem("U盘拔出了。", "记录都在。", "请插好。"), threading.Event()

    def slow(target: Path, data: bytes) -> None:
        go.wait(30)
        raise gone

    monkeypatch.setattr(print_preview, "save_as", slow)
    made.save_to(tmp_path / "谈话.pdf")
    assert words(made, "said") == "正在另存…"
    assert not made.is_ready
    assert not part(made, QPushButton, "save_pdf").isEnabled()
    if is_closed:
        qtbot.keyClick(made, Qt.Key.Key_Escape)
        assert not made.isVisible()
    go.set()
    qtbot.waitUntil(lambda: not operations.is_busy)
    operations.wait()
    assert told == ([gone] if is_closed else [])
    if is_closed:
        qtbot.waitUntil(lambda: not isValid(made))
    else:
        assert words(made, "said") == gone.sentence
        assert made.is_ready
        assert part(made, QPushButton, "save_pdf").isEnabled()


@pytest.mark.parametrize(("first", "last", "printed"), [(0, 0, 3), (2, 3, 2), (3, 9, 1), (9, 9, 1)])
def test_the_pages_asked_for_are_printed(
    qtbot: QtBot, preview: Preview, tmp_path: Path, first: int, last: int, printed: int
) -> None:
    made = ready(qtbot, preview, 3)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    if first:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(first, last)
    set_paper(printer, made.document.pagePointSize(0))
    made.print_to(printer)
    qtbot.waitUntil(lambda: made.is_ready)
    assert words(made, "said") == f"已送往打印机，共 {printed} 页。"
    out = QPdfDocument()
    out.load(str(tmp_path / "out.pdf"))
    assert out.pageCount() == printed
    paper = out.pagePointSize(0)
    assert (round(paper.width()), round(paper.height())) == (595, 842)


def test_printing_can_be_stopped(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    made = ready(qtbot, preview, 40)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    made.print_to(printer)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: made.is_ready)
    assert "已停止" in words(made, "said")
    assert made.isVisible()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_a_wide_page_is_printed_landscape_and_fills_the_paper(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    made = preview(lambda _: pages(1, wide=True))
    qtbot.waitUntil(lambda: made.is_ready)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    set_paper(printer, made.document.pagePointSize(0))
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape
    assert printer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4
    made.print_to(printer)
    qtbot.waitUntil(lambda: made.is_ready)
    out = QPdfDocument()
    out.load(str(tmp_path / "out.pdf"))
    assert out.pagePointSize(0).toSize().width() > out.pagePointSize(0).toSize().height()


def test_the_paper_turns_where_a_wide_page_follows_a_form(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    for size, wide in ((QPageSize.PageSizeId.A3, True), (QPageSize.PageSizeId.A4, False)):
        writer.setPageSize(QPageSize(size))
        ways = QPageLayout.Orientation
        writer.setPageOrientation(ways.Landscape if wide else ways.Portrait)
        writer.newPage()
        width, height = writer.width(), writer.height()
        painter.fillRect(width * 8 // 10, height * 8 // 10, width // 10, height // 10, 0)
    painter.end()
    made = preview(lambda _: bytes(buffer.data().data()))
    qtbot.waitUntil(lambda: made.is_ready)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    set_paper(printer, made.document.pagePointSize(0))
    made.print_to(printer)
    qtbot.waitUntil(lambda: made.is_ready)
    out = QPdfDocument()
    out.load(str(tmp_path / "out.pdf"))
    sizes = [out.pagePointSize(page).toSize().toTuple() for page in range(3)]
    assert sizes == [(595, 842), (842, 595), (595, 842)]
    for page in (1, 2):
        size = out.pagePointSize(page).toSize()
        image = out.render(page, size)
        marked = image.pixelColor(size.width() * 85 // 100, size.height() * 85 // 100)
        beside = image.pixelColor(size.width() * 95 // 100, size.height() * 95 // 100)
        assert marked.alpha() == 255 and marked.lightness() < 40
        assert beside.alpha() == 0 or beside.lightness() > 200


def test_a_printer_that_does_not_answer_is_told_in_words(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    made = ready(qtbot, preview, 1)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "没有" / "out.pdf"))
    made.print_to(printer)
    qtbot.waitUntil(lambda: made.is_ready)
    assert "打印机没有响应" in words(made, "said")


def test_paper_turns_with_the_page(dressed: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_paper(printer, QSizeF(595, 842))
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Portrait
