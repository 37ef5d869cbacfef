"""A table that somebody else made, brought into a book and taken back again, step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.importing import Importing
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from tests.faults.operation import Facts
from tests.faults.steps import Steps
from tests.faults.ways_out import stick
from tests.faults.works import one_record, open_book, save_and_close
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import NOW, WHO

KNOWN_BY_DAY = replace(EVERYTHING, identity=(("day",),))
NEW = 24
"""Records that are new; so long that they are written in several parts."""
BEFORE = {"甲"}
AFTER = {"甲改", *(f"第{at}件" for at in range(NEW))}
"""What the book holds before, and with the table: the first of its rows changes what is there."""


def with_sheet(folder: Path) -> Facts:
    """A book with one record, and a table beside it."""
    one_record(folder)
    stick(folder).mkdir()
    story = "风大浪急，灯一直亮着。" * 200
    rows = ["甲改,2026-10-09,"] + [f"第{at}件,2026-09-{at + 1:02},{story}" for at in range(NEW)]
    lines = "\n".join(["一行字,日期,经过", *rows])
    (stick(folder) / "台账.csv").write_text(lines, encoding="utf-8")
    return {}


def import_sheet(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("导入表格", lambda: _import(_keeping(book), book, folder))
        save_and_close(book, "丙", steps)


def undo_sheet(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        keeping = _keeping(book)
        if steps.step("导入表格", lambda: _import(keeping, book, folder)) is not None:
            steps.step("撤销", lambda: keeping.steps.undo() and None)
        save_and_close(book, "丙", steps)


def _keeping(book: Book) -> RecordKeeping:
    return RecordKeeping(book, INVENTED, lambda: NOW, WHO)


def _import(keeping: RecordKeeping, book: Book, folder: Path) -> str:
    files = SheetReader(), TableWorkbook()
    importing = Importing(book, INVENTED, lambda: NOW, keeping, *files)
    file = importing.read(stick(folder) / "台账.csv")
    found = importing.understand(KNOWN_BY_DAY, file, ImportPlan())
    made = importing.keep(found, otherwise=Treatment.UPDATE)
    return f"导入了 {len(made.saved)} 条"
