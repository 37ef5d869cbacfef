"""Checks across fields, as ledgers declare them, and what such a check may look at"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.values import Values


@dataclass(frozen=True, slots=True)
class Office:
    """党内职务: a post in the party from one day to another, which may be unknown or to come.

    ``rank`` is its place among the words of the roster; ``in_committee`` tells a 支委.
    """

    word: str
    since: date | None = None
    until: date | None = None
    charge: str = ""
    rank: int = 0
    in_committee: bool = True

    def is_held_on(self, day: date) -> bool:
        """Whether it was held on that day; on the day of leaving it no more."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the roster, as far as other records need to know.

    Who is of the party now is so since ``party_since``, and full member since ``full_since``;
    where such a day is not known, since ever. ``suspended`` are the times of 留党察看.
    """

    id: int
    name: str
    department: str = ""
    post: str = ""
    joined: date | None = None
    left: date | None = None
    left_reason: str = ""
    votes: bool = False
    in_party: bool = False
    is_full: bool = False
    party_since: date | None = None
    full_since: date | None = None
    politics: str = ""
    suspended: tuple[tuple[date | None, date | None], ...] = ()
    offices: tuple[Office, ...] = ()
    group: str = ""
    group_since: date | None = None
    away: str = ""
    phone: str = ""
    classes: tuple[tuple[str, date | None], ...] = ()
    initials: tuple[str, ...] = ()
    born: str = ""
    number: str = ""
    folded_name: str = field(init=False, default="")
    """How the name is compared, made once: everybody is compared with every name typed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded_name", folded(self.name))

    def belongs_on(self, day: date) -> bool:
        """Whether the person was in the branch on that day."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day <= self.left
        )

    def in_party_on(self, day: date) -> bool:
        """Whether the person was a member of the party on that day, 预备党员 or full."""
        return self.in_party and (self.party_since is None or self.party_since <= day)

    def is_full_on(self, day: date) -> bool:
        """Whether the person was a full member (正式党员) on that day."""
        return (
            self.is_full
            and self.in_party_on(day)
            and (self.full_since is None or self.full_since <= day)
        )

    def votes_on(self, day: date) -> bool:
        """表决权: that of a full member outside the times of 留党察看, if not said otherwise."""
        is_suspended = any(
            (since is None or since <= day) and (until is None or day <= until)
            for since, until in self.suspended
        )
        is_too_early = self.full_since is not None and day < self.full_since
        return self.votes and not is_suspended and not is_too_early

    def seat_on(self, day: date) -> tuple[Office, ...]:
        """The posts in the committee that the person held on that day, the highest first."""
        held = (each for each in self.offices if each.in_committee and each.is_held_on(day))
        return tuple(sorted(held, key=lambda each: each.rank))

    def group_on(self, day: date) -> str:
        """The 党小组 of that day, as far as the roster knows it; else ""."""
        return self.group if self.group_since is None or self.group_since <= day else ""

    def classes_on(self, day: date) -> tuple[str, ...]:
        """The focus classes that the person was in on that day."""
        return tuple(word for word, since in self.classes if since is None or since <= day)


def remarks_on_namesakes(members: Iterable[Member]) -> dict[int, str]:
    """What tells those apart who have one name, by id: the department, else post or days."""
    named: dict[str, list[Member]] = {}
    for each in members:
        named.setdefault(each.folded_name, []).append(each)
    alike = (same for same in named.values() if len(same) > 1)
    return {each.id: _told_apart_by(each, same) for same in alike for each in same}


def _told_apart_by(member: Member, same: Iterable[Member]) -> str:
    facts = {each.id: (each.department, each.post, *_days(each)) for each in same}
    return _alone(facts[member.id], facts.values())


def told_by_days(member: Member, same: Iterable[Member]) -> str:
    """By when one was born or came he is told from others of the same name."""
    return _alone(_days(member), [_days(each) for each in same])


def _days(member: Member) -> tuple[str, str]:
    born = f"{member.born} 出生" if member.born else ""
    return born, f"{member.joined} 调入" if member.joined is not None else ""


def _alone(mine: tuple[str, ...], everybodys: Collection[tuple[str, ...]]) -> str:
    """The first that nobody else has; else the first that is known."""
    alone = (
        fact
        for place, fact in enumerate(mine)
        if fact and sum(each[place] == fact for each in everybodys) == 1
    )
    return next(alone, next(filter(None, mine), ""))


def nothing_lacks(text: str) -> str:
    """Where nothing will be printed: no sign is lacking."""
    return ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What validation may look at beside the record itself.

    ``previous`` are the values as saved before, whose words stay allowed; ``lacking`` gives the
    signs of a text that no font of paper has.
    """

    today: date
    members: Mapping[int, Member] = field(default_factory=dict[int, Member])
    previous: Values | None = None
    lacking: Callable[[str], str] = nothing_lacks


Rule: TypeAlias = Callable[[Values, Surroundings], Iterable[Problem]]
"""A check across fields, declared by a ledger."""
