"""The files of a book and of its copies: what opens it, what is in it, and what lies beside it."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.exporting import Exporting
from qinglian_desktop.documents.tables import TableWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.storage.book_lock import LOCK
from qinglian_desktop.storage.copy_heads import HEAD
from qinglian_desktop.storage.engine import DATABASE
from qinglian_desktop.storage.guessing import GUESSES
from qinglian_desktop.storage.keys import KEYS
from qinglian_desktop.storage.shelf import BACKUPS
from tests.faults.operation import invented_books
from tests.faults.works import crashed, keep
from tests.fuzz.mutations import by_pages, other_json
from tests.fuzz.target import Amiss, Attempt, Sample, Target
from tests.invented import INVENTED
from tests.storage.invented_books import NOW, PASSWORD, lines_in

_BOOK, _ARCHIVE_PASSWORD = "book", "信封-2026"
_LINES = ["丁", "丙", "乙", "甲"]


def _made(folder: Path) -> Path:
    """A book with four records and two backups, of the first three and of the first two."""
    book, _ = invented_books().create(folder, PASSWORD)
    with closing(book):
        for line in "甲乙":
            keep(book, line)
        book.back_up()
        keep(book, "丙")
        book.back_up()
        keep(book, "丁")
    return folder


def _opened_says(book: Book, allowed: Sequence[list[str]]) -> None:
    """Where a check finds nothing amiss the records are those that were saved."""
    with closing(book):
        lines, found = lines_in(book), book.check()
        book.take_notices()
        if not found and lines not in allowed:
            raise Amiss(f"检查没有发现什么，记录却是{'、'.join(lines)}")
        keep(book, "再存")


def _opened_or_untouched(folder: Path, *names: str) -> Book:
    """Open; where that is refused these files are as they were."""
    before = [(folder / each).read_bytes() for each in names]
    try:
        return invented_books().open(folder, PASSWORD)
    except EnvironmentProblem:
        if [(folder / each).read_bytes() for each in names] != before:
            raise Amiss("没有打开，文件却变了") from None
        raise


def _in_book(
    made: Path, name: str, trial: Callable[[Path, bytes], None]
) -> tuple[list[Sample], Attempt]:
    """Of one file of the book, by its name in there; ``trial`` is given the book and its bytes."""
    source = _made(made / _BOOK)

    def attempt(place: Path, name: str, data: bytes) -> None:
        folder = place / _BOOK
        shutil.copytree(source, folder)
        (folder / name).write_bytes(data)
        trial(folder, data)

    given = (source / name).read_bytes() if (source / name).exists() else b""
    return [Sample(name, given)], attempt


def checked_again(data: bytes, other: bytes, random: Random) -> bytes:
    """Something else is said, and the check sum says that it is whole."""
    said = json.loads(other_json(data, other, random))
    said.pop("sha256", None)
    body = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps(said | {"sha256": hashlib.sha256(body).hexdigest()}).encode()


def keys(made: Path) -> tuple[list[Sample], Attempt]:
    """Without the backups, which would mend it: the file alone."""

    def trial(folder: Path, data: bytes) -> None:
        shutil.rmtree(folder / BACKUPS)
        _opened_says(_opened_or_untouched(folder, KEYS, DATABASE), [_LINES])

    return _in_book(made, KEYS, trial)


def mended_keys(made: Path) -> tuple[list[Sample], Attempt]:
    """With the backups: it opens, whatever its keys are, unless they say of themselves why not."""

    def trial(folder: Path, data: bytes) -> None:
        _opened_says(invented_books().open(folder, PASSWORD), [_LINES])

    return _in_book(made, KEYS, trial)


def database(made: Path) -> tuple[list[Sample], Attempt]:
    """All pages of the book, opened, read, checked and written to; and repaired where refused."""
    older = made / "older"
    with closing(invented_books().create(older, PASSWORD)[0]) as book:
        keep(book, "外")

    def trial(folder: Path, data: bytes) -> None:
        try:
            _opened_says(_opened_or_untouched(folder, DATABASE), [_LINES])
        except EnvironmentProblem:
            with suppress(EnvironmentProblem):
                invented_books().repair(folder, folder.with_name("mended"), PASSWORD)
            raise

    samples, attempt = _in_book(made, DATABASE, trial)
    copies = [each.folder for each in invented_books().backups(made / _BOOK)]
    others = tuple((each / DATABASE).read_bytes() for each in (*copies, older))
    return [Sample(DATABASE, samples[0].data, others)], attempt


def log(made: Path) -> tuple[list[Sample], Attempt]:
    """What a crash leaves: of whole transactions as many as are sound, and none of the others."""
    source = _made(made / _BOOK)
    for line in "戊己":
        crashed(source, line)
    name = f"{DATABASE}-wal"
    saved = [_LINES, sorted([*_LINES, "戊"]), sorted([*_LINES, "戊", "己"])]

    def attempt(place: Path, name: str, data: bytes) -> None:
        folder = place / _BOOK
        shutil.copytree(source, folder)
        (folder / name).write_bytes(data)
        (folder / f"{DATABASE}-shm").unlink(missing_ok=True)
        _opened_says(invented_books().open(folder, PASSWORD), saved)

    return [Sample(name, (source / name).read_bytes())], attempt


def beside(made: Path) -> tuple[list[Sample], Attempt]:
    """What lies beside the book keeps nobody out of it for longer than a wait."""

    def trial(folder: Path, data: bytes) -> None:
        _opened_says(invented_books().open(folder, PASSWORD), [_LINES])

    _, attempt = _in_book(made, LOCK, trial)
    guesses = {"wrong": 7, "last": 1_795_000_000.5}
    words = {"who": "周𬭚", "host": platform.node(), "pid": 4711, "since": NOW.isoformat()}
    samples = [
        Sample(name, json.dumps(said, ensure_ascii=False).encode(), ways=(other_json,))
        for name, said in ((GUESSES, guesses), (LOCK, words))
    ]
    return samples, attempt


def copies(made: Path) -> tuple[list[Sample], Attempt]:
    """Each file of a backup: listed, looked into, restored; and the book checked beside it."""
    source = _made(made / _BOOK)
    (newest, older) = (each.folder for each in invented_books().backups(source))
    allowed = [["乙", "甲"], ["丙", "乙", "甲"], _LINES]

    def attempt(place: Path, name: str, data: bytes) -> None:
        folder = place / _BOOK
        shutil.copytree(source, folder)
        copy = folder / BACKUPS / newest.name
        (copy / name).write_bytes(data)
        books = invented_books()
        with closing(books.open(folder, PASSWORD)) as book:
            book.check()
        said: EnvironmentProblem | None = None
        for trial in (
            lambda: _looked(books.look(folder, copy, PASSWORD), allowed),
            lambda: books.restore(folder, copy, PASSWORD),
        ):
            try:
                trial()
            except EnvironmentProblem as problem:
                said = problem
        # Whatever came of it, there is a book that opens, of one of these states.
        _opened_says(books.open(folder, PASSWORD), allowed)
        if said is not None:
            raise said

    samples = [
        Sample(
            path.name,
            path.read_bytes(),
            ((older / path.name).read_bytes(),) if (older / path.name).exists() else (),
            (by_pages,) if path.name == DATABASE else (other_json,) * path.name.endswith("json"),
        )
        for path in sorted(newest.iterdir())
        if path.is_file()
    ]
    assert {DATABASE, KEYS, HEAD} <= {each.name for each in samples}
    return samples, attempt


def _looked(book: Book, allowed: Sequence[list[str]]) -> None:
    with closing(book):
        if (lines := lines_in(book)) not in allowed:
            raise Amiss(f"备份里看到的是{'、'.join(lines)}")


def archive(made: Path) -> tuple[list[Sample], Attempt]:
    """All of a book in one file under a password of its own."""
    data = [_archived(made / each, line) for each, line in (("a", "甲"), ("b", "乙"))]

    def attempt(place: Path, name: str, data: bytes) -> None:
        (place / name).write_bytes(data)
        target = place / _BOOK
        try:
            book, _ = invented_books().create_from(
                place / name, _ARCHIVE_PASSWORD, target, PASSWORD
            )
        except EnvironmentProblem:
            if target.exists() and any(target.iterdir()):
                raise Amiss("没有导入，却留下了半本") from None
            raise
        _opened_says(book, [["甲"]])

    return [Sample("一份.qlz", data[0], (data[1],))], attempt


def _archived(place: Path, line: str) -> bytes:
    with closing(invented_books().create(place / _BOOK, PASSWORD)[0]) as book:
        keep(book, line)
        exporting = Exporting(book, INVENTED, lambda: NOW, TableWorkbook())
        return exporting.archive(place, _ARCHIVE_PASSWORD).path.read_bytes()


BOOK_FILES = {
    "keys": Target("钥匙文件（没有备份）", keys, (other_json, checked_again)),
    "mended-keys": Target("钥匙文件（有备份）", mended_keys, (other_json, checked_again), few=4),
    "database": Target("数据库", database, (by_pages,), few=3),
    "log": Target("数据库的日志", log, (by_pages,), few=3),
    "beside": Target("占用标记、输错的次数", beside, few=4),
    "copies": Target("备份里的每个文件", copies, few=3),
    "archive": Target("整本导出的一份", archive),
}
