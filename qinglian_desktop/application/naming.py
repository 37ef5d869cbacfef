"""Whom a typed text means: one person, several, letters that stand for one, or nobody known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from qinglian_desktop.application.surnames import side_by_side
from qinglian_desktop.domain.comparing import folded, spelled
from qinglian_desktop.domain.rules import Member

_BETWEEN = re.compile(r"[、，,；;\t\n\r]+")
"""No name holds these: what they part are two."""
_BLANK = re.compile(r"\s+")
_AND = re.compile(r"以及|和|与|及|暨|[/／&＆+＋\\|｜\-‐‑–—－~～]")
_TITLE = re.compile(
    r"(?:(?:机关|党|支部|总支|工委|委|小?组|办公室|办|组织|宣传|纪检|统战|青年)*(?:第一|常务|专职)?副?"
    r"(?:书记|主任|处长|科长|局长|部长|组长|主席|委员|所长|院长|站长|科员|调研员|干事)"
    r"|同志|先生|女士|老师)+"
)
_MOST_PARTS_OF_A_NAME = 4
_MAY_BE_TWO = re.compile(
    rf"\S{{2,}}(?:\s+|{_AND.pattern})\S{{2,}}|\S+(?:\s+\S+){{{_MOST_PARTS_OF_A_NAME - 1},}}"
)


class Naming:
    """The roster as names are looked up in it, on the day of a record where that is known."""

    def __init__(self, members: Mapping[int, Member], day: date | None = None) -> None:
        self._members = members
        self.day = day

    @cached_property
    def _by_name(self) -> Mapping[str, list[Member]]:
        found: dict[str, list[Member]] = {}
        for member in self._members.values():
            found.setdefault(member.folded_name, []).append(member)
        return found

    def member(self, person: int) -> Member | None:
        """The member of that id."""
        return self._members.get(person)

    def called(self, text: str) -> list[Member]:
        """Everybody of that name, however it is typed; of several those of the day."""
        return self._of_day(self._by_name.get(folded(text), []), text)

    def spelled(self, letters: str) -> list[Member]:
        """Everybody whose pinyin or initials these letters are; of several those of the day."""
        found = [member for member in self._members.values() if letters in member.initials]
        return self._of_day(found, "")

    def names(self, text: str) -> list[str]:
        """The names in a text, one of which may stand there in letters.

        A blank or 和 parts two people only where one of them is of the roster and the whole is
        not: there are names with both. A blank also does where each side looks like a name.
        """
        found: list[str] = []
        for piece in _BETWEEN.split(text):
            if not (name := piece.strip()):
                continue
            found += self._of_piece(name)
        return found

    def _of_piece(self, name: str) -> list[str]:
        """The people of what stands between two separators; a title makes nobody another."""
        if self._is_known(name):
            return [name]
        if titled := self._titled(folded(name)):
            return [titled]
        if len(parts := self._parted(name)) > 1:
            are_named = (part for part in parts if not _TITLE.fullmatch(part))
            return [each for part in are_named for each in self._of_piece(part)]
        return self._run_together(folded(name)) or [name]

    def _titled(self, signs: str) -> str:
        """The one known in a text that says a title before or behind the name; "" if none is."""
        for place in range(1, len(signs)):
            before, after = signs[:place], signs[place:]
            if _TITLE.fullmatch(after) and self._is_known(before):
                return before
            if _TITLE.fullmatch(before) and self._is_known(after):
                return after
        return ""

    def _run_together(self, signs: str) -> list[str]:
        """Names of the roster that follow one another without anything between them."""
        for end in range(len(signs), 1, -1):
            if signs[:end] in self._by_name:
                rest = self._run_together(signs[end:])
                if rest or end == len(signs):
                    return [signs[:end], *rest]
        return []

    @staticmethod
    def may_be_several(text: str) -> bool:
        """Whether a text that is nobody's could be several people."""
        return _MAY_BE_TWO.fullmatch(text) is not None

    def nearly(self, text: str) -> list[Member]:
        """Those whose name begins with the text or holds it, or whose name it holds."""
        signs = folded(text)
        return [
            each
            for each in self._members.values()
            if each.folded_name.startswith(signs)
            or (len(signs) > 1 and signs in each.folded_name)
            or (each.folded_name or "\n") in signs
        ]

    def _parted(self, name: str) -> list[str]:
        for separator in (_BLANK, _AND):
            parts = list(self._joined(separator, name))
            known = {part: self._is_known(part) for part in parts}
            # 卢亦航和平 is one name, though 卢亦航 is on the roster.
            are_names = all(known[part] or len(part) > 1 for part in parts)
            if len(parts) > 1 and any(known.values()) and are_names:
                return parts
        pieces = (piece for piece in _BLANK.split(name) if not _TITLE.fullmatch(piece))
        by_sight = side_by_side(list(pieces))
        return by_sight if len(by_sight) > 1 else [name]

    def _joined(self, separator: re.Pattern[str], name: str) -> Iterable[str]:
        """Its parts, several as one where they are one name: 古丽扎 阿依登, 张 三, 李和平."""
        pieces = re.split(f"({separator.pattern})", name)
        place = 0
        while place < len(pieces):
            for end in range(min(place + 2 * _MOST_PARTS_OF_A_NAME, len(pieces)), place, -1):
                part = "".join(pieces[place:end]).strip()
                if end - place == 1 or ((end - place) % 2 and folded(part) in self._by_name):
                    yield part
                    place = end + 1
                    break

    def _is_known(self, name: str) -> bool:
        return folded(name) in self._by_name or bool(
            (letters := spelled(name)) and self.spelled(letters)
        )

    def _of_day(self, found: list[Member], text: str) -> list[Member]:
        if len(found) > 1 and self.day is not None:
            day = self.day
            found = [member for member in found if member.belongs_on(day)] or found
        if len(found) > 1 and (exact := [each for each in found if each.name == text]):
            found = exact
        return found
