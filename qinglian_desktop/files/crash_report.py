"""What is kept of an unexpected failure or end: the last lines of the log, and where it stood

Beside the log, and as wordless as it is. Where Python itself falls down there is no time to write
anything but where each thread stood; the next start makes the report of that.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from qinglian_desktop.files.program_log import WordlessFormatter, last_lines, line_of_program

REPORT = "unexpected.log"
STANDING = "standing.log"
"""Where each thread stood when Python fell down; gone after a proper end."""
MOST_LINES = 200
_FILE = re.compile(r'File "(.*)"')


class CrashReport(logging.Handler):
    """Remembers the last lines that were logged, and keeps them where nobody expected an error."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is that of the log."""
        super().__init__()
        self._folder = folder
        self._lines = deque[str](maxlen=MOST_LINES)
        self._standing: TextIO | None = None
        self.setFormatter(WordlessFormatter())

    def begin(self) -> bool:
        """Note from now on where it falls down; whether it did so the last time.

        Windows is also asked of errors that somebody handles: only what no proper end has cleared
        away counts.
        """
        standing = self._folder / STANDING
        with contextlib.suppress(OSError):
            fell = _fallen(standing)
            if fell:
                self._keep([*last_lines(self._folder, MOST_LINES - len(fell)), *fell])
            self._standing = standing.open("w", encoding="utf-8")
            faulthandler.enable(self._standing)
            return bool(fell)
        return False

    def end(self) -> None:
        """The program ends as it should."""
        if self._standing is not None:
            faulthandler.disable()
            self._standing.close()
            self._standing = None
            with contextlib.suppress(OSError):
                (self._folder / STANDING).unlink()

    def emit(self, record: logging.LogRecord) -> None:
        """A line of the log; what nobody expected keeps those before it, too."""
        self._lines.extend(self.format(record).splitlines())
        if record.levelno >= logging.CRITICAL:
            with contextlib.suppress(OSError):
                self._keep(self._lines)

    def _keep(self, lines: Iterable[str]) -> None:
        text = "".join(f"{each}\n" for each in lines)
        (self._folder / REPORT).write_text(text, "utf-8")


def kept_report(folder: Path) -> list[str]:
    """The lines of the last report beside the log in a folder; nothing where there is none."""
    with contextlib.suppress(OSError):
        return (folder / REPORT).read_text("utf-8", "replace").splitlines()
    return []


def _fallen(standing: Path) -> list[str]:
    """What Python wrote as it fell, without the folders in which the program lies."""
    if not standing.exists():
        return []
    lines = standing.read_text("utf-8", "replace").splitlines()[-MOST_LINES // 2 :]
    return [
        _FILE.sub(lambda each: line_of_program(each[1]), line) for line in lines if line.strip()
    ]
