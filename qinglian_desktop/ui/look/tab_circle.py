"""Tab goes round within a page: from its last stop to its first, never out to another part"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    # Mixed into widgets of any kind.
    _Widget = object


class TabCircle(_Widget):
    """Mixed in before the kind of widget."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops, now = tab_stops(self), self.window().focusWidget()
        if now not in stops:
            return super().focusNextPrevChild(forward)
        place = stops.index(now) + (1 if forward else -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True

    def take_keys(self) -> None:
        """Give the keyboard to where it was on this page, else to what there is first."""
        before = self.focusWidget()
        if before is None or not can_take_keys(before, self):
            before = first_stop(self)
        give_keys(before)


def tab_stops(inside: QWidget) -> list[QWidget]:
    """Where Tab stops inside a widget, in order."""
    found: list[QWidget] = []
    each = inside.nextInFocusChain()
    while each is not None and each is not inside:
        by_tab = each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if by_tab and each.focusProxy() is None and can_take_keys(each, inside):
            found.append(each)
        each = each.nextInFocusChain()
    return found


def goes_round(last: QWidget, first: QWidget) -> bool:
    """From the last stop of one part to the first of another; whether one was there."""
    ends, stops = tab_stops(last), tab_stops(first)
    if not stops or not ends or ends[-1] is not last.window().focusWidget():
        return False
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(first, QScrollArea):
        first.ensureWidgetVisible(stops[0])
    return True


def first_stop(inside: QWidget) -> QWidget | None:
    """Where the keyboard stands best when one comes to a part: its first list, else any stop."""
    stops = tab_stops(inside)
    lists = (each for each in stops if isinstance(each, QAbstractItemView))
    return next(lists, stops[0] if stops else None)


def give_keys(to: QWidget | None) -> None:
    """Let the keyboard stand there; nowhere else if there is nothing."""
    if to is not None:
        to.setFocus(Qt.FocusReason.OtherFocusReason)


def can_take_keys(widget: QWidget, inside: QWidget) -> bool:
    """Whether a part of ``inside`` is there and takes input, once that is shown."""
    is_part = inside.isAncestorOf(widget)
    return is_part and widget.isVisibleTo(inside) and widget.isEnabledTo(inside)
