"""检查 in the window: with every start, once a month, and by its button."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.checking_up import last_checked
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.ports import Mark, Progress
from qinglian_desktop.application.soundness import Finding
from qinglian_desktop.domain.errors import Cancelled
from qinglian_desktop.domain.field_types import Attachments
from qinglian_desktop.domain.query import Query
from qinglian_desktop.storage.book import EncryptedBook
from qinglian_desktop.ui.application import Application
from qinglian_desktop.ui.dialogs.check_findings import CheckFindings
from tests.conftest import NOW
from tests.ui.finding import part
from tests.ui.program import locked, main, quiet, unlocked

SOUND = f"{NOW.year}年{NOW.month}月{NOW.day}日检查过，台账库完好。"


@pytest.fixture(autouse=True)
def prompt() -> None:
    """Here everything is asked as in the program: on other threads, in its own time."""


def found_in(program: Application) -> list[CheckFindings]:
    """The dialogs that tell of findings."""
    return [each for each in main(program).findChildren(CheckFindings) if each.isVisible()]


def heard(program: Application) -> list[str]:
    said: list[str] = []
    main(program).session.said.connect(said.append)
    return said


def photographed(desk: Desk) -> None:
    """Give the first record of some ledger a file."""
    ledger, field = next(
        (ledger, field)
        for ledger in desk.catalogue
        for field in ledger.of_type(Attachments)
        if desk.searching.first(Query(ledger.key), 1)[1]
    )
    (record,) = desk.searching.first(Query(ledger.key), 1)[0]
    with desk.book.writing() as work:
        file = work.attachments.put("灯.txt", b"light")
        changed = replace(record, values={**record.values, field.key: (file,)})
        work.records.replace(ledger, changed, Mark(NOW, "测试", "修改"))


def check(program: Application) -> None:
    part(main(program), QPushButton, "check").click()


def test_a_book_is_checked_in_full_at_the_first_start_of_a_month_after_its_backup(
    qtbot: QtBot, program: Application
) -> None:
    said = heard(program)
    quiet(qtbot, program)
    book = main(program).session.desk.book
    assert last_checked(book) == NOW.date() and book.last_backup() == NOW
    assert SOUND in said and found_in(program) == []
    page = locked(qtbot, program)
    again = unlocked(qtbot, program, page)
    said = heard(program)
    quiet(qtbot, program)
    assert again is main(program) and said == []


def test_the_button_checks_and_says_so_in_a_sentence(qtbot: QtBot, program: Application) -> None:
    quiet(qtbot, program)
    said = heard(program)
    check(program)
    assert not part(main(program), QPushButton, "check").isEnabled()
    quiet(qtbot, program)
    assert said == [SOUND] and found_in(program) == []
    assert part(main(program), QPushButton, "check").isEnabled()


def test_a_check_that_was_cut_off_by_locking_comes_again(
    qtbot: QtBot, program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(qtbot, program)
    with main(program).session.desk.book.writing() as work:
        work.settings.put("check.day", "2026-09-30")
    page = locked(qtbot, program)
    stopped: list[bool] = []
    begun = threading.Event()

    def endless(_: EncryptedBook, progress: Progress) -> list[Finding]:
        begun.set()
        while progress(0, 1):
            pass
        stopped.append(True)
        raise Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(EncryptedBook, "check", endless)
        unlocked(qtbot, program, page)
        checking = main(program).session.checking_up
        qtbot.waitUntil(lambda: not checking.is_looking and checking.job is not None)
        # Cut off before it had begun, it would not be cut off.
        qtbot.waitUntil(begun.is_set)
        page = locked(qtbot, program)
    assert stopped == [True]
    unlocked(qtbot, program, page)
    quiet(qtbot, program)
    assert last_checked(main(program).session.desk.book) == NOW.date()


def test_what_is_found_is_told_with_the_record_the_backup_and_what_to_do(
    qtbot: QtBot, program: Application, tmp_path: Path
) -> None:
    quiet(qtbot, program)
    book = main(program).session.desk.book
    photographed(main(program).session.desk)
    backup = book.back_up()
    (file,) = (book.folder / "attachments").glob("*/*")
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    check(program)
    quiet(qtbot, program)
    (box,) = found_in(program)
    assert (
        backup.exists()
        and "的附件“灯.txt”的内容" in box.lines.toPlainText()
        and "的备份里有完好的（" in box.lines.toPlainText()
    )
    assert box.advice.text() == "附件点“取回附件”就从备份里回来。"
    picture = tmp_path / "findings.png"
    assert box.grab().save(str(picture))
    bring = part(box, QPushButton, "bring_back")
    bring.click()
    qtbot.waitUntil(lambda: box.notice.words.startswith("取回了 1 个附件"))
    assert not bring.isVisible() and book.check() == []
    part(box, QPushButton, "close").click()
    (file,) = (book.folder / "attachments").glob("*/*")
    file.unlink()
    # With every start a file that is gone is seen at once.
    page = locked(qtbot, program)
    unlocked(qtbot, program, page)
    quiet(qtbot, program)
    (box,) = found_in(program)
    assert "的文件不见了。" in box.lines.toPlainText()
    part(box, QPushButton, "close").click()


def test_what_somebody_altered_is_not_offered_to_be_repaired(
    qtbot: QtBot, program: Application, tmp_path: Path
) -> None:
    quiet(qtbot, program)
    with main(program).session.desk.book.writing() as work:
        connection = cast("Any", work.records)._connection
        connection.exec_driver_sql("UPDATE history SET \"by\" = '别人' WHERE id IN (2, 5)")
        connection.exec_driver_sql("DELETE FROM history WHERE id BETWEEN 8 AND 10")
    check(program)
    quiet(qtbot, program)
    qtbot.waitUntil(lambda: len(found_in(program)) == 1)
    (box,) = found_in(program)
    assert "被改动过" in box.lines.toPlainText()
    assert "修改经过少了 3 行（第 8 行起）" in box.lines.toPlainText()
    assert "不要点“修复”" in box.advice.text()
    assert not part(box, QPushButton, "repair").isVisible()
    assert box.grab().save(str(tmp_path / "altered.png"))
