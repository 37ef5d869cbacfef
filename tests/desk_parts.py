"""A desk on which something stands that a test brought along."""

from __future__ import annotations

from copy import copy
from functools import cached_property

from qinglian_desktop.application.desk import Desk


def desk_with(desk: Desk, **parts: object) -> Desk:
    """The same desk with these instead of its own; the others work with what it had."""
    for name, part in vars(Desk).items():
        if isinstance(part, cached_property):
            getattr(desk, name)
    changed = copy(desk)
    vars(changed).update(parts)
    return changed
