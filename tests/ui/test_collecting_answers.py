"""汇总: what is done with collected returns: looked at, answered, taken back, written out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.collecting.states import MonthState
from qinglian_desktop.ui.collecting.collecting_page import CollectingPage
from qinglian_desktop.ui.collecting.collecting_views import (
    FIGURES,
    FILES,
    PROBLEMS,
    STATES,
)
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.look.place_table import LinkRole
from qinglian_desktop.ui.look.theme import Theme
from tests.collected_corpus import PASSWORD, SMALL, Flaw, name_of, write_corpus
from tests.ui.collecting_pages import (
    OCTOBER,
    SEPTEMBER,
    collect,
    collected,
    go,
    list_units,
    page_over,
    reading,
    state,
    stick,
    words_beside,
)
from tests.ui.finding import part, settled

__all__ = ["collected", "stick"]
pytestmark = pytest.mark.writes


def test_a_line_of_a_file_leads_to_its_unit_and_the_file_can_be_looked_at(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.files.index_chosen.emit(page.views.files.shown.index(0, 0))
    settled(qtbot, page.session)
    assert name_of(2) in words_beside(page)
    assert "没有收的文件" in words_beside(page)
    part(page.side, QPushButton, "look_file").click()
    settled(qtbot, page.session)
    shown = reading()
    assert any("有人改动过" in each.text() for each in shown.findChildren(QLabel))
    assert shown.summary.model().index(0, 4).data() == "999"
    shown.close()


def test_a_cell_shows_revisions_and_opens_the_return_that_counts(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.go_to(STATES)
    go(page, 3, OCTOBER, qtbot)
    said = words_beside(page)
    assert "第2次" in said
    assert "签名码" in said
    assert part(page.side, QPushButton, "open_1").text() == "以前收过第1次，打开看"
    part(page.side, QPushButton, "open_return").click()
    settled(qtbot, page.session)
    assert "第2次" in reading().windowTitle()
    reading().close()


def test_a_return_is_given_back_with_reasons_and_the_receipt_lies_on_the_stick(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collected
    go(page, 1, OCTOBER, qtbot)
    monkeypatch.setattr(asking, "typed_lines", lambda *_: ("谈话次数不对", True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    part(page.side, QPushButton, "give_back").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    (receipt,) = tmp_path.glob("清廉回执_*.txt")
    assert "谈话次数不对" in receipt.read_text("utf-8")
    assert state(page, 1, OCTOBER) is MonthState.GIVEN_BACK
    page.views.go_to(FIGURES)
    said = [each.text() for each in page.views.findChildren(QLabel)]
    assert any("收到2个，其中退回1个" in each for each in said)
    assert "退回。谈话次数不对" in words_beside(page)


def test_a_refused_file_is_given_back_with_what_was_found(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collected
    go(page, 2, OCTOBER, qtbot)
    typed: list[str] = []

    def ask(*asked: object) -> tuple[str, bool]:
        typed.append(str(asked[-1]))
        return str(asked[-1]), True

    monkeypatch.setattr(asking, "typed_lines", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    part(page.side, QPushButton, "give_file_back").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert "有人改动过" in typed[0]
    (receipt,) = tmp_path.glob("清廉回执_*.txt")
    assert "退回" in receipt.name


def test_receipts_for_all_that_is_taken_are_written_once(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = collected
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    for said in ("写好2份回执", "都已经写过"):
        part(page, QPushButton, "take_all").click()
        settled(qtbot, page.session)
        settled(qtbot, page.session)
        assert said in page.under_way.notice.words
    assert len(list(tmp_path.glob("*已接收.txt"))) == 2


def test_a_total_opens_its_units_and_a_unit_its_return_at_that_line(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    page.views.go_to(FIGURES)
    grid = page.views.figures
    column = next(
        at for at in range(grid.shown.columnCount()) if grid.shown.index(0, at).data(LinkRole)
    )
    grid.index_chosen.emit(grid.shown.index(0, column))
    units = part(page.side, QListWidget, "units_behind")
    assert units.count() >= 1
    units.itemClicked.emit(units.item(0))
    settled(qtbot, page.session)
    shown = reading()
    measure = grid.shown.measures[column]
    assert shown.summary.currentIndex().siblingAtColumn(1).data() == measure.label
    shown.close()


def test_what_was_collected_of_a_month_is_taken_back_after_a_question(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page = collected
    part(page, QPushButton, "take_back").click()
    (box,) = _boxes()
    next(each for each in box.buttons() if each.text() == "撤回").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert "已撤回2026年10月的3份月报" in page.under_way.notice.words
    assert state(page, 1, OCTOBER) is MonthState.MISSING
    assert state(page, 1, SEPTEMBER) is MonthState.HANDED_IN


def test_workbook_pictures_and_words_are_written_where_it_is_said(
    collected: CollectingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, target = collected, tmp_path / "汇总"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    part(page, QPushButton, "write_out").click()
    settled(qtbot, page.session)
    settled(qtbot, page.session)
    assert {each.suffix for each in target.iterdir()} == {".xlsx", ".pdf", ".docx"}
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()) or True
    )
    part(page, QPushButton, "notice_action").click()
    assert opened == [each.name for each in target.glob("*.xlsx")]


def test_a_file_under_the_code_of_another_unit_stands_with_the_unit_that_it_names(
    desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "收月报"
    folder.mkdir()
    write_corpus(folder, 2, [OCTOBER], {(2, OCTOBER.key): Flaw.SAME_CODE}, shape=SMALL)
    list_units(desk)
    with page_over(desk, theme, qtbot) as page:
        collect(page, folder, qtbot)
        assert state(page, 2, OCTOBER) is MonthState.DOUBTFUL
        go(page, 2, OCTOBER, qtbot)
        assert "单位编码可能填重了" in words_beside(page)
        assert part(page.side, QPushButton, "look_file")


def test_what_does_not_add_up_stands_beside_and_is_offered_as_the_reason(
    desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*words: object) -> tuple[str, bool]:
        asked.extend(map(str, words[2:]))
        return "", False

    monkeypatch.setattr(asking, "typed_lines", ask)
    flaws = {(2, OCTOBER.key): Flaw.WRONG_TOTAL}
    write_corpus(tmp_path, 2, [SEPTEMBER, OCTOBER], flaws, shape=SMALL)
    list_units(desk)
    with page_over(desk, theme, qtbot) as page:
        collect(page, tmp_path, qtbot)
        go(page, 2, OCTOBER, qtbot)
        assert "可是到9月累计" in words_beside(page)
        part(page.side, QPushButton, "give_back").click()
        assert asked[0].startswith(name_of(2))
        assert "可是到9月累计" in asked[1]
        part(page, QPushButton, "take_all").click()
        (box,) = _boxes()
        assert f"有1个单位对不上：{name_of(2)}。" in box.text()
        next(each for each in box.buttons() if each.text() == "去看对不上的").click()
        assert page.views.front == PROBLEMS
        page.show_month(SEPTEMBER)
        settled(qtbot, page.session)
        assert "2026年9月" in words_beside(page)
        assert "可是" not in words_beside(page)


def test_a_locked_file_asks_for_its_password_beside_it_whatever_was_done_before(
    desk: Desk, theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path, 1, [OCTOBER], {(1, OCTOBER.key): Flaw.LOCKED}, shape=SMALL)
    list_units(desk)
    with page_over(desk, theme, qtbot) as page:
        collect(page, tmp_path, qtbot)
        part(page, QPushButton, "view_0").click()
        go(page, 1, OCTOBER, qtbot)
        locked = next(tmp_path.rglob("*.xlsx"))
        aside = locked.rename(tmp_path / "别处")
        part(page.side, QPushButton, "password").click()
        assert "现在读不到" in page.under_way.notice.words
        aside.rename(locked)
        monkeypatch.setattr(asking, "typed_lines", lambda *_: (PASSWORD, True))
        part(page.side, QPushButton, "password").click()
        settled(qtbot, page.session)
        settled(qtbot, page.session)
        assert state(page, 1, OCTOBER) is MonthState.HANDED_IN


def _boxes() -> list[QMessageBox]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.isVisible()
    ]


def test_the_files_are_those_of_the_month_and_others_are_told(
    collected: CollectingPage, qtbot: QtBot
) -> None:
    page, views = collected, collected.views
    page.show_month(SEPTEMBER)
    settled(qtbot, page.session)
    assert (views.files.shown.lines, views.buttons[FILES].text()) == ((), "收的文件")
    hint = "2026年9月没有收的文件都处理完了。别的月份也有没有收的：10月1个，点“全年”一起看。"
    assert hint in [each.text() for each in views.findChildren(QLabel) if each.isVisible()]
    part(page, QPushButton, "every_file").click()
    assert {line.cells[1] for line in views.files.shown.lines} == {"9月"}
    part(page, QPushButton, "whole_year").click()
    assert {line.cells[1] for line in views.files.shown.lines} == {"9月", "10月"}
    assert hint not in [each.text() for each in views.findChildren(QLabel) if each.isVisible()]
    page.show_month(OCTOBER)
    settled(qtbot, page.session)
    assert views.buttons[FILES].text() == "收的文件 1"
