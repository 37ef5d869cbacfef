"""The one place that knows all floors: wires them and starts the window or a command."""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qinglian_desktop import RESOURCES
from qinglian_desktop.domain.later import later
from qinglian_desktop.own_memory import close_off, wipe_what_is_freed
from qinglian_desktop.own_place import log_folder

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Books
    from qinglian_desktop.application.chart_ports import ChartFiles
    from qinglian_desktop.application.collection_ports import CollectionStores
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.application.document_ports import (
        PaperFiles,
        RecordFiles,
        ReturnFiles,
        SummaryFiles,
        TableFiles,
    )
    from qinglian_desktop.application.form_ports import FormFiles
    from qinglian_desktop.application.gathering_ports import ManyReturnFiles
    from qinglian_desktop.application.ports import Clock
    from qinglian_desktop.application.public_ports import PublicFiles
    from qinglian_desktop.application.sheet_ports import SheetFiles
    from qinglian_desktop.application.signing_ports import Signatures


def run(arguments: Sequence[str] | None = None) -> int:
    """Start the program: with a command, without the window; gives the exit code.

    The folder of a book alone is no command: the window opens with it.
    """
    close_off()
    wipe_what_is_freed()
    given = sys.argv[1:] if arguments is None else list(arguments)
    tools = later(build_tools)
    books = later(lambda: build_books(tools))
    place = place_in(given)
    if given and place is None:
        _log_to_file()
        from qinglian_desktop.cli.command_line import main

        return main(given, tools, books)
    # The window has its own way with garbage; of what is loaded for it there is none.
    gc.disable()
    from qinglian_desktop.ui.starting import start

    with contextlib.ExitStack() as ending:
        return start(tools, books, [sys.argv[0]], lambda: _prepare(books, ending), place)


def place_in(given: Sequence[str]) -> Path | None:
    """The folder of a book with which a desktop starts the program; no command is only that."""
    if len(given) != 1:
        return None
    place = Path(given[0])
    if place.is_file():
        return place.parent.absolute()
    return place.absolute() if place.is_dir() else None


def build_tools(clock: Clock = datetime.now) -> Tools:
    """What every desk is given; Excel, Word and PDF are loaded when they are first asked for."""
    from qinglian_desktop.application.desk import Tools
    from qinglian_desktop.application.machine_watch import MachineWatch
    from qinglian_desktop.domain.catalogue import Catalogue
    from qinglian_desktop.ledgers import ALL_LEDGERS, TABS, USUAL

    return Tools(
        catalogue=Catalogue(ALL_LEDGERS, TABS, USUAL),
        clock=clock,
        machine_watch=MachineWatch(clock),
        who=_who(),
        return_files=later(_return_files),
        many_returns=later(_many_returns),
        collection_stores=later(_collection_stores),
        paper_files=later(_paper_files),
        word_files=later(lambda: _word_files(clock)),
        summary_files=later(_summary_files),
        table_files=later(_table_files),
        sheet_files=later(_sheet_files),
        chart_files=later(_chart_files),
        public_files=later(_public_files),
        signatures=later(_signatures),
        form_files=later(_form_files),
        resources=RESOURCES,
    )


def build_books(tools: Tools) -> Books:
    """The books of this machine."""
    from qinglian_desktop.storage.books import EncryptedBooks

    return EncryptedBooks(tools.catalogue, tools.clock, tools.who)


def _prepare(books: Books, ending: contextlib.ExitStack) -> bool:
    """Once the first window is painted: begin the log, and make what an open book will need.

    The password is typed meanwhile; an import that fails here fails again where it is needed.
    Gives whether the program ended unexpectedly the last time.
    """
    from qinglian_desktop.files.crash_report import CrashReport

    _log_to_file()
    report = CrashReport(log_folder())
    logging.getLogger().addHandler(report)
    ending.callback(report.end)
    fell = report.begin()
    threading.Thread(target=load, args=(books,), name="load", daemon=True).start()
    return fell


def load(books: Books) -> None:
    """Import what an open book will need, and make what is the same for all books."""
    with contextlib.suppress(ImportError):
        import qinglian_desktop.ui.main_window  # noqa: F401
        from qinglian_desktop.ui.pages import load_pages

        books.prepare()
        load_pages()


def _return_files() -> ReturnFiles:
    from qinglian_desktop.documents.returns.workbook import ReturnWorkbook

    return ReturnWorkbook()


def _many_returns() -> ManyReturnFiles:
    from qinglian_desktop.documents.returns.many import ManyReturns

    return ManyReturns(_sheet_files())


def _collection_stores() -> CollectionStores:
    from qinglian_desktop.storage.collection_store import CollectionDatabases

    return CollectionDatabases()


def _paper_files() -> PaperFiles:
    from qinglian_desktop.documents.paper.pdf import PaperPdf

    return PaperPdf(RESOURCES / "fonts")


def _word_files(clock: Clock) -> RecordFiles:
    from qinglian_desktop.documents.word.records import PaperWord

    return PaperWord(RESOURCES / "fonts", clock)


def _summary_files() -> SummaryFiles:
    from qinglian_desktop.documents.summary.files import SummaryDocuments

    return SummaryDocuments(RESOURCES / "fonts")


def _table_files() -> TableFiles:
    from qinglian_desktop.documents.tables import TableWorkbook

    return TableWorkbook()


def _sheet_files() -> SheetFiles:
    from qinglian_desktop.documents.sheets.reader import SheetReader

    return SheetReader()


def _chart_files() -> ChartFiles:
    from qinglian_desktop.documents.charts.files import ChartDocuments

    return ChartDocuments(RESOURCES / "fonts")


def _public_files() -> PublicFiles:
    from qinglian_desktop.documents.publishing.files import PublicDocuments

    return PublicDocuments(RESOURCES / "fonts")


def _signatures() -> Signatures:
    from qinglian_desktop.storage.signatures import Ed25519

    return Ed25519()


def _form_files() -> FormFiles:
    from qinglian_desktop.documents.filling.files import FormDocuments

    return FormDocuments()


def _who() -> str:
    """The user of this PC, whose name stands beside every change."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


def _log_to_file() -> None:
    """What failed and where goes to a log on this PC; the user reads sentences instead.

    A machine on which no log can be written still does the work.
    """
    from logging.handlers import RotatingFileHandler

    from qinglian_desktop.files.program_log import (
        LOG_FILE,
        WordlessFormatter,
        hear_what_nobody_hears,
    )

    root = logging.getLogger()
    root.setLevel(logging.INFO)
    # Python's last resort would write tracebacks into the terminal.
    root.addHandler(logging.NullHandler())
    hear_what_nobody_hears()
    with contextlib.suppress(OSError):
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(WordlessFormatter())
        root.addHandler(handler)
