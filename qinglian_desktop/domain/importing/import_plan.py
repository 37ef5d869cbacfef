"""What a user decided about a sheet: which rows are its head, what columns and words mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

Said: TypeAlias = tuple[str, str]
"""A target's key, and the words of a cell, tidied, as they stand in the file."""


def with_words_noted(plan: ImportPlan, said: Collection[Said]) -> ImportPlan:
    """The plan by which these words go to the remarks, and their fields stay blank."""
    mended = {**plan.mended, **dict.fromkeys(said)}
    return replace(plan, mended=mended, noted=plan.noted.union(said))


def same_as(key: str) -> dict[str, str]:
    """What is said for all where each record's own answer is what it says in that field."""
    return {"same_as": key}


def is_same_as(plain: object) -> bool:
    """Whether it is such an answer."""
    return isinstance(plain, Mapping) and "same_as" in plain


class Treatment(Enum):
    """What becomes of a record that is there already: the value is the word on the screen."""

    SKIP = "跳过"
    FILL = "只补空白项"
    UPDATE = "用表格里的更新"
    ADD = "照样新增"


@dataclass(frozen=True, slots=True)
class HeadRows:
    """The rows of the heads: the first counted from 0, and how many; none where all is data."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is decided; what is left out is found.

    ``sheet`` and the columns of ``targets`` are counted from 0; a column of the target "" is not
    taken. ``year`` is that of days that say none, where no title tells it; with ``is_day_first``
    3/5 is the 3rd of May.
    ``for_all`` is plain input by field, or ``rows.field``, for records whose rows do not say it.
    ``mended`` says what is meant by words that were not understood, in every cell of that target;
    of words in ``noted`` the remarks tell, too, so that they are not lost where a field cannot
    take them. ``people`` says who is meant by names, wherever they stand. ``by_row`` is plain
    input by field for the one record that begins in that row, counted from 0, whatever its cells
    say.
    """

    sheet: int | None = None
    head: HeadRows | None = None
    targets: Mapping[int, str] = field(default_factory=dict[int, str])
    year: int | None = None
    is_day_first: bool | None = None
    for_all: Mapping[str, object] = field(default_factory=dict[str, object])
    mended: Mapping[Said, object] = field(default_factory=dict[Said, object])
    noted: frozenset[Said] = frozenset()
    people: Mapping[str, object] = field(default_factory=dict[str, object])
    by_row: Mapping[int, Mapping[str, object]] = field(
        default_factory=dict[int, Mapping[str, object]]
    )
