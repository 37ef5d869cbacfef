"""From a line of a list from above: a plan, or a record, in the ledger where it belongs."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.editing import Opened
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import AnswersTo, Draft, Record, title_of
from qinglian_desktop.domain.values import Link, Values
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.registering import Registering
from qinglian_desktop.ui.session import Session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue["assignments"])
    qtbot.addWidget(made)
    made.resize(1334, 640)
    made.show()
    return made


def line(page: LedgerPage) -> Record:
    """A line of December's list that is open, in front."""
    ledger, records = page.ledger, page._session.desk.records
    typed = {
        "source": "2026年12月机关党建重点工作清单",
        "kind": "主题党日",
        "theme": "年终党日",
        "content": "学习；走访",
        "term": "上旬",
    }
    saved = records.save(ledger, records.start(ledger, typed)).record
    page.open_record(saved)
    return saved


def press(page: LedgerPage, key: str, words: str) -> Registering:
    editor = page.panel.form._lines[key].editor
    found = [b for b in editor.findChildren(QPushButton) if b.text().startswith(words)]
    found[0].click()
    return next(each for each in page.findChildren(Registering) if each.isVisible())


def answered(session: Session) -> list[tuple[bool, tuple[AnswersTo, ...]]]:
    drafts = session.desk.records.drafts(session.desk.catalogue["meetings"])
    return [(each.is_plan, each.answers) for each in drafts]


def test_one_click_plans_a_line_and_the_same_again_goes_on(
    page: LedgerPage, session: Session
) -> None:
    asking = line(page)
    dialog = press(page, "meeting", "列入计划")
    assert dialog.windowTitle() == "计划会议"
    typed = dialog.panel.form.typed()
    assert (typed["kind"], typed["theme"]) == ("主题党日", "年终党日")
    assert typed["agenda"] == [{"item": "学习"}, {"item": "走访"}]
    assert typed.get("time") is None
    dialog.reject()
    press(page, "meeting", "列入计划").reject()
    answers = (AnswersTo("assignments", asking.id or 0, "meeting"),)
    assert answered(session) == [(True, answers)]


def test_what_is_registered_from_a_line_ticks_it_also_when_it_is_left_half_done(
    page: LedgerPage, session: Session
) -> None:
    asking, desk = line(page), session.desk
    dialog = press(page, "meeting", "登记")
    meetings = desk.catalogue["meetings"]
    like = desk.records.plain(meetings, desk.searching.first(Query("meetings"), 1)[0][0])
    dialog.panel.form.show_typed({**like, "theme": "年终党日"}, is_saved=False)
    dialog.panel.form._on_edited("theme")
    dialog.reject()
    (draft,) = desk.records.drafts(meetings)
    assert draft.answers == (AnswersTo("assignments", asking.id or 0, "meeting"),)
    again = LedgerPage(session, meetings)
    again.resume_draft(draft)
    again.save()
    ticked = desk.records.get(page.ledger, asking.id or 0)
    assert ticked is not None and ticked.value("status") == "已完成"
    # The form of the line, which was not typed in, shows it.
    assert page.panel.form.typed()["status"] == "已完成"


def test_an_unfinished_form_that_is_gone_on_with_at_a_line_ticks_it(
    page: LedgerPage, session: Session
) -> None:
    asking, desk = line(page), session.desk
    meetings = desk.catalogue["meetings"]
    like = desk.records.plain(meetings, desk.searching.first(Query("meetings"), 1)[0][0])
    half = desk.records.keep_draft(Draft("meetings", {**like, "theme": "年终党日"}))
    dialog = press(page, "meeting", "登记")
    dialog.panel.resume(half)
    dialog.panel.save()
    ticked = desk.records.get(page.ledger, asking.id or 0)
    assert ticked is not None and ticked.value("status") == "已完成"
    assert page.panel.form.typed()["status"] == "已完成"


def test_what_is_planned_for_a_line_is_registered_out_of_its_plan(
    page: LedgerPage, session: Session
) -> None:
    asking, desk = line(page), session.desk
    press(page, "meeting", "列入计划").reject()
    dialog = press(page, "meeting", "登记")
    assert dialog.windowTitle() == "登记会议"
    assert dialog.panel.form.typed()["theme"] == "年终党日"
    meetings = desk.catalogue["meetings"]
    like = desk.records.plain(meetings, desk.searching.first(Query("meetings"), 1)[0][0])
    dialog.panel.form.show_typed({**like, "theme": "年终党日"}, is_saved=False)
    dialog.panel.save()
    assert desk.records.drafts(meetings) == []
    ticked = desk.records.get(page.ledger, asking.id or 0)
    assert ticked is not None and ticked.value("status") == "已完成"


def test_what_is_typed_over_a_line_goes_on_over_it_ticked(
    page: LedgerPage, session: Session
) -> None:
    asking, desk = line(page), session.desk
    press(page, "meeting", "列入计划").reject()
    page.panel.form._lines["remarks"].editor.show_typed("改到一半")
    page.panel.form._on_edited("remarks")
    meetings = desk.catalogue["meetings"]
    (plan,) = desk.records.drafts(meetings)
    like = desk.records.plain(meetings, desk.searching.first(Query("meetings"), 1)[0][0])
    other = LedgerPage(session, meetings)
    other.resume_draft(plan)
    other.panel.form.show_typed({**like, "theme": "年终党日"}, is_saved=False)
    other.save()
    typed = page.panel.form.typed()
    assert (typed["remarks"], typed["status"]) == ("改到一半", "已完成")
    page.save()
    kept = desk.records.get(page.ledger, asking.id or 0)
    assert kept is not None
    assert (kept.value("remarks"), kept.value("status")) == ("改到一半", "已完成")


def offered(page: LedgerPage, key: str) -> list[str]:
    editor = page.panel.form._lines[key].editor
    found = editor.findChildren(QPushButton)
    return [b.text() for b in found if b.isVisibleTo(editor)]


def test_a_line_that_goes_on_is_planned_and_registered_again_with_its_link(
    page: LedgerPage, session: Session
) -> None:
    desk, ledger = session.desk, page.ledger
    asking, meetings = line(page), desk.catalogue["meetings"]
    held = desk.searching.first(Query("meetings"), 1)[0][0]
    typed = desk.records.plain(ledger, asking) | {"term": "每月"}
    typed |= {"source": "2026年工作计划", "scope": "年度", "month": "2026-01"}
    typed.pop("due")
    typed |= {"meeting": {"id": held.id, "label": title_of(meetings, held.values)}}
    going = desk.records.save(ledger, typed, record_id=asking.id).record
    page.open_record(going)
    assert going.value("status") == "进行中"
    assert offered(page, "meeting") == ["登记会议…", "列入计划"]
    press(page, "meeting", "列入计划").reject()
    (plan,) = desk.records.drafts(meetings)
    like = desk.records.plain(meetings, held)
    kept = Opened(desk.records, meetings, None, plan).save({**like, "theme": "下一次"}).record
    again = desk.records.get(ledger, going.id or 0)
    assert again is not None and again.value("meeting") == Link(
        kept.id, title_of(meetings, kept.values)
    )
    assert len(cast("tuple[Values, ...]", again.value("done"))) == 2
    finished = desk.records.plain(ledger, again) | {"status": "已完成"}
    page.open_record(desk.records.save(ledger, finished, record_id=going.id).record)
    assert offered(page, "meeting") == []
