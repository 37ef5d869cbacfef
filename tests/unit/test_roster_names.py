"""A name that is registered: somebody of the roster with a title is told, and two in one."""

from __future__ import annotations

from datetime import date

import pytest

from qinglian_desktop.domain.rules import Member, Surroundings
from qinglian_desktop.domain.validation import read_input, validate
from qinglian_desktop.ledgers.people import PEOPLE

KNOWN = {1: Member(1, "李四"), 2: Member(2, "阿不都·热合曼"), 3: Member(3, "张三")}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("李四同志", "花名册里已经有一位“李四”"),
        ("李四书记", "花名册里已经有一位“李四”"),
        ("李 四", "花名册里已经有一位“李四”"),
        ("阿不都-热合曼", "花名册里已经有一位“阿不都·热合曼”"),
        ("阿不都ㆍ热合曼", "花名册里已经有一位“阿不都·热合曼”"),
        ("王五同志", "请只写姓名“王五”"),
        ("张三 王五", "“张三 王五”像是 2 个人的姓名"),
        ("赵六和王五", "像是 2 个人的姓名"),
        ("王五", ""),
        ("李和平", ""),
        ("次仁·卓玛", ""),
        ("王 五", ""),
    ],
)
def test_who_may_be_another_is_told_when_registered(name: str, said: str) -> None:
    typed = {"name": name, "politics": "群众", "joined": "2020-01-01"}
    values, _ = read_input(PEOPLE, typed)
    problems = validate(PEOPLE, values, Surroundings(date(2026, 11, 23), KNOWN))
    told = [each.message for each in problems if each.field == "name"]
    assert bool(told) == bool(said)
    assert all(said in each for each in told)
    assert all(each.is_warning for each in problems)
