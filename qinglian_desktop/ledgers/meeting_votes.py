"""Whether a 党员大会 may decide: voting members due and present, and how each vote came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from qinglian_desktop.domain.problem import InRow, Problem, problem_in_row
from qinglian_desktop.domain.rules import Surroundings
from qinglian_desktop.domain.values import Interval, People, Values

PASSED, REJECTED = "通过", "未通过"


def quorum(values: Values, surroundings: Surroundings) -> Iterator[Problem]:
    """More than half of the voting members must be there for a vote to hold, and agree to it."""
    votes = cast("tuple[Values, ...]", values.get("votes") or ())
    time, people = values.get("time"), values.get("people")
    if values.get("kind") != "党员大会" or not votes or not isinstance(time, Interval):
        return
    may_vote = _voters(surroundings, time.start.date())
    # Attendance by numbers alone does not say who of them may vote.
    if not may_vote or not isinstance(people, People) or not people.attendees:
        return
    due = len(may_vote)
    present = sum(each.present and each.person.id in may_vote for each in people.attendees)
    needed = due // 2 + 1
    if present < needed:
        said = (
            f"有表决权的党员{due}人，到会{present}人，没有过半（应到会{needed}人以上），"
            "表决无效，请核对到会名单或另行召开。"
        )
        yield Problem("people", said, is_warning=True)
    for place, row in enumerate(votes, 1):
        yes, no, none = (_count(row, key) for key in ("yes", "no", "abstained"))
        counted = yes + no + none
        if counted > present:
            said = f"赞成、反对、弃权共{counted}票，到会有表决权的党员只有{present}人，请核对。"
            yield problem_in_row("votes", "决议/表决", InRow(place, "yes", said))
        elif counted and row.get("outcome") == PASSED and yes < needed:
            said = f"有表决权的党员{due}人，赞成{yes}票没有过半，不能写“通过”，请核对。"
            yield problem_in_row("votes", "决议/表决", InRow(place, "outcome", said))


def _voters(surroundings: Surroundings, day: date) -> set[int]:
    return {
        member.id
        for member in surroundings.members.values()
        if member.votes and member.belongs_on(day)
    }


def _count(row: Values, key: str) -> int:
    count = row.get(key)
    return count if isinstance(count, int) else 0
