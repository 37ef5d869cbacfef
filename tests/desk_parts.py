"""A desk on which something stands that a test brought along."""

from __future__ import annotations

from copy import copy

from qinglian_desktop.application.desk import Desk


def desk_with(desk: Desk, **parts: object) -> Desk:
    """The same desk with these instead of its own; whatever it made of them stays as it was."""
    changed = copy(desk)
    vars(changed).update(parts)
    return changed
