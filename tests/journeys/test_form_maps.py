"""What goes where in a form, said in a file for the command line: cells, and rows of a ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.application.filling import Filling
from qinglian_desktop.cli.form_maps import MapReading, read_map
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.filling.form_mapping import FormMapping, MappedRows
from qinglian_desktop.domain.filling.form_spans import FormSpan
from tests.drawn_files import DrawnFiles
from tests.form_tables import COMMITTEE, drawn_form, drawn_table

PROBLEMS = drawn_table(
    "问题清单|<|<|<|<", "序号|发现的问题|责任人|措施|备注", *["||||"] * 4, name="清单"
)
Apply: TypeAlias = Callable[..., FormMapping]


@pytest.fixture
def filling(desk: Desk) -> Filling:
    files = DrawnFiles(committee=drawn_form(COMMITTEE), both=drawn_form(COMMITTEE, PROBLEMS))
    return Filling(desk.book, desk.catalogue, desk.clock, "测试", files)


@pytest.fixture
def applied(desk: Desk, filling: Filling, tmp_path: Path) -> Apply:
    """The mapping that a file makes of what is proposed."""

    def apply(said: object, form: str = "committee") -> FormMapping:
        file = tmp_path / "填什么.json"
        file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        opened = filling.open("表.xlsx", form.encode())
        reading = MapReading(filling, desk.catalogue, opened)
        return reading.applied(read_map(file), filling.proposing(opened).mapping)

    return apply


def columns(rows: MappedRows) -> dict[str, str]:
    return {each.place.at: each.column for each in rows.columns}


def test_a_block_says_its_ledger_and_the_columns_by_name(applied: Apply) -> None:
    names = ["序号", "支委分工:职务", "officers.person", "", "", "", "", ""]
    said = {"Sheet1!A4:H9": {"ledger": "单位", "columns": names}}
    (rows,) = applied(said).rows
    assert columns(rows) == {"A4": ".place", "B4": "officers.office", "C4": "officers.person"}
    assert (rows.ledger, rows.room, rows.span) == ("unit", 6, None)


def test_without_columns_the_heads_say_them(applied: Apply) -> None:
    said = {"清单!A3:E6": {"ledger": "问题台账", "span": "本年累计"}}
    mapping = applied(said, "both")
    officers, problems = mapping.rows
    assert (officers.ledger, problems.ledger, problems.room) == ("unit", "problems", 4)
    assert problems.span == FormSpan("本年累计")
    assert columns(problems)["A3"] == ".place"
    assert len(problems.columns) > 2


def test_nothing_said_of_a_block_takes_what_was_there(applied: Apply) -> None:
    mapping = applied({"A2:H13": ""})
    assert mapping.rows == ()
    assert [each.place.at for each in mapping.places] == ["A14"]
    one = applied({"C4": "{{单位}}"})
    assert one.rows == () and len(one.places) == 3


OF_UNIT = {"ledger": "单位"}


@pytest.mark.parametrize(
    ("at", "what", "part"),
    [
        ("A4:Z99", OF_UNIT, "表里没有“A4:Z99”这一格"),
        ("A4", OF_UNIT | {"span": "字" * 400}, f"没有“{'字' * 50}…”这种时段"),
        ("Z" * 400, OF_UNIT, f"表里没有“{'Z' * 50}…”这一格"),
        ("H13:A4", OF_UNIT, "要从左上一格写到右下一格"),
        ("A4:H13", {"ledger": "单位们"}, "A4:H13：没有“单位们”这本台账"),
        ("A4:H13", OF_UNIT | {"columns": ["序号"]}, "第一行有8格，columns 里要写8个栏目"),
        ("A4:B13", OF_UNIT | {"columns": ["序号", "体重"]}, "“单位”没有“体重”这个栏目"),
        ("A4:B13", OF_UNIT | {"columns": ["", ""]}, "没有写每一列填“单位”的哪个栏目"),
        (
            "B4:C13",
            OF_UNIT | {"columns": ["支委分工：职务", "党小组：名称"]},
            "“支委分工”和“党小组”各有各的行",
        ),
        ("A4:B13", OF_UNIT | {"span": "下月"}, "没有“下月”这种时段"),
        ("A4:B13", OF_UNIT | {"rows": 3}, "看不懂“rows”"),
        ("A4:B13", "{{单位}}", "文字只能填进一格"),
    ],
)
def test_blocks_that_mean_nothing_are_told(
    applied: Apply, at: str, what: object, part: str
) -> None:
    with pytest.raises(DataProblems) as caught:
        applied({at: what})
    (problem,) = caught.value.problems
    assert part in problem.message
    assert problem.message.endswith("。") and not problem.message.endswith("。。")


def test_a_name_of_two_tables_needs_its_table(applied: Apply) -> None:
    with pytest.raises(DataProblems):
        applied({"A4:H13": OF_UNIT}, "both")
