"""A record from the click until its page can be seen, against a page on a bare reportlab canvas."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.document_ports import PaperSource
from qinglian_desktop.application.sampling import fill_with_sample
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.documents.paper.fonts import Fonts
from qinglian_desktop.documents.paper.form import FormPrinter
from qinglian_desktop.documents.paper.sheet import A4
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.key_slots import KeyCost
from tests.benchmarks.paper import FONTS, runs
from tests.benchmarks.row import Row

ROUNDS = 31
_CHEAP = KeyCost(iterations=1, memory_kib=64, lanes=1)


def run() -> list[Row]:
    """The best of several previews and of several bare pages with the same words, in turns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tools = build_tools()
    books = EncryptedBooks(tools.catalogue, tools.clock, tools.who, cost=_CHEAP)
    with tempfile.TemporaryDirectory() as folder:
        book, _ = books.create(Path(folder) / "台账库", "测量口令-2026")
        fill_with_sample(book, tools.catalogue, tools.resources / "sample", 2026)
        try:
            made, seen, floor = _measured(Desk(book, tools))
        finally:
            book.close()
    return [
        Row("一条谈话记录排成预览的一页 / 裸 reportlab 画一页", made, floor, made / floor, 1.5),
        # What is beyond that is the window's own: its buttons, and the thread it waits for.
        Row("从点“打印”到预览窗口里看见 / 裸 reportlab 画一页", seen, floor, seen / floor, None),
    ]


def _measured(desk: Desk) -> tuple[float, float, float]:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
    from qinglian_desktop.ui.look.theme import Theme
    from qinglian_desktop.ui.session import Session

    application = QApplication.instance() or QApplication([])
    session = Session(desk, Theme())
    ledger = desk.catalogue["talks"]
    (record,) = desk.searching.first(Query("talks"), 1)[0]

    wanted = [record.id or 0]

    def clicked() -> None:
        preview = PrintPreview(
            session,
            ledger.label,
            lambda progress: desk.printing.preview_records(ledger, wanted, progress),
            "谈话.pdf",
            much_of=(),
        )
        preview.open()
        while not preview.is_ready:
            # Waiting without a break would keep the other thread from its work.
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        preview.reject()
        preview.deleteLater()
        application.processEvents()

    source = PaperSource("示例市委机关工委", lambda digest: None)
    (sheet,) = FormPrinter(ledger, source, Fonts(FONTS, ())).sheets(record)
    words = runs(sheet.texts)

    def bare() -> None:
        canvas = Canvas(BytesIO(), pagesize=A4, pageCompression=1, invariant=1)
        for x, y, text, font, size in words:
            canvas.setFont(font, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
        canvas.save()

    def made() -> None:
        desk.printing.preview_records(ledger, wanted)

    works = (made, clicked, bare)
    for work in works:
        work()
    taken = [[_seconds(work) for work in works] for _ in range(ROUNDS)]
    value, seen, floor = map(min, zip(*taken, strict=True))
    return value, seen, floor


def _seconds(work: Callable[[], None]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
