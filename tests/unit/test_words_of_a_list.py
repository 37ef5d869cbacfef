"""A word of the list is right in its field; what may be asked of one all the same is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from qinglian_desktop.domain.field_types import Choice, Choices, Day, Field
from qinglian_desktop.domain.initial import UnitChoice
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.validation import validate
from qinglian_desktop.domain.values import Value

RARE = "补\U00016800帆"
CREW = Ledger(
    key="crew",
    label="船员",
    noun="船员",
    sections=(
        Section(
            "船员",
            (
                Field("day", "日期", Day(), required=True),
                Field("kind", "类别", Choice(("水手", RARE)), required=True),
                Field("work", "工作", Choices(("看灯", RARE)), required=True),
                Field("ship", "船", Choice(("大船", "小船")), initial=UnitChoice("大船")),
            ),
        ),
    ),
    occurred="day",
    title=("kind",),
)
AROUND = Surroundings(
    date(2026, 11, 23), lacking=lambda text: "\U00016800" * ("\U00016800" in text)
)
RIGHT: Mapping[str, Value] = {
    "day": date(2026, 3, 5),
    "kind": "水手",
    "work": ("看灯",),
    "ship": "大船",
}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("kind", "水手", ""),
        ("kind", "船长", "类别没有“船长”这个选项"),
        ("kind", RARE, "打印不出来"),
        ("kind", None, "类别"),
        ("work", ("看灯", "做饭"), "工作没有“做饭”这个选项"),
        ("work", ("看灯", RARE), "打印不出来"),
        ("work", (), "工作"),
        ("ship", "小船", "本单位选用的是“大船”"),
        ("ship", "筏子", "船没有“筏子”这个选项"),
    ],
)
def test_what_is_told_of_a_word(key: str, value: Value, said: str) -> None:
    told = [each.message for each in validate(CREW, {**RIGHT, key: value}, AROUND)]
    assert len(told) <= 2 and bool(told) is bool(said)
    assert said in "".join(told)
