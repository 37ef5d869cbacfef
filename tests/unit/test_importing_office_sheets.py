"""The files that offices keep: what each comes to, and that it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from qinglian_desktop.application.book_ports import Books
from qinglian_desktop.application.desk import Desk, Tools
from qinglian_desktop.documents.sheets.reader import SheetReader
from qinglian_desktop.domain.importing.import_plan import ImportPlan
from qinglian_desktop.domain.importing.understanding import Understanding, understand
from tests.conftest import PASSWORD
from tests.office_sheets import OFFICE_SHEETS
from tests.read_sheets import KNOWING, told

NO_ROWS = "这张表只有表头，下面没有一条记录，没有可以导入的。"


@pytest.fixture
def desk(tools: Tools, books: Books, tmp_path: Path) -> Iterator[Desk]:
    """An empty book of the program's own ledgers."""
    book, _ = books.create(tmp_path / "册", PASSWORD)
    try:
        yield Desk(book, tools)
    finally:
        book.close()


def read(ledger: str, start: str, folder: Path, plan: ImportPlan | None = None) -> Understanding:
    """What a ledger understands of the file whose name begins so."""
    name = next(name for name in OFFICE_SHEETS if name.startswith(start))
    (folder / name).write_bytes(OFFICE_SHEETS[name]())
    return understand(KNOWING[ledger], SheetReader().read(folder / name), plan or ImportPlan())


def targets_of(found: Understanding) -> Mapping[str, str]:
    return {each.head.split("／")[-1]: each.target for each in found.columns if each.target}


def problems_of(found: Understanding) -> list[tuple[int, int]]:
    """Row and column, counted from 1, of each cell that must be mended."""
    return [(p.row + 1, p.column + 1) for each in found.records() for p in each.problems]


@pytest.mark.parametrize(
    ("start", "ledger", "known", "left"),
    [
        ("01", "people", ("name", "joined", "joined_party", "full_since"), [(7, "说明")]),
        ("03", "people", ("name", "sex", "born", "joined_party", "phone"), [(4, "说明")]),
        ("09", "people", ("name",), [(4, "说明")]),
        ("10", "people", ("name", "remarks"), []),
    ],
)
def test_a_template_without_rows_says_so(
    start: str, ledger: str, known: tuple[str, ...], left: list[tuple[int, str]], tmp_path: Path
) -> None:
    found = read(ledger, start, tmp_path)
    assert found.nothing == NO_ROWS and not found.body.records
    assert {*known} <= {*targets_of(found).values()}
    assert [(each.row, each.why) for each in found.body.left_out] == left


@pytest.mark.parametrize(
    ("start", "ledger"),
    [("11", "meetings"), ("工委", "tasks"), ("工委", "talks"), ("工委", "problems")],
)
def test_a_form_to_be_filled_says_that_nothing_is_to_be_brought_in(
    start: str, ledger: str, tmp_path: Path
) -> None:
    assert "就不用导入" in read(ledger, start, tmp_path).nothing


def test_numbered_lines_of_a_form_are_no_records(tmp_path: Path) -> None:
    found = read("unit", "12", tmp_path)
    assert found.head.rows.first == 2 and found.nothing == NO_ROWS
    assert {each.why for each in found.body.left_out} == {"没有内容", "说明"}


def test_the_rows_of_templates(tmp_path: Path) -> None:
    assert told(read("people", "02", tmp_path)) == [
        {
            "name": "张三",
            "politics": "正式党员",
            "joined_party": "2016-05-20",
            "full_since": "2017-05-20",
        }
    ]
    assert told(read("people", "04", tmp_path)) == [{"name": "李四", "politics": "群众"}]
    assert told(read("unit", "05", tmp_path)) == [
        {"name": "第四党支部", "term_since": "2018-11-02", "term_due": "2021-11-01"}
    ]
    begun = {"start": "2020-04-07 15:30", "end": None}
    assert told(read("meetings", "06", tmp_path)) == [
        {
            "kind": "党员大会",
            "host": "张三",
            "recorder": "张三",
            "theme": "支部党员大会",
            "time": begun,
            "place": "活动室202",
            "people": {"people": [], "due": 18, "present": 18},
            "agenda": [{"item": "议题"}],
            "points": "内容",
            "resolution": "决议",
        }
    ]
    (short,) = told(read("meetings", "07", tmp_path))
    assert short["time"] == {"start": "2020-04-07 15:30", "end": "2020-04-07 17:00"}
    assert short["no"] == 1 and short["theme"] == "支部党员大会"
    (day,) = told(read("meetings", "08", tmp_path))
    assert day["time"] == begun and day["theme"] == "主题党日活动"
    assert day["people"] == {"people": [], "due": 12, "present": 11}


def test_a_roster_of_two_rows_of_heads_is_kept(desk: Desk, tmp_path: Path) -> None:
    found = read("people", "党员花名册", tmp_path)
    assert (found.head.rows.first, found.head.rows.count) == (2, 2)
    assert targets_of(found) == {
        "姓名": "name",
        "性别": "sex",
        "民族": "ethnicity",
        "出生日期": "born_on",
        "学历": "schooling",
        "人员类别": "politics",
        "加入党组织日期": "joined_party",
        "转为正式党员日期": "full_since",
        "工作岗位": "post",
        "联系电话": "phone",
        "党籍状态": "membership",
        "是否失联": "lost",
        "是否流动党员": "away",
        "备注": "remarks",
    }
    assert [(each.row, each.why) for each in found.body.left_out] == [(11, "合计")]
    # A month is no day: that is asked about.
    assert problems_of(found) == [(5, 10), (5, 11)]
    found = desk.importing.understand(KNOWING["people"], found.file, ImportPlan())
    kept = desk.importing.keep(found)
    assert kept.rejected == (0,) and len(kept.saved) == 5
    values = [each.record.values for each in kept.saved]
    assert [each["name"] for each in values] == [
        "黎𬱖",
        "欧阳𬭎",
        "阿依努·巴哈尔",
        "艾山江•卡德尔",
        "梁文海",
    ]
    days = [(str(each["born"])[:7], str(each["joined_party"])) for each in values]
    assert days == [
        ("1979-02", "2003-06-27"),
        ("1981-05", "2003-07-03"),
        ("2001-03", "2026-06-29"),
        ("1998-02", "2021-07-01"),
        ("1986-11", "2011-06-25"),
    ]
    # Brought in once more, each of them is known.
    again = desk.importing.look(found)
    assert [each.twin is not None for each in again] == [False, *[True] * 5]


def test_talks_in_sections(tmp_path: Path) -> None:
    found = read("talks", "谈心谈话", tmp_path)
    assert [(each.row, each.why) for each in found.body.left_out] == [
        (4, "分段"),
        (8, "分段"),
        (11, "合计"),
    ]
    first, second, third, fourth = told(found)
    assert first["time"] == {"start": "2026-03-06", "end": None}
    assert first["people"] == {"people": [{"name": "梁文海"}]}
    assert (first["position"], first["talker_post"]) == ("养护科干部", "党支部书记")
    assert second["people"] == {"people": [{"name": "黎𬱖"}, {"name": "欧阳𬭎"}]}
    assert third["time"] == {"start": "2026-05-07 09:30", "end": None}
    assert fourth == {"talker": "黎𬱖", "form": "集体", "content": "不收送礼品"}
    assert problems_of(found) == [(9, 7), (10, 2), (10, 5), (10, 7)]
    assert [each.head for each in found.columns if not each.target] == ["序号", "备注"]


def test_risks_merged_downwards(tmp_path: Path) -> None:
    found = read("risks", "廉政风险", tmp_path)
    first, second, third, fourth = told(found)
    assert [each["level"] for each in (first, second, third, fourth)] == [
        "一级",
        "二级",
        "一级",
        "三级",
    ]
    assert [each["department"] for each in (second, fourth)] == ["办公室", "养护科"]
    people = {"owner": "梁文海", "head": "示例甲", "leader": "覃䶮"}
    assert first["controls"] == [
        {"measure": "两人审核", **people},
        {"measure": "每季度公开", **people},
    ]
    assert not problems_of(found)


def test_problems_with_words_where_a_day_is_due(tmp_path: Path) -> None:
    # When it was filled in says nothing of the year of 6月24日.
    asked = read("problems", "问题整改", tmp_path)
    assert asked.asks_year and problems_of(asked) == [(4, 2), (4, 12), (6, 2)]
    found = read("problems", "问题整改", tmp_path, ImportPlan(year=2026))
    first, second, third = told(found)
    assert (first["due"], first["struck_on"], first["status"]) == (
        "2026-06-29",
        "2026-06-24",
        "已解决",
    )
    assert (second["term"], second["leader"], second["department"]) == (
        "立行立改",
        "覃䶮",
        "办公室",
    )
    assert third["term"] == "长期坚持" and "status" not in third
    # Which of the sources is meant is asked.
    assert problems_of(found) == [(4, 2), (6, 2)]


def test_work_from_above(tmp_path: Path) -> None:
    found = read("tasks", "重点工作", tmp_path)
    dues = [each.get("due") or each.get("term") for each in told(found)]
    assert dues == ["2026-09-11", "2026-09-04", "2026-09-14", None, None, "每月"]
    assert problems_of(found) == [(7, 6), (8, 6)]


def test_meetings_of_old_are_kept(desk: Desk, tmp_path: Path) -> None:
    roster = read("people", "党员花名册", tmp_path).file
    desk.importing.keep(desk.importing.understand(KNOWING["people"], roster, ImportPlan()))
    ledger = KNOWING["meetings"]
    plan = ImportPlan(for_all={"theme": "学习"}, mended={("no", "1月"): 1})
    found = desk.importing.understand(ledger, read("meetings", "三会一课台账", tmp_path).file, plan)
    assert problems_of(read("meetings", "三会一课台账", tmp_path)) == [(4, 2)]
    kept = desk.importing.keep(found)
    # What was said at the other two stands in no column.
    assert kept.rejected == (1, 2)
    values = kept.saved[0].record.values
    assert str(values["time"]).count("15, 0") == 1 and values["no"] == 1
    people = values["people"]
    assert (people.due, people.present) == (6, 5)  # pyright: ignore
