"""汇总: returns on a stick collected into a book, and a month taken back; each is judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.collecting import Collecting
from qinglian_desktop.application.collection import Collection, collection_of
from qinglian_desktop.application.signing import Signer
from qinglian_desktop.documents.returns.many import ManyReturns
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.collecting.collected import Fate
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.return_content import content_of
from qinglian_desktop.storage.signatures import Ed25519
from tests.collected_corpus import SMALL, code_of, write_corpus
from tests.faults.contents import Finding, Kind
from tests.faults.operation import Facts, Seen, invented_books
from tests.faults.steps import Steps
from tests.faults.ways_out import stick
from tests.faults.works import one_record, open_book, save_and_close
from tests.invented import INVENTED
from tests.make_tools import make_tools
from tests.storage.invented_books import NOW, PASSWORD, WHO

RETURNS, FILES = "月报", "文件"
COLLECTED = {RETURNS, FILES}
"""All returns are kept, and the files that were met are noted."""
OCTOBER = Period.parse("2026-10")
_UNITS = 3


def before_collecting(folder: Path) -> Facts:
    """A book with a record, and a stick with the returns of three units."""
    one_record(folder)
    write_corpus(stick(folder), _UNITS, [OCTOBER], shape=SMALL)
    return {}


def once_collected(folder: Path) -> Facts:
    """The same, collected."""
    before_collecting(folder)
    with closing(invented_books().open(folder, PASSWORD)) as book:
        _collect(book, folder)
    return {}


def collect(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("收月报", lambda: _collect(book, folder))
        save_and_close(book, "丙", steps)


def take_back(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("撤回", lambda: _collection(book).take_back(OCTOBER))
        save_and_close(book, "丙", steps)


def was_collected(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """What is kept is whole, all of it or none; and collected again nothing is there twice."""
    with closing(invented_books().open(folder, PASSWORD)) as book:
        with book.reading() as work:
            kept, files = work.collected.all([OCTOBER]), work.collected.files()
            for each in kept:
                told = work.collected.told(each.unit_code, OCTOBER, each.revision)
                if content_of(told).digest != each.digest:
                    yield Finding(Kind.DAMAGED, each.unit_name)
        if kept or files:
            found = ({RETURNS} if len(kept) == _UNITS else {f"{len(kept)}份"}) if kept else set()
            seen.elsewhere.append(found | ({FILES} if files else set()))
        try:
            _collect(book, folder)
        except EnvironmentProblem as problem:
            yield Finding(Kind.NOT_OPENING, f"再收一次也不行：{problem.sentence}")
            return
        with book.reading() as work:
            again = [each.unit_code for each in work.collected.all([OCTOBER])]
        if again != [code_of(unit) for unit in range(1, _UNITS + 1)]:
            yield Finding(Kind.DAMAGED, f"再收一次以后：{again}")


def _collect(book: Book, folder: Path) -> None:
    """As the window does; what is not taken is told."""
    gathered = _collection(book).collect(stick(folder))
    if len(gathered.of(Fate.TAKEN, Fate.KNOWN)) < _UNITS:
        raise EnvironmentProblem("", gathered.stopped, "")


def _collection(book: Book) -> Collection:
    tools = make_tools(many_returns=ManyReturns(SheetReader()))
    collecting = Collecting(book, INVENTED, lambda: NOW, WHO, Signer(book, Ed25519()))
    return collection_of(book, tools, collecting)
