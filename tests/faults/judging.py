"""Whether a book survived: opened anew, checked, compared with what was confirmed and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.errors import EnvironmentProblem, WrongPassword
from qinglian_desktop.storage.book_lock import LOCK
from tests.faults.contents import Contents, Finding, Kind, read_contents
from tests.faults.operation import Facts, Operation, Seen, second_place_of
from tests.faults.steps import Said

PERHAPS = ("做到一半停住了", "不能确定")
"""Sentences after which what was to be done may have been done or not."""
NOT_DONE = ("没有存进去", "没有存上", "没有恢复", "没有改动", "没有被改动", "没有受影响", "没有变")
"""Sentences after which nothing of what was to be done may show."""
AMISS = ("损坏", "坏了", "不完整", "缺了", "没有台账库", "找不到", "不见了", "密码不对")
"""Sentences that say that something of the book is gone or bad, or that the secret is."""

PERHAPS_DAMAGED = ("也可能", "或者读不出来")
"""Sentences that name what else it may have been, as where a disk does not give what it has."""
WITHOUT_SOME = "这次的备份里没有这几个附件"
NOTHING_LEFT = "没有留下"
"""Sentences that say that no half of what was to be made lies there."""

_COPY = r"(?:\d{6,}-)?\d{8}-\d{6}(?:-\d+)?"
_FILE = r"attachments(?:/[0-9a-f]{2}(?:/[0-9a-f]{64})?)?"
_OURS = re.compile(
    rf"ledger\.db|keys\.json|in-use\.lock|{_FILE}"
    rf"|(?:backups|aside)(?:/keys\.json|/{_FILE}"
    rf"|/{_COPY}(?:/(?:ledger\.db(?:-wal|-shm)?|keys\.json|attachments\.txt|history\.json))?)?"
)


def judge(operation: Operation, folder: Path, facts: Facts, said: Said) -> list[Finding]:
    """Everything that is not as it was promised."""
    seen = Seen(said, facts)
    found = list(_what_was_said(said))
    try:
        found += _look(operation, folder, seen)
    except EnvironmentProblem as problem:
        if operation.again is None or operation.makes in said.confirmed:
            return [*found, Finding(Kind.NOT_OPENING, problem.sentence)]
        found += nothing_left(said, sorted(each.name for each in folder.glob("*")))
        # Nothing was made; then it can be made at the same place.
        try:
            operation.again(folder, facts)
            found += _look(operation, folder, seen)
        except EnvironmentProblem as again:
            return [*found, Finding(Kind.NOT_OPENING, f"再建一次也不行：{again.sentence}")]
    found += operation.elsewhere(folder, facts, seen)
    seconds = [scrap for each in second_place_of(folder).glob("*") for scrap in _scraps(each)]
    return [*found, *compared(operation, seen), *_scraps(folder), *seconds]


def compared(operation: Operation, seen: Seen) -> Iterator[Finding]:
    """What is there, compared with what was confirmed and told."""
    for step, told in [*seen.said.told.items(), *seen.said.confirmed.items()]:
        # Whoever comes here has opened the book; nothing of it is gone or bad.
        if any(each in told for each in AMISS) and not any(
            each in told for each in PERHAPS_DAMAGED
        ):
            yield Finding(Kind.UNTRUE, f"“{step}”：其实都在，也没有坏：{told}")
    if not operation.always(seen):
        yield Finding(Kind.LOST, f"不该这样：{_in_words(seen)}")
    for step, effect in operation.effects.items():
        if step in seen.said.confirmed and not effect(seen):
            yield Finding(Kind.LOST, f"“{step}”确认过，没有了：{_in_words(seen)}")
        told = seen.said.told.get(step)
        if told is None or any(each in told for each in PERHAPS):
            continue
        if not any(each in told for each in NOT_DONE):
            yield Finding(Kind.UNJUDGED, f"“{step}”：不知道这句话怎样才算属实：{told}")
        elif effect(seen):
            yield Finding(Kind.UNTRUE, f"“{step}”其实做了：{told}")


def nothing_left(said: Said, left: Iterable[str]) -> Iterator[Finding]:
    """What was told to have left nothing has left nothing; a lock is nobody's file."""
    scraps = [each for each in left if each != LOCK]
    for step, told in said.told.items():
        if scraps and NOTHING_LEFT in told:
            yield Finding(Kind.UNTRUE, f"“{step}”：留下了 {scraps}：{told}")


def _what_was_said(said: Said) -> Iterator[Finding]:
    for step, trace in said.bugs.items():
        yield Finding(Kind.NO_SENTENCE, f"“{step}”：{trace}")


def _look(operation: Operation, folder: Path, seen: Seen) -> Iterator[Finding]:
    """Open, check, read everything, look into each copy, close; raises if it does not open."""
    books, secrets = operation.books(), operation.secrets(seen.facts, seen.said)
    book, secret = _opened(operation, folder, secrets)
    place = second_place_of(folder)
    with closing(book):
        contents = Contents()
        yield from read_contents(book, operation.catalogue, "台账库", contents)
        seen.lines, seen.drafts = contents.lines, contents.drafts
        elsewhere = [copy for each in books.shelves(place) for copy in books.backups(each)]
        if place.exists():
            # What was cut off there is swept by the next one.
            book.back_up_to(place, "支部")
    # A backup is made all the same where an attachment cannot be read, and that is told.
    is_told_lost = any(WITHOUT_SOME in told for told in seen.said.confirmed.values())
    for shelf, copies in (
        (seen.backups, books.backups(folder)),
        (seen.aside, books.set_aside(folder)),
        (seen.second, elsewhere),
    ):
        for copy in copies:
            try:
                inside = Contents()
                with closing(books.look(folder, copy.folder, secret)) as looked:
                    where = copy.folder.name
                    for amiss in read_contents(looked, operation.catalogue, where, inside):
                        if not (is_told_lost and "附件" in amiss.words):
                            yield amiss
                shelf.append(inside.lines)
            except EnvironmentProblem as problem:
                yield Finding(Kind.DAMAGED, f"{copy.folder.name}：{problem.sentence}")
    # Whoever only reads leaves SQLite's log lying there; the first of them may do all.
    for each in reversed(secrets):
        try:
            books.open(folder, each).close()
            seen.opens.add(each)
        except WrongPassword:
            continue
    kept = [path for path in (folder / "attachments").glob("*/*") if path.is_file()]
    if len(kept) > len(contents.files):
        yield Finding(Kind.SCRAPS, f"附件文件 {len(kept)} 个，用得着的 {len(contents.files)} 个")


def _opened(operation: Operation, folder: Path, secrets: Iterable[str]) -> tuple[Book, str]:
    refused: WrongPassword | None = None
    for secret in secrets:
        try:
            return operation.books().open(folder, secret), secret
        except WrongPassword as problem:
            refused = problem
    assert refused is not None
    raise refused


def _scraps(folder: Path) -> Iterator[Finding]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not _OURS.fullmatch(name):
            yield Finding(Kind.SCRAPS, name)
    for shelf in ("backups", "aside"):
        lists = (folder / shelf).glob("*/attachments.txt")
        needed = {name for each in lists for name in each.read_text().split()}
        for path in (folder / shelf / "attachments").glob("*/*"):
            if path.name not in needed:
                yield Finding(Kind.SCRAPS, f"{shelf} 上没有备份要用的附件 {path.name}")


def _in_words(seen: Seen) -> str:
    copies = [sorted(each) for each in seen.backups], [sorted(each) for each in seen.aside]
    return (
        f"记录 {sorted(seen.lines)}，草稿 {seen.drafts}，备份 {copies[0]}，换下来的 {copies[1]}，"
        f"打得开的密码 {len(seen.opens)} 个"
    )
