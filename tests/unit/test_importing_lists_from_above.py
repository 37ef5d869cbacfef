"""重点工作清单 as the committee sends it: its title, what is to be filled in, a corrected one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.importing import Imported
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.sheet import FileCell, FileSheet, SheetFile

HEADS = ["序号", "活动类别", "活动主题", "主要内容", "参加人员", "完成时间", "系统录入要求", "备注"]
ROWS: list[list[FileCell]] = [
    [
        1,
        "支部党员大会",
        "xx党支部三季度党员大会",
        "传达精神",
        "全体党员",
        "9月10日前",
        "三日内录入",
    ],
    [2, "集中学习", "第一次集中学习", "xxxx", "全体党员", "9月中旬", "同上"],
    [3, "谈心谈话", "节前谈话", "节前提醒", "支部书记", "中秋前", "不录入"],
    [4, "支部委员会", "研究支部工作", None, "支部委员", "每月", "录入"],
]


def sheet(rows: list[list[FileCell]]) -> SheetFile:
    above: list[list[FileCell]] = [
        ["2026年9月机关党建重点工作清单"],
        ["市委机关工委\u30002026年8月28日"],
        [*HEADS],
    ]
    return SheetFile("清单.xlsx", "0" * 64, (FileSheet("Sheet1", tuple(map(tuple, above + rows))),))


def brought_in(
    desk: Desk, rows: list[list[FileCell]], otherwise: Treatment = Treatment.SKIP
) -> Imported:
    ledger = desk.catalogue["assignments"]
    found = desk.importing.understand(ledger, sheet(rows), ImportPlan())
    return desk.importing.keep(found, otherwise=otherwise)


def lines(desk: Desk) -> list[Record]:
    ledger = desk.catalogue["assignments"]
    found = desk.searching.fetch(ledger, desk.searching.ids(Query("assignments")))
    own = [each for each in found if each.value("month") == date(2026, 9, 1)]
    return sorted(own, key=lambda each: str(each.value("no")))


def test_the_title_says_from_where_and_of_which_month(desk: Desk) -> None:
    made = brought_in(desk, ROWS)
    assert (len(made.saved), made.rejected) == (4, ())
    first, second, third, fourth = lines(desk)
    assert {each.value("source") for each in lines(desk)} == {"2026年9月机关党建重点工作清单"}
    issued = [first.value(key) for key in ("scope", "issuer", "issued_on", "no")]
    assert issued == ["月度", "市委机关工委", date(2026, 8, 28), 1]
    assert [each.value("due") for each in (first, second, third, fourth)] == [
        date(2026, 9, 10),
        date(2026, 9, 20),
        date(2026, 9, 24),
        date(2026, 9, 30),
    ]
    assert second.value("entry") == "三日内录入"


def test_what_is_still_to_fill_is_told_at_its_cell_and_not_kept(desk: Desk) -> None:
    ledger = desk.catalogue["assignments"]
    found = desk.importing.understand(ledger, sheet(ROWS), ImportPlan())
    first, second, *_ = desk.importing.look(found)
    assert [each.message for each in first.problems if each.field == "theme"] == [
        "活动主题里的“xx”还没有填，请照实际的改好。"
    ]
    assert [each.message for each in second.problems if each.field == "content"] == [
        "主要内容里只有“xxxx”，还没有填，没有采用。"
    ]
    assert "content" not in second.values
    assert second.can_be_kept


def test_the_corrected_list_updates_its_lines_and_what_was_done_stays(desk: Desk) -> None:
    brought_in(desk, ROWS)
    ledger, before = desk.catalogue["assignments"], lines(desk)[0]
    typed = {**desk.records.plain(ledger, before), "theme": "党员大会"}
    done = [{"day": "2026-09-08", "what": "开过了"}]
    desk.records.save(
        ledger,
        {**typed, "done": done, "status": "已完成", "done_on": "2026-09-08"},
        record_id=before.id,
    )
    corrected = [[*row] for row in ROWS]
    corrected[0][5], corrected[1][5] = "9月15日前", "9月20日前"
    corrected[1][2] = "改了的学习"
    made = brought_in(desk, corrected, Treatment.UPDATE)
    assert (made.changed, made.unchanged) == (2, 2)
    first, second, *rest = lines(desk)
    assert len(rest) == 2
    assert (first.value("due"), first.value("status")) == (date(2026, 9, 15), "已完成")
    assert (second.value("theme"), second.value("due")) == ("改了的学习", date(2026, 9, 20))


def test_a_years_plan_is_of_its_year(desk: Desk) -> None:
    file = sheet([[1, "主题党日", "全年党日", "学习", "全体党员", "每季度末", "录入"]])
    rows = [("2026年度机关党建工作要点",), *file.sheets[0].rows[1:]]
    file = replace(file, sheets=(replace(file.sheets[0], rows=tuple(rows)),))
    ledger = desk.catalogue["assignments"]
    found = desk.importing.understand(ledger, file, ImportPlan())
    (saved,) = desk.importing.keep(found).saved
    values = [saved.record.value(key) for key in ("scope", "month", "due")]
    assert values == ["年度", date(2026, 1, 1), date(2026, 3, 31)]


def test_a_list_that_does_not_say_its_day_takes_none_from_another(desk: Desk) -> None:
    brought_in(desk, ROWS)
    rows: list[list[FileCell]] = [["2026年12月机关党建重点工作清单"], [*HEADS], ROWS[3]]
    file = SheetFile("清单.xlsx", "1" * 64, (FileSheet("Sheet1", tuple(map(tuple, rows))),))
    ledger = desk.catalogue["assignments"]
    (saved,) = desk.importing.keep(desk.importing.understand(ledger, file, ImportPlan())).saved
    found = [saved.record.value(key) for key in ("source", "issuer", "issued_on")]
    assert found == ["2026年12月机关党建重点工作清单", None, None]


def test_what_the_preview_leaves_blank_is_not_taken_from_the_row_before(desk: Desk) -> None:
    rows: list[list[FileCell]] = [
        ["2026年9月机关党建重点工作清单"],
        ["序号", "活动类别", "活动主题", "完成时间", "下发单位", "下发日期"],
        [1, "支部党员大会", "甲", "9月10日前", "市委机关工委", "2026-08-28"],
        [2, "支部委员会", "乙", "9月20日前", "", ""],
    ]
    file = SheetFile("清单.xlsx", "2" * 64, (FileSheet("Sheet1", tuple(map(tuple, rows))),))
    found = desk.importing.understand(desk.catalogue["assignments"], file, ImportPlan())
    shown = [
        (each.values.get("issuer"), each.values.get("issued_on"))
        for each in desk.importing.look(found)
    ]
    assert shown == [("市委机关工委", date(2026, 8, 28)), (None, None)]
    kept = [each.record.values for each in desk.importing.keep(found).saved]
    assert [(each.get("issuer"), each.get("issued_on")) for each in kept] == shown
