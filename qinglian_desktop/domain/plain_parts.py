"""The small parts of plain input: words, ids, people and files as JSON gives them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.dates import Unreadable, quoted
from qinglian_desktop.domain.values import Attached, Person

_LARGEST = 2**63 - 1
"""The largest number of a record that a book can hold."""


def read_person(raw: Mapping[str, object]) -> Person:
    """A person by name, id or both."""
    must_know_keys(raw, {"name", "id"})
    return Person(read_word(raw.get("name", "")), read_id(raw.get("id")))


def read_attached(raw: object) -> Attached:
    """A file by its name, digest, kind and size."""
    if isinstance(raw, Mapping):
        file = cast("Mapping[str, object]", raw)
        must_know_keys(file, {"name", "digest", "media_type", "size"})
        size = file.get("size")
        if isinstance(size, int) and 0 <= size <= _LARGEST:
            name, digest, media_type = (
                read_word(file.get(key)) for key in ("name", "digest", "media_type")
            )
            return Attached(name, digest, media_type, size)
    raise Unreadable("附件的写法看不懂，请在表单里重新添加文件。")


def read_word(raw: object) -> str:
    """A text, tidied."""
    if isinstance(raw, str):
        return tidied(raw).strip()
    raise Unreadable(f"应当是文字（{as_given(raw)}）。")


def read_id(raw: object) -> int | None:
    """The number of a record in its book."""
    if raw is None:
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= _LARGEST:
        return raw
    raise Unreadable(f"编号看不懂（{as_given(raw)}）。")


def must_know_keys(raw: Mapping[str, object], known: set[str]) -> None:
    """Unreadable where there is a key that nobody reads."""
    unknown = [key for key in raw if key not in known]
    if unknown:
        raise Unreadable(f"有不认识的项目：{'、'.join(quoted(str(key)) for key in unknown[:5])}。")


def as_given(raw: Any) -> str:
    """What was given, as JSON writes it."""
    try:
        text = json.dumps(raw, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        text = str(raw)
    return text if len(text) <= 20 else text[:20] + "…"
