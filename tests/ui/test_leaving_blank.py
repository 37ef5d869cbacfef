"""What cannot be read on the page of an import: left blank, counted only, the words kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.session import Session
from tests.ui.finding import part
from tests.ui.import_pages import HEADS, ROWS, press, result_of, sheet

_HEADS = ("姓名", "政治面貌", "调入日期", "入党时间", "转正日期", "学历")
_PEOPLE = (
    ("钟离䶮", "正式党员", "2020-03-01", "1997.07", "1998年7月", "研究生"),
    ("闻人测", "正式党员", "2020-03-01", "2001.7.1", "2002.7", "秀才"),
)


@pytest.fixture
def page(session: Session, qtbot: QtBot, request: pytest.FixtureRequest) -> BringingInPage:
    made = BringingInPage(session, session.desk.catalogue[request.param])
    qtbot.addWidget(made)
    made.resize(1200, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _open(page: BringingInPage, file: Path, qtbot: QtBot) -> None:
    page.open(ToImport(page.ledger.key, file))
    result_of(page, qtbot)


@pytest.mark.reads
@pytest.mark.parametrize("page", ["people"], indirect=True)
def test_all_that_is_left_is_left_blank_at_once_and_taken_back_at_once(
    page: BringingInPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _open(page, sheet(tmp_path, _HEADS, *_PEOPLE), qtbot)
    rest = part(page, QPushButton, "leave_rest")
    assert rest.text() == "其余 4 处都留空，原文记到备注"
    press(page, rest.text())
    records = result_of(page, qtbot).records
    assert [each.typed.get("remarks") for each in records] == [
        "入党时间：1997.07\n转正日期：1998年7月",
        "转正日期：2002.7\n学历：秀才",
    ]
    assert [each.can_be_kept for each in records] == [True, True]
    assert rest.isHidden()
    assert page.keep_button.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(result_of(page, qtbot).issues) == 4


@pytest.mark.reads
@pytest.mark.parametrize("page", ["people"], indirect=True)
def test_what_must_be_filled_in_stays_asked(
    page: BringingInPage, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [("钟离䶮", "正式党员", "去年", "1997.07", "1998年7月", "研究生")]
    _open(page, sheet(tmp_path, _HEADS, *rows), qtbot)
    press(page, "不是必填的 2 处都留空，原文记到备注")
    result = result_of(page, qtbot)
    assert [each.said for each in result.issues] == [("joined", "去年")]
    assert page.side.editor is not None
    assert page.side.editor.main.hasFocus()


@pytest.mark.reads
@pytest.mark.parametrize("page", ["talks"], indirect=True)
def test_of_a_group_without_names_only_the_number_is_kept(
    page: BringingInPage, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = (
        "时间",
        "地点",
        "谈话人",
        "谈话对象",
        "对象类别",
        "重点内容",
        "谈话内容",
        "类别",
        "形式",
    )
    group = "全体重点岗位负责人（5人）"
    talk = ("2026年3月5日 9:00", "谈话室", "韦䶮", group, "其他", "岗位职责", "不收送礼品")
    _open(page, sheet(tmp_path, heads, (*talk, "谈心谈话", "集体")), qtbot)
    press(page, "只记人数（5人）")
    (record,) = result_of(page, qtbot).records
    assert record.typed["people"] == {"people": [], "due": 5, "present": 5}
    assert record.typed["content"] == f"不收送礼品\n谈话对象：{group}"
    assert record.can_be_kept


@pytest.mark.reads
@pytest.mark.parametrize("page", ["people"], indirect=True)
def test_another_file_asks_before_what_was_decided_is_gone(
    page: BringingInPage, qtbot: QtBot, tmp_path: Path
) -> None:
    _open(page, sheet(tmp_path, HEADS, *ROWS), qtbot)
    press(page, "留空，原文记到备注")
    result_of(page, qtbot)
    page.open(ToImport("people", sheet(tmp_path, HEADS, ROWS[1], name="另一份.xlsx")))
    box = part(page, QMessageBox, "asking")
    assert box.text() == ("还没有导入。现在换成新的，这一页上改的都不保留；文件本身没有动过。")
    assert len(result_of(page, qtbot).records) == 3
    next(each for each in box.buttons() if each.text() == "换成新的").click()
    assert len(result_of(page, qtbot).records) == 1
    assert not page.work.is_decided
