"""What a secretary does before a meeting and at it, counted in keys and clicks beyond the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.values import People
from qinglian_desktop.ui.dialogs.event_preview import EventPreview
from qinglian_desktop.ui.editors.attendance_editor import AttendanceEditor
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.main_window import MainWindow
from qinglian_desktop.ui.tab_page import TabPage
from tests.hands import CONTROL, Hands


def tab_click(hands: Hands, window: MainWindow, label: str) -> QWidget:
    bar = window.tabs.tabBar()
    place = [bar.tabText(n) for n in range(bar.count())].index(label)
    hands.click(bar, bar.tabRect(place).center())
    tab = window.session.desk.catalogue.tabs[place]
    return window.page(tab.key)


def page_of(tab: QWidget) -> LedgerPage:
    assert isinstance(tab, TabPage)
    return tab.page


def shown(preview: EventPreview, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: preview.is_ready, timeout=30_000)


def planned(hands: Hands, window: MainWindow, qtbot: QtBot) -> tuple[LedgerPage, EventPreview]:
    """A meeting of 5 December typed, and its papers in front, ready to be printed."""
    page = page_of(tab_click(hands, window, "组织生活"))
    hands.key(Qt.Key.Key_N, CONTROL)
    panel = page.panel
    hands.key(Qt.Key.Key_Down)
    day = panel.form._lines["time"].editor.main
    assert isinstance(day, QLineEdit)
    hands.click(day)
    day.selectAll()
    hands.text("2026-12-05")
    hands.key(Qt.Key.Key_Tab)
    hands.text("14:30-16:00")
    theme = panel.form._lines["theme"].editor.main
    panel.form.ensureWidgetVisible(theme)
    hands.click(theme)
    hands.text("学习全会精神")
    hands.key(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: page.findChild(EventPreview) is not None, timeout=3_000)
    preview = page.findChild(EventPreview)
    assert preview is not None
    shown(preview, qtbot)
    return page, preview


def test_a_meeting_planned_with_its_notice_and_sheet_printed_takes_at_most_9(
    window: MainWindow, qtbot: QtBot
) -> None:
    hands = Hands()
    page, preview = planned(hands, window, qtbot)
    # Ctrl+P in the preview and Enter in the system's own dialog are still to come.
    assert hands.count + 2 <= 9
    assert preview.document.pageCount() >= 2
    (plan,) = [each for each in window.session.desk.records.drafts(page.ledger) if each.is_plan]
    assert plan.typed["theme"] == "学习全会精神"
    preview.went_out.emit()
    qtbot.waitUntil(lambda: not window.session.operations.is_changing)
    (plan,) = [each for each in window.session.desk.records.drafts(page.ledger) if each.is_plan]
    assert set(plan.told) == {"会议通知", "签到表"}
    preview.close()


def test_a_plan_becomes_the_record_with_two_absent_in_at_most_7(
    window: MainWindow, qtbot: QtBot
) -> None:
    typed: dict[str, object] = {
        "kind": "支委会",
        "time": "2026-11-23 09:00 至 10:00",
        "place": "小会议室",
        "theme": "研究本月工作",
        "host": "韦明谦",
        "recorder": "罗文渊",
        "agenda": [{"item": "研究本月工作"}],
    }
    keeping = window.session.desk.records
    typed = keeping.start(window.session.desk.catalogue["meetings"], typed)
    plan = keeping.keep_draft(Draft("meetings", typed, is_plan=True))
    hands = Hands()
    page = page_of(tab_click(hands, window, "组织生活"))
    links = page.half_done
    qtbot.waitUntil(links.isVisible)
    hands.click(links)
    panel = page.panel
    qtbot.waitUntil(panel.isVisible)
    assert panel.writing.opened.draft is not None
    assert panel.writing.opened.draft.id == plan.id
    panel.form.settle()
    people = panel.form._lines["people"].editor
    assert isinstance(people, AttendanceEditor)
    for place in (1, 2):
        chip = people._flow.widgets()[place]
        panel.form.ensureWidgetVisible(chip)
        hands.click(chip)
        hands.text("出差")
    points = panel.form._lines["points"].editor.main
    panel.form.ensureWidgetVisible(points)
    hands.click(points)
    hands.text("讨论了本月的工作安排。")
    hands.key(Qt.Key.Key_S, CONTROL)
    assert hands.count <= 7
    qtbot.waitUntil(lambda: not window.session.operations.is_changing)
    record = panel.record
    assert record is not None, panel._notice.text()
    attended = record.values["people"]
    assert isinstance(attended, People)
    assert [each.reason for each in attended.absent] == ["出差", "出差"]
    assert not window.session.desk.records.drafts(page.ledger)
