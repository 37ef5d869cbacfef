"""月报与总结 on the sample book: choose, look, write to a stick, verify, correct.

Over 300 lines because all of them share one page over that book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.places import ToDraft, ToLens, ToList, ToNew
from qinglian_desktop.documents.returns.workbook import ReturnWorkbook
from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.return_content import ReturnContent
from qinglian_desktop.storage.desk_tables import StoredReturns
from qinglian_desktop.ui.dialogs.return_models import MEASURE, MONTH, YEAR
from qinglian_desktop.ui.dialogs.target_choice import TargetChoice
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.sticks import Stick, find_sticks, size_words
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.reports.returns_page import ReturnsPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part, settled

OCTOBER = Period.parse("2026-10")
Show = Callable[..., ReturnsPage]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def went() -> list[object]:
    """The places that the pages asked to go to."""
    return []


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, went: list[object]) -> Iterator[Show]:
    sessions: list[Session] = []

    def make(desk: Desk, *sticks: Path) -> ReturnsPage:
        session = Session(desk, theme)
        sessions.append(session)
        found = [Stick(folder, folder.name, 1 << 33) for folder in sticks]
        page = ReturnsPage(session, lambda: found)
        session.place_wanted.connect(went.append)
        qtbot.addWidget(page)
        page.resize(1366, 600)
        page.show()
        settled(qtbot, session)
        return page

    yield make
    for session in sessions:
        session.operations.wait()


def state(page: ReturnsPage) -> str:
    return part(page, QLabel, "return_state").text()


def click(qtbot: QtBot, page: ReturnsPage, name: str) -> None:
    qtbot.mouseClick(part(page, QPushButton, name), Qt.MouseButton.LeftButton)
    settled(qtbot, page._session)


def test_last_month_is_shown_until_it_is_reported(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    assert show(desk, stick).month == OCTOBER
    desk.returning.deliver(OCTOBER, stick)
    assert show(desk, stick).month == Period.parse("2026-11")


def test_a_month_before_the_book_was_begun_is_not_shown_first(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    unit = desk.catalogue.unit
    assert unit is not None
    record = desk.records.get(unit, 1)
    assert record is not None
    typed = {**desk.records.plain(unit, record), unit.occurred: "2026-11-20"}
    desk.records.save(unit, typed, record_id=1)
    assert show(desk, stick).month == Period.parse("2026-11")


def test_one_click_writes_the_return_to_the_stick_and_checks_it(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    click(qtbot, page, "write_return")
    [file] = stick.iterdir()
    assert file.name == "清廉月报_示例市委机关工委_2026-10_r1.xlsx"
    sent = desk.returning.sent()[0]
    for words in ("核对一致", file.name, "第1次", sent.digest[:8]):
        assert words in page.notice.words
    assert "第1次已于2026-11-23报出" in state(page)
    assert not desk.returning.verify(file).findings


def test_a_change_after_the_return_is_told_and_makes_the_next_one(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    click(qtbot, page, "write_return")
    line = part(page, QLineEdit, "reporter")
    line.setText("陈㛃")
    line.editingFinished.emit()
    settled(qtbot, page._session)
    assert state(page) == "内容有更正，将生成第2次"
    click(qtbot, page, "write_return")
    assert sorted(file.name[-7:] for file in stick.iterdir()) == ["r1.xlsx", "r2.xlsx"]
    assert desk.preferences.cover().reporter == "陈㛃"
    assert part(show(desk, stick), QLineEdit, "reporter").text() == "陈㛃"


def test_what_is_otherwise_than_in_the_last_return_is_listed(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    click(qtbot, page, "write_return")
    corrected = part(page, Notice, "corrected")
    assert corrected.words == ""
    assert "已写好" in page.notice.words
    pull = "可以安全拔出U盘。"
    assert page.notice.words.endswith(pull)
    for sticks, is_on_one in (([], False), ([Stick(stick.parent, "我的U盘", 1)], True)):
        page.target._sticks = sticks
        page.write_to(stick)
        settled(qtbot, page._session)
        assert (pull in page.notice.words) is is_on_one
    talks = desk.catalogue["talks"]
    for each in desk.searching.ids(Query("talks", period=OCTOBER))[:3]:
        desk.records.void(talks, each, "记错了")
    settled(qtbot, page._session)
    # What was said of the file is no longer so, and what changed stands in its place.
    assert page.notice.words == ""
    lines = corrected.words.split("\n")
    assert lines[0] == "与第1次相比："
    assert lines[1].startswith("谈心谈话人次：本月5 → ")
    assert "更正说明" in lines[-1]
    click(qtbot, page, "write_return")
    assert corrected.words == ""
    chooser = part(page, QComboBox, "sheet")
    assert chooser.itemText(chooser.count() - 1).startswith("更正说明")


def test_a_month_that_is_not_over_is_asked_about_first(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    page.show_month(Period.parse("2026-11"))
    settled(qtbot, page._session)
    click(qtbot, page, "write_return")
    box = part(page, QMessageBox, "asking")
    assert "2026年11月还没有过完" in box.text()
    assert list(stick.iterdir()) == []
    next(each for each in box.findChildren(QPushButton) if each.text() == "现在就报").click()
    settled(qtbot, page._session)
    assert [each.name[-15:] for each in stick.iterdir()] == ["2026-11_r1.xlsx"]


def test_a_return_that_was_cut_off_is_told(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise EnvironmentProblem("磁盘满了。", "以前保存的都在。", "请腾出空间，")

    page = show(desk, stick)
    with monkeypatch.context() as patched:
        patched.setattr(StoredReturns, "confirm", fail)
        click(qtbot, page, "write_return")
    assert page.notice.words.startswith("月报写好了，可是没能确认记成已报出。磁盘满了。")
    page.refresh()
    settled(qtbot, page._session)
    assert state(page) == "第1次没有写完，可能已在U盘上；再写是第1次"
    click(qtbot, page, "write_return")
    assert "第1次已于2026-11-23报出" in state(page)


def test_a_record_saved_while_the_return_is_written_is_told(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(desk, stick)
    written = ReturnWorkbook.write

    def write(self: ReturnWorkbook, content: ReturnContent, target: Path) -> None:
        written(self, content, target)
        talks = desk.catalogue["talks"]
        ids = desk.searching.ids(Query("talks", period=OCTOBER))
        desk.records.void(talks, ids[0], "记错了")

    monkeypatch.setattr(ReturnWorkbook, "write", write)
    click(qtbot, page, "write_return")
    assert "写出的时候2026年10月又改了1条记录，不在这份月报里，请再报一次。" in page.notice.words
    assert state(page) == "内容有更正，将生成第2次"


def test_without_a_stick_the_button_asks_for_a_folder(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TargetChoice, "choose_folder", lambda _: stick)
    click(qtbot, show(desk), "write_return")
    assert len(list(stick.iterdir())) == 1


def test_of_two_sticks_none_is_guessed(
    qtbot: QtBot, show: Show, desk: Desk, tmp_path: Path, stick: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    page = show(desk, stick, other)
    click(qtbot, page, "write_return")
    assert "不止一个U盘" in page.notice.words
    radio = next(each for each in page.findChildren(QRadioButton) if "other" in each.text())
    radio.click()
    click(qtbot, page, "write_return")
    assert list(stick.iterdir()) == []
    assert len(list(other.iterdir())) == 1


def test_a_stick_pulled_out_is_told_in_words(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    stick.rmdir()
    click(qtbot, page, "write_return")
    assert "U盘可能已经拔出" in page.notice.words
    assert desk.returning.sent() == []
    assert part(page, QPushButton, "write_return").isEnabled()


def test_a_number_leads_to_the_records_behind_it(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, went: list[object]
) -> None:
    page = show(desk, stick)
    table = page.preview.summary
    model = table.model()
    rows = {model.index(row, MEASURE).data(): row for row in range(model.rowCount())}
    row = rows["谈心谈话人次"]
    table.setFocus()
    for column in (MONTH, YEAR):
        table.setCurrentIndex(model.index(row, column))
        qtbot.keyClick(table, Qt.Key.Key_Return)
    month, year = went
    assert isinstance(month, ToList)
    assert isinstance(year, ToList)
    assert month.words.startswith("2026年10月")
    assert year.words.startswith("2026年1月至10月")
    assert set(month.ids) < set(year.ids)


def test_what_the_month_lacks_is_listed_and_leads_to_where_it_is_mended(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, went: list[object]
) -> None:
    ledger = next(each for each in desk.catalogue if each.lenses and each.paper)
    desk.records.keep_draft(Draft(ledger.key, {ledger.occurred: "2026-11-05"}))
    page = show(desk, stick)
    page.show_month(Period.parse("2026-11"))
    settled(qtbot, page._session)
    for line in page.findChildren(QPushButton, "warning"):
        line.click()
    assert any(isinstance(place, ToLens) for place in went)
    assert any(isinstance(place, ToDraft) for place in went)


def test_a_book_without_its_unit_leads_to_the_unit(
    qtbot: QtBot, show: Show, empty_desk: Desk, stick: Path, went: list[object]
) -> None:
    page = show(empty_desk, stick)
    assert not part(page, QPushButton, "write_return").isEnabled()
    action = next(each for each in page.findChildren(QPushButton, "notice_action") if each.text())
    assert action.isVisible()
    action.click()
    assert went == [ToNew("unit", {})]


def test_a_return_of_any_unit_can_be_verified(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path, tmp_path: Path
) -> None:
    page = show(desk, stick)
    file = desk.returning.deliver(OCTOBER, stick).path
    page.verify(file)
    settled(qtbot, page._session)
    assert "完好" in page.notice.words
    renamed = file.rename(stick / "别的名字.xlsx")
    page.verify(renamed)
    settled(qtbot, page._session)
    assert (
        f"完好，内容和样子与写出时一致。\n文件名改过，写出时是“{file.name}”。" in page.notice.words
    )
    book = load_workbook(renamed)
    book["汇总"]["D2"] = "上月"
    book.save(renamed)
    page.verify(renamed)
    settled(qtbot, page._session)
    assert "有问题：\n“汇总”页D2写着“上月”，写出时是“本月”。\n请回到台账库" in page.notice.words
    nonsense = tmp_path / "不是月报.xlsx"
    nonsense.write_bytes(b"PK nonsense")
    page.verify(nonsense)
    settled(qtbot, page._session)
    assert "不是月报" in page.notice.words


def test_months_are_stepped_through_but_not_into_the_future(
    qtbot: QtBot, show: Show, desk: Desk, stick: Path
) -> None:
    page = show(desk, stick)
    part(page, QToolButton, "later_month").click()
    assert page.month == Period.parse("2026-11")
    assert not part(page, QToolButton, "later_month").isEnabled()
    part(page, QToolButton, "earlier_month").click()
    part(page, QToolButton, "earlier_month").click()
    assert page.month == Period.parse("2026-09")
    page.show_month(Period.parse("2019-02"))
    assert part(page, QComboBox, "month").currentText() == "2019年2月"
    settled(qtbot, page._session)


def test_each_sheet_shows_its_rows(qtbot: QtBot, show: Show, desk: Desk, stick: Path) -> None:
    page = show(desk, stick)
    content = desk.returning.preview(OCTOBER)
    for place, sheet in enumerate(content.sheets, 1):
        page.preview._show_sheet(place)
        assert page.preview._sheet_model.rowCount() == len(sheet.rows)


def test_the_systems_own_disk_is_no_stick() -> None:
    assert all(stick.folder != Path("/") for stick in find_sticks())
    assert size_words(16_000_000_000) == "14.9 GB"
    assert size_words(320 << 20) == "320 MB"
