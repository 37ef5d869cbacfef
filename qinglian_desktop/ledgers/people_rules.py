"""What is checked of a person of the roster: party, offices, and who may be somebody else."""

import re
from collections.abc import Iterator
from datetime import date
from typing import cast

from qinglian_desktop.domain.comparing import alike, folded
from qinglian_desktop.domain.dues import months_on
from qinglian_desktop.domain.members import Members
from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.titles import untitled
from qinglian_desktop.domain.values import Value, Values

IN_PARTY = ("正式党员", "预备党员")
SECRETARY = "支部书记"
"""The office that one person holds at a time."""
_BETWEEN_TWO = re.compile(r"\s+|和|与|及|[&＆+＋]")


def month_of_birth(values: Values) -> Value:
    """出生年月 of whoever's day of birth is known."""
    day = values.get("born_on")
    return day.replace(day=1) if isinstance(day, date) else None


def born_once(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Whether the day of birth is in the month of birth."""
    month, wanted = values.get("born"), month_of_birth(values)
    if isinstance(month, date) and isinstance(wanted, date) and month != wanted:
        said = f"出生年月是{month:%Y-%m}，出生日期却是{values.get('born_on')}，请核对。"
        yield Problem("born", said)


def probation_ends(values: Values) -> Value:
    """预备期满: a year after joining the party; None for whoever is no 预备党员."""
    joined = values.get("joined_party")
    is_new = values.get("politics") == "预备党员"
    return months_on(joined, 12) if is_new and isinstance(joined, date) else None


def party_standing(values: Values, today: date) -> str:
    """党龄 in whole years since becoming a full member; "" where that day is not known."""
    since = values.get("full_since")
    if not isinstance(since, date) or since > today:
        return ""
    years = today.year - since.year
    years -= months_on(since, 12 * years) > today
    return f"党龄 {years} 年" if years else "党龄不满一年"


def party_facts(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Whether what is said of the party agrees, and of leaving the branch."""
    in_party = values.get("politics") in IN_PARTY
    if values.get("joined_party") is not None and not in_party:
        yield Problem("joined_party", "政治面貌不是党员，却填了入党时间，请核对。")
    if values.get("votes") == "是" and values.get("politics") != "正式党员":
        yield Problem("votes", "只有正式党员有表决权，请核对。")
    if values.get("left") is not None and not values.get("left_reason"):
        yield Problem("left_reason", "填了调出日期，请选调出原因。")
    if values.get("politics") == "预备党员" and values.get("joined_party") is None:
        said = "没有填入党时间，算不出预备期哪天满，到期不会提醒，请补上。"
        yield Problem("joined_party", said, is_warning=True)


def held_offices(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Whether the days of an office can be, and whether somebody else holds it too."""
    for place, row in enumerate(_rows(values, "offices"), 1):
        since, until = _day(row, "since"), _day(row, "until")
        if since and until and until < since:
            said = f"免职日期早于任职日期（{until} 早于 {since}），请核对。"
            yield problem_in_row("offices", "党内职务", InRow(place, "until", said))
        elif not until and values.get("left") is not None:
            said = "已经填了调出日期，这一职务还没有填免职日期；从调出的第二天起不再算在任。"
            yield _warned(place, "until", said)
        elif not until and row.get("word") == SECRETARY:
            for other in _others_in_office(values, surroundings):
                said = f"花名册里{other}现在也是{SECRETARY}，换了人的请给原来的填免职日期。"
                yield _warned(place, "word", said)


def _others_in_office(values: Values, surroundings: Surroundings) -> Iterator[str]:
    for member in surroundings.members.values():
        held = (each.word for each in member.offices if each.is_held_on(surroundings.today))
        is_here = member.belongs_on(surroundings.today)
        if is_here and SECRETARY in held and not alike(member.name, str(values.get("name"))):
            yield member.name


def suspensions(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Whether the times of 留党察看 can be."""
    for place, row in enumerate(_rows(values, "suspended"), 1):
        since, until = _day(row, "since"), _day(row, "until")
        if since and until and until < since:
            said = f"期满日期早于起始日期（{until} 早于 {since}），请核对。"
            yield problem_in_row("suspended", "留党察看", InRow(place, "until", said))


def _rows(values: Values, key: str) -> tuple[Values, ...]:
    return cast("tuple[Values, ...]", values.get(key) or ())


def _day(row: Values, key: str) -> date | None:
    return cast("date | None", row.get(key))


def _warned(place: int, key: str, said: str) -> Problem:
    return problem_in_row("offices", "党内职务", InRow(place, key, said), is_warning=True)


def perhaps_somebody_else(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Who may be somebody of the roster, written with a title or a dash; who may be two."""
    name = str(values.get("name") or "")
    before = "" if surroundings.previous is None else str(surroundings.previous.get("name") or "")
    if alike(before, name):
        return
    wanted = {folded(name), folded(untitled(name)), folded(name).replace("-", "")}
    by_name = Members.of(surroundings.members).by_name
    same = [each for folded_name in wanted for each in by_name.get(folded_name, ())]
    if same:
        first = min(same, key=lambda each: each.id)
        said = f"花名册里已经有一位“{first.name}”，请核对是不是同一个人；是同名的请照常保存。"
        yield Problem("name", said, is_warning=True)
    elif untitled(name) != name:
        said = f"“{name}”像是带着称呼或职务，请只写姓名“{untitled(name)}”。"
        yield Problem("name", said, is_warning=True)
    elif len(parts := _BETWEEN_TWO.split(name)) > 1 and all(len(part) > 1 for part in parts):
        said = f"“{name}”像是 {len(parts)} 个人的姓名，请核对；是几个人请分开登记。"
        yield Problem("name", said, is_warning=True)
