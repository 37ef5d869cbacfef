"""What plain input is, and its words and keys, before anything is known of values"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from qinglian_desktop.domain.comparing import tidied
from qinglian_desktop.domain.dates import Unreadable, quoted

Plain: TypeAlias = "str | int | float | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""A value as JSON; all input comes in as such, or as text."""


def read_word(raw: object) -> str:
    """A text, tidied."""
    if isinstance(raw, str):
        return tidied(raw).strip()
    raise Unreadable(f"应当是文字（{as_given(raw)}）。")


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
