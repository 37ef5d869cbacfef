"""The one place that knows all floors: wires them and starts the window or a command."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from qinglian_desktop import RESOURCES

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Books
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.application.document_ports import (
        PaperFiles,
        ReturnFiles,
        SummaryFiles,
        TableFiles,
    )
    from qinglian_desktop.application.ports import Clock

T = TypeVar("T")


def run(arguments: Sequence[str] | None = None) -> int:
    """Start the program: with arguments a command, without the window; gives the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    tools = _later(build_tools)
    books = _later(lambda: build_books(tools))
    if given:
        _log_to_file()
        from qinglian_desktop.cli.command_line import main

        return main(given, tools, books)
    from qinglian_desktop.ui.application import start

    return start(tools, books, [sys.argv[0]], when_shown=_prepare)


def build_tools(clock: Clock = datetime.now) -> Tools:
    """What every desk is given; Excel, Word and PDF are loaded when they are first asked for."""
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.domain.catalogue import Catalogue
    from qinglian_desktop.ledgers import ALL_LEDGERS, TABS

    return Tools(
        catalogue=Catalogue(ALL_LEDGERS, TABS),
        clock=clock,
        who=_who(),
        return_files=_later(_return_files),
        paper_files=_later(_paper_files),
        summary_files=_later(_summary_files),
        table_files=_later(_table_files),
        resources=RESOURCES,
    )


def build_books(tools: Tools) -> Books:
    """The books of this machine."""
    from qinglian_desktop.storage.books import EncryptedBooks

    return EncryptedBooks(tools.catalogue, tools.clock, tools.who)


def _prepare() -> None:
    """Once the first window is painted: begin the log, and load what an open book will need.

    The password is typed meanwhile; an import that fails here fails again where it is needed.
    """
    _log_to_file()

    def load() -> None:
        with contextlib.suppress(ImportError):
            import qinglian_desktop.storage.books
            import qinglian_desktop.ui.main_window  # noqa: F401

    threading.Thread(target=load, name="load", daemon=True).start()


def _return_files() -> ReturnFiles:
    from qinglian_desktop.documents.returns.workbook import ReturnWorkbook

    return ReturnWorkbook()


def _paper_files() -> PaperFiles:
    from qinglian_desktop.documents.paper.pdf import PaperPdf

    return PaperPdf(RESOURCES / "fonts")


def _summary_files() -> SummaryFiles:
    from qinglian_desktop.documents.summary.files import SummaryDocuments

    return SummaryDocuments(RESOURCES / "fonts")


def _table_files() -> TableFiles:
    from qinglian_desktop.documents.tables import TableWorkbook

    return TableWorkbook()


class _Later(Generic[T]):
    """Stands for what it makes when first asked for anything, so the window is painted first."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        made = self._make()
        self.__dict__.update({"_make": lambda: made})
        return getattr(made, name)


def _later(make: Callable[[], T]) -> T:
    return cast("T", _Later(make))


def _who() -> str:
    """The user of this PC, whose name stands beside every change."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


def _log_to_file() -> None:
    """Tracebacks go to a log on this PC; the user reads sentences instead.

    A machine on which no log can be written still does the work.
    """
    from logging.handlers import RotatingFileHandler

    from platformdirs import user_log_path

    root = logging.getLogger()
    root.setLevel(logging.INFO)
    # Python's last resort would write tracebacks into the terminal.
    root.addHandler(logging.NullHandler())
    with contextlib.suppress(OSError):
        folder = user_log_path("qinglian-desktop", appauthor=False, ensure_exists=True)
        handler = RotatingFileHandler(
            folder / "program.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(
            logging.Formatter("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s")
        )
        root.addHandler(handler)
