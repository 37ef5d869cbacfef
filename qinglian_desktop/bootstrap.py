"""The one place that knows all floors: wires them and starts the window or a command."""

from __future__ import annotations

import contextlib
import getpass
import logging
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from logging.handlers import RotatingFileHandler
from pathlib import Path

from qinglian_desktop.application.desk import Tools
from qinglian_desktop.application.ports import (
    Book,
    Books,
    Clock,
    PaperFiles,
    PaperSource,
    Progress,
    ReadReturn,
    ReturnFiles,
    no_progress,
)
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.ledgers import ALL_LEDGERS, TABS

RESOURCES = Path(__file__).parents[1] / "resources"


def run(arguments: Sequence[str] | None = None) -> int:
    """Start the program: with arguments a command, without the window; gives the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _log_to_file()
    tools = build_tools()
    books = build_books(tools)
    if given:
        from qinglian_desktop.cli.command_line import main

        return main(given, tools, books)
    from qinglian_desktop.ui.application import start

    return start(tools, books, [sys.argv[0]])


def build_tools(clock: Clock = datetime.now) -> Tools:
    """What every desk is given."""
    return Tools(
        catalogue=Catalogue(ALL_LEDGERS, TABS),
        clock=clock,
        who=_who(),
        return_files=_ReturnFilesLater(),
        paper_files=_PaperFilesLater(RESOURCES / "fonts"),
        resources=RESOURCES,
    )


def build_books(tools: Tools) -> Books:
    """The books of this machine."""
    return _BooksLater(tools)


class _BooksLater:
    """Imports the database when a book is asked for, so that the window is painted first."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    @cached_property
    def _books(self) -> Books:
        from qinglian_desktop.storage.books import EncryptedBooks

        return EncryptedBooks(self._tools.catalogue, self._tools.clock, self._tools.who)

    def create(self, folder: Path, password: str) -> tuple[Book, str]:
        return self._books.create(folder, password)

    def open(self, folder: Path, secret: str, *, read_only: bool = False) -> Book:
        return self._books.open(folder, secret, read_only=read_only)

    def is_book(self, folder: Path) -> bool:
        return self._books.is_book(folder)


class _ReturnFilesLater:
    """Imports the Excel libraries when the first workbook is asked for."""

    @cached_property
    def _files(self) -> ReturnFiles:
        from qinglian_desktop.documents.return_workbook import ReturnWorkbook

        return ReturnWorkbook()

    def write(self, content: ReturnContent, target: Path) -> None:
        self._files.write(content, target)

    def read(self, source: Path) -> ReadReturn:
        return self._files.read(source)


class _PaperFilesLater:
    """Imports the PDF library and its fonts when the first print is asked for."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    @cached_property
    def _files(self) -> PaperFiles:
        from qinglian_desktop.documents.paper_pdf import PaperPdf

        return PaperPdf(self._fonts)

    def records(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        source: PaperSource,
        target: Path,
        progress: Progress = no_progress,
    ) -> None:
        self._files.records(ledger, records, source, target, progress)

    def listing(
        self,
        ledger: Ledger,
        records: Sequence[Record],
        subtitle: str,
        source: PaperSource,
        target: Path,
        progress: Progress = no_progress,
    ) -> None:
        self._files.listing(ledger, records, subtitle, source, target, progress)


def _who() -> str:
    """The user of this PC, whose name stands beside every change."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


def _log_to_file() -> None:
    """Tracebacks go to a log on this PC; the user reads sentences instead.

    A machine on which no log can be written still does the work.
    """
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
