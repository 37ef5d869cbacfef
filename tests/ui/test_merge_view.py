"""合并 as it is clicked: the other copy is chosen, compared, decided record by record and taken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.keeping import Checked, RecordKeeper
from qinglian_desktop.domain.errors import ReasonNeeded
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.ui.dialogs.merge_view import MergeView
from qinglian_desktop.ui.session import Session
from tests.conftest import PASSWORD
from tests.ui.finding import part, settled

pytestmark = pytest.mark.writes
PERSON = {"joined": "2020-01-01", "politics": "群众"}


def named(desk: Desk, name: str, at: int | None = None, **more: object) -> None:
    roster = desk.catalogue.roster
    assert roster is not None
    desk.records.save(roster, {**PERSON, "name": name, **more}, record_id=at)


@pytest.fixture
def own_desk(empty_book: Book, tools: Tools) -> Desk:
    return Desk(empty_book, tools)


@pytest.fixture
def other(own_desk: Desk, books: Books, tools: Tools, tmp_path: Path) -> Path:
    """A copy in which 王敏 was changed as here, and 李强 came."""
    named(own_desk, "王敏")
    folder = tmp_path / "U盘" / "台账库"
    shutil.copytree(own_desk.book.folder, folder)
    book = books.open(folder, PASSWORD, is_closed_elsewhere=True)
    there = Desk(book, tools)
    named(there, "王敏", 1, phone="222")
    named(there, "李强")
    book.close()
    named(own_desk, "王敏", 1, phone="111")
    return folder


@pytest.fixture
def view(session: Session, books: Books, other: Path, qtbot: QtBot) -> MergeView:
    session.look_into = partial(books.look, session.desk.book.folder)
    made = MergeView(session)
    qtbot.addWidget(made)
    made.show()
    made.take(other)
    return made


def click(view: MergeView, name: str, wait: Callable[[], None]) -> None:
    part(view, QPushButton, name).click()
    wait()


def test_what_both_changed_has_to_be_chosen_then_all_is_taken(
    view: MergeView, session: Session, qtbot: QtBot
) -> None:
    wait = partial(settled, qtbot, session)
    click(view, "compare", wait)
    assert view.notice.words == "请先输入另一份的密码。"
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    assert "两边都改过，可以合并" in view.notice.words
    cells = [view.table.item(at, 0) for at in range(view.table.rowCount())]
    shown = [each.text() for each in cells if each is not None]
    assert shown == ["两边都改过", "新增"]
    said = part(view, QTextBrowser, "then_and_now").toPlainText()
    assert "222" in said
    assert "111" in said

    click(view, "merge_now", wait)
    assert "请先选照哪一边" in view.notice.words
    choice = view.table.cellWidget(0, 4)
    assert isinstance(choice, QComboBox)
    choice.setCurrentText("照对方")
    click(view, "merge_now", wait)

    assert view.notice.words.startswith("合并好了：新增 1 条，改了 1 条，照本机 0 条。")
    assert [each.name for each in session.desk.roster.members().values()] == ["王敏", "李强"]
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    assert view.table.rowCount() == 0


def test_who_came_on_both_is_told_and_made_one_where_somebody_says_so(
    view: MergeView, session: Session, qtbot: QtBot
) -> None:
    wait = partial(settled, qtbot, session)
    named(session.desk, "李强", phone="333")
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    assert "有 1 条和本机新记的像是同一件" in view.notice.words
    told = view.table.item(1, 0)
    assert told is not None and told.text() == "新增，像本机的 2020-002"
    part(view, QPushButton, "all_here").click()
    choice = view.table.cellWidget(1, 4)
    assert isinstance(choice, QComboBox)
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "两件，都留",
        "同一件，照本机",
        "同一件，照对方",
        "不带过来",
    ]
    assert choice.currentText() == "不带过来"
    choice.setCurrentText("同一件，照本机")
    click(view, "merge_now", wait)
    assert view.notice.words.startswith("合并好了：新增 0 条，改了 0 条，照本机 2 条。")
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    assert view.table.rowCount() == 0


def test_what_one_would_be_asked_is_shown_and_said_of_what_was_taken(
    view: MergeView, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = partial(settled, qtbot, session)
    asked = Problem("phone", "电话像是写错了。", is_warning=True)
    whole = RecordKeeper.check

    def doubting(keeper: RecordKeeper, *given: Any) -> Checked:
        found = whole(keeper, *given)
        return replace(found, problems=(*found.problems, asked))

    monkeypatch.setattr(RecordKeeper, "check", doubting)
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    assert "有 2 条存的时候要提醒" in view.notice.words
    doubts = part(view, QLabel, "doubts")
    assert doubts.text() == "存的时候要提醒：电话像是写错了。" and doubts.isVisible()
    part(view, QPushButton, "all_there").click()
    click(view, "merge_now", wait)
    assert "存的时候提醒的：花名册 2020-001 王敏：电话像是写错了。" in view.notice.words


def test_where_one_chooses_is_made_for_what_is_seen_alone(
    view: MergeView, session: Session, qtbot: QtBot
) -> None:
    wait = partial(settled, qtbot, session)
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    (one, *_) = view.table.records
    many = tuple(replace(one, name=str(at)) for at in range(5_000))
    view.table.show_records(many)
    made = [at for at in range(5_000) if view.table.cellWidget(at, 4) is not None]
    assert 0 < len(made) <= 101
    part(view, QPushButton, "all_there").click()
    view.table.scrollToBottom()
    last = view.table.cellWidget(4_999, 4)
    assert isinstance(last, QComboBox) and last.currentText() == "照对方"
    assert view.table.open_at() is None and len(view.table.sides) == 5_000


def test_why_is_kept_where_a_lock_comes_between(
    view: MergeView, session: Session, qtbot: QtBot
) -> None:
    view._on_failed(ReasonNeeded(["2026年10月"], "核对"))
    view.why.line.clear()
    qtbot.keyClicks(view.why.line, "yuanyin")
    view._kept_why.keep()
    settled(qtbot, session)
    view.why.line.clear()
    view._on_failed(ReasonNeeded(["2026年10月"], "核对"))
    assert view.why.line.text() == "yuanyin"


def test_all_may_be_left_as_here(view: MergeView, session: Session, qtbot: QtBot) -> None:
    wait = partial(settled, qtbot, session)
    view.secret.setText(PASSWORD)
    click(view, "compare", wait)
    part(view, QPushButton, "all_here").click()
    click(view, "merge_now", wait)
    assert view.notice.words.startswith("合并好了：新增 0 条，改了 0 条，照本机 2 条。")


def test_a_wrong_password_is_told_and_typed_over(
    view: MergeView, session: Session, qtbot: QtBot
) -> None:
    view.secret.setText("不是这个-2026")
    click(view, "compare", partial(settled, qtbot, session))
    assert "密码" in view.notice.words
    assert view.secret.selectedText() == "不是这个-2026"
