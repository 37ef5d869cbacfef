"""What a secretary does to bring in what she has, counted in keys and clicks beyond the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.book_ports import Book
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.importing.bringing_in_page import BringingInPage
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import CONTROL, Hands
from tests.journeys.open_window import window_over
from tests.office_sheets import OFFICE_SHEETS
from tests.ui.finding import part, settled
from tests.written_sheets import written

_DIALOG = 2
"""In the system's dialog: the file is clicked, and opened by Enter."""


@pytest.fixture
def window(empty_book: Book, tools: Tools, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_over(Desk(empty_book, tools), qtbot, tmp_path) as made:
        yield made


def open_by_button(
    window: MainWindow, hands: Hands, tab: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> TabPage:
    """From the list: the button, and the file in the system's dialog."""
    page = window.show_tab(tab)
    assert isinstance(page, TabPage)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    hands.click(part(page.page, QPushButton, "bring_in"))
    hands.count += _DIALOG
    return page


def bringing_in(page: TabPage, qtbot: QtBot) -> BringingInPage:
    qtbot.waitUntil(lambda: page.findChild(BringingInPage) is not None, timeout=30_000)
    found = page.findChild(BringingInPage)
    assert found is not None
    qtbot.waitUntil(lambda: found.work.result is not None, timeout=30_000)
    return found


def kept_by_an_office(folder: Path, name: str) -> Path:
    target = folder / name
    target.write_bytes(OFFICE_SHEETS[name]())
    return target


def everybody(window: MainWindow, ledger: str) -> Sequence[Record]:
    return window.session.desk.searching.first(Query(ledger), 20)[0]


def count(window: MainWindow, ledger: str) -> int:
    return window.session.desk.searching.first(Query(ledger), 0)[1]


def test_a_roster_with_a_head_of_two_rows_takes_at_most_6(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ["清源街道党员花名册"],
        ["序号", "基本情况", "", "党员情况"],
        ["", "姓名", "性别", "政治面貌"],
        [1, "韦 䶮", "男", "正式党员"],
        [2, "黄𬱖", "女", "正式党员"],
        [3, "单于𬭎", "男", "预备党员"],
        ["合计", "3人"],
    ]
    file = written(tmp_path / "党员花名册.xlsx", *rows, merged=("A1:D1", "A2:A3", "B2:C2"))
    hands = Hands()
    page = open_by_button(window, hands, "people", file, monkeypatch)
    importing = bringing_in(page, qtbot)
    hands.text("2026-01-01")
    qtbot.waitUntil(lambda: importing.work.count == 3, timeout=30_000)
    hands.key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: count(window, "people") == 3, timeout=30_000)
    settled(qtbot, window.session)
    assert hands.count <= 6
    assert page.page_in_front is not None
    assert part(page, QLabel, "imported").text().startswith("花名册：导入了 3 条。")
    hands.key(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: count(window, "people") == 0, timeout=30_000)


def test_a_ledger_of_talks_with_a_word_to_mend_takes_at_most_8(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = ["起止时间", "地点", "谈话人", "谈话对象", "对象类别", "重点内容", "谈话内容", "形式"]
    talk = ("党支部书记室", "韦䶮", "罗文渊", "提拔和岗位调整", "岗位职责", "谈岗位职责。", "个别")
    rows = [
        ["2026年谈心谈话台账"],
        ["序号", *heads, "类别"],
        ["一季度"],
        [1, "2026年3月5日 9:00", *talk, "闲聊"],
        ["二季度"],
        [2, "2026-05-06 09:30", *talk, "闲聊"],
        ["合计", "2人次"],
    ]
    file = written(tmp_path / "谈心谈话台账.xlsx", *rows, merged=("A1:J1", "A3:J3", "A5:J5"))
    hands = Hands()
    page = open_by_button(window, hands, "talks", file, monkeypatch)
    importing = bringing_in(page, qtbot)
    result = importing.work.result
    assert result is not None
    assert [each.message for each in result.issues if not each.is_warning] == [
        "“闲聊”不在选项里，请选一个。"
    ] * 2
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: importing.work.count == 2, timeout=30_000)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(window, "talks") == 2, timeout=30_000)
    assert hands.count <= 8


def test_an_offices_roster_with_days_that_are_none_takes_at_most_6(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept_by_an_office(tmp_path, "党员花名册（两层表头）.xlsx")
    hands = Hands()
    page = open_by_button(window, hands, "people", file, monkeypatch)
    importing = bringing_in(page, qtbot)
    assert importing.work.count == 5
    rest = part(importing, QPushButton, "leave_rest")
    assert rest.text() == "其余 2 处都留空，原文记到备注"
    hands.click(rest)
    qtbot.waitUntil(lambda: importing.work.count == 6, timeout=30_000)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(window, "people") == 6, timeout=30_000)
    assert hands.count <= 6
    (first,) = (each for each in everybody(window, "people") if "䶮" in str(each.values["name"]))
    assert first.values["remarks"] == ("党支部书记\n入党时间：1996.07\n转正日期：1997年7月")
    assert first.values["born"] == date(1973, 8, 1)


def test_an_offices_talks_take_at_most_8_until_what_can_be_kept_is_kept(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept_by_an_office(tmp_path, "谈心谈话台账（按季度分段）.xlsx")
    hands = Hands()
    page = open_by_button(window, hands, "talks", file, monkeypatch)
    importing = bringing_in(page, qtbot)
    classes, focus = (importing.strip.editors[key] for key in ("classes", "focus"))
    for ticks, words in ((classes, "其他"), (focus, "岗位职责")):
        hands.click(next(e for e in ticks.findChildren(QCheckBox) if e.text() == words))
    qtbot.waitUntil(lambda: importing.work.count == 2, timeout=30_000)
    rest = part(importing, QPushButton, "leave_rest")
    assert rest.text() == "不是必填的 2 处都留空，原文记到谈话内容"
    hands.click(rest)
    qtbot.waitUntil(lambda: importing.work.count == 3, timeout=30_000)
    hands.key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: count(window, "talks") == 3, timeout=30_000)
    assert hands.count <= 8
    contents = {str(each.values["content"]) for each in everybody(window, "talks")}
    assert "思想情况\n事由：新发展党员" in contents


def test_copied_cells_take_at_most_4(window: MainWindow, qtbot: QtBot) -> None:
    page = window.show_tab("people")
    assert isinstance(page, TabPage)
    mime = QMimeData()
    mime.setText(
        "姓名\t政治面貌\t调入日期\n韦䶮\t正式党员\t2020-03-01\n黄𬱖\t正式党员\t2021年3月1日\n"
    )
    QGuiApplication.clipboard().setMimeData(mime)
    hands = Hands()
    page.page.take_keys_to_list()
    hands.key(Qt.Key.Key_V, CONTROL)
    importing = bringing_in(page, qtbot)
    qtbot.waitUntil(lambda: importing.work.count == 2, timeout=30_000)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(window, "people") == 2, timeout=30_000)
    assert hands.count <= 4


def to_assignments(window: MainWindow, hands: Hands) -> TabPage:
    """The list of the lines from above, by a click into the side of its tab."""
    page = window.show_tab("progress")
    assert isinstance(page, TabPage)
    side = part(page, QListWidget, "side")
    (item,) = side.findItems("上级重点工作清单", Qt.MatchFlag.MatchExactly)
    hands.click(side.viewport(), side.visualItemRect(item).center())
    return page


def lines_due(window: MainWindow) -> set[str]:
    return {
        todo.text.removeprefix("上级清单：")
        for todo in window.session.desk.workbench.of_day().todos
        if todo.text.startswith("上级清单：")
    }


def test_the_committees_list_stands_as_due_after_at_most_8(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept_by_an_office(tmp_path, "重点工作清单（上级下发）.xlsx")
    hands = Hands()
    page = to_assignments(window, hands)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    hands.click(part(page.page, QPushButton, "bring_in"))
    hands.count += _DIALOG
    importing = bringing_in(page, qtbot)
    qtbot.waitUntil(lambda: importing.work.count == 6, timeout=30_000)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(window, "assignments") == 6, timeout=30_000)
    settled(qtbot, window.session)
    assert hands.count <= 8
    assert lines_due(window) == {
        "支部党员大会 xx党支部三季度党员大会",
        "集中学习 第一次集中学习",
        "集中学习 第二次集中学习",
        "主题党日 中秋走访",
        "谈心谈话 节前谈话",
        "支部委员会 研究工作",
    }


def test_lines_that_are_copied_stand_as_due_after_at_most_8(
    window: MainWindow, qtbot: QtBot
) -> None:
    mime = QMimeData()
    mime.setText(
        "2026年11月机关党建重点工作清单\n"
        "序号\t活动类别\t活动主题\t主要内容\t参加人员\t完成时间\n"
        "1\t支部委员会\t研究工作\t党员发展\t支部委员\t11月25日前\n"
        "2\t主题党日\t走访\t走访\t全体党员\t月底前\n"
    )
    QGuiApplication.clipboard().setMimeData(mime)
    hands = Hands()
    page = to_assignments(window, hands)
    page.page.take_keys_to_list()
    hands.key(Qt.Key.Key_V, CONTROL)
    importing = bringing_in(page, qtbot)
    qtbot.waitUntil(lambda: importing.work.count == 2, timeout=30_000)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: count(window, "assignments") == 2, timeout=30_000)
    settled(qtbot, window.session)
    assert hands.count <= 8
    assert lines_due(window) == {"支部委员会 研究工作", "主题党日 走访"}


def test_a_line_that_is_typed_stands_as_due_after_at_most_8(
    window: MainWindow, qtbot: QtBot
) -> None:
    hands = Hands()
    page = to_assignments(window, hands)
    hands.key(Qt.Key.Key_N, CONTROL)
    form = page.page.panel.form
    for key, words in (
        ("source", "2026年11月机关党建重点工作清单"),
        ("kind", "支部委员会"),
        ("theme", "研究工作"),
        ("term", "25日前"),
    ):
        field = form._lines[key].editor.main
        if not field.hasFocus():
            form.ensureWidgetVisible(field)
            hands.click(field)
        hands.text(words)
    form.settle()
    hands.key(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: count(window, "assignments") == 1, timeout=30_000)
    settled(qtbot, window.session)
    assert hands.count <= 8
    assert lines_due(window) == {"支部委员会 研究工作"}
