"""What leaves a book's folder and comes back into one, step by step; ``elsewhere`` judges it."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.copies import Exported
from qinglian_desktop.application.exporting import Exporting
from qinglian_desktop.application.taking_back import take_back
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.query import Query
from tests.faults.operation import Facts, invented_books
from tests.faults.steps import Steps
from tests.faults.works import backed_up, open_book, save_and_close
from tests.invented import EVERYTHING, INVENTED
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD

ARCHIVE_PASSWORD = "信封-2026"


def stick(folder: Path) -> Path:
    """A folder beside the book, which the exports go to."""
    return folder.parent / "stick"


def mended(folder: Path) -> Path:
    """Where a repaired book is put."""
    return folder.parent / "mended"


def export(folder: Path, kind: str) -> Exported:
    """Put all of a book onto the stick; as a user does, in the open book."""
    with closing(invented_books().open(folder, PASSWORD)) as book:
        exporting = Exporting(book, INVENTED, lambda: NOW, TableWorkbook())
        if kind == "archive":
            return exporting.archive(stick(folder), ARCHIVE_PASSWORD)
        return exporting.readable(stick(folder))


def beside_a_stick(folder: Path) -> Facts:
    """A book with two records, a backup of the first, and an empty stick."""
    stick(folder).mkdir()
    return backed_up(folder)


def export_archive(folder: Path, _: Facts, steps: Steps) -> None:
    steps.step("导出", lambda: export(folder, "archive"))
    save_and_close(open_book(folder, steps), "丙", steps)


def export_readable(folder: Path, _: Facts, steps: Steps) -> None:
    steps.step("导出", lambda: export(folder, "readable"))
    save_and_close(open_book(folder, steps), "丙", steps)


def archived(folder: Path) -> Facts:
    """A stick with an archive on it, and no book."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "book"
        beside_a_stick(source)
        data = export(source, "archive").path.read_bytes()
    stick(folder).mkdir()
    (stick(folder) / "一份.qlz").write_bytes(data)
    return {}


def import_archive(folder: Path, _: Facts, steps: Steps) -> None:
    made = steps.step("导入", lambda: _imported(folder))
    save_and_close(made, "丙", steps)


def import_again(folder: Path, _: Facts) -> None:
    _imported(folder).close()


def _imported(folder: Path) -> Book:
    archive = stick(folder) / "一份.qlz"
    return invented_books().create_from(archive, ARCHIVE_PASSWORD, folder, PASSWORD)[0]


def look_and_take_back(folder: Path, _: Facts, steps: Steps) -> None:
    """Look into what a restore set aside, which has a log, and take a record back."""
    books = invented_books()
    copy = books.set_aside(folder)[0].folder
    then = steps.step("打开备份看", lambda: books.look(folder, copy, PASSWORD))
    if then is not None:

        def take() -> None:
            with then.reading() as work:
                (record,) = work.records.page(Query(EVERYTHING.key, text="戊"), 0, 2)
            tools = make_tools()
            take_back(books, tools, folder, PASSWORD, then, EVERYTHING.key, record.id or 0)

        steps.step("取回", take)
        steps.step("看完", then.close)
    save_and_close(open_book(folder, steps), "丙", steps)


def repair(folder: Path, _: Facts, steps: Steps) -> None:
    steps.step("修复", lambda: repair_into(folder))
    save_and_close(open_book(folder, steps), "丙", steps)


def repair_into(folder: Path) -> None:
    invented_books().repair(folder, mended(folder), PASSWORD)
