"""The small parts of plain input: words, ids, people and files as JSON gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.plain_words import Plain
from qinglian_desktop.domain.plain_words import as_given as as_given
from qinglian_desktop.domain.plain_words import must_know_keys as must_know_keys
from qinglian_desktop.domain.plain_words import read_word as read_word
from qinglian_desktop.domain.values import Attached, Person, StepLink

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


def read_line(raw: object) -> str:
    """A line of a text, with the blanks that it begins with."""
    if isinstance(raw, str):
        return raw
    raise Unreadable(f"应当一行是一段文字（{as_given(raw)}）。")


def read_step(raw: Mapping[str, object]) -> StepLink:
    """A step of a chart by its words, its id or both; None where neither is said."""
    must_know_keys(raw, {"label", "id", "is_gone"})
    label, known = (read_word(raw.get(key, "")) for key in ("label", "id"))
    return StepLink(label, known, raw.get("is_gone") is True and bool(known))


def plain_step(step: StepLink) -> Plain:
    """The plain input of a step; words alone are a text, as they were before there were charts."""
    if not step.id:
        return step.label
    plain: dict[str, Plain] = {"label": step.label, "id": step.id}
    return plain | {"is_gone": True} if step.is_gone else plain


def read_id(raw: object) -> int | None:
    """The number of a record in its book."""
    if raw is None:
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= _LARGEST:
        return raw
    raise Unreadable(f"编号看不懂（{as_given(raw)}）。")
