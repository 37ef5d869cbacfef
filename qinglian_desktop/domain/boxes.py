"""The options of a choice as boxes to tick, as paper forms have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from qinglian_desktop.domain.field_types import Choice, Choices, FieldType
from qinglian_desktop.domain.values import Value

TICKED, OPEN = "☑", "☐"
_MOST_BOXES = 12
"""Longer lists of options are not printed as boxes."""


def boxes(kind: FieldType, value: Value) -> Sequence[str] | None:
    """All options with a box each, those chosen ticked; None for what has no boxes.

    Chosen words that a unit added to the list come after it.
    """
    if not isinstance(kind, Choice | Choices) or len(kind.options) > _MOST_BOXES:
        return None
    chosen = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value or ())
    added = [word for word in chosen if word and word not in kind.options]
    return [
        *(f"{TICKED if word in chosen else OPEN}{word}" for word in kind.options),
        *(f"{TICKED}{word}" for word in added),
    ]
