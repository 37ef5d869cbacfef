"""What is done in the trials: the books before it, and each operation step by step."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from pathlib import Path

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.storage.engine import connect
from qinglian_desktop.storage.keys import KeyRing
from tests.faults.operation import Facts, invented_books, released_books, second_place_of
from tests.faults.steps import Steps
from tests.invented import EVERYTHING
from tests.storage.invented_books import PASSWORD, add, change, event
from tests.storage.make_released_book import PASSWORD as RELEASED_PASSWORD
from tests.storage.make_released_book import RELEASED

NEW_PASSWORD = "新的灯塔-2027"


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
        steps.step("备份", lambda: _backed_up(book))
        save_and_close(book, "丙", steps)


def _backed_up(book: Book) -> str:
    """What the user is told although it was made."""
    book.back_up()
    return "".join(each.sentence for each in book.take_notices())


def check(folder: Path, _: Facts, steps: Steps) -> None:
    """What is found amiss is told."""
    if (book := open_book(folder, steps)) is not None:
        steps.step("检查", lambda: "".join(map(str, book.check())))
        save_and_close(book, "丙", steps)


def with_second_place(folder: Path) -> Facts:
    """A copy of one record in a second place; the book has another since."""
    place = second_place_of(folder)
    place.mkdir()
    book = started(folder)
    book.back_up_to(place, "支部")
    keep(book, "乙")
    book.close()
    return {}


def second_backup(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("第二处", lambda: book.back_up_to(second_place_of(folder), "支部"))
        save_and_close(book, "丙", steps)


def only_elsewhere(folder: Path) -> Facts:
    """A book of which there is nothing left but its copy in the second place."""
    with_second_place(folder)
    shutil.rmtree(folder)
    return {}


def bring_back(folder: Path, facts: Facts, steps: Steps) -> None:
    if steps.step("恢复", lambda: bring_back_again(folder, facts) or True):
        save_and_close(open_book(folder, steps), "丙", steps)


def bring_back_again(folder: Path, _: Facts) -> None:
    books = invented_books()
    (shelf,) = books.shelves(second_place_of(folder))
    books.bring_back(books.backups(shelf)[0].folder, PASSWORD, folder)


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


HIS_PASSWORD = "他的灯塔-2026"


def with_two_keepers(folder: Path) -> Facts:
    book, _ = invented_books().create(folder, PASSWORD)
    book.keepers.add(Keeper("纪检委员", KeeperRole.ENTERING), HIS_PASSWORD, PASSWORD)
    keep(book, "甲")
    book.back_up()
    book.close()
    return {}


def remove_keeper(folder: Path, _: Facts, steps: Steps) -> None:
    if (book := open_book(folder, steps)) is not None:
        steps.step("去掉使用人", lambda: book.keepers.remove("纪检委员", PASSWORD))
        save_and_close(book, "丙", steps)


def create(folder: Path, _: Facts, steps: Steps) -> None:
    made = steps.step("新建", lambda: invented_books().create(folder, PASSWORD))
    save_and_close(made and made[0], "甲", steps)


def create_again(folder: Path, _: Facts) -> None:
    invented_books().create(folder, PASSWORD)[0].close()


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
