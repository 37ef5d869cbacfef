"""Readings of several cells or words into one plain value: rows, attendance, people, times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import cast

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import Choice, Choices, LongText, Rows, Text, present_word
from qinglian_desktop.domain.importing.written import numbered
from qinglian_desktop.domain.plain_form import from_plain, to_plain
from qinglian_desktop.domain.values import Value


def rows_in(kind: Rows, words: str) -> Iterator[dict[str, object]]:
    """Child rows out of one cell: as the program writes them, or an entry a row in words alone."""
    with suppress(Unreadable):
        yield from cast("list[dict[str, object]]", to_plain(kind, from_plain(kind, words)))
        return
    said = next((each for each in kind.fields if isinstance(each.type, Text | LongText)), None)
    key = (said or kind.fields[0]).key
    for line in numbered(words):
        for text in line.split("\n"):
            if entry := text.strip(" ；;"):
                yield {key: entry}


def span_words(plain: object) -> str:
    """A Span as plain input, as text again."""
    if isinstance(plain, Mapping):
        span = cast("Mapping[str, str | None]", plain)
        return " 至 ".join(filter(None, (span.get("start"), span.get("end"))))
    return plain if isinstance(plain, str) else ""


def attendance_text(parts: Mapping[str, str]) -> str:
    """应到6人；实到5人；缺席：单于𬭎（出差）, as people write it in one line."""
    said = [parts[""]] if parts.get("") else []
    if absent := parts.get("absent"):
        said.append(absent if absent.startswith(("缺席", "请假")) else f"缺席：{absent}")
    for key, word in (("due", "应到"), ("present", "实到"), ("away", "缺席")):
        if count := parts.get(key):
            digits = re.sub(r"\s*[人名位]$", "", count)
            if key == "away" and (not digits.strip("0") or "due" in parts):
                continue
            said.append(f"{word}{digits}人")
    return "；".join(said)


def person_as_plain(plain: object) -> Mapping[str, object]:
    """A person as it was chosen, by name alone or by id."""
    return cast("Mapping[str, object]", plain) if isinstance(plain, Mapping) else {"name": plain}


def unknown_word(kind: Choice | Choices, value: Value) -> str:
    """The first word that is not in the list; "" if there is none."""
    words = cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,))
    return next((word for word in words if present_word(kind, word) not in kind.options), "")


def year_in(section: str) -> int | None:
    """The year that a section says."""
    found = re.search("20[0-9]{2}", section)
    return int(found[0]) if found else None
