"""What is tried: a table of operations, each with what has to hold however it was cut off."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.books import EncryptedBooks
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyCost, KeyRing
from qinglian_desktop.storage.layout import Layout
from qinglian_desktop.storage.schema import Schema
from tests.faults.steps import Said, Steps
from tests.invented import EVERYTHING, INVENTED
from tests.storage.invented_books import CHEAP, FIRST, NOW, PASSWORD, WHO, add, change, event
from tests.storage.make_released_book import PASSWORD as RELEASED_PASSWORD
from tests.storage.make_released_book import RELEASED

NEW_PASSWORD = "新的灯塔-2027"


class PreparedBooks(EncryptedBooks):
    """Books that share the statements that each would prepare: half of the time of a trial."""

    def _layout(self) -> Layout:
        return _prepared(self._catalogue)


@cache
def _prepared(catalogue: Catalogue) -> Layout:
    layout = Layout(Schema(catalogue), lambda: NOW)
    for ledger in catalogue:
        _ = layout.rows[ledger.key]
    return layout


@cache
def invented_books() -> EncryptedBooks:
    _prepared(INVENTED)
    return PreparedBooks(INVENTED, lambda: NOW, WHO, migrations=(FIRST,), cost=CHEAP)


@cache
def released_books() -> EncryptedBooks:
    catalogue = Catalogue(ALL_LEDGERS)
    _prepared(catalogue)
    return PreparedBooks(catalogue, lambda: NOW, "示例", cost=KeyCost(1, 8))


Facts = Mapping[str, str]


@dataclass(slots=True)
class Seen:
    """What a fresh process finds after a trial; ``lines`` are the records of the book."""

    said: Said
    facts: Facts
    lines: set[str] = field(default_factory=set)
    drafts: int = 0
    opens: set[str] = field(default_factory=set)
    backups: list[set[str]] = field(default_factory=list)
    aside: list[set[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Operation:
    """``effects`` say of a step whether what it shall do was done; ``always`` holds whatever came.

    ``prepare`` makes the book before it and gives facts that the others need. ``secrets`` are those
    tried afterwards. Until the step ``makes`` was confirmed there need not be a book.
    """

    title: str
    prepare: Callable[[Path], Facts]
    work: Callable[[Path, Facts, Steps], None]
    effects: Mapping[str, Callable[[Seen], bool]]
    always: Callable[[Seen], bool]
    secrets: Callable[[Facts, Said], list[str]] = lambda facts, said: [PASSWORD]
    books: Callable[[], EncryptedBooks] = invented_books
    catalogue: Catalogue = INVENTED
    makes: str = ""


def keep(book: Book, line: str) -> str:
    """Save a record with a file of its own."""
    with book.writing() as work:
        file = work.attachments.put(f"{line}.txt", line.encode() * 3000)
    add(book, event(line, files=(file,)))
    return line


def open_book(folder: Path, steps: Steps, secret: str = PASSWORD) -> Book | None:
    return steps.step("打开", lambda: invented_books().open(folder, secret))


def save_and_close(book: Book | None, line: str, steps: Steps) -> None:
    """After what was tried, all goes on."""
    if book is not None:
        steps.step("再存", lambda: keep(book, line))
        steps.step("关上", book.close)


def started(folder: Path) -> Book:
    book, _ = invented_books().create(folder, PASSWORD)
    keep(book, "甲")
    return book


def one_record(folder: Path) -> Facts:
    started(folder).close()
    return {}


def save(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is None:
        return
    steps.step("存乙", lambda: keep(book, "乙"))

    def alter() -> None:
        with book.reading() as work:
            (record,) = work.records.fetch(EVERYTHING, [1])
        change(book, record, {"line": "甲改"})

    def draft() -> None:
        with book.writing() as work:
            work.drafts.put(Draft("everything", {"line": "草稿"}))

    steps.step("改甲", alter)
    steps.step("草稿", draft)
    save_and_close(book, "丙", steps)


def backed_up(folder: Path) -> Facts:
    """A backup of one record; the book has another since."""
    book = started(folder)
    book.back_up()
    keep(book, "乙")
    book.close()
    return {}


def backed_up_with_log(folder: Path) -> Facts:
    """The same with a third, which is only in the log, as a crash leaves it."""
    backed_up(folder)
    crashed(folder, "戊")
    return {}


def crashed(folder: Path, line: str) -> None:
    """Save in a process that dies without closing the book."""
    child = os.fork()
    if child == 0:
        try:
            keep(invented_books().open(folder, PASSWORD), line)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def back_up(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("备份", book.back_up)
        save_and_close(book, "丙", steps)


def restore(folder: Path, _: Facts, steps: Steps) -> None:
    books = invented_books()
    copy = books.backups(folder)[0].folder
    steps.step("恢复", lambda: books.restore(folder, copy, PASSWORD))
    save_and_close(open_book(folder, steps), "丙", steps)


def gone_back(folder: Path) -> Facts:
    """A book that was restored: what it was lies aside, with its log."""
    books = invented_books()
    backed_up_with_log(folder)
    books.restore(folder, books.backups(folder)[0].folder, PASSWORD)
    book = books.open(folder, PASSWORD)
    keep(book, "丁")
    book.close()
    return {}


def restore_from_aside(folder: Path, _: Facts, steps: Steps) -> None:
    books = invented_books()
    copy = books.set_aside(folder)[0].folder
    steps.step("恢复", lambda: books.restore(folder, copy, PASSWORD))
    save_and_close(open_book(folder, steps), "丙", steps)


def let_go(folder: Path, _: Facts, steps: Steps) -> None:
    books = invented_books()
    copy = books.set_aside(folder)[0].folder
    steps.step("清掉", lambda: books.let_go(folder, copy, PASSWORD))
    save_and_close(open_book(folder, steps), "丙", steps)


def change_password(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("改密码", lambda: book.change_password(PASSWORD, NEW_PASSWORD))
        save_and_close(book, "丙", steps)


def with_code(folder: Path) -> Facts:
    book, code = invented_books().create(folder, PASSWORD)
    keep(book, "甲")
    book.back_up()
    book.close()
    return {"code": code}


def new_code(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("换恢复码", lambda: book.new_recovery_code(PASSWORD))
        save_and_close(book, "丙", steps)


def create(folder: Path, _: Facts, steps: Steps) -> None:
    made = steps.step("新建", lambda: invented_books().create(folder, PASSWORD))
    save_and_close(made and made[0], "甲", steps)


def close_and_sweep(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is None:
        return

    def add_and_regret() -> None:
        with book.writing() as work:
            work.attachments.put("没有人要.txt", b"regretted" * 2000)

    steps.step("加了又不要", add_and_regret)
    save_and_close(book, "丙", steps)


def released(folder: Path) -> Facts:
    first = min(RELEASED.iterdir())
    folder.mkdir()
    for name in ("ledger.db", "keys.json"):
        shutil.copyfile(first / name, folder / name)
    expected = json.loads((first / "expected.json").read_text(encoding="utf-8"))
    # The file that it has belongs to nothing, and would be free to go.
    key = KeyRing.read(folder / "keys.json").unlock(RELEASED_PASSWORD)
    with closing(connect(folder / "ledger.db", key, "rw")) as connection:
        ((digest,),) = connection.execute("SELECT digest FROM attachments").fetchall()
        typed = json.dumps({"files": [{"name": "示例.txt", "digest": digest}]})
        connection.execute("UPDATE drafts SET typed = ?", (typed,))
    return {"records": str(sum(expected["records"].values()))}


def bring_up_to_date(folder: Path, _: Facts, steps: Steps) -> None:
    opened = steps.step("更新", lambda: released_books().open(folder, RELEASED_PASSWORD))
    if opened is not None:
        steps.step("关上", opened.close)


def _restored(to: set[str], aside: set[str]) -> Callable[[Seen], bool]:
    return lambda seen: seen.lines - {"丙"} == to and aside in seen.aside


def _either(old: set[str], new: set[str]) -> Callable[[Seen], bool]:
    """What is in the book is all of one or all of the other, and then the one lies aside."""
    return lambda seen: seen.lines - {"丙"} == old or _restored(new, old)(seen)


_ASIDE = {"甲", "乙", "戊"}
_KEPT = {"再存": lambda seen: "丙" in seen.lines}

OPERATIONS: Mapping[str, Operation] = {
    "create": Operation(
        "新建台账库",
        lambda folder: {},
        create,
        {"再存": lambda seen: "甲" in seen.lines},
        lambda seen: seen.lines <= {"甲"},
        makes="新建",
    ),
    "save": Operation(
        "保存",
        one_record,
        save,
        {
            **_KEPT,
            "存乙": lambda seen: "乙" in seen.lines,
            "改甲": lambda seen: "甲改" in seen.lines,
            "草稿": lambda seen: seen.drafts == 1,
        },
        lambda seen: len({"甲", "甲改"} & seen.lines) == 1 and seen.drafts <= 1,
    ),
    "backup": Operation(
        "备份",
        backed_up,
        back_up,
        {**_KEPT, "备份": lambda seen: {"甲", "乙"} in seen.backups},
        lambda seen: seen.lines >= {"甲", "乙"} and {"甲"} in seen.backups,
    ),
    "restore": Operation(
        "恢复",
        backed_up,
        restore,
        {**_KEPT, "恢复": _restored({"甲"}, {"甲", "乙"})},
        lambda seen: _either({"甲", "乙"}, {"甲"})(seen) and {"甲"} in seen.backups,
    ),
    "restore-log": Operation(
        "恢复（库里有没合并的日志）",
        backed_up_with_log,
        restore,
        {**_KEPT, "恢复": _restored({"甲"}, {"甲", "乙", "戊"})},
        lambda seen: _either({"甲", "乙", "戊"}, {"甲"})(seen) and {"甲"} in seen.backups,
    ),
    "restore-aside": Operation(
        "从换下来的库恢复（它有日志）",
        gone_back,
        restore_from_aside,
        {**_KEPT, "恢复": _restored(_ASIDE, {"甲", "丁"})},
        lambda seen: _either({"甲", "丁"}, _ASIDE)(seen) and _ASIDE in seen.aside,
    ),
    "let-go": Operation(
        "清掉换下来的库",
        gone_back,
        let_go,
        {**_KEPT, "清掉": lambda seen: not seen.aside},
        lambda seen: seen.lines - {"丙"} == {"甲", "丁"} and seen.aside in ([], [_ASIDE]),
    ),
    "password": Operation(
        "改密码",
        with_code,
        change_password,
        {**_KEPT, "改密码": lambda seen: seen.opens == {NEW_PASSWORD}},
        lambda seen: len(seen.opens) == 1 and "甲" in seen.lines,
        secrets=lambda facts, said: [PASSWORD, NEW_PASSWORD],
    ),
    "code": Operation(
        "换恢复码",
        with_code,
        new_code,
        {
            **_KEPT,
            "换恢复码": lambda seen: (
                seen.facts["code"] not in seen.opens
                and seen.said.confirmed.get("换恢复码", PASSWORD) in seen.opens
            ),
        },
        lambda seen: PASSWORD in seen.opens and "甲" in seen.lines,
        secrets=lambda facts, said: [
            PASSWORD,
            facts["code"],
            *([said.confirmed["换恢复码"]] if "换恢复码" in said.confirmed else []),
        ],
    ),
    "update": Operation(
        "更新旧版本的库",
        released,
        bring_up_to_date,
        {},
        lambda seen: len(seen.lines) == int(seen.facts["records"]) and seen.drafts == 1,
        secrets=lambda facts, said: [RELEASED_PASSWORD],
        books=released_books,
        catalogue=Catalogue(ALL_LEDGERS),
    ),
    "sweep": Operation(
        "关上时清理附件",
        one_record,
        close_and_sweep,
        _KEPT,
        lambda seen: "甲" in seen.lines,
    ),
}
