"""The first paint of a million records against an empty list, and the memory that they take."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.ledger.record_table import RecordTable
from qinglian_desktop.ui.ledger.record_table_model import RecordTableModel
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.session import Session
from tests.benchmarks.million import RECORDS, million
from tests.benchmarks.row import Row
from tests.invented import EVERYTHING, INVENTED_ROSTER, INVENTED_UNIT
from tests.make_tools import make_tools

PATIENCE = 60_000


def run() -> list[Row]:
    """The best of several first paints; memory once, with all ids read and the end shown."""
    application = cast("QApplication", QApplication.instance() or QApplication([]))
    theme = Theme()
    theme.apply()
    catalogue = Catalogue([INVENTED_UNIT, INVENTED_ROSTER, EVERYTHING])
    tools = make_tools(catalogue=catalogue, clock=datetime.now)
    session = Session(Desk(million(), tools), theme)
    nothing = Query(EVERYTHING.key, ids=())
    everything = Query(EVERYTHING.key)
    empty = min(first_paint(application, session, nothing) for _ in range(7))
    full = min(first_paint(application, session, everything) for _ in range(7))
    before = resident()
    model = RecordTableModel(session, EVERYTHING)
    table = RecordTable(session, EVERYTHING, model)
    table.resize(1300, 600)
    table.show()
    model.show(everything)
    wait(application, lambda: model.record(RECORDS - 1) is not None)
    table.scrollToBottom()
    application.processEvents()
    more = resident() - before
    session.operations.wait()
    return [
        Row("一百万条的列表首次显示 / 空列表首次显示", full, empty, full / empty, 4),
        Row("一百万条的列表多占的内存（毫秒栏为 MB）", more / 1000, 60 / 1000, more / 60, 1),
    ]


def first_paint(application: QApplication, session: Session, query: Query) -> float:
    """Seconds from making the list to its being painted."""
    start = time.perf_counter()
    model = RecordTableModel(session, EVERYTHING)
    table = RecordTable(session, EVERYTHING, model)
    table.resize(1300, 600)
    model.show(query)
    table.show()
    table.grab()
    taken = time.perf_counter() - start
    wait(application, lambda: not session.operations.is_busy)
    table.close()
    table.deleteLater()
    application.processEvents()
    return taken


def wait(application: QApplication, met: Callable[[], bool]) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not met():
        assert timer.elapsed() < PATIENCE
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def resident() -> float:
    """Megabytes of memory that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
