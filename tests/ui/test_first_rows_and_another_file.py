"""What is shown, decided and kept is always of the file that was chosen last, as it was read.

Over 300 lines because each way to another file holds back something else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.importing import Importing
from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.application.ports import Progress, no_progress
from qinglian_desktop.application.sheet_ports import OpenedSheets
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import SheetFile
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.importing.decisions import with_target
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.session import Session
from tests.encrypted_sheets import encrypted
from tests.ui.first_rows import HEADS, NAMES, ROWS, Gate, held_back, page_over, two_sheets
from tests.ui.import_pages import count, result_of, sheet

OTHERS = [(f"夏{name[1:]}", *row) for name, *row in ROWS[:-5]]


class Held:
    """Holds back an answer about what comes from one file, until it is let go."""

    def __init__(self) -> None:
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def wait(self) -> None:
        self.has_begun.set()
        self.may_end.wait(5)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    yield from held_back(monkeypatch)


@pytest.fixture
def held() -> Iterator[Held]:
    made = Held()
    yield made
    made.may_end.set()


def understood_late(
    monkeypatch: pytest.MonkeyPatch, held: Held, is_late: Callable[[SheetFile, ImportPlan], bool]
) -> None:
    really = Importing.understand

    def understand(
        self: Importing, ledger: Ledger, file: SheetFile, plan: ImportPlan
    ) -> Understanding:
        if is_late(file, plan):
            held.wait()
        return really(self, ledger, file, plan)

    monkeypatch.setattr(Importing, "understand", understand)


def read_late(monkeypatch: pytest.MonkeyPatch, held: Held) -> None:
    """What is called 乙, and what is pasted."""
    opened, pasted = Importing.open, Importing.pasted

    def open_(
        self: Importing, source: Path, password: str = "", progress: Progress = no_progress
    ) -> OpenedSheets:
        if source.name == "乙.xlsx":
            held.wait()
        return opened(self, source, password, progress)

    def paste(self: Importing, html: str, text: str) -> SheetFile:
        held.wait()
        return pasted(self, html, text)

    monkeypatch.setattr(Importing, "open", open_)
    monkeypatch.setattr(Importing, "pasted", paste)


def looked_late(monkeypatch: pytest.MonkeyPatch, held: Held, *, fails: bool = False) -> None:
    """The first time that records are looked at."""
    really = Importing.look

    def look(
        self: Importing, found: Understanding, progress: Progress = no_progress
    ) -> tuple[Looked, ...]:
        if not held.has_begun.is_set():
            held.wait()
            if fails:
                raise ValueError
        return really(self, found, progress)

    monkeypatch.setattr(Importing, "look", look)


def settle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.operations.is_busy)
    QCoreApplication.processEvents()


def two_files(folder: Path) -> tuple[Path, Path]:
    one = sheet(folder, HEADS, *ROWS, name="甲.xlsx")
    return one, sheet(folder, HEADS, *OTHERS, name="乙.xlsx")


@pytest.mark.parametrize("how", ["opened", "pasted"])
@pytest.mark.reads
def test_first_rows_that_are_understood_late_are_not_those_of_another_file(
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    gate: Gate,
    held: Held,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    reading = Held()
    understood_late(monkeypatch, held, lambda file, _: file.name == "甲.xlsx" and not file.is_whole)
    read_late(monkeypatch, reading)
    one, other = two_files(tmp_path)
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.show()
    page.open(ToImport("people", one))
    qtbot.waitUntil(held.has_begun.is_set)
    if how == "opened":
        page.open(ToImport("people", other))
    else:
        page.work.paste("", "\n".join("\t".join(row) for row in (HEADS, *OTHERS)))
    gate.open()
    held.may_end.set()
    # Until only the other file is still being read.
    qtbot.waitUntil(lambda: len(session.operations._jobs) == 1)
    reading.may_end.set()
    result = result_of(page, qtbot)
    settle(session, qtbot)
    found = page.work.found
    assert page.work.result is result and found is not None and found.file is page.work.file
    assert page.work.source == (other if how == "opened" else None)
    assert [each.typed["name"] for each in result.records] == [name for name, *_ in OTHERS]
    assert page.keep_button.text() == f"导入 {len(OTHERS)} 条"


@pytest.mark.reads
def test_what_was_to_be_kept_of_one_file_is_not_kept_of_another(
    session: Session, qtbot: QtBot, tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_late(monkeypatch, held, fails=True)
    one, other = two_files(tmp_path)
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.show()
    before = count(session)
    page.open(ToImport("people", one))
    qtbot.waitUntil(held.has_begun.is_set)
    qtbot.waitUntil(lambda: page.work.found is not None)
    page.keep()
    page.open(ToImport("people", other))
    held.may_end.set()
    result_of(page, qtbot)
    settle(session, qtbot)
    assert page.work.source == other and page.work.result is not None
    assert not page.under_way.notice.isVisible()
    assert count(session) == before


@pytest.mark.reads
def test_what_was_just_typed_for_one_file_is_not_filled_in_for_another(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.show()
    bare = [(name, "正式党员") for name in NAMES[:3]]
    page.open(ToImport("people", sheet(tmp_path, HEADS[:2], *bare, name="甲.xlsx")))
    proposed = result_of(page, qtbot).records[0].typed["joined"]
    field = page.strip.editors["joined"].main
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "2020-3-1")
    page.open(ToImport("people", sheet(tmp_path, HEADS[:2], *bare[:2], name="乙.xlsx")))
    result_of(page, qtbot)
    page.strip.settle()
    settle(session, qtbot)
    assert [each.typed["joined"] for each in result_of(page, qtbot).records] == [proposed] * 2
    assert not page.work.is_decided and page.strip.editors["joined"].typed() == proposed


@pytest.mark.reads
def test_what_was_looked_at_before_something_was_decided_is_not_kept(
    session: Session, qtbot: QtBot, tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_late(monkeypatch, held)
    work = ImportWork(session, session.desk.catalogue["people"], session)
    work.read(sheet(tmp_path, HEADS, *ROWS))
    qtbot.waitUntil(held.has_begun.is_set)
    qtbot.waitUntil(lambda: work.found is not None)
    assert work.found is not None
    heard: list[str] = []
    work.looked.connect(lambda: heard.append(work.found.columns[3].target if work.found else "?"))
    understanding = Held()
    understood_late(monkeypatch, understanding, lambda _, plan: bool(plan.targets))
    work.decide(with_target(work.plan, work.found, 3, "remarks"))
    qtbot.waitUntil(understanding.has_begun.is_set)
    held.may_end.set()
    qtbot.waitUntil(lambda: len(session.operations._jobs) == 1)
    understanding.may_end.set()
    qtbot.waitUntil(lambda: work.result is not None)
    settle(session, qtbot)
    assert heard == ["remarks"] and work.result is not None
    assert {each.typed["remarks"] for each in work.result.records} == {"怪话：甲"}


@pytest.mark.parametrize("becomes", ["another", "gone"])
@pytest.mark.reads
def test_another_page_goes_on_with_what_was_read_whatever_became_of_the_file(
    session: Session, qtbot: QtBot, tmp_path: Path, gate: Gate, becomes: str
) -> None:
    file = sheet(tmp_path, HEADS, *ROWS)
    page = page_over(session, qtbot, file)
    assert page.work.found is not None
    page.work.decide(with_target(page.work.plan, page.work.found, 3, "remarks"))
    begun = page.work.begun()
    assert begun is not None
    if becomes == "gone":
        file.unlink()
    else:
        heads = ("姓名", "政治面貌", "调入日期", "身份证号码", "怪话")
        sheet(tmp_path, heads, *((*row[:3], "110101199003070000", "甲") for row in ROWS))
    work = ImportWork(session, page.ledger, page)
    work.go_on(begun)
    # Before anything of it is shown there, yet another page can go on.
    again = work.begun()
    assert again is not None and again.is_decided
    work = ImportWork(session, page.ledger, page)
    work.go_on(again)
    gate.open()
    qtbot.waitUntil(lambda: work.result is not None)
    assert work.result is not None and work.is_decided and work.found is not None
    assert [each.head for each in work.found.columns] == list(HEADS)
    assert {each.typed["remarks"] for each in work.result.records} == {"怪话：甲"}


@pytest.mark.reads
def test_another_page_needs_no_password_again(
    session: Session, qtbot: QtBot, tmp_path: Path, gate: Gate
) -> None:
    (tmp_path / "密.xlsx").write_bytes(encrypted("口令-1"))
    work = ImportWork(session, session.desk.catalogue["people"], session)
    work.read(tmp_path / "密.xlsx", "口令-1")
    qtbot.waitUntil(lambda: work.is_part)
    begun = work.begun()
    assert begun is not None
    problems: list[object] = []
    other = ImportWork(session, session.desk.catalogue["people"], session)
    other.failed.connect(problems.append)
    other.go_on(begun)
    gate.open()
    qtbot.waitUntil(lambda: other.result is not None)
    assert problems == []


@pytest.mark.reads
def test_what_is_taken_back_of_the_whole_stays_on_the_sheet_of_which_it_was_decided(
    session: Session, qtbot: QtBot, tmp_path: Path, gate: Gate
) -> None:
    heads = ("姓名", "性别", "备用"), ("姓名", "政治面貌", "怪话", "调入日期")
    page = page_over(session, qtbot, two_sheets(tmp_path, *heads))
    work = page.work
    for column in (1, 2):
        found = work.found
        assert found is not None
        work.decide(with_target(work.plan, found, column, "remarks"))
        qtbot.waitUntil(lambda found=found: work.found is not found)
    gate.open()
    seen: list[tuple[int, list[str]]] = []
    for _ in range(3):
        result_of(page, qtbot)
        whole = work.found
        assert whole is not None and whole.file.is_whole
        seen.append((whole.sheet_at, [each.target for each in whole.columns[1:3]]))
        work.undo()
    assert seen == [(0, ["remarks", "remarks"]), (0, ["remarks", ""]), (1, ["politics", ""])]


@pytest.mark.reads
def test_of_a_reading_that_was_stopped_nothing_is_left_to_lose(
    session: Session, qtbot: QtBot, tmp_path: Path, gate: Gate
) -> None:
    page = page_over(session, qtbot, sheet(tmp_path, HEADS, *ROWS))
    assert page.work.found is not None
    page.work.decide(with_target(page.work.plan, page.work.found, 3, "remarks"))
    bar = page.under_way.bar
    next(each for each in bar.findChildren(QPushButton) if each.isVisible()).click()
    qtbot.waitUntil(lambda: "没有读完就停下了" in page.under_way.notice.words)
    settle(session, qtbot)
    assert not page.work.is_decided and page.work.begun() is None
    assert page.work.found is None and not page.table.isVisible()


@pytest.mark.reads
def test_first_rows_that_cannot_be_understood_leave_it_to_the_whole(
    session: Session, qtbot: QtBot, tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Importing.understand

    def understand(
        self: Importing, ledger: Ledger, file: SheetFile, plan: ImportPlan
    ) -> Understanding:
        if not file.is_whole:
            raise ValueError
        return really(self, ledger, file, plan)

    monkeypatch.setattr(Importing, "understand", understand)
    gate.open()
    work = ImportWork(session, session.desk.catalogue["people"], session)
    work.read(sheet(tmp_path, HEADS, *ROWS))
    qtbot.waitUntil(lambda: work.result is not None)
    assert work.result is not None and len(work.result.records) == len(NAMES)
