"""A return in which a word or figure was changed: which one, and what stood there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from tests.documents.month_files import FILES, findings, month_bytes, month_file
from tests.documents.return_contents import month_content
from tests.documents.return_tampering import saved, written

__all__ = ["month_bytes", "month_file"]


CHANGED = {
    "a figure": (
        written("汇总", "E3", 95),
        ("“汇总”页E3写着“95”，写出时是“59”。",),
    ),
    "a figure and what it is a part of": (
        lambda path: (written("汇总", "D3", 7)(path), written("汇总", "E3", 66)(path)),
        ("“汇总”页D3写着“7”，写出时是“0”。", "“汇总”页E3写着“66”，写出时是“59”。"),
    ),
    "no figure any more": (
        written("汇总", "E3", None),
        ("“汇总”页E3是空的，写出时是“59”。",),
    ),
    "an amount": (written("活动", "E4", 25), ("“活动”页E4写着“25”，写出时是“2.5”。",)),
    "a day": (
        written("活动", "C3", date(2026, 10, 20)),
        ("“活动”页C3写着“2026-10-20”，写出时是“2026-10-01”。",),
    ),
    "a digit in words": (
        written("封面", "C9", "2026-11-03"),
        ("“封面”页C9写着“2026-11-03”，写出时是“2026-11-02”。",),
    ),
    "the unit": (
        written("封面", "C4", "另一个单位"),
        ("“封面”页C4写着“另一个单位”，写出时是“示例市委机关工委”。",),
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_one_thing_changed_is_named_with_what_stood_there(month_file: Path, what: str) -> None:
    change, told = CHANGED[what]
    change(month_file)
    first, *others = findings(month_file)
    assert first.startswith("内容与写出时不一样")
    assert tuple(each for each in others if "写出时" in each) == told


def test_of_several_changes_those_are_named_that_do_not_go_with_the_rest(tmp_path: Path) -> None:
    month = month_content()
    held = replace(month.sheets[0], rows=month.sheets[0].rows[:3])
    path = tmp_path / month.file_name
    FILES.write(replace(month, sheets=(held,)), path)

    def change(book: Workbook) -> None:
        book["活动"]["B3"] = book["活动"]["B4"] = "另外的话"
        book["活动"].delete_rows(5)
        book["汇总"]["D3"] = 60

    saved(change)(path)
    assert findings(path)[1:] == (
        "“活动”页写出时有3条，现在有2条。",
        "“汇总”页D3（参加人次）写着60，本年累计是59，本月大于本年累计，请核对。",
    )
