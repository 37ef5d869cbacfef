"""签到表: who is to sign, in groups, with lines left blank; who came it does not say"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qinglian_desktop.domain.invitation import BLANK, Group, Invitation

COLUMNS = ("序号", "姓名", "职务", "签名", "备注")
_GUESTS = "列席"
_FEW = "____"


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """``facts`` stand above the table, each with its label; 序号 runs on over the ``groups``.

    ``due`` is how many are to come, None where their names are not known; ``made_on`` the day on
    which the sheet was made.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    due: int | None
    made_on: date


def sign_in_sheet(told: Invitation, made_on: date) -> SignInSheet:
    """The sheet of an event; the blank lines below the last group are for whoever else comes."""
    facts = [("时间", told.when or BLANK), ("地点", told.place or BLANK)]
    if told.theme is not None:
        facts.append(("主题", told.theme or BLANK))
    groups = (*told.due, Group(_GUESTS, told.guests))
    return SignInSheet(f"{told.called}签到表", tuple(facts), groups, told.count or None, made_on)


def how_many_words(sheet: SignInSheet) -> str:
    """How many are to come, and room to write how many did."""
    due = f" {sheet.due} " if sheet.due is not None else _FEW
    return f"应到{due}人　实到{_FEW}人　请假{_FEW}人"
