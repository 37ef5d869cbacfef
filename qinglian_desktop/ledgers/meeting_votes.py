"""Whether a meeting may decide: who is entitled and present, and how each vote came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Member, Surroundings
from qinglian_desktop.domain.values import Interval, People, Values, is_blank

ASSEMBLY, COMMITTEE = "党员大会", "支委会"
_PASSED, _REJECTED = "通过", "未通过"
PACK = ("方案", "征求意见", "谈心谈话", "对照检查材料", "民主测评", "整改清单", "情况报告")
"""What is filed of a 组织生活会."""
OUTCOMES = (_PASSED, _REJECTED)
_RESOLUTION, _ELECTION = "表决", "选举"
BALLOTS = (_RESOLUTION, _ELECTION)


@dataclass(frozen=True, slots=True)
class _Turnout:
    """Who may vote, in words, how many they are, and how many of them came."""

    whom: str
    due: int
    present: int

    @property
    def said(self) -> str:
        return f"{self.whom}{self.due}人，到会{self.present}人"


def has_content(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """What was said stands in one text, or by speaker."""
    if is_blank(values.get("points")) and is_blank(values.get("speeches")):
        yield Problem("points", "请填写“发言要点”，或者在“发言记录”里逐人记。")


def quorum(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """Enough of those entitled must be there for a meeting and a vote to hold, and agree to it.

    党员大会: more than half of the voting members for a resolution, at least four fifths for an
    election; 支委会: at least half of its members. 列席 never counts.
    """
    votes = cast("tuple[Values, ...]", values.get("votes") or ())
    turnout = _turnout(values, surroundings)
    if turnout is None:
        return
    yield from _too_few(str(values.get("kind")), votes, turnout)
    for place, row in enumerate(votes, 1):
        yield from _of_row(place, row, turnout)


def _turnout(values: Values, surroundings: Surroundings) -> _Turnout | None:
    """None where nobody is known to be entitled, or where it is not known who came."""
    time, people = values.get("time"), values.get("people")
    # Attendance by numbers alone does not say who of them may vote.
    if not isinstance(time, Interval) or not isinstance(people, People) or not people.attendees:
        return None
    day = time.start.date()
    entitled = {m.id for m in surroundings.members.values() if _may(values.get("kind"), m, day)}
    if not entitled:
        return None
    present = {each.person.id for each in people.attendees if each.present} & entitled
    whom = "有表决权的党员" if values.get("kind") == ASSEMBLY else "支委"
    return _Turnout(whom, len(entitled), len(present))


def _may(kind: object, member: Member, day: date) -> bool:
    if not member.belongs_on(day):
        return False
    match kind:
        case "党员大会":
            return member.votes_on(day)
        case "支委会":
            return bool(member.seat_on(day))
        case _:
            return False


def _too_few(kind: str, votes: tuple[Values, ...], turnout: _Turnout) -> Iterator[Problem]:
    due, present = turnout.due, turnout.present
    half, fifths = due // 2 + 1, -(-due * 4 // 5)
    if kind == COMMITTEE and present < -(-due // 2):
        said = f"{turnout.said}，不到半数（应到会{-(-due // 2)}人以上），支委会不能开，"
    elif any(row.get("ballot") == _ELECTION for row in votes) and present < fifths:
        said = f"{turnout.said}，不到五分之四（应到会{fifths}人以上），选举无效，"
    elif votes and kind == ASSEMBLY and present < half:
        said = f"{turnout.said}，没有过半（应到会{half}人以上），表决无效，"
    else:
        return
    yield Problem("people", f"{said}请核对到会名单或另行召开。", is_warning=True)


def _of_row(place: int, row: Values, turnout: _Turnout) -> Iterator[Problem]:
    due, present, whom = turnout.due, turnout.present, turnout.whom
    yes, no, none = (_count(row, key) for key in ("yes", "no", "abstained"))
    counted = yes + no + none
    is_election = row.get("ballot") == _ELECTION
    needed = (present if is_election else due) // 2 + 1
    if counted > present:
        said = f"赞成、反对、弃权共{counted}票，到会{whom}只有{present}人，请核对。"
        yield problem_in_row("votes", "决议/表决", InRow(place, "yes", said))
    elif counted and row.get("outcome") == _PASSED and yes < needed:
        of = f"到会{whom}{present}人" if is_election else f"{whom}{due}人"
        said = f"{of}，赞成{yes}票没有过半，不能写“{_PASSED}”，请核对。"
        yield problem_in_row("votes", "决议/表决", InRow(place, "outcome", said))


def _count(row: Values, key: str) -> int:
    count = row.get(key)
    return count if isinstance(count, int) else 0
