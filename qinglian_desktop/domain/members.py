"""Everybody of the roster, with what is looked up among them again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.rules import Member

_MOST_READ = 5_000
"""Texts of which it is remembered whom they mean."""


class _Latest(dict[Any, object]):
    """Forgets all where it becomes too many: they are soon known again."""

    def __setitem__(self, text: object, meant: object) -> None:
        if len(self) >= _MOST_READ:
            self.clear()
        super().__setitem__(text, meant)


class Members(dict[int, Member]):
    """Members by id in the order of entry; never changed once it is made.

    So what is made of them for one record serves for the next, as long as the roster stays.
    """

    @staticmethod
    def of(members: Mapping[int, Member]) -> Members:
        """The same members, themselves where they are such already."""
        return members if isinstance(members, Members) else Members(members)

    @cached_property
    def by_name(self) -> dict[str, tuple[Member, ...]]:
        """Those of a folded name, in the order of entry."""
        found: dict[str, list[Member]] = {}
        for member in self.values():
            found.setdefault(member.folded_name, []).append(member)
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def read(self) -> dict[str, object]:
        """What texts were found to mean, on whichever day, by the text."""
        return _Latest()

    @cached_property
    def near(self) -> dict[str, object]:
        """Those whose names are like a text that is nobody's, by the folded text."""
        return _Latest()

    @cached_property
    def meant(self) -> dict[object, object]:
        """What values of fields were found to mean, and what is to be told of it, on any day."""
        return _Latest()

    @cached_property
    def remarks(self) -> dict[str, object]:
        """Of folded texts whether they tell of somebody and name nobody."""
        return _Latest()

    @cached_property
    def by_letters(self) -> dict[str, tuple[Member, ...]]:
        """Those whose pinyin or initials some letters are."""
        found: dict[str, dict[int, Member]] = {}
        for member in self.values():
            for letters in member.initials:
                found.setdefault(letters, {})[member.id] = member
        return {letters: tuple(each.values()) for letters, each in found.items()}

    @cached_property
    def places(self) -> frozenset[str]:
        """The departments and posts, folded, that are more than a sign."""
        said = (word for each in self.values() for word in (each.department, each.post))
        return frozenset(place for word in said if len(place := folded(word)) > 1)

    @cached_property
    def longest(self) -> int:
        """The length of the longest name, department or post."""
        return max(map(len, (*self.by_name, *self.places)), default=0)

    def with_one(self, member: Member) -> Members:
        """Everybody, and a new one last; what was made of the others is not made again."""
        more = Members({**self, member.id: member})
        if "by_name" in self.__dict__:
            same = self.by_name.get(member.folded_name, ())
            more.by_name = {**self.by_name, member.folded_name: (*same, member)}
        if "places" in self.__dict__:
            said = (folded(word) for word in (member.department, member.post))
            new = {place for place in said if len(place) > 1} - self.places
            more.places = self.places | new if new else self.places
        return more
