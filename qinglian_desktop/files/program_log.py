"""The log that is handed to who mends the program: where and how it failed, and no word of a book

An error says with what it failed: a key that was looked up, a value that was no number, a search
that was no query. These are what somebody wrote, so of an error stand its kind, the codes of the
system and of the database, and the lines of the program, without the folders in which it lies:
these may be called after whoever uses it. The same goes for what other libraries have to say, and
for what our own lines name that is no word of a programmer's.
"""

from __future__ import annotations

import errno
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_OURS = __name__.partition(".")[0]
LOG_FILE = "program.log"
_LINE = re.compile(
    r"\d{4}-\d\d-\d\d [\d:,]+ [A-Z]+ [\w.]+ \S.* \w+:\d+ .*|  [\w./<>-]+:\d+ \S+|[\w.]+( \[\w+\])?"
)
"""What happened, a line of the program, and the kind of an error."""
_MOST = 10
"""Errors behind errors that are told."""
LOG = logging.getLogger(__name__)


class WordlessFormatter(logging.Formatter):
    """Lines as ``logging`` makes them, and below them errors without what they say."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for what happened, and one for each line of the program that led there."""
        said = record.getMessage() if record.name.partition(".")[0] == _OURS else ""
        if not said.isascii():
            said = said if (said := str(record.msg)).isascii() else ""
        line = (
            f"{self.formatTime(record)} {record.levelname} {record.name} {record.threadName}"
            f" {record.module}:{record.lineno} {said}"
        )
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([line, *(_told(error) if error is not None else ())])


def _told(error: BaseException) -> Iterator[str]:
    for each in _chain(error):
        for frame in traceback.extract_tb(each.__traceback__):
            yield f"  {line_of_program(frame.filename)}:{frame.lineno} {frame.name}"
        yield f"{type(each).__module__}.{type(each).__qualname__}{_code(each)}"


def line_of_program(file: str) -> str:
    """A file of the program or of a library by its name within these, not by where they lie."""
    parts = file.replace("\\", "/").split("/")
    for start, behind in ((_OURS, 0), ("site-packages", 1), ("lib", 1)):
        if start in parts:
            place = len(parts) - 1 - parts[::-1].index(start) + behind
            return "/".join(parts[place:])
    return parts[-1]


def last_lines(folder: Path, most: int) -> list[str]:
    """The end of the log in a folder; nothing where none can be read.

    Only lines as they are written here: an older program, or somebody, may have written others.
    """
    try:
        text = (folder / LOG_FILE).read_text("utf-8", "replace")
    except OSError:
        return []
    return [each for each in text.splitlines() if each.isascii() and _LINE.fullmatch(each)][-most:]


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it."""
    following: BaseException | None = error
    for _ in range(_MOST):
        if following is None:
            return
        yield following
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _code(error: BaseException) -> str:
    name = getattr(error, "sqlite_errorname", None)
    if isinstance(error, OSError) and error.errno is not None:
        name = errno.errorcode.get(error.errno, str(error.errno))
    return f" [{name}]" if isinstance(name, str) else ""


def hear_what_nobody_hears() -> None:
    """Errors in threads and in what Python destroys go into the log, not onto the terminal:
    the desktop keeps that as a file of its own.
    """
    threading.excepthook = lambda args: _note(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    sys.unraisablehook = lambda args: _note(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def _note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, SystemExit):
        LOG.critical("unheard", exc_info=(kind, error, trace))
