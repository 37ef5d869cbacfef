"""What offices do to their sheets, one trap each: what is understood of it."""

from __future__ import annotations

from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.sheet import FileSheet
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.people import PEOPLE
from tests.read_sheets import read, sheet


def test_numbers_under_a_head_of_days_are_days_and_text_is_asked_about() -> None:
    page = FileSheet("表", (("姓名", "出生年月", "入党时间"), ("张三", 1974.1, 37805)))
    (record,) = read(PEOPLE, page).records()
    assert record.typed == {"name": "张三", "joined_party": "2003-07-03"}
    assert record.completed == {(1, 2): "2003-07-03"}
    (problem,) = record.problems
    assert problem.options == ("1974-01", "1974-10") and problem.said == ("born", "1974.1")
    mended = read(PEOPLE, page, plan=ImportPlan(mended={("born", "1974.1"): "1974-10"}))
    assert mended.record(0).typed["born"] == "1974-10" and not mended.record(0).problems
    text = FileSheet("表", (("姓名", "出生年月", "入党时间"), ("张三", "1974.1", "37805")))
    assert read(PEOPLE, text).record(0).typed == {"name": "张三", "born": "1974-01"}


def test_how_long_it_took_says_when_it_ended() -> None:
    found = read(MEETINGS, sheet("类型|时间|时长（小时）", "支委会|2026-1-6 9:00|1.5"))
    assert found.record(0).typed["time"] == {"start": "2026-01-06 09:00", "end": "2026-01-06 10:30"}
