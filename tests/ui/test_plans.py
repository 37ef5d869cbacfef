"""A plan and a form left half done are two things; neither stands in the way of a new record."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from qinglian_desktop.application.month_grids import GridMark
from qinglian_desktop.application.places import Place, ToDraft, ToUnfinished
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.ui.ledger.half_done import HalfDone
from qinglian_desktop.ui.ledger.ledger_page import LedgerPage
from qinglian_desktop.ui.ledger.record_panel import RecordPanel
from qinglian_desktop.ui.lenses.month_grid import MonthGridView
from qinglian_desktop.ui.lenses.month_grid_model import CellRole
from qinglian_desktop.ui.reports.return_warnings import warnings_of
from qinglian_desktop.ui.session import Session
from tests.hands import write

KEY = "eight_ones"
AHEAD = "2026-12-05"


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> LedgerPage:
    made = LedgerPage(session, session.desk.catalogue[KEY])
    qtbot.addWidget(made)
    made.resize(1334, 640)
    made.show()
    return made


def links(panel: RecordPanel) -> list[str]:
    found = panel._notice.findChildren(QPushButton)
    return [each.text() for each in found if not each.isHidden()]


def press(panel: RecordPanel, words: str) -> None:
    found = (each for each in panel.findChildren(QPushButton) if each.text() == words)
    next(each for each in found if not each.isHidden()).click()


def line(page: LedgerPage, key: str) -> Any:
    return page.panel.form._lines[key].editor.main


def typed(page: LedgerPage, theme: str) -> None:
    write(line(page, "theme"), theme)


def drafts(session: Session) -> list[tuple[object, bool]]:
    found = session.desk.records.drafts(session.desk.catalogue[KEY])
    return [(each.typed.get("theme"), each.is_plan) for each in found]


def planned(page: LedgerPage, theme: str, day: str = AHEAD) -> None:
    page.begin_record({"items": ["讲一段红色故事"], "day": day})
    typed(page, theme)
    page.save()
    press(page.panel, "存为计划")


def test_a_day_ahead_is_kept_as_a_plan_when_one_says_so(page: LedgerPage, session: Session) -> None:
    page.begin_record({"items": ["讲一段红色故事"], "day": AHEAD})
    typed(page, "年底的故事")
    page.save()
    assert links(page.panel)[0] == "存为计划"
    assert drafts(session) == [("年底的故事", False)]
    press(page.panel, "存为计划")
    assert drafts(session) == [("年底的故事", True)]
    said = page.panel._notice.text()
    assert said.startswith("已存为计划。这是 12月5日 的计划")
    assert page.panel._head._title.text() == f"计划：{page.ledger.noun}"
    # What is typed on stays in the plan, and saving it before its day is no error.
    write(line(page, "theme"), "改")
    page.save()
    assert drafts(session) == [("年底的故事改", True)]
    assert page.panel._notice.text().startswith("已存为计划。")


def test_a_plan_never_takes_over_a_new_record(page: LedgerPage, session: Session) -> None:
    planned(page, "年底的故事")
    page.begin_record()
    assert page.panel.form.typed().get("theme") is None
    assert page.panel._head._title.text() == f"新增{page.ledger.noun}"
    assert page.panel._notice.text() == ""
    page.close_record()
    page.begin_record()
    assert page.panel.form.typed().get("theme") is None
    assert drafts(session) == [("年底的故事", True)]


def test_the_day_having_come_it_is_saved_as_a_record(page: LedgerPage, session: Session) -> None:
    draft = session.desk.records.keep_draft(
        Draft(KEY, {"day": "2026-11-20", "items": ["讲一段红色故事"]}, is_plan=True)
    )
    page.resume_draft(draft)
    assert "计划的日子 11月20日 已经过了，还没有登记" in page.panel._notice.text()
    typed(page, "讲好了")
    page.save()
    # What is missing is told as for any record, and it stays a plan.
    assert "没有填对" in page.panel._notice.text()
    assert "存为计划" not in links(page.panel)
    assert drafts(session) == [("讲好了", True)]


def test_an_unfinished_form_is_gone_on_with_or_left_for_another(
    page: LedgerPage, session: Session
) -> None:
    page.begin_record()
    typed(page, "第一张")
    page.close_record()
    page.begin_record()
    assert page.panel.form.typed()["theme"] == "第一张"
    assert links(page.panel) == ["另起一张"]
    press(page.panel, "另起一张")
    assert page.panel.form.typed().get("theme") is None
    assert page.panel._notice.text() == "还有 1 张没有填完的，都留着。"
    typed(page, "第二张")
    press(page.panel, "接着填")
    assert page.panel.form.typed()["theme"] == "第一张"
    assert drafts(session) == [("第二张", False), ("第一张", False)]
    # The same key once more asks for another one.
    page.begin_record()
    assert page.panel.form.typed().get("theme") is None


def test_emptying_throws_away_just_the_form_in_front(page: LedgerPage, session: Session) -> None:
    for theme in ("第一张", "第二张"):
        session.desk.records.keep_draft(Draft(KEY, {"theme": theme, "day": "2026-11-20"}))
    page.begin_record()
    assert page.panel.form.typed()["theme"] == "第二张"
    press(page.panel, "清空重填")
    box = page.panel.findChild(QMessageBox, "asking")
    assert isinstance(box, QMessageBox)
    answers: list[QAbstractButton] = list(box.buttons())
    next(each for each in answers if each.text() == "清空重填").click()
    assert drafts(session) == [("第一张", False)]
    assert page.panel.form.typed().get("theme") is None


def test_after_saving_the_next_form_is_new_whatever_was_left(
    page: LedgerPage, session: Session
) -> None:
    session.desk.records.keep_draft(Draft(KEY, {"theme": "没写完", "day": "2026-11-20"}))
    page.begin_record({"items": ["讲一段红色故事"], "day": "2026-11-20"})
    typed(page, "写完了")
    for key in ("summary", "place"):
        write(line(page, key), "有")
    page.save_and_new()
    assert "上一条已保存" in page.panel._notice.text()
    assert page.panel.form.typed().get("theme") is None
    assert drafts(session) == [("没写完", False)]


def test_the_head_of_the_page_leads_to_all_of_them(page: LedgerPage, session: Session) -> None:
    assert page.half_done.isHidden()
    planned(page, "年底的故事")
    page.close_record()
    for theme in ("第一张", "第二张"):
        session.desk.records.keep_draft(Draft(KEY, {"theme": theme, "day": "2026-11-20"}))
    assert page.half_done.text() == "没有填完的 2 张 · 计划 1 个"
    entries = page.half_done.entries()
    assert [words.split("　")[0] for words, _ in entries] == ["第二张", "第一张", "计划 12月5日"]
    for _, draft in entries:
        page.half_done.chosen.emit(draft)
        assert page.panel.form.typed()["theme"] == draft.typed["theme"]


def test_only_a_form_for_a_new_record_can_be_a_plan(page: LedgerPage, session: Session) -> None:
    record = page.listing.first_record()
    assert record is not None
    page.open_record(record)
    day = page.panel.form._lines["day"].editor
    day.show_typed(AHEAD)
    day.edited.emit()
    page.save()
    assert "存为计划" not in links(page.panel)
    assert [each.is_plan for each in session.desk.records.drafts(page.ledger)] == [False]


def test_a_return_tells_of_many_forms_in_one_line(session: Session) -> None:
    month, keep = Period.parse("2026-10"), session.desk.records.keep_draft

    def told() -> list[Place]:
        return [each.place for each in warnings_of(session.desk, month) if "草稿" in each.words]

    kept = [keep(Draft(KEY, {"day": f"2026-10-0{day}"})) for day in range(1, 5)]
    assert told() == [ToUnfinished(KEY)]
    session.desk.records.discard_draft(kept[0].id or 0)
    assert [type(place) for place in told()] == [ToDraft] * 3


def test_a_person_and_the_unit_are_no_plans(session: Session) -> None:
    catalogue = session.desk.catalogue
    for ledger in (catalogue.roster, catalogue.unit):
        assert ledger is not None
        assert not HalfDone(session, ledger).is_ahead({ledger.occurred: AHEAD})
    assert HalfDone(session, catalogue[KEY]).is_ahead({"day": AHEAD})


def test_a_grid_in_front_shows_the_plan_at_once_and_the_head_counts_the_record(
    page: LedgerPage, session: Session
) -> None:
    page.show_lens(page.ledger.lenses[0])
    grid = page.findChild(MonthGridView)
    assert grid is not None
    model = grid.table.model()
    at = model.index(1, 11)
    before, counted = at.data(CellRole).mark, page._count.text()
    planned(page, "年底讲故事")
    assert (before, at.data(CellRole).mark) == (GridMark.AHEAD, GridMark.PLANNED)
    day = line(page, "day")
    day.clear()
    write(day, "2026-11-20")
    for key in ("place", "summary"):
        write(line(page, key), "学习室")
    page.save()
    assert drafts(session) == []
    _, many = session.desk.searching.first(Query(KEY), 1)
    assert counted != page._count.text() == f"共 {many} 条"
