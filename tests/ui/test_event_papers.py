"""What goes out before an event, from the window: seen first, kept in mind, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.preparing import Beforehand
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ui.dialogs.event_preview import EventPreview
from qinglian_desktop.ui.dialogs.print_preview import PrintPreview
from qinglian_desktop.ui.dialogs.print_run import no_answer
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.operations import Operations
from qinglian_desktop.ui.session import Session
from tests.hands import write
from tests.ui.finding import part

KEY = "meetings"
AHEAD: dict[str, object] = {
    "kind": "党员大会",
    "time": "2026-12-05 14:30 至 16:00",
    "place": "三楼会议室",
    "theme": "年底的会",
    "host": "韦明谦",
}


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue[KEY])
    qtbot.addWidget(made)
    made.resize(1334, 640)
    made.show()
    return made


def plan(session: Session, typed: dict[str, object] | None = None) -> Draft:
    keeping = session.desk.records
    whole = keeping.start(session.desk.catalogue[KEY], typed or AHEAD)
    return keeping.keep_draft(Draft(KEY, whole, is_plan=True))


def previewed(page: LedgerPage, qtbot: QtBot) -> EventPreview:
    qtbot.waitUntil(lambda: page.findChild(EventPreview) is not None)
    preview = page.findChild(EventPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready)
    return preview


def kept(session: Session) -> Draft:
    (found,) = session.desk.records.drafts(session.desk.catalogue[KEY])
    return found


def test_the_menu_offers_each_paper_and_both_together(page: LedgerPage, session: Session) -> None:
    page.resume_draft(plan(session))
    menu = page.panel._foot._menu
    words = [each.text() for each in menu.actions() if each.text()]
    assert words == ["通知和签到表", "会议通知", "会议议程", "签到表", "复制通知文字"]
    assert not page.panel._foot._papers.isHidden()


def test_nobody_is_called_to_what_is_no_gathering(session: Session, qtbot: QtBot) -> None:
    other = LedgerPage(session, session.desk.catalogue["tasks"])
    qtbot.addWidget(other)
    other.begin_record()
    assert other.panel._foot._papers.isHidden()


def test_printing_a_plan_shows_what_goes_out_before_it(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    page.resume_draft(plan(session))
    page._prints.opened(page.panel)
    preview = previewed(page, qtbot)
    assert preview.title == "关于召开党员大会的通知和党员大会签到表"
    assert preview.document.pageCount() >= 2
    assert "应到的是当天的正式党员" not in preview._said.text()
    assert kept(session).told == {}
    preview.went_out.emit()
    assert set(kept(session).told) == {"会议通知", "签到表"}
    preview.close()


def test_of_several_papers_those_that_were_written_in_word_are_noted(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    page.resume_draft(plan(session))
    page._prints.opened(page.panel)
    preview = previewed(page, qtbot)
    preview.went_out_in_word.emit(1)
    assert set(kept(session).told) == {"会议通知"}
    preview.went_out_in_word.emit(2)
    assert set(kept(session).told) == {"会议通知", "签到表"}
    preview.close()


def test_a_new_form_for_a_day_ahead_is_kept_as_a_plan_by_it(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    page.begin_record(dict(AHEAD))
    page.panel.papers.show((Beforehand.SIGN_IN,))
    preview = previewed(page, qtbot)
    assert kept(session).is_plan
    preview.close()


def test_what_was_sent_and_is_not_so_any_more_is_said(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    page.resume_draft(plan(session))
    page.panel.papers.copy_notice()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("关于召开党员大会的通知\n全体党员：\n")
    assert page.panel._notice.text() == (
        "这是 12月5日 的计划，改动都留在计划里。到了那天再保存成记录。11月23日复制过通知文字。"
    )
    place = page.panel.form._lines["place"].editor.main
    assert isinstance(place, QLineEdit)
    place.selectAll()
    write(place, "礼堂")
    page.panel.writing.keep_draft()
    said = (
        "11月23日复制过通知文字，上面写的是2026年12月5日（星期六）14:30至16:00、三楼会议室；"
        "现在改到2026年12月5日（星期六）14:30至16:00、礼堂，请重新通知。"
    )
    assert page.panel._notice.text() == said
    page.close_record()
    page.resume_draft(kept(session))
    assert page.panel._notice.text().startswith(said)
    todos = [each for each in session.desk.workbench.of_day().todos if "重新通知" in each.text]
    assert [(each.text, each.reason) for each in todos] == [
        ("要重新通知：三会一课与主题党日 党员大会 年底的会", said)
    ]
    page.panel.papers.copy_notice()
    page.close_record()
    assert not any("重新通知" in each.text for each in session.desk.workbench.of_day().todos)


def test_who_left_between_plan_and_meeting_is_told_in_the_preview(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    draft = plan(session)
    roster = session.desk.catalogue["people"]
    ids = session.desk.searching.ids(Query("people", text="罗文渊"))
    person = session.desk.records.get(roster, ids[0])
    assert person is not None
    gone = {
        **session.desk.records.plain(roster, person),
        "left": "2026-11-20",
        "left_reason": "调出",
    }
    session.desk.records.save(roster, gone, record_id=person.id, revision=person.revision)
    page.resume_draft(draft)
    page.panel.papers.show((Beforehand.SIGN_IN,))
    preview = previewed(page, qtbot)
    assert "罗文渊2026年11月20日已经转出，2026年12月5日不在本支部" in preview._said.text()
    preview.close()


def test_word_is_kept_in_a_folder_and_a_folder_that_is_gone_is_told(
    page: LedgerPage,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.resume_draft(plan(session))
    page.panel.papers.show()
    preview = previewed(page, qtbot)
    # On another thread, as in the program.
    session.operations = Operations()
    word = part(preview, QPushButton, "save_word")
    gone = str(tmp_path / "没有")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: gone)
    word.click()
    qtbot.waitUntil(lambda: preview.is_ready)
    assert "找不到文件夹“没有”" in preview._said.text()
    assert kept(session).told == {}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    word.click()
    qtbot.waitUntil(lambda: preview.is_ready)
    assert sorted(each.name for each in tmp_path.glob("*.docx")) == [
        "党员大会签到表_2026-12-05.docx",
        "关于召开党员大会的通知_2026-12-05.docx",
    ]
    qtbot.waitUntil(lambda: set(kept(session).told) == {"会议通知", "签到表"})
    preview.close()


def test_a_printer_that_is_gone_is_told_and_nothing_counts_as_sent(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    page.resume_draft(plan(session))
    page.panel.papers.show()
    preview = previewed(page, qtbot)
    preview._on_failed(no_answer())
    assert "打印机" in preview._said.text()
    assert kept(session).told == {}
    assert kept(session).typed["theme"] == "年底的会"
    preview.close()


def test_a_plan_whose_day_is_over_says_so(page: LedgerPage, session: Session) -> None:
    page.resume_draft(plan(session, {**AHEAD, "time": "2026-11-20 14:30"}))
    assert page.panel._notice.text().startswith("计划的日子 11月20日 已经过了，还没有登记。")
    (todo,) = [each for each in session.desk.workbench.of_day().todos if "年底的会" in each.text]
    assert todo.text == "计划的日子过了3天，还没有登记：三会一课与主题党日 党员大会 年底的会"
    paper = session.desk.preparing.prepare(page.ledger, kept(session).typed, Beforehand.NOTICE)
    assert any("不用补通知" in each for each in paper.remarks)
    assert paper.message.endswith("2026年11月23日")


def test_a_saved_record_can_have_its_sheet_too(
    page: LedgerPage, session: Session, qtbot: QtBot
) -> None:
    ids = session.desk.searching.ids(Query(KEY))
    record = session.desk.records.get(page.ledger, ids[0])
    assert record is not None
    page.open_record(record)
    page.panel.papers.show((Beforehand.SIGN_IN,))
    preview = previewed(page, qtbot)
    preview.went_out.emit()
    assert session.desk.records.drafts(page.ledger) == []
    preview.close()


def test_a_plan_of_what_has_no_papers_prints_nothing_and_says_why(
    session: Session, qtbot: QtBot
) -> None:
    other = LedgerPage(session, session.desk.catalogue["reminders"])
    qtbot.addWidget(other)
    other.show()
    typed: dict[str, object] = {"day": "2026-12-30"}
    other.resume_draft(session.desk.records.keep_draft(Draft("reminders", typed, is_plan=True)))
    with qtbot.waitSignal(session.said) as said:
        other._prints.opened(other.panel)
    assert "计划还不是记录" in str(said.args)
    assert other.findChild(PrintPreview) is None
