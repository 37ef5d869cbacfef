"""The program's windows against a bare QMainWindow, and a list of a million rows."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.row import Row

ROUNDS = 9
ROOT = Path(__file__).parents[2]

WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

class Painted(QObject):
    def __init__(self, ready):
        super().__init__()
        self.ready = ready
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and self.ready(watched):
            # Painting is done when the event after this one is handled.
            from PySide6.QtCore import QTimer
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
"""
BARE = (
    WATCH
    + """
application = QApplication([])
painted = Painted(lambda w: isinstance(w, QMainWindow))
application.installEventFilter(painted)
window = QMainWindow()
window.resize(1366, 720)
window.show()
application.exec()
"""
)
WELCOME = (
    WATCH
    + """
from qinglian_desktop import bootstrap
from qinglian_desktop.ui import application
made = application.make_application
def watched(argv):
    found = made(argv)
    found.painted = Painted(lambda w: type(w).__name__ == "WelcomeWindow")
    found.installEventFilter(found.painted)
    return found
application.make_application = watched
bootstrap.run([])
"""
)

def run() -> list[Row]:
    """Time from the start of the process to the first paint, both in new processes."""
    bare = seconds(BARE)
    welcome = seconds(WELCOME)
    return [Row("window painted", welcome, bare, welcome / bare, 1.6)]


def seconds(code: str, *arguments: str) -> float:
    """The median of several runs, the first left out."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_STATE_HOME": home,
        }
        times: list[float] = []
        for _ in range(ROUNDS):
            before = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", code, *arguments],
                cwd=ROOT,
                env=environment,
                check=True,
                capture_output=True,
            )
            times.append(time.perf_counter() - before)
    return statistics.median(times[1:])
