"""What was made beside the book: whole under its name or not there, and made again without scraps.

Each looks first at what a trial left, then does it once more, as the user would.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook

from qinglian_desktop.domain.errors import EnvironmentProblem
from tests.faults.contents import Contents, Finding, Kind, read_contents
from tests.faults.judging import nothing_left
from tests.faults.operation import Facts, Seen, invented_books
from tests.faults.ways_out import ARCHIVE_PASSWORD, export, mended, repair_into, stick
from tests.invented import INVENTED
from tests.storage.invented_books import PASSWORD


def archives(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    yield from _exported(folder, seen, ".qlz", _archive)
    yield from _once_more(lambda: export(folder, "archive"))
    yield from _left(stick(folder), ".qlz")


def readable_copies(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    yield from _exported(folder, seen, "_未加密", _readable)
    yield from _once_more(lambda: export(folder, "readable"))
    yield from _left(stick(folder), "_未加密")


def mended_book(folder: Path, _: Facts, seen: Seen) -> Iterator[Finding]:
    target = mended(folder)
    if not target.exists():
        yield from nothing_left(
            seen.said, [each.name for each in folder.parent.iterdir() if each != folder]
        )
        yield from _once_more(lambda: repair_into(folder))
        yield from _book(target, Contents())
    else:
        contents = Contents()
        yield from _book(target, contents)
        seen.elsewhere.append(contents.lines)
    for each in folder.parent.iterdir():
        if each not in (folder, target):
            yield Finding(Kind.SCRAPS, each.name)


def _exported(
    folder: Path, seen: Seen, end: str, read: Callable[[Path, Contents], Iterator[Finding]]
) -> Iterator[Finding]:
    for path in sorted(stick(folder).iterdir()):
        if path.name.endswith(end):
            contents = Contents()
            yield from read(path, contents)
            seen.elsewhere.append(contents.lines)
    yield from nothing_left(seen.said, [finding.words for finding in _left(stick(folder), end)])


def _left(place: Path, end: str) -> Iterator[Finding]:
    for each in sorted(place.iterdir()):
        if not each.name.endswith(end):
            yield Finding(Kind.SCRAPS, each.name)


def _once_more(act: Callable[[], object]) -> Iterator[Finding]:
    try:
        act()
    except EnvironmentProblem as problem:
        yield Finding(Kind.NOT_OPENING, f"再做一次也不行：{problem.sentence}")


def _archive(path: Path, into: Contents) -> Iterator[Finding]:
    probe = path.parent.parent / "probe"
    try:
        book, _ = invented_books().create_from(path, ARCHIVE_PASSWORD, probe, PASSWORD)
        with closing(book):
            yield from read_contents(book, INVENTED, path.name, into)
    except EnvironmentProblem as problem:
        yield Finding(Kind.DAMAGED, f"{path.name}：{problem.sentence}")
    finally:
        shutil.rmtree(probe, ignore_errors=True)


def _readable(path: Path, into: Contents) -> Iterator[Finding]:
    try:
        sheet = load_workbook(path / "万事簿.xlsx", read_only=True).worksheets[0]
        heading, *rows = sheet.iter_rows(values_only=True)
        into.lines.update(str(row[heading.index("一行字")]) for row in rows)
        load_workbook(path / "修改经过.xlsx", read_only=True).close()
        told = (path / "说明.txt").read_text(encoding="utf-8-sig")
    except (OSError, BadZipFile, ValueError, KeyError) as error:
        yield Finding(Kind.DAMAGED, f"{path.name}：{error}")
        return
    files = {each.stem: each.read_bytes() for each in (path / "附件").rglob("*.txt")}
    if files != {line: line.encode() * 3000 for line in into.lines} or not told:
        yield Finding(Kind.DAMAGED, f"{path.name}：附件不对")


def _book(folder: Path, into: Contents) -> Iterator[Finding]:
    books = invented_books()
    try:
        with closing(books.open(folder, PASSWORD)) as book:
            yield from read_contents(book, INVENTED, folder.name, into)
        for copy in books.backups(folder):
            with closing(books.look(folder, copy.folder, PASSWORD)) as looked:
                yield from read_contents(looked, INVENTED, copy.folder.name, Contents())
    except EnvironmentProblem as problem:
        yield Finding(Kind.DAMAGED, f"{folder.name}：{problem.sentence}")
