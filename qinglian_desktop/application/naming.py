"""Whom a typed text means: one person, several, letters that stand for one, or nobody known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar, cast

from qinglian_desktop.application.surnames import side_by_side
from qinglian_desktop.domain.comparing import DOTS, FIRST_WIDE, dotted, folded, spelled
from qinglian_desktop.domain.later import pattern_later
from qinglian_desktop.domain.members import Members
from qinglian_desktop.domain.remembered import remembered
from qinglian_desktop.domain.rules import Member
from qinglian_desktop.domain.titles import SEX, TITLE, TITLE_WORDS

_BETWEEN = pattern_later(r"[、，,；;\t\n\r]+")
"""No name holds these: what they part are two."""
_BLANK = pattern_later(r"\s+")
_AND_WORDS = r"以及|和|与|及|暨|[/／&＆+＋\\|｜\-‐‑–—－~～]"
_AND = pattern_later(_AND_WORDS)
_ALSO = pattern_later(r"^(?:以及|和|及|与|暨)\s*")
_BRACKETED = pattern_later(r"([^（(【〔\[]+)[（(【〔\[]([^）)】〕\]]+)[）)】〕\]]")
_BESIDE = pattern_later(rf"\t[ \u3000]*(?={TITLE_WORDS}(?:[\t\r\n]|$))")
"""In the next column of a table a title belongs to the name before it."""
_DOTTED = pattern_later(rf"(?<!\s)\s*([{re.escape(DOTS)}])\s*")
_MOST_PARTS_OF_A_NAME = 4
_MAY_BE_TWO = pattern_later(
    rf"\S{{2,}}(?:\s+|{_AND_WORDS})\S{{2,}}|\S+(?:\s+\S+){{{_MOST_PARTS_OF_A_NAME - 1},}}"
)
_Found = TypeVar("_Found")
_LONGEST_TITLE = 16
_LONGEST_ROW = 500


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One whom a text names; ``id`` where words beside the name say which member is meant.

    ``whole`` is the text in which other names stood beside it, and nothing between them.
    """

    name: str
    id: int | None = None
    whole: str = ""


class Naming:
    """The roster as names are looked up in it, on the day of a record where that is known."""

    def __init__(self, members: Mapping[int, Member], day: date | None = None) -> None:
        self._members = Members.of(members)
        self.day = day
        self._has_asked_day = False

    def member(self, person: int) -> Member | None:
        """The member of that id."""
        return self._members.get(person)

    def called(self, text: str) -> list[Member]:
        """Everybody of that name, however it is typed; of several those of the day."""
        return self._of_day(list(self._members.by_name.get(folded(text), ())), text)

    def spelled(self, letters: str) -> list[Member]:
        """Everybody whose pinyin or initials these letters are; of several those of the day."""
        return self._of_day(list(self._members.by_letters.get(letters, ())), "")

    def people(self, text: str) -> list[Mentioned]:
        """Whom a text names, one of whom may stand there in letters.

        A blank or 和 parts two people only where one of them is of the roster and the whole is
        not: there are names with both. A blank also does where each side looks like a name. A dot
        parts nobody. What is said of somebody beside the name is nobody else.
        """
        read = self._members.read
        if (known := read.get(text)) is not None:
            return list(cast("tuple[Mentioned, ...]", known))
        asked, self._has_asked_day = self._has_asked_day, False
        found = self._read(text)
        if not self._has_asked_day:
            read[text] = tuple(found)
        self._has_asked_day |= asked
        return found

    def _read(self, text: str) -> list[Mentioned]:
        found: list[Mentioned] = []
        for piece in _BETWEEN.split(_BESIDE.sub(" ", text)):
            if not (name := piece.strip()):
                continue
            if found and (rest := _ALSO.sub("", name)) != name and self._reads(rest):
                name = rest
            found += self._of_piece(name)
        return [each for each in self.told_apart(found) if each is not None]

    def told_apart(self, found: Sequence[Mentioned]) -> list[Mentioned | None]:
        """The same, each with who it is by what is said beside it, which itself becomes None.

        That of which it cannot be said to whom it belongs stays, to be asked about.
        """
        told: list[Mentioned | None] = list(found)
        for place, each in enumerate(found):
            if each.id is not None or not self.is_remark(each.name):
                continue
            before = next((at for at in reversed(range(place)) if told[at] is not None), place)
            for beside in (before, place + 1):
                named = told[beside] if beside != place and beside < len(told) else None
                if named is not None and (meant := self._with(named, folded(each.name))):
                    told[beside], told[place] = meant, None
                    break
        return told

    def is_remark(self, text: str) -> bool:
        """Whether it tells of somebody and names nobody: a department, post, title or sex."""
        signs, known = folded(text), self._members.remarks
        if signs not in known:
            known[signs] = self._is_remark(signs)
        return bool(known[signs])

    def _is_remark(self, signs: str) -> bool:
        places = self._members.places
        if signs in self._members.by_name:
            return False
        if signs in places or _tells_of_somebody(signs):
            return True
        ends = range(2, len(signs))
        return any(signs[:end] in places and TITLE.fullmatch(signs[end:]) for end in ends)

    def once(self, which: object, find: Callable[[], _Found]) -> _Found:
        """What was found for it before; else it is found, and known if the day played no part."""
        if (known := self._members.meant.get(which)) is not None:
            return cast("_Found", known)
        self._has_asked_day = False
        found = find()
        if not self._has_asked_day:
            self._members.meant[which] = found
        return found

    def bracketed(self, text: str) -> list[Member]:
        """Those of the name that stands before words in brackets."""
        found = _BRACKETED.fullmatch(text.strip())
        return [] if found is None else self.called(found[1])

    def _with(self, named: Mentioned, remark: str) -> Mentioned | None:
        """Who is meant where the remark stands beside the name; None if it is not of him."""
        if SEX.fullmatch(remark):
            return named
        member = self.member(named.id or 0)
        same = [member] if member else self.called(named.name) or self._of_letters(named.name)
        fitting = [each for each in same if _fits(remark, each)]
        if len(same) > 1 and len(fitting) == 1:
            return Mentioned(fitting[0].name, fitting[0].id)
        return named if fitting else None

    def _of_piece(self, name: str) -> list[Mentioned]:
        """The people of what stands between two separators; a title makes nobody another."""
        if self._is_known(name):
            return [Mentioned(name)]
        if (found := _BRACKETED.fullmatch(name)) is not None:
            return [self._in_brackets(found[1].strip(), folded(found[2])) or Mentioned(name)]
        if len(in_row := self._in_row(name)) == 1:
            return in_row
        if len(parts := self._parted(_DOTTED.sub(r"\1", name))) > 1:
            are_named = (part for part in parts if not TITLE.fullmatch(part))
            return [each for part in are_named for each in self._of_piece(part)]
        return in_row or [Mentioned(name)]

    def _in_brackets(self, name: str, remark: str) -> Mentioned | None:
        if not self.called(name):
            return None
        return self._with(Mentioned(name), remark) or (
            Mentioned(name) if TITLE.fullmatch(remark) else None
        )

    def _in_row(self, name: str) -> list[Mentioned]:
        """Members whose names and titles follow one another and are the whole text; else none."""
        words = self._words_of(dotted(name))
        are_names = [self._is_known(word) for word in words]
        if not any(are_names):
            return []
        whole = name if any(both == (True, True) for both in pairwise(are_names)) else ""
        said = [Mentioned(word, whole=whole) for word in words if not TITLE.fullmatch(word)]
        told = [each for each in self.told_apart(said) if each is not None]
        return [] if any(self.is_remark(each.name) for each in told) else told

    def _words_of(self, signs: str) -> list[str]:
        """The names, longest first, and words beside names of which the text is made; else none."""
        length = len(signs)
        if length > _LONGEST_ROW:
            return []
        longest = 2 * self._members.longest + _LONGEST_TITLE
        rows: list[list[str] | None] = [*([None] * length), []]
        for start in reversed(range(length)):
            for end in range(min(length, start + longest), start, -1):
                rest, word = rows[end], signs[start:end]
                if rest is not None and _may_end(signs, end) and self._is_word(word):
                    rows[start] = [word, *rest]
                    break
        return rows[0] or []

    def _is_word(self, word: str) -> bool:
        return self._is_known(word) or self.is_remark(word)

    def _reads(self, text: str) -> bool:
        """Whether it names somebody of the roster, and with words beside names nobody else."""
        return self._is_known(text) or bool(self._in_row(text) or self.bracketed(text))

    @staticmethod
    def may_be_several(text: str) -> bool:
        """Whether a text that is nobody's could be several people."""
        return _MAY_BE_TWO.fullmatch(text) is not None

    def nearly(self, text: str) -> list[Member]:
        """Those whose name begins with the text or holds it, or whose name it holds."""
        signs, near = folded(text), self._members.near
        if (known := near.get(signs)) is None:
            known = near[signs] = [
                each
                for each in self._members.values()
                if each.folded_name.startswith(signs)
                or (len(signs) > 1 and signs in each.folded_name)
                or (each.folded_name or "\n") in signs
            ]
        return list(cast("list[Member]", known))

    def _parted(self, name: str) -> list[str]:
        for separator in (_BLANK, _AND):
            parts = list(self._joined(separator, name))
            if len(parts) == 1:
                continue
            known = {part: self._reads(part) for part in parts}
            # 卢亦航和平 is one name, though 卢亦航 is on the roster.
            are_names = all(known[part] or len(part) > 1 or self.is_remark(part) for part in parts)
            if any(known.values()) and are_names:
                return parts
        pieces = (piece for piece in _BLANK.split(name) if not TITLE.fullmatch(piece))
        by_sight = side_by_side(list(pieces))
        return by_sight if len(by_sight) > 1 else [name]

    def _joined(self, separator: re.Pattern[str], name: str) -> Iterable[str]:
        """Its parts, several as one where they are one name: 古丽扎 阿依登, 张 三, 李和平."""
        pieces = re.split(f"({separator.pattern})", name)
        place = 0
        while place < len(pieces):
            for end in range(min(place + 2 * _MOST_PARTS_OF_A_NAME, len(pieces)), place, -1):
                part = "".join(pieces[place:end]).strip()
                is_one = (end - place) % 2 and folded(part) in self._members.by_name
                if end - place == 1 or is_one:
                    yield part
                    place = end + 1
                    break

    def _is_known(self, name: str) -> bool:
        return folded(name) in self._members.by_name or bool(self._of_letters(name))

    def _of_letters(self, name: str) -> list[Member]:
        return self.spelled(letters) if (letters := spelled(name)) else []

    def _of_day(self, found: list[Member], text: str) -> list[Member]:
        self._has_asked_day |= len(found) > 1
        if len(found) > 1 and self.day is not None:
            day = self.day
            found = [member for member in found if member.belongs_on(day)] or found
        if len(found) > 1 and (exact := [each for each in found if each.name == text]):
            found = exact
        return found


@remembered(4_096)
def _tells_of_somebody(signs: str) -> bool:
    """Whether it is a title or a sex; the same few signs are asked about again and again."""
    return bool(TITLE.fullmatch(signs) or SEX.fullmatch(signs))


def _fits(remark: str, member: Member) -> bool:
    """Whether a department, a post or both are the member's for sure; 书记 is of a 支部书记."""
    rest = remark.removeprefix(folded(member.department))
    if rest != remark and (not rest or TITLE.fullmatch(rest)):
        return True
    for post in filter(None, map(folded, re.split(r"[、，,;；/\s]+", member.post))):
        longer, shorter = (post, rest) if len(post) > len(rest) else (rest, post)
        before = longer.removesuffix(shorter)
        if longer == shorter or (
            before != longer and "副" not in before and TITLE.fullmatch(shorter)
        ):
            return True
    return False


def _may_end(signs: str, end: int) -> bool:
    """Whether a word can end there: not at a dot, and not among letters."""
    if end == len(signs):
        return True
    before, after = signs[end - 1], signs[end]
    return "·" not in (before, after) and not (before < FIRST_WIDE and after < FIRST_WIDE)
