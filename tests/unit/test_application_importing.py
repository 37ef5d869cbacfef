"""A table of an office brought into a book: kept as one, taken back as one, told where from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from qinglian_desktop.application.book_ports import Book, Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.application.importing import Imported
from qinglian_desktop.application.ports import Mark
from qinglian_desktop.domain.catalogue import Catalogue
from qinglian_desktop.domain.errors import Cancelled, EnvironmentProblem, ReasonNeeded
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.understanding import Understanding
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.query import Query
from qinglian_desktop.domain.record import Record, State
from qinglian_desktop.domain.sheet import FileSheet, Merged, SheetFile
from qinglian_desktop.domain.values import Person
from qinglian_desktop.ledgers import ALL_LEDGERS
from qinglian_desktop.storage.repository import StoredRecords
from tests.conftest import PASSWORD

CATALOGUE = Catalogue(ALL_LEDGERS)
PEOPLE, TALKS, UNIT = (CATALOGUE[key] for key in ("people", "talks", "unit"))

OF_UNIT = {"name": "某支部", "code": "JG-01", "committee": "机关工委"}
TALK_HEADS = "时间|地点|谈话对象|对象类别|谈话人|重点内容|谈话内容"


@pytest.fixture
def desk(empty_book: Book, tools: Tools) -> Desk:
    return Desk(empty_book, tools)


def read(
    desk: Desk, ledger: Ledger, *rows: str, digest: str = "", plan: ImportPlan | None = None
) -> Understanding:
    cells = tuple(tuple(row.split("|")) for row in rows)
    file = SheetFile("台账.xlsx", digest, (FileSheet("一", cells), FileSheet("空", ())))
    return desk.importing.understand(ledger, file, plan or ImportPlan())


def bring_in(
    desk: Desk,
    ledger: Ledger,
    *rows: str,
    treatments: Mapping[int, Treatment] | None = None,
    otherwise: Treatment = Treatment.SKIP,
    reason: str = "",
) -> Imported:
    found = read(desk, ledger, *rows)
    return desk.importing.keep(found, treatments, otherwise, reason=reason)


def all_of(desk: Desk, ledger: Ledger) -> list[Record]:
    return desk.searching.fetch(ledger, desk.searching.ids(Query(ledger.key)))


def talk(day: str, whom: str = "张三", content: str = "谈了工作。") -> str:
    return f"{day} 9:00|谈话室|{whom}|其他|李四|岗位职责|{content}"


def test_each_record_tells_from_which_file_sheet_and_row_it_came(desk: Desk) -> None:
    kept = bring_in(
        desk, PEOPLE, "花名册", "姓名|性别|政治面貌", "张三|男|群众", "李四|女|群众"
    ).saved
    assert [each.record.value("name") for each in kept] == ["张三", "李四"]
    (change,) = desk.records.history(PEOPLE, kept[1].record.id or 0)
    assert (change.action, change.reason) == ("新增", "导入自“台账.xlsx”工作表“一”第 4 行")


def test_all_of_it_is_taken_back_as_one_step_and_brought_again(desk: Desk) -> None:
    bring_in(desk, TALKS, TALK_HEADS, talk("2026-03-05"), talk("2026-03-06"))
    turned = desk.records.steps.undo()
    assert turned is not None and turned.step.words == f"导入2条{TALKS.noun}"
    assert all_of(desk, TALKS) == [] and desk.records.steps.undo() is None
    assert desk.records.steps.redo() is not None
    assert len(all_of(desk, TALKS)) == 2


def test_given_up_in_the_middle_nothing_is_kept(desk: Desk) -> None:
    found = read(desk, TALKS, TALK_HEADS, *(talk(f"2026-03-{n:02}") for n in range(1, 9)))
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 4

    with pytest.raises(Cancelled):
        desk.importing.keep(found, progress=stop)
    assert told == [(1, 8), (2, 8), (3, 8), (4, 8)]
    assert all_of(desk, TALKS) == [] and desk.records.steps.undo() is None
    assert len(desk.importing.keep(found).saved) == 8


def test_where_the_disk_refuses_in_the_middle_nothing_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(desk, TALKS, TALK_HEADS, talk("2026-03-05"), talk("2026-03-06"), digest="d")
    add, kept = StoredRecords.add, 0

    def fail(self: StoredRecords, ledger: Ledger, record: Record, mark: Mark) -> Record:
        nonlocal kept
        kept += 1
        if kept == 2:
            raise OSError(28, "No space left on device")
        return add(self, ledger, record, mark)

    with monkeypatch.context() as patch:
        patch.setattr(StoredRecords, "add", fail)
        with pytest.raises(OSError):
            desk.importing.keep(found)
    assert all_of(desk, TALKS) == [] and desk.records.steps.undo() is None
    assert not desk.importing.is_known(TALKS, found.file)


def test_the_same_file_is_told_and_its_records_are_passed_over(desk: Desk) -> None:
    found = read(desk, TALKS, TALK_HEADS, talk("2026-03-05"), digest="d")
    assert not desk.importing.is_known(TALKS, found.file)
    desk.importing.keep(found)
    assert desk.importing.is_known(TALKS, found.file)
    again = desk.importing.keep(found)
    assert (again.saved, again.skipped) == ((), (0,)) and len(all_of(desk, TALKS)) == 1


def test_filling_in_leaves_what_is_there_and_updating_only_what_the_table_says(
    desk: Desk,
) -> None:
    heads = "姓名|出生年月|性别|政治面貌|部门|职务"
    bring_in(desk, PEOPLE, heads, "张三|1980-01|男|群众|办公室|")
    filled = bring_in(
        desk, PEOPLE, heads, "张三|1980-01|男|群众|财务科|科员", otherwise=Treatment.FILL
    )
    assert filled.changed == 1
    (person,) = all_of(desk, PEOPLE)
    assert (person.value("department"), person.value("post")) == ("办公室", "科员")
    updated = bring_in(
        desk, PEOPLE, heads, "张三|1980-01||群众|财务科|", otherwise=Treatment.UPDATE
    )
    assert updated.changed == 1
    (person,) = all_of(desk, PEOPLE)
    told = [person.value(key) for key in ("sex", "department", "post")]
    assert told == ["男", "财务科", "科员"]
    assert desk.records.steps.undo() is not None
    assert all_of(desk, PEOPLE)[0].value("department") == "办公室"


def test_what_is_there_word_for_word_is_no_change(desk: Desk) -> None:
    rows = ("姓名|出生年月|政治面貌", "张三|1980-01|群众")
    bring_in(desk, PEOPLE, *rows)
    again = bring_in(desk, PEOPLE, *rows, otherwise=Treatment.UPDATE)
    assert (again.saved, again.changed, again.skipped) == ((), 0, (0,))
    (person,) = all_of(desk, PEOPLE)
    assert person.revision == 1


def test_the_unit_follows_a_roster_once_and_goes_back_with_it(desk: Desk) -> None:
    desk.records.save(UNIT, desk.records.start(UNIT, OF_UNIT))
    assert UNIT.unit is not None
    head = f"张三|中共党员|{UNIT.unit.head_office}"
    rows = ("姓名|政治面貌|党内职务", head, "李四|中共党员|组织委员")
    bring_in(desk, PEOPLE, *rows)
    (unit,) = all_of(desk, UNIT)
    leader = unit.value(UNIT.unit.head)
    assert isinstance(leader, Person) and leader.name == "张三" and unit.revision == 2
    assert desk.records.steps.undo() is not None
    assert all_of(desk, UNIT)[0].value(UNIT.unit.head) is None


def test_a_month_that_was_reported_is_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    desk.records.save(UNIT, desk.records.start(UNIT, OF_UNIT))
    bring_in(desk, TALKS, TALK_HEADS, talk("2026-10-05"))
    desk.returning.deliver(Period.parse("2026-10"), tmp_path)
    rows = TALK_HEADS, talk("2026-10-06", "王五"), talk("2026-10-07", "赵六")
    with pytest.raises(ReasonNeeded, match="2026年10月已经上报"):
        bring_in(desk, TALKS, *rows)
    late, later = bring_in(desk, TALKS, *rows, reason="下属支部补报").saved
    assert late.record.state is State.CORRECTED
    (change,) = desk.records.history(TALKS, late.record.id or 0)
    assert change.action == "更正"
    # One reason is for all of them, beside where each is from.
    for each in (late, later):
        (change,) = desk.records.history(TALKS, each.record.id or 0)
        assert change.reason.startswith("下属支部补报；导入自")


def test_a_book_that_is_only_read_refuses_in_words(
    empty_folder: Path, books: Books, tools: Tools
) -> None:
    book = books.open(empty_folder, PASSWORD, read_only=True)
    try:
        desk = Desk(book, tools)
        found = read(desk, TALKS, TALK_HEADS, talk("2026-03-05"))
        assert len(desk.importing.look(found)) == 1
        with pytest.raises(EnvironmentProblem):
            desk.importing.keep(found)
    finally:
        book.close()


def test_an_imported_record_is_checked_exactly_as_a_typed_one(desk: Desk) -> None:
    bring_in(
        desk,
        PEOPLE,
        "姓名|政治面貌|部门|调入日期",
        "张三|群众|办公室|2020-01-01",
        "李四|群众||2026-06-01",
    )
    rows = (talk("2026-03-05"), talk("2026-03-06", "张三、王五"), talk("2026-03-07", "李四"))
    found = read(desk, TALKS, TALK_HEADS, *rows)
    for looked in desk.importing.look(found):
        checked = desk.records.check(TALKS, looked.typed)
        assert looked.values == checked.values
        assert looked.problems == checked.problems


def test_what_was_not_taken_is_mended_in_its_file_and_comes_in(desk: Desk, tmp_path: Path) -> None:
    rows = ("2026年谈话台账", TALK_HEADS)
    bad = "3月6日 9:00|谈话室|王五|不知道|李四|岗位职责|=1+1 不是公式"
    found = read(desk, TALKS, *rows, talk("3月5日"), bad)
    kept = desk.importing.keep(found)
    assert (len(kept.saved), kept.rejected) == (1, (1,))
    target = tmp_path / "没有导入.xlsx"
    desk.importing.write_rejected(found, kept.rejected, target)
    book = openpyxl.load_workbook(target)
    page = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    assert lines[0][0] == "2026年谈话台账"
    assert lines[1] == [*TALK_HEADS.split("|"), "没有导入的原因"]
    assert lines[2][:7] == bad.split("|") and page["G3"].data_type == "s"
    assert len(lines) == 3 and "不知道" in str(lines[2][7])
    page["D3"] = "其他"
    book.save(target)
    again = desk.importing.understand(TALKS, desk.importing.read(target), ImportPlan())
    assert [each.target for each in again.columns] == [*(e.target for e in found.columns), ""]
    (mended,) = desk.importing.keep(again).saved
    assert f"{mended.record.occurred_on}" == "2026-03-06"
    assert mended.record.value("content") == "=1+1 不是公式"


def test_a_year_that_was_decided_stands_over_what_was_not_taken(desk: Desk, tmp_path: Path) -> None:
    bad = "12月6日 9:00|谈话室|王五|不知道|李四|岗位职责|谈了工作。"
    found = read(desk, TALKS, "2025—2026年度谈话台账", TALK_HEADS, bad, plan=ImportPlan(year=2025))
    target = tmp_path / "没有导入.xlsx"
    desk.importing.write_rejected(found, [0], target)
    again = desk.importing.understand(TALKS, desk.importing.read(target), ImportPlan())
    assert not again.asks_year and "2025-12-06" in str(again.record(0).typed["time"])


def test_columns_chosen_once_are_known_again_beside_the_reasons(desk: Desk, tmp_path: Path) -> None:
    heads = TALK_HEADS.replace("地点", "在哪儿谈的")
    plan = ImportPlan(targets={1: "place"})
    found = read(desk, TALKS, heads, talk("2026-03-05", "张三"), talk("没有日子"), plan=plan)
    kept = desk.importing.keep(found)
    assert kept.rejected == (1,)
    target = tmp_path / "没有导入.xlsx"
    desk.importing.write_rejected(found, kept.rejected, target)
    again = desk.importing.understand(TALKS, desk.importing.read(target), ImportPlan())
    assert again.columns[1].target == "place" and again.columns[-1].target == ""


def test_heads_of_two_rows_are_found_again_in_what_was_not_taken(
    desk: Desk, tmp_path: Path
) -> None:
    cells = (("姓名", "基本情况", ""), ("", "性别", "出生年月"), ("张三", "不清楚", "1980年1月"))
    merged = (Merged(0, 0, 1, 0), Merged(0, 1, 0, 2))
    file = SheetFile("册.xlsx", "", (FileSheet("册", cells, merged),))
    found = desk.importing.understand(PEOPLE, file, ImportPlan())
    assert found.head.rows.count == 2
    target = tmp_path / "没有导入.xlsx"
    desk.importing.write_rejected(found, [0], target)
    again = desk.importing.understand(PEOPLE, desk.importing.read(target), ImportPlan())
    assert again.head.cells[:3] == found.head.cells
    assert [e.target for e in again.columns[:3]] == [e.target for e in found.columns]
    assert len(again.body.records) == 1
