"""Readings of several cells or words into one plain value: rows, people, times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import cast

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import (
    Choice,
    Choices,
    Field,
    FieldType,
    LongText,
    Name,
    PersonRef,
    Rows,
    Text,
    present_word,
)
from qinglian_desktop.domain.importing.import_plan import is_same_as
from qinglian_desktop.domain.importing.written import numbered, numbered_by, things_named
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import Value

_ORDER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
"""一、 before an entry of a list."""
_MOST_WORDS = 12
_LONGEST_NAME = 3
_NAME = re.compile(f"[\u4e00-\u9fff]{{2,{_LONGEST_NAME}}}")
"""A word that may be a name. Of a longer one it is in doubt."""
_SPEAKER = re.compile(f"^({_NAME.pattern})[:：]\\s*")


def rows_in(kind: Rows, words: str, *, is_own: bool = False) -> list[dict[str, object]]:
    """Child rows out of one cell: as a form writes them, or as a list does, an entry a row.

    Of one that ``is_own`` numbers before an entry are words like others.
    """
    with suppress(Unreadable):
        return cast("list[dict[str, object]]", to_plain(kind, from_plain(kind, words)))
    if is_own:
        entries = iter(words.split("；\n"))
    else:
        entries = (line for entry in numbered(words) for line in re.split(r"[；;]?\n", entry))
        entries = (_ORDER.sub("", entry.strip()) for entry in entries)
    first = kind.fields[0]
    if isinstance(first.type, PersonRef | Name):
        entries = (_SPEAKER.sub(r"\1 ", entry, count=1) for entry in entries)
    if isinstance(first.type, Choice | PersonRef | Name) or (_is_listed(first.type) and not is_own):
        entries = (one for entry in entries for one in _pieces(first, entry))
    return [
        dict(_row_of(kind.fields, entry.strip(" ；;").split(" ")))
        for entry in entries
        if entry.strip(" ；;")
    ]


def lines_of_row(
    kinds: Sequence[FieldType], said: Sequence[str], *, has_many: bool
) -> list[list[str]]:
    """The cells of one row as lines, one for each entry of the fullest; none where all are blank.

    With ``has_many`` a cell may hold several that are numbered: those of one number are of one
    line. Where the first cell says who, each of its names has a line, and what one says stays
    whole. Of one who is named beside several measures each is theirs, of one day it is the day
    of each.
    """
    if not any(said):
        return []
    cells = [{1: words} for words in said]
    is_of_person = isinstance(kinds[0], PersonRef | Name)
    if has_many and not (is_of_person and said[0] and len(_entries(kinds[0], said[0])) < 2):
        cells = [_entries(kind, words) for kind, words in zip(kinds, said, strict=True)]
    fullest = cells[0] if is_of_person and len(cells[0]) > 1 else max(cells, key=len)
    numbers = list(dict.fromkeys((*fullest, *(each for one in cells for each in one))))
    if fullest is cells[0] and is_of_person and len(numbers) > len(fullest):
        # Who said what cannot be told: then nothing is parted.
        return [list(said)]
    return [
        [
            _line(kind, one, words, at, place, len(numbers))
            for kind, one, words in zip(kinds, cells, said, strict=True)
        ]
        for place, at in enumerate(numbers)
    ]


def rows_beside(
    whole: Sequence[dict[str, object]], lines: Sequence[dict[str, object]]
) -> list[dict[str, object]]:
    """What one cell of a row says of child rows, with what others say of the same ones."""
    others = list(lines) * max(len(whole), 1) if len(lines) == 1 else list(lines)
    pairs = list(zip(whole, others, strict=False))
    if len(whole) != len(others) or any(one.keys() & other.keys() for one, other in pairs):
        return [*whole, *lines]
    return [{**one, **other} for one, other in pairs]


def _line(
    kind: FieldType, entries: Mapping[int, str], words: str, at: int, place: int, height: int
) -> str:
    lines = words.split("\n")
    if len(entries) < 2 <= height == len(lines) and not isinstance(kind, LongText):
        # Names below each other are those of the entries beside them.
        return lines[place].strip()
    if len(entries) < 2 and not isinstance(kind, Text | LongText):
        return words
    return entries.get(at, "")


def _entries(kind: FieldType, words: str) -> dict[int, str]:
    """What is numbered in a cell, by its number, or listed; the whole where nothing is."""
    if _is_listed(kind) and not numbered_by(words):
        return dict(enumerate(things_named(words), 1)) or {1: words}
    if isinstance(kind, PersonRef | Name) and "\n" in words and not numbered_by(words):
        return dict(enumerate((each.strip() for each in words.split("\n") if each.strip()), 1))
    return numbered_by(words) or {1: words}


def names_all(kind: FieldType, words: str) -> bool:
    """Whether nothing of what is listed is only counted: 一支部等5个支部."""
    return not _is_listed(kind) or bool(things_named(words))


def _is_listed(kind: FieldType) -> bool:
    return isinstance(kind, Text) and kind.listed


def _pieces(first: Field, entry: str) -> list[str]:
    """组织委员、宣传委员: what could all be of the first field are rows of their own."""
    if _is_listed(first.type):
        return things_named(entry) or [entry]
    pieces = entry.split("、")
    return pieces if all(_is_sure(first, each) is not None for each in pieces) else [entry]


def _row_of(fields: Sequence[Field], said: Sequence[str]) -> list[tuple[str, object]]:
    """The words of one row, parted by blanks, given to the fields in their order.

    A field of words takes what no other can read. Of what cannot be told apart the whole belongs
    to the first field of words.
    """
    best = _given(fields, said) if len(said) <= _MOST_WORDS else None
    if best is None or not _names_surely(fields, dict(best[1])):
        of_words = (each for each in fields if isinstance(each.type, Text | LongText))
        return [(next(of_words, fields[0]).key, " ".join(said))]
    return best[1]


def _names_surely(fields: Sequence[Field], given: Mapping[str, object]) -> bool:
    """Whether a name among the words stands first, or beside words that are surely none."""
    named = [each.key for each in fields[1:] if isinstance(each.type, Name | PersonRef)]
    of_words = [each.key for each in fields if isinstance(each.type, Text | LongText)]
    longest = max((len(str(given.get(key, ""))) for key in of_words), default=_LONGEST_NAME)
    return all(len(str(given[key])) < longest for key in named if key in given)


def _given(
    fields: Sequence[Field], said: Sequence[str]
) -> tuple[int, list[tuple[str, object]]] | None:
    """The way in which most words stand in a field of their kind, and how many do; or None."""
    if not said:
        return 0, []
    if not fields:
        return None
    field, *others = fields
    found: list[tuple[int, list[tuple[str, object]]]] = []
    for count in range(len(said), -1, -1):
        text = " ".join(said[:count])
        sure = _is_sure(field, text) if count else 0
        if sure is not None and (rest := _given(others, said[count:])) is not None:
            own: list[tuple[str, object]] = [(field.key, text)] if count else []
            found.append((sure + rest[0], [*own, *rest[1]]))
    return max(found, key=lambda way: way[0], default=None)


def _is_sure(field: Field, text: str) -> int | None:
    """How sure it is that a text is of the field: 2 of its kind, 0 perhaps, None not at all."""
    match field.type:
        case Text() | LongText():
            return 0
        case Name() | PersonRef():
            return 1 if _NAME.fullmatch(text) else None
        case _:
            try:
                value = from_plain(field.type, text)
            except Unreadable:
                return None
            is_listed = not isinstance(field.type, Choice) or value in field.type.options
            return 2 if is_listed else None


def span_words(plain: object) -> str:
    """A Span as plain input, as text again."""
    if isinstance(plain, Mapping):
        span = cast("Mapping[str, str | None]", plain)
        return " 至 ".join(filter(None, (span.get("start"), span.get("end"))))
    return plain if isinstance(plain, str) else ""


def people_as_chosen(people: object, chosen: Mapping[str, object]) -> list[dict[str, object]]:
    """People as plain input, each as it was chosen who is meant by the name: by name or by id."""
    named = cast("list[dict[str, object]]", people)
    return [
        {**each, **_as_plain(chosen[cast("str", each["name"])])}
        if each.get("name") in chosen
        else each
        for each in named
    ]


def rows_as_chosen(
    kind: Rows, rows: Sequence[dict[str, object]], chosen: Mapping[str, object]
) -> list[dict[str, object]]:
    """Child rows, with everybody in them as it was chosen who is meant by the name."""
    people = {each.key for each in kind.fields if isinstance(each.type, PersonRef)}

    def as_chosen(key: str, plain: object) -> object:
        name = _as_plain(plain).get("name") if key in people else None
        return chosen.get(name, plain) if isinstance(name, str) else plain

    return [{key: as_chosen(key, plain) for key, plain in row.items()} for row in rows]


def _as_plain(plain: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", plain) if isinstance(plain, Mapping) else {"name": plain}


def fill_in(typed: dict[str, object], for_all: Mapping[str, object]) -> None:
    """What is meant by ``field`` or ``rows.field`` wherever nothing is said."""
    for key, plain in for_all.items():
        if is_same_as(plain):
            continue
        rows, dot, inner = key.partition(".")
        if not dot:
            typed.setdefault(key, plain)
        elif isinstance(said := typed.get(rows), list):
            known = cast("list[dict[str, object]]", said)
            typed[rows] = [{**row, inner: row.get(inner, plain)} for row in known]


def listed_word(field: Field | None, words: str) -> str:
    """The word of the field's list that is meant; "" where it is none, or there is no field."""
    if field is None or not isinstance(field.type, Choice):
        return ""
    value = from_plain(field.type, words)
    return cast("str", value) if value in field.type.options else ""


def unknown_word(kind: Choice | Choices, value: Value) -> str:
    """The first word that is not in the list; "" if there is none."""
    return next(iter(unknown_words(kind, value)), "")


def unknown_words(kind: Choice | Choices, value: Value) -> list[str]:
    """All of them that are not in the list."""
    words = cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,))
    return [word for word in words if present_word(kind, word) not in kind.options]


def year_in(section: str) -> int | None:
    """The year that a section says."""
    found = re.search("20[0-9]{2}", section)
    return int(found[0]) if found else None
