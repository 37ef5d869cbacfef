"""After the lock nothing of the book is alive, and its words and keys stand nowhere in memory."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.ui.application import Application
from tests.conftest import PASSWORD
from tests.process_memory import found_in
from tests.ui.program import PATIENCE, locked, main, page_of, quiet

ROOT = Path(__file__).parents[2]
WORDS = "最近思想上有些波动家里老人生病开支很大请组织放心绝不碰红线"
WATCHED = Path(__file__).with_name("watched_program.py")


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here changes are made as in the program: on their own thread, in their own time."""


def test_nothing_of_an_open_book_lives_on(qtbot: QtBot, program: Application) -> None:
    page = page_of(program, "talks")
    page.begin_record()
    quiet(qtbot, program)
    window = main(program)
    book = window.session.desk.book
    assert isinstance(book, EncryptedBook)
    watched = {
        "book": weakref.ref(book),
        "keys": weakref.ref(book._keys),
        "desk": weakref.ref(window.session.desk),
        "records": weakref.ref(window.session.desk.records),
        "session": weakref.ref(window.session),
        "window": weakref.ref(window),
        "page": weakref.ref(page),
        "panel": weakref.ref(page.panel),
        "operations": weakref.ref(window.session.operations),
    }
    del page, window, book
    locked(qtbot, program)

    def left() -> list[str]:
        return [name for name, each in watched.items() if each() is not None]

    qtbot.waitUntil(lambda: left() == [], timeout=PATIENCE)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能这样看别的进程")
def test_words_and_keys_stand_nowhere_in_memory_after_the_lock(
    books: Books, sample_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "台账库"
    shutil.copytree(sample_folder, folder)
    book = books.open(folder, PASSWORD)
    assert isinstance(book, EncryptedBook)
    with book._transactions.writing() as connection:
        connection.exec_driver_sql("UPDATE ledger_talks SET content = ?", (WORDS * 4,))
    key = bytes(book.keys[0])
    book.close()
    sought = {
        "talk": WORDS.encode(),
        "talk in UTF-16": WORDS.encode("utf-16-le"),
        "key": key,
        "key in hexadecimal": key.hex().encode(),
        "password": PASSWORD.encode(),
        "password in UTF-16": PASSWORD.encode("utf-16-le"),
    }
    secret = base64.b64encode(PASSWORD.encode("utf-16-le")).decode()
    program = subprocess.Popen(
        [sys.executable, str(WATCHED), str(folder), secret, str(tmp_path / "settings")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdin is not None and program.stdout is not None
    found: list[dict[str, int]] = []
    for stop in ("open", "locked"):
        assert program.stdout.readline().strip() == stop
        found.append({name: found_in(program.pid, each) for name, each in sought.items()})
        program.stdin.write("\n")
        program.stdin.flush()
    program.wait()
    assert found[0]["talk"] > 10 and found[0]["talk in UTF-16"] > 10 and found[0]["key"] > 0
    assert found[1] == dict.fromkeys(sought, 0)
