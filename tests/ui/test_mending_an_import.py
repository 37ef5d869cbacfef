"""Where one stands on the page of an import, and what is in sight there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.places import ToImport
from qinglian_desktop.domain.importing.import_plan import Treatment
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.session import Session
from tests.ui.import_pages import HEADS, ROWS, press, result_of, sheet, states, words

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def _page(
    session: Session, qtbot: QtBot, folder: Path, *rows: tuple[FileCell, ...], key: str = "people"
) -> BringingInPage:
    page = BringingInPage(session, session.desk.catalogue[key])
    qtbot.addWidget(page)
    page.resize(1334, 560)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(ToImport(key, sheet(folder, *rows) if rows else folder / "名单.xlsx"))
    result_of(page, qtbot)
    return page


@pytest.mark.reads
def test_what_is_open_again_has_the_keyboard(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(session, qtbot, tmp_path, HEADS, *ROWS)
    for word in ("大学本科", "大学专科"):
        QTest.keyClick(page.table, ENTER)
        assert page.side.editor is not None
        page.side.editor.show_typed(word)
        press(page, "只改这一处" if word == "大学本科" else "这样改")
        result_of(page, qtbot)
    assert page.keep_button.hasFocus() and page.keep_button.text() == "导入 3 条"
    QTest.keyClick(page.keep_button, Qt.Key.Key_Z, CONTROL)
    result_of(page, qtbot)
    assert words(page, "issue").startswith("第 4 行：“秀才”")
    assert page.side.editor is not None and page.side.editor.main.hasFocus()
    # Nothing but the record to be mended waits for Enter.
    kept: list[object] = []
    page.kept.connect(kept.append)
    page.side.editor.show_typed("研究生")
    QTest.keyClick(page.side, ENTER)
    result_of(page, qtbot)
    assert kept == [] and page.keep_button.text() == "导入 3 条"


@pytest.mark.reads
def test_undoing_what_reopens_nothing_is_no_step_to_the_button(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(session, qtbot, tmp_path, HEADS, ROWS[1])
    assert page.keep_button.hasFocus()
    page.work.treat(None, Treatment.ADD)
    QTest.keyClick(page.keep_button, Qt.Key.Key_Z, CONTROL)
    assert page.table.hasFocus()


@pytest.mark.reads
def test_the_next_problem_is_read_before_its_fix(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(session, qtbot, tmp_path, HEADS, *ROWS)
    page.side.setMaximumHeight(160)
    QTest.keyClick(page.table, ENTER)
    assert page.side.editor is not None
    page.side.editor.show_typed("大学本科")
    press(page, "只改这一处")
    result_of(page, qtbot)
    qtbot.wait(10)
    said = page.side.findChild(QLabel, "issue")
    assert isinstance(said, QLabel) and said.text().startswith("第 4 行")
    top = said.mapTo(page.side.viewport(), said.rect().topLeft()).y()
    assert 0 <= top < page.side.viewport().height()


@pytest.mark.reads
def test_of_a_double_it_is_said_whether_it_is_kept(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    known = next(iter(session.desk.roster.members().values()))
    row = (1, known.name, "男", "正式党员", str(known.joined), "研究生")
    page = _page(session, qtbot, tmp_path, HEADS, row)

    def titles() -> list[str]:
        QApplication.processEvents()
        found = page.side.findChildren(QLabel)
        return [e.text() for e in found if "这一条" in e.text() and e.property("kind") == "head"]

    page.table.go_to(page.table.sheet.index(0, 1))
    seen: list[tuple[list[str], list[str]]] = []
    for treatment in (Treatment.SKIP, Treatment.UPDATE, Treatment.FILL, Treatment.ADD):
        page.work.treat(None, treatment)
        seen.append((states(page), titles()))
    assert seen == [
        (["2　已有，跳过"], ["这一条跳过，不导入。表格里写的是"]),
        (["2　已有，更新"], ["表格里的这一条写的是"]),
        (["2　已有，补空白"], ["表格里的这一条写的是"]),
        (["2　已有，照样新增"], ["这一条会这样记下"]),
    ]


@pytest.mark.reads
def test_of_what_was_mended_the_new_words_are_in_sight(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(session, qtbot, tmp_path, HEADS, *ROWS)
    assert page.side.editor is not None
    page.side.editor.show_typed("大学本科")
    press(page, "一样的 2 处都这样改")
    result_of(page, qtbot)
    modes: list[object] = []
    for row in (0, 1):
        option = QStyleOptionViewItem()
        delegate = page.table.itemDelegate()
        assert isinstance(delegate, QStyledItemDelegate)
        delegate.initStyleOption(option, page.table.sheet.index(row, 5))
        modes.append(option.textElideMode)  # pyright: ignore[reportAttributeAccessIssue]
    assert [each is Qt.TextElideMode.ElideLeft for each in modes] == [True, False]


def test_a_file_that_was_taken_back_comes_mended_as_it_was(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(session, qtbot, tmp_path, HEADS, *ROWS)
    assert page.side.editor is not None
    page.side.editor.show_typed("大学本科")
    press(page, "一样的 2 处都这样改")
    result_of(page, qtbot)
    with qtbot.waitSignal(page.kept):
        page.keep()
    again = "上次导入这份文件时改过的，已经照样改好。"
    for taken_back, said in ((False, f"这份文件以前导入过。{again}"), (True, again)):
        if taken_back:
            session.desk.records.steps.undo()
        page = _page(session, qtbot, tmp_path)
        result = result_of(page, qtbot)
        assert words(page, "left_out").startswith(said)
        assert result.issues == () and not page.work.is_decided
    assert page.keep_button.text() == "导入 3 条"


def test_of_each_talk_the_form_follows_from_with_how_many_it_was(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    heads = ("类别", "起止时间", "谈话人", "谈话对象")
    one = ("谈心谈话", "2026-3-5 9:00-9:30", "赵六", "吴某")
    two = ("谈心谈话", "2026-3-6 9:00-9:30", "赵六", "王五、吴某")
    page = _page(session, qtbot, tmp_path, heads, one, two, key="talks")
    assert "form" not in page.strip.editors
    assert [e.typed["form"] for e in result_of(page, qtbot).records] == ["个别", "集体"]
    assert not any("形式" in each.message for each in result_of(page, qtbot).issues)
