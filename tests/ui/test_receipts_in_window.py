"""Who wrote a return, and receipts both ways, in the windows of a committee and of a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.answers import receipts_in
from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.handing_ports import Verdict
from qinglian_desktop.domain.signed import key_code
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.sticks import Stick
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.codes_view import CodesView
from qinglian_desktop.ui.reports.returns_page import ReturnsPage
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.workbench.year_strip import MonthRole, YearModel, sent_words
from tests.storage.invented_books import PASSWORD, invented_books
from tests.ui.finding import part, settled
from tests.unit.two_offices import OCTOBER, Offices, office, two_offices

Show = Callable[..., ReturnsPage]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    with two_offices(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, offices: Offices) -> Iterator[Show]:
    sessions: list[Session] = []

    def make(desk: Desk, *sticks: Path) -> ReturnsPage:
        session = Session(desk, theme)
        sessions.append(session)
        found = [Stick(folder, folder.name, 1 << 33) for folder in sticks]
        page = ReturnsPage(session, lambda: found)
        qtbot.addWidget(page)
        page.resize(1366, 600)
        page.show_month(OCTOBER)
        page.show()
        settled(qtbot, session)
        return page

    yield make
    for session in sessions:
        session.operations.wait()


def offered(page: ReturnsPage) -> list[str]:
    """What the notice offers, by its names."""
    names = ("accept_key", "taken", "returned")
    return [name for name in names if page.notice.findChild(QPushButton, name) is not None]


def click(qtbot: QtBot, page: ReturnsPage, name: str) -> None:
    qtbot.mouseClick(part(page, QPushButton, name), Qt.MouseButton.LeftButton)
    settled(qtbot, page._session)


def verify(qtbot: QtBot, page: ReturnsPage, path: Path) -> None:
    page.verify(path)
    settled(qtbot, page._session)


def test_the_committee_takes_a_return_with_one_click(
    qtbot: QtBot, show: Show, offices: Offices
) -> None:
    path = offices.hand_in()
    page = show(offices.committee.desk)
    verify(qtbot, page, path)
    assert "有签名，与内容相符" in page.notice.words
    assert offered(page) == ["taken", "returned"]
    action, taken = (part(page.notice, QPushButton, each) for each in ("notice_action", "taken"))
    assert action.nextInFocusChain() is taken
    assert taken.nextInFocusChain() is part(page.notice, QPushButton, "returned")
    click(qtbot, page, "taken")
    (receipt,) = receipts_in(offices.stick)
    assert receipt.name in page.notice.words
    assert "青莲号2026年10月月报已接收" in page.notice.words
    assert offered(page) == []
    offices.read()
    assert offices.verdict() is Verdict.TAKEN
    verify(qtbot, page, path)
    assert "由同一台账库写出" in page.notice.words


def test_the_receipt_goes_onto_the_marked_stick(
    qtbot: QtBot, show: Show, offices: Offices, tmp_path: Path
) -> None:
    other = tmp_path / "另一个U盘"
    other.mkdir()
    page = show(offices.committee.desk, other)
    verify(qtbot, page, offices.hand_in())
    click(qtbot, page, "taken")
    assert receipts_in(offices.stick) == []
    assert len(receipts_in(other)) == 1
    assert "写在“另一个U盘”" in page.notice.words


def test_a_return_is_sent_back_with_reasons_that_were_typed(
    qtbot: QtBot, show: Show, offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(offices.committee.desk)
    verify(qtbot, page, offices.hand_in())
    answers = iter([(" \n", True), ("没有盖章\n\n 电话不对 ", True)])
    monkeypatch.setattr(asking, "typed_lines", lambda *_: next(answers))
    click(qtbot, page, "returned")
    offices.read()
    answer = offices.unit.desk.answers.of(OCTOBER)
    assert answer is not None
    assert (answer.verdict, answer.reasons) == (Verdict.RETURNED, ("没有盖章", "电话不对"))


def test_what_was_changed_can_only_be_sent_back_for_what_was_found(
    qtbot: QtBot, show: Show, offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = offices.hand_in()
    workbook = openpyxl.load_workbook(path)
    workbook["汇总"]["B3"] = "别的"
    workbook.save(path)
    page = show(offices.committee.desk)
    verify(qtbot, page, path)
    assert offered(page) == ["returned"]
    typed: list[str] = []
    monkeypatch.setattr(asking, "typed_lines", lambda *given: (typed.append(given[3]) or "", False))
    click(qtbot, page, "returned")
    assert "有人改动过" in typed[0]
    assert receipts_in(offices.stick) == []


def test_another_book_is_told_and_accepted_with_a_click(
    qtbot: QtBot, show: Show, offices: Offices, tmp_path: Path
) -> None:
    page = show(offices.committee.desk)
    verify(qtbot, page, offices.hand_in())
    (tmp_path / "新").mkdir()
    with office(tmp_path / "新电脑", "青莲号", "QL-07") as other:
        path = other.desk.returning.deliver(OCTOBER, tmp_path / "新").path
    verify(qtbot, page, path)
    assert "换了台账库" in page.notice.words
    assert offered(page)[0] == "accept_key"
    click(qtbot, page, "accept_key")
    assert "由同一台账库写出" in page.notice.words


def test_ones_own_return_is_not_answered(qtbot: QtBot, show: Show, offices: Offices) -> None:
    page = show(offices.unit.desk)
    verify(qtbot, page, offices.hand_in())
    assert "由本台账库写出" in page.notice.words
    assert offered(page) == []


def test_a_receipt_on_a_stick_is_read_in_by_itself(
    qtbot: QtBot, show: Show, offices: Offices
) -> None:
    offices.answer(offices.hand_in())
    page = show(offices.unit.desk, offices.stick)
    told = part(page, Notice, "receipts")
    assert "2026年10月月报第1次，舰队工委已接收" in told.words
    assert part(page, QLabel, "return_state").text().endswith("报出，已接收")
    assert part(page, Notice, "answer").words == ""
    told.hide()
    click(qtbot, page, "refresh_sticks")
    assert told.words == ""


def test_a_month_that_was_sent_back_says_why(qtbot: QtBot, show: Show, offices: Offices) -> None:
    offices.answer(offices.hand_in(), "没有盖章")
    page = show(offices.unit.desk, offices.stick)
    answer = part(page, Notice, "answer")
    assert "舰队工委退回（2026-11-23）：没有盖章。" in part(page, Notice, "receipts").words
    assert answer.words == ""
    page = show(offices.unit.desk, offices.stick)
    assert part(page, Notice, "answer").words == (
        "2026年10月月报第1次，舰队工委退回（2026-11-23）：没有盖章。改好以后再报一次。"
    )
    assert part(page, QLabel, "return_state").text().endswith("报出，被退回")
    page.show_month(OCTOBER.previous)
    settled(qtbot, page._session)
    assert part(page, Notice, "answer").words == ""


@pytest.mark.parametrize(("reason", "said"), [("", "已接收"), ("没有盖章", "被退回")])
def test_the_year_says_what_was_answered(offices: Offices, reason: str, said: str) -> None:
    offices.answer(offices.hand_in(), *filter(None, [reason]))
    offices.read()
    model = YearModel(OCTOBER.next)
    model.show(offices.unit.desk.workbench.of_day().year)
    told = str(model.index(0, 9).data(Qt.ItemDataRole.AccessibleTextRole))
    assert told.endswith(f"月报第1次{said}")
    assert sent_words(model.index(0, 9).data(MonthRole)) == said.removeprefix("被")


def test_receipts_of_others_on_a_stick_are_nobodys_business(
    qtbot: QtBot, show: Show, offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(tmp_path / "别的", "白莲号", "QL-08") as other:
        offices.answer(other.desk.returning.deliver(OCTOBER, offices.stick).path)
    page = show(offices.unit.desk, offices.stick)
    told = part(page, Notice, "receipts")
    assert told.words == ""
    chosen = [str(each) for each in receipts_in(offices.stick)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    click(qtbot, page, "read_receipts")
    assert "不是本单位的" in told.words


def test_another_key_of_receipts_is_asked_about(
    qtbot: QtBot, show: Show, offices: Offices, tmp_path: Path
) -> None:
    path = offices.hand_in()
    offices.answer(path)
    page = show(offices.unit.desk, offices.stick)
    with office(tmp_path / "新电脑", "舰队工委", "QL-00") as other:
        offices.answer(path, "没有盖章", by=other, later=5)
    click(qtbot, page, "refresh_sticks")
    told = part(page, Notice, "receipts")
    assert "签名和以前的回执不一样" in told.words
    assert offices.verdict() is Verdict.TAKEN
    click(qtbot, page, "accept_receipts")
    assert "退回" in told.words
    assert offices.verdict() is Verdict.RETURNED


def test_in_a_book_that_is_only_read_nothing_is_offered_or_kept(
    qtbot: QtBot, show: Show, offices: Offices, theme: Theme
) -> None:
    path = offices.hand_in()
    offices.answer(path)
    folder = offices.unit.desk.book.folder
    offices.unit.desk.book.close()
    book = invented_books().open(folder, PASSWORD, read_only=True)
    desk = Desk(book, offices.unit.tools)
    page = show(desk, offices.stick)
    verify(qtbot, page, path)
    assert offered(page) == []
    assert not part(page, QPushButton, "read_receipts").isEnabled()
    assert desk.answers.of(OCTOBER) is None
    page._session.operations.wait()


def test_the_codes_can_be_compared(qtbot: QtBot, show: Show, offices: Offices) -> None:
    page = show(offices.committee.desk)
    verify(qtbot, page, offices.hand_in())
    click(qtbot, page, "codes")
    view = part(page, CodesView, "codes_view")
    settled(qtbot, page._session)
    own = key_code(offices.committee.desk.collecting.own_key())
    assert part(view, QLabel, "own_code").text() == own
    table = part(view, QTableWidget, "known_codes")
    cells = [item.text() for at in range(4) if (item := table.item(0, at)) is not None]
    code = key_code(offices.unit.desk.collecting.own_key())
    assert cells == ["青莲号", "QL-07", code, "2026年10月月报"]
    view.close()
