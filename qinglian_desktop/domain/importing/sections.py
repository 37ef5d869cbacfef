"""Lines between records that say what the rows below them are: 支委会, 二、党课, below them 3月"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import in_digits
from qinglian_desktop.domain.field_types import Choice, Field
from qinglian_desktop.domain.importing.around import named_words, words_in
from qinglian_desktop.domain.importing.parts import year_in
from qinglian_desktop.domain.importing.years import YEAR_OPEN

_NUMBER = re.compile(r"^[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．\s]+")
_COUNT = re.compile(r"[（(][^（）()]*[）)]\s*$|[:：]\s*$")
_OF_TIME = re.compile(
    r"[（(]?(?:第?[一二三四1-4]季度|[上下]半年|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?)[）)]?"
)
_MONTH = re.compile("(?<![0-9~至到-])([0-9]{1,2})月份?")
_DAY_ALONE = re.compile(r"[0-9]{1,2}\s*[日号]")
_BETWEEN = "　"


@dataclass(frozen=True)
class Sections:
    """What they say of ``fields``, choices that a record must have and of which no column tells.

    ``lines`` are all such choices: their words alone in a row are no record.
    """

    fields: Sequence[Field]
    lines: Sequence[Field]

    @cached_property
    def _names(self) -> frozenset[str]:
        kinds = (each.type for each in self.lines)
        return frozenset(n for kind in kinds if isinstance(kind, Choice) for n in named_words(kind))

    def is_one(self, words: str) -> bool:
        """Whether a line of these words alone says such a thing."""
        return _bare(words) in self._names

    @cached_property
    def _said(self) -> dict[str, Mapping[str, object]]:
        """What was found: each of the records of a section asks."""
        return {}

    def said(self, section: str) -> Mapping[str, object]:
        """By field the answer for all records of a section."""
        if section not in self._said:
            self._said[section] = self._found(section)
        return self._said[section]

    def _found(self, section: str) -> dict[str, object]:
        found: dict[str, object] = {}
        for each in self.fields:
            words = _words_of(each.type, section) if isinstance(each.type, Choice) else set[str]()
            if len(words) == 1:
                found[each.key] = words.pop()
        return found

    def word_of(self, section: str) -> str:
        """The line of a section that says such a thing; "" where there is none."""
        return next(filter(self.is_one, section.split(_BETWEEN)), "")

    def below(self, before: str, words: str, *, is_next: bool) -> str:
        """A section with those in which it stands: of 2025年 its 12月, of 支委会 its 一季度.

        It stands in another if it ``is_next`` to that, and beside one that says such a thing;
        in a year until another begins, or a time that may be of another.
        """
        if words == YEAR_OPEN:
            return words
        kinds = before.split(_BETWEEN) if before else []
        of_kinds = [self._kind(each) for each in kinds]
        if (kind := self._kind(words)) in of_kinds:
            kinds = kinds[: of_kinds.index(kind)]
        elif not is_next or not kind or not all(of_kinds):
            is_kept = kind != "time"
            kinds = [e for e, of in zip(kinds, of_kinds, strict=True) if is_kept and of == "year"]
        return _BETWEEN.join((*kinds, words))

    def _kind(self, words: str) -> str:
        if year_in(words) or words == YEAR_OPEN:
            return "year"
        return "word" if self.is_one(words) else "time" if _OF_TIME.fullmatch(words) else ""


def _bare(words: str) -> str:
    """A line without its number, and without how many stand below it."""
    return folded(_COUNT.sub("", _NUMBER.sub("", words)))


def _words_of(kind: Choice, section: str) -> set[str]:
    """The words that its lines are by any name, else those that they say."""
    names = named_words(kind)
    whole = {names[bare] for each in section.split(_BETWEEN) if (bare := _bare(each)) in names}
    return whole or words_in(kind, section)


def is_sectioned(field: Field) -> bool:
    """Whether lines between records may say it."""
    return field.required and isinstance(field.type, Choice)


def month_in(section: str) -> int | None:
    """The month that a section says."""
    found = [m for each in section.split(_BETWEEN) if (m := _MONTH.search(in_digits(each)))]
    return int(found[-1][1]) if found else None


def with_month(text: str, section: str) -> str:
    """8日 in a section of January as 1月8日; else the text."""
    month = month_in(section)
    return f"{month}月{text.strip()}" if month and _DAY_ALONE.match(in_digits(text)) else text


def told_of_sections(sections: Sections, said: Sequence[str]) -> Iterator[str]:
    """Of each field that sections tell a sentence; ``said`` are those of all records."""
    for field in sections.fields:
        words = Counter(str(w) for each in said if (w := sections.said(each).get(field.key)))
        if words:
            counts = "、".join(f"{word} {count} 条" for word, count in words.items())
            yield f"“{field.label}”照分段填：{counts}。"


def everywhere(said: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """The fields that each of them says; none of none."""
    keys = [set(each) for each in said]
    return frozenset(keys[0].intersection(*keys[1:])) if keys else frozenset()
