"""Each tab of a book of ten years brought to the front, in the processor's time."""

from __future__ import annotations

import os
import time

from tests.benchmarks.row import Row
from tests.benchmarks.ten_years import ten_years

MOST = 0.1
"""Seconds of the processor until the page and its list are there."""
_QUIET = 0.3


def run() -> list[Row]:
    """The slowest of the tabs: when its page is made, and when it is come back to."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from qinglian_desktop.application.desk import Desk
    from qinglian_desktop.ui.dressing import make_application
    from qinglian_desktop.ui.look.theme import Theme
    from qinglian_desktop.ui.main_window import MainWindow
    from qinglian_desktop.ui.pages import load_pages
    from qinglian_desktop.ui.session import Session

    load_pages()
    application = QApplication.instance() or make_application([])

    def quiet() -> None:
        """Until nothing has been done for a while."""
        since, spent = time.perf_counter(), time.process_time()
        while time.perf_counter() - since < _QUIET:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.005)
            if time.process_time() - spent > 0.004:
                since = time.perf_counter()
            spent = time.process_time()

    def shown(key: str) -> float:
        begun = time.process_time()
        window.show_tab(key)
        quiet()
        return time.process_time() - begun

    theme = Theme(dark=False, scale=100)
    theme.apply()
    with ten_years() as (book, tools):
        window = MainWindow(Session(Desk(book, tools), theme))
        window.show()
        quiet()
        others = [tab.key for tab in tools.catalogue.tabs if tab.page != "workbench"]
        idle = time.process_time()
        quiet()
        idle = time.process_time() - idle
        first = {key: shown(key) - idle for key in others}
        again = {key: shown(key) - idle for key in ("workbench", *others)}
        window.session.operations.close(window.let_go)
        quiet()
    labels = {tab.key: tab.label for tab in tools.catalogue.tabs}
    return [
        _row("第一次看", first, labels),
        _row("再看", again, labels),
    ]


def _row(when: str, taken: dict[str, float], labels: dict[str, str]) -> Row:
    slowest = max(taken, key=lambda key: taken[key])
    name = f"{when}一个页签（十年十万条，最慢的是{labels[slowest]}，处理器时间）/ 0.1 秒"
    return Row(name, taken[slowest], MOST, taken[slowest] / MOST, 1)
