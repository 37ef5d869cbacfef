"""A month handed in: workbook with a password and PDF, put onto a stick and judged there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.handing_in import Wish
from qinglian_desktop.application.returning import Delivered, Returning
from qinglian_desktop.application.signing import Signer
from qinglian_desktop.documents.paper.pdf import PaperPdf
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.values import Person, Value
from qinglian_desktop.storage.signatures import Ed25519
from tests.faults.contents import Finding, Kind
from tests.faults.judging import nothing_left
from tests.faults.operation import Facts, Seen, invented_books
from tests.faults.steps import Steps
from tests.faults.ways_out import stick
from tests.faults.works import keep, open_book, save_and_close
from tests.invented import INVENTED, INVENTED_UNIT
from tests.storage.invented_books import NOW, PASSWORD, WHO, add

SECRET = "月报-2026"
WHOLE = {"Excel", "PDF", "登记"}
"""Both files are on the stick, and the book knows it."""
_FONTS = Path(__file__).parents[2] / "resources" / "fonts"
OCTOBER = Period.parse("2026-10")
_SHIP: dict[str, Value] = {
    "name": "青莲号",
    "code": "QL-07",
    "captain": Person("韦𬀩"),
    "phone": "0000-0000007",
    "since": date(2020, 1, 1),
}


def before_handing_in(folder: Path) -> Facts:
    """A book with its unit and a record of October, and an empty stick."""
    stick(folder).mkdir()
    book, _ = invented_books().create(folder, PASSWORD)
    with closing(book):
        add(book, _SHIP, INVENTED_UNIT)
        keep(book, "甲")
    return {}


def hand_in(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("报出", lambda: _deliver(book, folder))
        save_and_close(book, "丙", steps)


def handed_in(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """What is on the stick is whole, and the month can be handed in again without scraps."""
    found: set[str] = set()
    for path in sorted(stick(folder).iterdir()):
        if path.suffix == ".pdf":
            found.add("PDF")
            data = path.read_bytes()
            if not data.startswith(b"%PDF") or b"%%EOF" not in data[-16:]:
                yield Finding(Kind.DAMAGED, path.name)
        elif path.suffix == ".xlsx":
            found.add("Excel")
            try:
                read = ReturnWorkbook().unlocked(path, SECRET).read(path)
                is_sound = read.content.digest == read.stated_digest
            except EnvironmentProblem:
                is_sound = False
            if not is_sound:
                yield Finding(Kind.DAMAGED, path.name)
    with closing(invented_books().open(folder, PASSWORD)) as book, book.reading() as work:
        found |= {"登记"} if work.handed_in.all() else set()
    if found:
        seen.elsewhere.append(found)
    yield from nothing_left(seen.said, [each.words for each in _scraps(folder)])
    try:
        with closing(invented_books().open(folder, PASSWORD)) as book:
            _deliver(book, folder)
    except EnvironmentProblem as problem:
        yield Finding(Kind.NOT_OPENING, f"再报一次也不行：{problem.sentence}")
    yield from _scraps(folder)


def _scraps(folder: Path) -> Iterator[Finding]:
    for path in sorted(stick(folder).iterdir()):
        if path.suffix not in (".pdf", ".xlsx"):
            yield Finding(Kind.SCRAPS, path.name)


def returning_of(book: Book) -> Returning:
    paper = PaperPdf(_FONTS, ())
    signer = Signer(book, Ed25519())
    return Returning(book, INVENTED, lambda: NOW, WHO, ReturnWorkbook(), signer, paper)


def _deliver(book: Book, folder: Path) -> Delivered:
    wish = Wish(pdf=True, password=SECRET)
    return returning_of(book).deliver(OCTOBER, stick(folder), wish=wish)
