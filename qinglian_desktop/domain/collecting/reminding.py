"""What is still owed of a month, and a polite message to copy; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qinglian_desktop.domain.collecting.listed_units import ListedUnit
from qinglian_desktop.domain.collecting.states import MonthState, UnitMonth
from qinglian_desktop.domain.period import Period

_HEADS = (
    ((MonthState.MISSING, MonthState.NOT_DUE), "还没有收到的有"),
    ((MonthState.GIVEN_BACK,), "退回后还没有重新报送的有"),
    ((MonthState.DOUBTFUL,), "收到的文件有问题、需要核对或者重新报送的有"),
)


@dataclass(frozen=True, slots=True)
class OwedMonth:
    """A unit that still owes a month, and how the month stands with it."""

    unit: ListedUnit
    month: UnitMonth


def reminder_of(period: Period, owed: Sequence[OwedMonth], due: date, today: date) -> str:
    """One message that names the units that owe a month; "" where none does."""
    said: list[str] = []
    for states, head in _HEADS:
        names = [each.unit.name or each.unit.code for each in owed if each.month.state in states]
        if names:
            said.append(f"{head}{len(names)}个单位：{'、'.join(names)}。")
    if not said:
        return ""
    day = f"{due.month}月{due.day}日"
    asked = f"请于{day}前报送" if today <= due else f"按要求应当在{day}前报送"
    last = "请以上单位按时报送" if today <= due else "请以上单位尽快报送"
    begin = (
        f"各单位：{period.label}清廉机关建设工作月报，{asked}。截至{today.month}月{today.day}日，"
    )
    return f"{begin}{''.join(said)}{last}，已经报了的请忽略。谢谢！"
