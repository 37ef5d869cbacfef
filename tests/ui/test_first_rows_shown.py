"""A large file: its first rows are shown while the rest is read, and nothing done is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.importing.decisions import with_target
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.session import Session
from tests.bad_sheets import parts_of, zip_of
from tests.encrypted_sheets import encrypted
from tests.ui.first_rows import HEADS, NAMES, ROWS, SHOWN, Gate, held_back, page_over, two_sheets
from tests.ui.import_pages import count, result_of, sheet, states, words

UNREAD = "正在读其余各行，读完、核对完才能导入。"

Opened: TypeAlias = Callable[..., BringingInPage]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    yield from held_back(monkeypatch)


@pytest.fixture
def opened(session: Session, qtbot: QtBot, tmp_path: Path, gate: Gate) -> Opened:
    """The page over the first rows of a file."""

    def opened(*rows: Sequence[object], file: Path | None = None) -> BringingInPage:
        return page_over(session, qtbot, file or sheet(tmp_path, *(rows or (HEADS, *ROWS))))

    return opened


@pytest.mark.reads
def test_the_first_rows_are_shown_while_the_rest_is_read(
    opened: Opened, gate: Gate, session: Session, qtbot: QtBot
) -> None:
    page = opened()
    assert words(page, "numbers") == f"下面先显示“名单.xlsx”的前 {SHOWN} 行。{UNREAD}"
    assert page.table.isVisible()
    assert states(page) == [f"{row}　" for row in range(2, SHOWN + 1)]
    assert page.table.sheet.index(0, 0).data() == NAMES[0]
    assert not page.keep_button.isEnabled()
    assert (page.keep_button.text(), page.keep_button.toolTip()) == ("导入", UNREAD)
    gate.open()
    assert len(result_of(page, qtbot).records) == len(NAMES)
    assert len(states(page)) == len(NAMES)
    assert page.keep_button.text() == f"导入 {len(NAMES)} 条"
    assert page.keep_button.isEnabled() and page.keep_button.toolTip() == ""
    assert words(page, "numbers").startswith(f"“名单.xlsx”里读出 {len(NAMES)} 条记录")
    assert page.keep_button.hasFocus()


@pytest.mark.reads
def test_why_nothing_is_kept_yet_is_said(
    opened: Opened, gate: Gate, session: Session, qtbot: QtBot
) -> None:
    page = opened()
    before = count(session)
    page.keep()
    notice = page.under_way.notice
    assert notice.isVisible() and notice.words == f"还没有导入。{UNREAD}"
    gate.open()
    result_of(page, qtbot)
    QApplication.processEvents()
    assert count(session) == before and page.work.result is not None
    assert not notice.isVisible()


@pytest.mark.reads
def test_what_was_done_meanwhile_is_kept(opened: Opened, gate: Gate, qtbot: QtBot) -> None:
    page = opened()
    found = page.work.found
    assert found is not None and found.columns[3].target == ""
    page.work.decide(with_target(page.work.plan, found, 3, "remarks"))
    qtbot.waitUntil(lambda: page.work.found is not found)
    assert page.work.is_part and page.work.found is not None
    assert page.work.found.columns[3].target == "remarks"
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.sheet.index(20, 2))
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    seen = bar.value()
    assert seen > 0
    gate.open()
    result = result_of(page, qtbot)
    assert {each.typed["remarks"] for each in result.records} == {"怪话：甲"}
    assert page.table.hasFocus() and bar.value() == seen
    at = page.table.currentIndex()
    assert (at.row(), at.column(), at.data()) == (20, 2, "2020-03-01")
    assert page.keep_button.text() == f"导入 {len(NAMES)} 条"
    page.work.undo()
    assert all("remarks" not in each.typed for each in result_of(page, qtbot).records)


@pytest.mark.reads
def test_what_is_being_typed_stays_with_the_keyboard(
    opened: Opened, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(file=two_sheets(tmp_path, ("姓名", "性别"), ("姓名", "政治面貌", "学历")))
    assert list(page.strip.editors) == ["politics", "joined"]
    joined = page.strip.editors["joined"].main
    joined.setFocus()
    QTest.keyClick(joined, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(joined, "2020-3-1")
    gate.open()
    result = result_of(page, qtbot)
    # In the whole another sheet is read, which lacks less.
    assert list(page.strip.editors) == ["joined"]
    assert {each.typed["joined"] for each in result.records} == {"2020-03-01"}
    assert page.strip.editors["joined"].main.hasFocus()


@pytest.mark.parametrize("is_decided", [False, True])
@pytest.mark.reads
def test_the_sheet_is_chosen_by_the_whole_unless_something_was_decided_of_another(
    opened: Opened, gate: Gate, qtbot: QtBot, tmp_path: Path, is_decided: bool
) -> None:
    page = opened(file=two_sheets(tmp_path))
    found = page.work.found
    assert found is not None and found.sheet_at == 0
    if is_decided:
        page.work.decide(with_target(page.work.plan, found, 1, "remarks"))
    gate.open()
    result_of(page, qtbot)
    whole = page.work.found
    assert whole is not None and whole.file.is_whole
    assert whole.sheet_at == (0 if is_decided else 1)
    assert whole.columns[1].target == ("remarks" if is_decided else "politics")


@pytest.mark.reads
def test_reading_is_given_up(opened: Opened, gate: Gate, session: Session, qtbot: QtBot) -> None:
    page = opened()
    bar = page.under_way.bar
    cancel = next(each for each in bar.findChildren(QPushButton) if each.isVisible())
    cancel.click()
    notice = page.under_way.notice
    said = "“名单.xlsx”没有读完就停下了。一条也没有导入，台账库和原来一样。要导入它，请重新选一次。"
    qtbot.waitUntil(lambda: notice.words == said)
    assert not page.table.isVisible() and not page.keep_button.isEnabled()
    assert page.work.found is None and page.work.file is None
    page.keep()
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.isVisible() and not page.work.is_keeping


@pytest.mark.reads
def test_a_file_that_ends_badly_takes_its_first_rows_along(
    opened: Opened, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    path = sheet(tmp_path, HEADS, *ROWS)
    parts, name = parts_of(path.read_bytes()), "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", b"<row></b></row></sheetData>")
    path.write_bytes(zip_of(parts))
    page = opened(file=path)
    assert page.table.isVisible()
    gate.open()
    notice = page.under_way.notice
    qtbot.waitUntil(lambda: "不完整或已经损坏" in notice.words)
    assert not page.table.isVisible() and not page.keep_button.isEnabled()
    assert page.work.found is None


@pytest.mark.reads
def test_a_file_that_vanishes_meanwhile_was_read(
    opened: Opened, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened()
    (tmp_path / "名单.xlsx").unlink()
    gate.open()
    assert len(result_of(page, qtbot).records) == len(NAMES)


@pytest.mark.reads
def test_of_an_encrypted_file_the_first_rows_come_with_the_password(
    session: Session, qtbot: QtBot, gate: Gate, tmp_path: Path
) -> None:
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.show()
    (tmp_path / "密.xlsx").write_bytes(encrypted("口令-1"))
    page.open(ToImport("people", tmp_path / "密.xlsx"))
    line = page._unlock.line
    qtbot.waitUntil(lambda: line.isVisible())
    assert not page.table.isVisible()
    line.setText("口令-1")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.work.is_part)
    assert page.table.isVisible() and not line.isVisible()
    assert page.table.sheet.index(0, 0).data() == "示例甲"
    gate.open()
    assert len(result_of(page, qtbot).records) == 1


@pytest.mark.reads
def test_another_page_reads_to_the_end_what_was_begun(
    opened: Opened, gate: Gate, session: Session, qtbot: QtBot
) -> None:
    page = opened()
    found = page.work.found
    assert found is not None
    page.work.decide(with_target(page.work.plan, found, 3, "remarks"))
    begun = page.work.begun()
    assert begun is not None and begun.file is None and begun.is_decided
    gate.open()
    work = ImportWork(session, page.ledger, page)
    work.go_on(begun)
    qtbot.waitUntil(lambda: work.result is not None)
    assert work.result is not None and work.is_decided
    assert {each.typed["remarks"] for each in work.result.records} == {"怪话：甲"}


@pytest.mark.reads
def test_the_first_rows_are_never_kept_as_the_whole(session: Session, tmp_path: Path) -> None:
    whole = session.desk.importing.read(sheet(tmp_path, HEADS, *ROWS))
    part = SheetFile(whole.name, whole.digest, whole.sheets, is_whole=False)
    found = session.desk.importing.understand(session.desk.catalogue["people"], part, ImportPlan())
    before = count(session)
    with pytest.raises(ValueError):
        session.desk.importing.keep(found)
    assert count(session) == before
