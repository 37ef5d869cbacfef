"""What the keeper who opened the book may not do rests, and says why under the mouse"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.errors import NotAllowed


def rest_where_refused(part: QWidget, rule: Callable[[], object]) -> None:
    """Let a part of the window rest where the rule, which raises NotAllowed, is against it."""
    try:
        rule()
    except NotAllowed as refusal:
        part.setEnabled(False)
        part.setToolTip(f"{refusal.happened}{refusal.todo}")
