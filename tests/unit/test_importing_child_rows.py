"""Child rows out of the sheets of offices: each word stays with whom and what it belongs to."""

from __future__ import annotations

import pytest

from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.ledgers.meetings import MEETINGS
from qinglian_desktop.ledgers.risks import RISKS
from tests.read_sheets import read, sheet, told

SPEECHES = "类型|时间|主题|发言人|发言"
CONTROLS = "部门|风险点|防控清单：防控措施|防控清单：直接责任人"


def rows(ledger: Ledger, key: str, head: str, *lines: list[FileCell]) -> object:
    (record,) = told(read(ledger, sheet(head, *lines)))
    return record[key]


def speech(who: str, said: str) -> dict[str, object]:
    return {"speaker": {"name": who}, "said": said}


def test_what_one_says_in_numbered_points_is_one_speech_of_theirs() -> None:
    first: list[FileCell] = ["支委会", "2026-1-6", "甲", "张三", "1.同意\n2.建议早办"]
    assert rows(MEETINGS, "speeches", SPEECHES, first, ["", "", "", "李四", "反对"]) == [
        speech("张三", "1.同意\n2.建议早办"),
        speech("李四", "反对"),
    ]


@pytest.mark.parametrize("who", ["张三\n李四", "1.张三\n2.李四", "1、张三；2、李四"])
def test_of_several_in_a_cell_each_has_the_words_of_their_number(who: str) -> None:
    line: list[FileCell] = ["支委会", "2026-1-6", "甲", who, "1.同意\n2.建议早办"]
    assert rows(MEETINGS, "speeches", SPEECHES, line) == [
        speech("张三", "同意"),
        speech("李四", "建议早办"),
    ]


def test_where_it_cannot_be_told_who_said_what_nothing_is_parted() -> None:
    line: list[FileCell] = ["支委会", "2026-1-6", "甲", "张三\n李四", "1.同意\n2.早办\n3.公开"]
    assert rows(MEETINGS, "speeches", SPEECHES, line) == [
        speech("张三\n李四", "1.同意\n2.早办\n3.公开")
    ]


def test_measures_and_their_owners_are_paired_by_number_or_line() -> None:
    by_line: list[FileCell] = ["办公室", "审核不严", "1.双人审核\n2.公开", "韦一\n罗二"]
    by_number: list[FileCell] = ["办公室", "审核不严", "1.双人审核\n2.公开", "2.罗二\n1.韦一"]
    for line in (by_line, by_number):
        assert rows(RISKS, "controls", CONTROLS, line) == [
            {"measure": "双人审核", "owner": "韦一"},
            {"measure": "公开", "owner": "罗二"},
        ]
