"""Bringing records in: what the page says of a file, what is mended on it, what becomes of it.

Over 300 lines because one page is tried from end to end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.importing import Importing
from qinglian_desktop.application.places import ToImport
from qinglian_desktop.application.sheet_ports import OpenedSheets
from qinglian_desktop.domain.errors import EnvironmentProblem, NeedsPassword
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.query import Query
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.importing.target_menu import target_menu
from qinglian_desktop.ui.look.parts import DropDown
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part
from tests.ui.import_pages import HEADS, ROWS, count, press, result_of, sheet, states, words

Opened: TypeAlias = Callable[..., BringingInPage]


@pytest.fixture
def opened(session: Session, qtbot: QtBot, tmp_path: Path) -> Opened:
    """The page over these rows of a file, with all its numbers."""

    def opened(
        *rows: Sequence[object], key: str = "people", ledger: Ledger | None = None
    ) -> BringingInPage:
        page = BringingInPage(session, ledger or session.desk.catalogue[key])
        qtbot.addWidget(page)
        page.resize(1200, 640)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.open(ToImport(key, sheet(tmp_path, *(rows or (HEADS, *ROWS)))))
        result_of(page, qtbot)
        return page

    return opened


@pytest.mark.reads
def test_the_page_says_what_it_understood(opened: Opened) -> None:
    page = opened(("2026年名单",), HEADS, *ROWS)
    assert (
        words(page, "numbers")
        == "“名单.xlsx”里读出 3 条记录：可以导入 1 条，还不能导入 2 条，标红的 2 处要改。"
    )
    assert words(page, "left_out") == "标题“2026年名单”不导入。合计 1 行不是记录，不导入。"
    assert states(page) == ["3　要改 1 处", "4　可以导入", "5　要改 1 处", "6　合计"]
    assert page.keep_button.text() == "导入 1 条"
    assert words(page, "issues") == "要改的 2 处"
    assert words(page, "issue") == "第 3 行：“秀才”不在选项里，请选一个。"
    assert "姓名：钟离䶮" in words(page, "as_kept")
    assert not page.work.is_decided


@pytest.mark.reads
def test_one_word_mended_is_mended_wherever_it_stands(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    editor = page.side.editor
    assert editor is not None
    editor.show_typed("大学本科")
    press(page, "一样的 2 处都这样改")
    assert result_of(page, qtbot).issues == ()
    assert page.keep_button.text() == "导入 3 条"
    assert page.table.sheet.index(0, 5).data() == "秀才 → 大学本科"
    assert words(page, "issues") == "没有要改的"
    # What was done is taken back by the key of the window.
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.keep_button.text() == "导入 1 条")


@pytest.mark.reads
def test_only_one_place_is_mended_and_the_next_comes(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = page.side.editor
    assert editor is not None
    assert editor.main.hasFocus()
    editor.show_typed("大学本科")
    press(page, "只改这一处")
    result_of(page, qtbot)
    assert words(page, "issue").startswith("第 4 行：“秀才”")
    assert page.side.editor is not None
    assert page.side.editor.main.hasFocus()
    press(page, "留空，原文记到备注")
    assert result_of(page, qtbot).issues == ()
    records = result_of(page, qtbot).records
    assert [each.typed.get("schooling") for each in records] == ["大学本科", "研究生", None]
    assert [each.typed.get("remarks") for each in records] == [None, None, "学历：秀才"]


@pytest.mark.reads
def test_what_the_file_lacks_is_said_once(opened: Opened, qtbot: QtBot) -> None:
    page = opened(("姓名", "性别"), ("钟离䶮", "男"), ("闻人测", "女"))
    assert page.strip.isVisible()
    assert list(page.strip.editors) == ["politics", "joined"]
    intro = "表格里没有下面这些必填的内容，在这里填一次，每一条都这样记："
    assert intro in [each.text() for each in page.strip.findChildren(QLabel)]
    assert (
        words(page, "numbers")
        == "“名单.xlsx”里读出 2 条记录：可以导入 0 条，还不能导入 2 条，先填下面的空。"
    )
    assert page.strip.editors["politics"].main.hasFocus()
    for key, plain in (("politics", "正式党员"), ("joined", "2026-01-01")):
        page.strip.editors[key].show_typed(plain)
        page.strip.editors[key].edited.emit()
    qtbot.waitUntil(lambda: page.keep_button.text() == "导入 2 条")
    assert [each.typed["joined"] for each in result_of(page, qtbot).records] == ["2026-01-01"] * 2


@pytest.mark.reads
def test_what_stands_around_the_records_is_filled_in_and_said_from_where(
    opened: Opened, qtbot: QtBot
) -> None:
    page = opened(
        ("干部家访情况汇总",),
        ("日期", "干部", "内容摘要"),
        ("2026-3-5", "钟离䶮", "好"),
        key="family",
    )
    title = "标题“干部家访情况汇总”不是记录，说到的填在下面。"
    assert words(page, "left_out") == title
    assert list(page.strip.editors) == ["kind"]
    kind = page.strip.editors["kind"]
    assert kind.typed() == "廉政家访"
    assert words(page, "source.kind") == "照标题"
    assert page.keep_button.text() == "导入 1 条"
    kind.main.setFocus()
    kind.show_typed("廉洁家书")
    kind.edited.emit()
    qtbot.waitUntil(lambda: list(page.strip.editors) == ["kind", "copies"])
    assert page.strip.editors["kind"] is kind
    assert kind.main.hasFocus()
    assert not part(page, QLabel, "source.kind").isVisible()
    kind.show_typed("廉政家访")
    kind.edited.emit()
    qtbot.waitUntil(lambda: list(page.strip.editors) == ["kind"])
    assert words(page, "source.kind") == "照标题"


@pytest.mark.reads
def test_the_agenda_may_be_the_theme_of_each_meeting(opened: Opened, qtbot: QtBot) -> None:
    heads = ("类型", "时间", "地点", "主题", "主持人", "记录人", "发言要点", "应到", "实到")
    said = ("会议室", "学党章", "钟离䶮", "钟离䶮", "谈", 5, 5)
    page = opened(heads, ("党课", "2026-3-5 9:00", *said), key="meetings")
    assert list(page.strip.editors) == ["agenda"]
    box = part(page, QCheckBox, "same.agenda.theme")
    assert box.isChecked() and box.text() == "同各条的主题"
    assert not page.strip.editors["agenda"].isVisible()
    (record,) = result_of(page, qtbot).records
    assert record.typed["agenda"] == [{"item": "学党章"}]
    box.click()
    assert page.strip.editors["agenda"].isVisible()
    qtbot.waitUntil(lambda: page.keep_button.text() == "导入 0 条")
    assert not result_of(page, qtbot).records[0].typed["agenda"]


@pytest.mark.reads
def test_a_column_goes_where_it_is_told_to(opened: Opened, qtbot: QtBot) -> None:
    page = opened(
        ("姓名", "政治面貌", "调入日期", "怪话"), ("钟离䶮", "正式党员", "2020-3-1", "甲")
    )
    assert words(page, "left_out") == "有 1 列不导入。点列名下面的小框可以改。"
    page.table.setCurrentIndex(page.table.sheet.index(0, 3))
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(each for each in menu.actions() if each.text() == "备注").trigger()
    menu.close()
    qtbot.waitUntil(lambda: "备注：怪话：甲" in words(page, "as_kept"))


@pytest.mark.reads
def test_of_two_columns_at_one_place_the_words_of_the_second_go_to_the_remarks(
    opened: Opened, qtbot: QtBot
) -> None:
    heads = ("姓名", "政治面貌", "人员类别", "调入日期")
    page = opened(heads, ("钟离䶮", "正式党员", "入党积极分子", "2020-3-1"))
    both = "第 3 列“人员类别”与第 2 列“政治面貌”都记到“政治面貌”，只能记一列，第 3 列不导入。"
    assert words(page, "left_out").startswith(both)
    model = page.table.sheet
    assert [model.target_words(each) for each in model.columns[1:3]] == [
        "政治面貌",
        "不导入，同第 2 列",
    ]
    found = page.work.found
    assert found is not None
    menu = target_menu(page, page.work, found, model.columns[2])
    assert "政治面貌　（现在是“政治面貌”）" in [each.text() for each in menu.actions()]
    next(each for each in menu.actions() if each.text() == "原话记到备注").trigger()
    qtbot.waitUntil(lambda: "备注：人员类别：入党积极分子" in words(page, "as_kept"))
    assert both not in words(page, "left_out")


@pytest.mark.reads
def test_the_heads_are_told_by_hand(opened: Opened, qtbot: QtBot) -> None:
    page = opened(("姓名", "性别"), ("姓名", "性别"), ("钟离䶮", "男"))
    first = part(page, DropDown, "head_first")
    assert first.currentText() == "第 1 行：姓名、性别"
    first.setCurrentIndex(1)
    first.activated.emit(1)
    qtbot.waitUntil(lambda: "读出 1 条" in words(page, "numbers"))
    assert page.work.is_decided


@pytest.mark.reads
def test_who_is_meant_by_a_name_is_meant_wherever_it_stands(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    member = next(iter(session.desk.roster.members().values()))
    heads = ("起止时间", "谈话人", "谈话对象")
    rows = (("2026-3-5 9:00", "老书记", "钟离䶮"), ("2026-3-6 9:00", "闻人测", "钟离䶮、老书记"))
    page = opened(heads, *rows, key="talks")
    index = page.table.sheet.index(0, 1)
    page.table.go_to(index)
    assert words(page, "issue") == "第 2 行：花名册里没有“老书记”，按外单位人员保存。"
    editor = page.side.editor
    assert editor is not None
    chosen = {"name": member.name, "id": member.id}
    editor.show_typed(chosen)
    press(page, "这样改")
    first, second = (each.typed for each in result_of(page, qtbot).records)
    assert first["talker"] == chosen
    people = second["people"]
    assert isinstance(people, dict) and people["people"] == [{"name": "钟离䶮"}, chosen]


@pytest.mark.reads
def test_a_day_that_may_be_two_is_asked_about_once(opened: Opened, qtbot: QtBot) -> None:
    heads = ("姓名", "政治面貌", "调入日期")
    page = opened(heads, ("钟离䶮", "正式党员", "3/5/2020"), ("闻人测", "正式党员", "4/6/2020"))
    asked = part(page, DropDown, "day_order")
    assert asked.isVisible() and asked.currentText() == "请选择"
    assert page.work.count == 0
    asked.setCurrentIndex(2)
    asked.activated.emit(2)
    days = [each.typed["joined"] for each in result_of(page, qtbot).records]
    assert days == ["2020-05-03", "2020-06-04"]
    assert page.table.sheet.index(0, 2).data() == "3/5/2020 → 2020-5-3"


@pytest.mark.reads
def test_the_year_is_asked_once_where_no_title_says_a_single_one(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    heads = ("姓名", "政治面貌", "调入日期")
    rows = (("钟离䶮", "正式党员", "12月5日"), ("闻人测", "正式党员", "11月6日"))
    page = opened(("填报时间：2020年1月5日",), heads, *rows)
    asked = part(page, DropDown, "year")
    today = session.desk.clock().year
    said = [asked.itemText(at) for at in range(asked.count())]
    assert said == ["请选择", f"{today}年", f"{today - 1}年", "2020年", "2019年"]
    assert asked.hasFocus() and page.work.count == 0
    for _ in range(4):
        QTest.keyClick(asked, Qt.Key.Key_Down)
        result_of(page, qtbot)
    assert asked.currentText() == "2019年"
    assert [e.typed["joined"] for e in result_of(page, qtbot).records] == [
        "2019-12-05",
        "2019-11-06",
    ]
    assert page.table.sheet.index(0, 2).data() == "12月5日 → 2019年12月5日"


def test_what_is_there_already_is_passed_over_or_not(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    people = replace(session.desk.catalogue["people"], identity=(("name",),))
    kept = {"name": "钟离䶮", "politics": "正式党员", "joined": "2020-03-01", "sex": "女"}
    session.desk.records.save(people, kept)
    before = count(session)
    page = opened(HEADS, *ROWS[:2], ("2", "闻人测", "女", "正式党员", "2021-03-01"), ledger=people)
    editor = page.side.editor
    assert editor is not None
    editor.show_typed("大学本科")
    press(page, "这样改")
    result_of(page, qtbot)
    assert page.keep_button.text() == "导入 1 条"
    assert states(page) == ["2　已有，跳过", "3　可以导入", "4　已有，跳过"]
    page.table.go_to(page.table.sheet.index(2, 0))
    assert words(page, "double") == "和表格第 3 行是同一条。"
    page.table.go_to(page.table.sheet.index(0, 0))
    assert words(page, "double") == "台账里已经有这一条，不一样的地方："
    treatment = part(page, DropDown, "treatment")
    at = list(Treatment).index(Treatment.UPDATE)
    treatment.setCurrentIndex(at)
    treatment.activated.emit(at)
    assert page.keep_button.text() == "导入 2 条"
    made: list[object] = []
    page.kept.connect(made.append)
    page.keep()
    qtbot.waitUntil(lambda: bool(made))
    assert count(session) == before + 1
    hits = session.desk.searching.first(Query("people", text="钟离䶮"), 5)[0]
    assert [each.values["sex"] for each in hits] == ["男"]


@pytest.mark.parametrize("is_sure", [True, False])
@pytest.mark.reads
def test_going_back_asks_only_for_what_was_decided(
    opened: Opened, qtbot: QtBot, is_sure: bool
) -> None:
    page = opened()
    left: list[None] = []
    page.left.connect(lambda: left.append(None))
    if is_sure:
        QTest.keyClick(page.table, Qt.Key.Key_Escape)
        assert left == [None]
        return
    press(page, "留空，原文记到备注")
    result_of(page, qtbot)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    box = part(page, QMessageBox, "asking")
    assert left == []
    next(each for each in box.buttons() if each.text() == "不导入了").click()
    assert left == [None]


@pytest.mark.reads
def test_a_file_that_is_encrypted_asks_for_its_password(
    opened: Opened, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    really = Importing.open

    def read(self: Importing, source: Path, password: str = "", *rest: object) -> OpenedSheets:
        if password != "机密":
            raise NeedsPassword("这份文件加了密码。", "文件没有动过。", "请输入它的密码。")
        return really(self, source)

    monkeypatch.setattr(Importing, "open", read)
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.show()
    page.open(ToImport("people", sheet(tmp_path, HEADS, *ROWS)))
    line = page._unlock.line
    qtbot.waitUntil(lambda: line.isVisible())
    line.setText("机密")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(result_of(page, qtbot).records) == 3
    assert not line.isVisible()


@pytest.mark.reads
def test_a_file_that_cannot_be_read_is_told_of(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    problem = EnvironmentProblem("这份文件不是表格。", "文件没有动过。", "请另选一份。")

    def read(*_: object) -> OpenedSheets:
        raise problem

    monkeypatch.setattr(Importing, "open", read)
    page = BringingInPage(session, session.desk.catalogue["people"])
    qtbot.addWidget(page)
    page.show()
    page.open(ToImport("people", tmp_path / "假的.xlsx"))
    notice = page.under_way.notice
    qtbot.waitUntil(lambda: notice.words == problem.sentence)
    assert not page.keep_button.isEnabled()


@pytest.mark.reads
def test_many_rows_are_shown_without_as_many_widgets(opened: Opened) -> None:
    names = [f"闻{chr(ord('一') + at)}" for at in range(300)]
    page = opened(HEADS, *((1, name, "男", "正式党员", "2020-03-01") for name in names))
    assert page.table.sheet.rowCount() == 300
    assert page.keep_button.text() == "导入 300 条"
    assert len(page.findChildren(QLabel)) < 60
