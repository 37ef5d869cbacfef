"""Which column goes where: by the names at its head first, and by what its cells say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from qinglian_desktop.domain.dates import Unreadable, in_digits
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Day,
    FieldType,
    Integer,
    Moment,
    Money,
    Month,
    Span,
)
from qinglian_desktop.domain.importing.cells import is_blank_cell, text_of_cell
from qinglian_desktop.domain.importing.heads import SheetHead, is_reason
from qinglian_desktop.domain.importing.likeness import (
    SURE,
    is_nowhere,
    likeness,
    plain_head,
    stem_of,
)
from qinglian_desktop.domain.importing.targets import NUMBER, Target
from qinglian_desktop.domain.sheet import FileCell
from qinglian_desktop.domain.text_form import parse_text

_LEAST = 0.5
"""Below this a head and a name have nothing in common."""
_ASKED = 50
"""Cells of a column that are looked at."""
_HOURS = re.compile("[0-9][:：][0-9]|[0-9十]点|[0-9]时")
_OF_DAY = re.compile(r"[日号]|[0-9][-./年月][0-9]+[-./月][0-9]")


@dataclass(frozen=True, slots=True)
class MatchedColumn:
    """A column, counted from 0: its head, where it goes ("" for nowhere), whether that is sure.

    ``is_nobodys`` where it is of no use: it is empty, or only numbers the rows. ``beside`` is
    another column that says the same thing: both go to ``wanted``, or where a record has room for
    one of them only, this one goes nowhere.
    """

    at: int
    head: str
    target: str
    is_sure: bool
    is_nobodys: bool
    beside: int | None = None
    wanted: str = ""


def match_columns(
    head: SheetHead,
    rows: Sequence[Sequence[FileCell]],
    known: Mapping[str, Target],
    proposed: Mapping[int, str],
    decided: Mapping[int, str],
) -> tuple[MatchedColumn, ...]:
    """Each column with its target; those ``decided`` by the user as they are, ``proposed`` ones
    as far as that leaves them their place.

    The likeliest pair of all is taken first. ``rows`` are those below the heads.
    """
    samples = [sample(rows, at) for at in range(len(head.cells))]
    matching = _Matching(head, known)
    for at, key in (*decided.items(), *((a, k) for a, k in proposed.items() if a not in decided)):
        matching.put(at, key, is_sure=True, is_chosen=True)
    for _, minus_at, _, key, is_sure in sorted(_pairs(head, samples, known), reverse=True):
        matching.put(-minus_at, key, is_sure=is_sure)
    return tuple(
        MatchedColumn(
            at,
            cell.label,
            *matching.found.get(at, ("", False)),
            is_nowhere(cell) or is_reason(cell) or not samples[at],
            *matching.beside.get(at, (None, "")),
        )
        for at, cell in enumerate(head.cells)
    )


def _pairs(
    head: SheetHead, samples: Sequence[Sequence[FileCell]], known: Mapping[str, Target]
) -> Iterator[tuple[float, int, int, str, bool]]:
    """What may go where, by how likely that is."""
    for at, cell in enumerate(head.cells):
        if not cell.words or is_reason(cell):
            continue
        least = SURE if is_nowhere(cell) else _LEAST
        for place, (key, target) in enumerate(known.items()):
            alike = likeness(cell, target)
            # The number of something else is none of a record.
            if alike >= (SURE if key == NUMBER else least):
                # Of two columns of one name that is taken whose cells say such things, or more.
                score = alike - 0.4 * (1 - _fits(target, samples[at]))
                if score >= _LEAST:
                    more = 0.01 * _says_more(target, samples[at])
                    yield score + more, -at, -place, key, alike >= SURE


class _Matching:
    """Columns, each put where there is still room for it."""

    def __init__(self, head: SheetHead, known: Mapping[str, Target]) -> None:
        self._cells = head.cells
        self._known = known
        self._names = Counter(plain_head(cell.label) for cell in head.cells)
        self.found: dict[int, tuple[str, bool]] = {}
        self.beside: dict[int, tuple[int, str]] = {}

    def put(self, at: int, key: str, *, is_sure: bool, is_chosen: bool = False) -> None:
        """Let the column go there, if it goes nowhere yet, and nothing would be lost by it."""
        # What its head surely names is taken: then it is no likeness of something else.
        is_other = at in self.beside and not is_sure
        if at in self.found or at >= len(self._cells) or is_other:
            return
        target = self._known.get(key)
        others = [e for e, (k, _) in self.found.items() if k and self._is_same(target, k)]
        if target is None or not others:
            self.beside.pop(at, None)
            self.found[at] = key, is_sure
        elif is_sure and self._joins(target, at, others, is_chosen):
            self.found[at] = key, True
            self.beside[at] = min(others), key
            self.beside.setdefault(min(others), (at, key))
        elif is_sure:
            self.beside.setdefault(at, (min(others), key))
            if is_chosen:
                self.found[at] = "", True

    def _is_same(self, target: Target | None, key: str) -> bool:
        return target is not None and (key == target.key or target.excludes(self._known[key]))

    def _joins(self, target: Target, at: int, others: Sequence[int], is_chosen: bool) -> bool:
        """Whether its words stand behind those of the others: not those of another group."""
        if target.is_in_rows:
            alike = {(stem_of(self._cells[e].words), self._cells[e].above) for e in (at, *others)}
            return len(alike) == 1 and "" not in next(iter(alike))
        if not target.takes_many or is_chosen:
            return target.takes_many
        above = self._cells[at].above
        is_again = self._names[plain_head(self._cells[at].label)] > 1
        return not (is_again and self._is_in_halves) and all(
            self._cells[each].above == above for each in others
        )

    @cached_property
    def _is_in_halves(self) -> bool:
        """Whether two records stand beside each other, each under the same heads."""
        names = {
            plain_head(name) for e in self._known.values() if not e.takes_many for name in e.names
        }
        return any(count > 1 and name in names for name, count in self._names.items())


def sample(rows: Sequence[Sequence[FileCell]], at: int) -> list[FileCell]:
    """The first cells of a column that say anything."""
    said: list[FileCell] = []
    for row in rows:
        if at < len(row) and not is_blank_cell(row[at]):
            said.append(row[at])
            if len(said) == _ASKED:
                break
    return said


def _fits(target: Target, cells: Sequence[FileCell]) -> float:
    """The share of the cells that say what the target asks for; 1 where there are none."""
    if not cells:
        return 1.0
    return sum(says(target, cell) for cell in cells) / len(cells)


def says(target: Target, cell: FileCell) -> bool:
    """Whether the cell says what the target asks for, as far as that can be told."""
    if target.part == "hours":
        return _is_of_hours(cell)
    if target.part in ("day", "start", "end"):
        return isinstance(cell, date) or any(sign.isdecimal() for sign in text_of_cell(cell))
    if target.part in ("due", "present", "away", "minutes"):
        return any(sign.isdecimal() for sign in text_of_cell(cell))
    match target.kind:
        case Day() | Month() | Moment() | Span():
            # Days without a year are read later, with that of the title.
            is_text_with_digits = any(sign.isdecimal() for sign in text_of_cell(cell))
            is_text_with_day = is_text_with_digits and not _is_of_hours(cell)
            return isinstance(cell, date | datetime) or is_text_with_day
        case Integer() | Money() | Choice() | Choices():
            return _is_read(target.kind, text_of_cell(cell))
        case _:
            return True


def _is_of_hours(cell: FileCell) -> bool:
    """Whether it says hours, and no day."""
    if isinstance(cell, time):
        return True
    text = in_digits(text_of_cell(cell))
    return _HOURS.search(text) is not None and _OF_DAY.search(text) is None


def _says_more(target: Target, cells: Sequence[FileCell]) -> float:
    """Which of two columns says more: a name with its post, a day with its hours."""
    if target.part.startswith("+"):
        return 1.0
    if not isinstance(target.kind, Moment | Span) or not cells:
        return 0.0
    return sum(_HOURS.search(text_of_cell(cell)) is not None for cell in cells) / len(cells)


def _is_read(kind: FieldType, text: str) -> bool:
    try:
        value = parse_text(kind, text)
    except Unreadable:
        return False
    if isinstance(kind, Choice):
        return value in kind.options
    return not isinstance(kind, Choices) or set(_words(value)) <= set(kind.options)


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()  # pyright: ignore[reportUnknownVariableType]


def said_twice(columns: Sequence[MatchedColumn], known: Mapping[str, Target]) -> Iterator[str]:
    """Of columns that say the same thing a sentence for each that stands behind another."""
    for each in columns:
        if each.beside is None or (each.target and each.beside > each.at):
            continue
        head = columns[each.beside].head
        both = f"第 {each.at + 1} 列“{_own(each.head)}”与第 {each.beside + 1} 列“{_own(head)}”"
        label = known[each.wanted].label
        how = "，连在一起" if each.target else f"，只能记一列，第 {each.at + 1} 列不导入"
        how = "，各记一行" if each.target and known[each.wanted].is_in_rows else how
        yield f"{both}都记到“{label}”{how}。"


def _own(head: str) -> str:
    """The words of a head without those of the groups above it, as one line."""
    return head.rpartition("／")[2].replace("\n", "")
