"""What is done at the desk: a version brought back, and a set for the public put onto a stick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from openpyxl import load_workbook

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.public_ports import PublicForm
from qinglian_desktop.application.records import RecordKeeping
from qinglian_desktop.application.tools import Tools
from qinglian_desktop.bootstrap import build_tools
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ledgers import ALL_LEDGERS
from tests.faults.contents import Finding, Kind
from tests.faults.judging import nothing_left
from tests.faults.operation import (
    GOES_ON,
    Facts,
    Operation,
    Seen,
    invented_books,
    released_books,
)
from tests.faults.steps import Steps
from tests.faults.ways_out import stick
from tests.faults.works import open_book, save_and_close
from tests.invented import EVERYTHING, INVENTED, example_input
from tests.storage.invented_books import NOW, PASSWORD, WHO
from tests.unit.charts_in_book import chart, power, risk

_FORMS = {each.value for each in PublicForm}


def changed_once(folder: Path) -> Facts:
    """A record that was saved at the desk and then changed."""
    book, _ = invented_books().create(folder, PASSWORD)
    with closing(book):
        keeping = _keeping(book)
        kept = keeping.save(EVERYTHING, example_input(line="甲")).record
        plain = keeping.plain(EVERYTHING, kept)
        keeping.save(EVERYTHING, {**plain, "line": "甲改"}, record_id=kept.id)
    return {}


def bring_version_back(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        versions = _keeping(book).versions
        steps.step("恢复成第1版", lambda: versions.restore(EVERYTHING, 1, 1) and None)
        save_and_close(book, "丙", steps)


def _keeping(book: Book) -> RecordKeeping:
    return RecordKeeping(book, INVENTED, lambda: NOW, WHO)


@cache
def _tools() -> Tools:
    return build_tools(lambda: NOW)


def with_powers(folder: Path) -> Facts:
    """A book of the real ledgers with a power, its chart and a risk, and an empty stick."""
    stick(folder).mkdir()
    book, _ = released_books().create(folder, PASSWORD)
    with closing(book):
        desk = Desk(book, _tools())
        _person(desk, "覃书宁")
        of = power(desk)
        chart(desk, of)
        risk(desk, of, "第2步", "审定", post="审核岗")
    return {}


def publish(folder: Path, _: Facts, steps: Steps) -> None:
    book = steps.step("打开", lambda: released_books().open(folder, PASSWORD))
    if book is not None:
        # A desk reads in the book as it is made.
        steps.step("公开", lambda: _put_up(book, folder))
        steps.step("登记", lambda: _registered(Desk(book, _tools())))
        steps.step("再存", lambda: _person(Desk(book, _tools()), "再存"))
        steps.step("关上", book.close)


def put_up(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """Each file of the set is whole; put up again, it leaves no scraps."""
    found: set[str] = set()
    for path in sorted(stick(folder).iterdir()):
        if path.suffix in _FORMS and not path.name.startswith("~"):
            found.add(path.suffix)
            if not _is_whole(path):
                yield Finding(Kind.DAMAGED, path.name)
    if found:
        seen.elsewhere.append(found)
    yield from nothing_left(seen.said, [each.name for each in stick(folder).iterdir()])
    try:
        with closing(released_books().open(folder, PASSWORD)) as book:
            _put_up(book, folder)
    except EnvironmentProblem as problem:
        yield Finding(Kind.NOT_OPENING, f"再公开一次也不行：{problem.sentence}")
    for path in sorted(stick(folder).iterdir()):
        if path.suffix not in _FORMS or path.name.startswith("~"):
            yield Finding(Kind.SCRAPS, path.name)


def _is_whole(path: Path) -> bool:
    try:
        match path.suffix:
            case ".pdf":
                data = path.read_bytes()
                return data.startswith(b"%PDF") and b"%%EOF" in data[-16:]
            case ".docx":
                return bool(Document(str(path)).tables)
            case _:
                return bool(load_workbook(path).sheetnames)
    except (BadZipFile, KeyError, ValueError):
        return False


def _put_up(book: Book, folder: Path) -> None:
    of = Desk(book, _tools()).publishing
    of.to_folder(of.usual(), list(PublicForm), stick(folder))


def _registered(desk: Desk) -> None:
    desk.publishing.register(desk.publishing.usual(), "覃书宁")


def _person(desk: Desk, name: str) -> None:
    person = {"name": name, "politics": "正式党员", "joined": "2020-01-01"}
    desk.records.save(desk.catalogue["people"], person)


def _has(seen: Seen, ledger: str, count: int = 1) -> bool:
    return len([each for each in seen.lines if each.startswith(f"{ledger} ")]) >= count


DESK: Mapping[str, Operation] = {
    "version": Operation(
        "恢复一条记录的前一版",
        changed_once,
        bring_version_back,
        {**GOES_ON, "恢复成第1版": lambda seen: "甲" in seen.lines},
        lambda seen: len({"甲", "甲改"} & seen.lines) == 1,
    ),
    "publish": Operation(
        "三单一图公开（PDF、Excel、Word）和登记",
        with_powers,
        publish,
        {
            "公开": lambda seen: seen.elsewhere == [_FORMS],
            "登记": lambda seen: _has(seen, "publications"),
            "再存": lambda seen: _has(seen, "people", 2),
        },
        lambda seen: _has(seen, "people"),
        books=released_books,
        catalogue=Catalogue(ALL_LEDGERS),
        elsewhere=put_up,
    ),
}
