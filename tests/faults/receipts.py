"""回执: one written onto a stick beside its return, and one read in from there; each is judged."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qinglian_desktop.application.answers import Answers, ReceiptKind, receipts_in
from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.collecting import RECEIPT, Collecting
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.application.receipts import read_receipt
from qinglian_desktop.application.signing import RECEIPT_TEXT, Signer, signature_fits
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.signatures import Ed25519
from tests.faults.contents import Finding, Kind
from tests.faults.hand_in import OCTOBER, before_handing_in, returning_of
from tests.faults.judging import nothing_left
from tests.faults.operation import Facts, Seen, invented_books
from tests.faults.steps import Steps
from tests.faults.ways_out import stick
from tests.faults.works import open_book, save_and_close
from tests.invented import INVENTED
from tests.storage.invented_books import NOW, PASSWORD, WHO

GIVEN = {"回执", "登记"}
"""The receipt is on the stick, and the book knows it."""
READ = {"已接收"}
"""The month has its answer."""


def with_return(folder: Path) -> Facts:
    """A book, and on a stick the return of another one's October."""
    before_handing_in(folder)
    with _another() as book:
        returning_of(book).deliver(OCTOBER, stick(folder))
    return {}


def with_receipt(folder: Path) -> Facts:
    """A book whose October is on a stick, answered there by another one."""
    before_handing_in(folder)
    with closing(invented_books().open(folder, PASSWORD)) as book:
        returning_of(book).deliver(OCTOBER, stick(folder))
    with _another() as book:
        _answer(book, folder)
    return {}


@contextmanager
def _another() -> Generator[Book]:
    """A book with its unit and a record: nobody answers what they have written themselves."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "book"
        before_handing_in(folder)
        with closing(invented_books().open(folder, PASSWORD)) as book:
            yield book


def give_receipt(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("写回执", lambda: _answer(book, folder))
        save_and_close(book, "丙", steps)


def read_in(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("读回执", lambda: _take(book, folder))
        save_and_close(book, "丙", steps)


def given(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """A receipt that is there is whole, and it can be written again without scraps."""
    found: set[str] = set()
    for path in receipts_in(stick(folder)):
        found.add("回执")
        try:
            read = read_receipt(path)
            is_whole = signature_fits(Ed25519(), read.signed, RECEIPT_TEXT, read.told)
        except EnvironmentProblem:
            is_whole = False
        if not is_whole:
            yield Finding(Kind.DAMAGED, path.name)
    with closing(invented_books().open(folder, PASSWORD)) as book, book.reading() as work:
        found |= (
            {"登记"}
            if any(each.what.startswith(RECEIPT) for each in work.handed_in.all())
            else set()
        )
    if found:
        seen.elsewhere.append(found)
    yield from nothing_left(seen.said, [each.words for each in _scraps(folder)])
    try:
        with closing(invented_books().open(folder, PASSWORD)) as book:
            _answer(book, folder)
    except EnvironmentProblem as problem:
        yield Finding(Kind.NOT_OPENING, f"再写一次也不行：{problem.sentence}")
    yield from _scraps(folder)


def was_read(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    """The answer is in the book or not, and what lies on the stick can still be read."""
    with closing(invented_books().open(folder, PASSWORD)) as book:
        answers = _answers(book)
        if (answer := answers.of(OCTOBER)) is not None:
            seen.elsewhere.append({answer.verdict.value})
        for each in answers.look(receipts_in(stick(folder))):
            if each.kind is not (ReceiptKind.KNOWN if answer else ReceiptKind.NEW):
                yield Finding(Kind.DAMAGED, each.words)
    yield from _scraps(folder)


def _scraps(folder: Path) -> Iterator[Finding]:
    for path in sorted(stick(folder).iterdir()):
        if path.suffix not in (".txt", ".xlsx"):
            yield Finding(Kind.SCRAPS, path.name)


def _answer(book: Book, folder: Path) -> None:
    (path,) = stick(folder).glob("*.xlsx")
    collecting = Collecting(book, INVENTED, lambda: NOW, WHO, Signer(book, Ed25519()))
    collecting.answer(returning_of(book).verify(path), Verdict.TAKEN, (), stick(folder))


def _take(book: Book, folder: Path) -> None:
    """As the window does; what is not taken is told."""
    answers = _answers(book)
    seen = answers.look(receipts_in(stick(folder)))
    if not answers.keep(seen):
        raise EnvironmentProblem("".join(each.words for each in seen), "", "")


def _answers(book: Book) -> Answers:
    return Answers(book, INVENTED, lambda: NOW, Ed25519())
