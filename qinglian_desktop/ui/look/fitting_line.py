"""A line that does without one thing after the other where there is no room for all of it"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QWidget

from qinglian_desktop.ui.look.parts import PictureButton, label, row
from qinglian_desktop.ui.look.view_switch import ViewSwitch


@dataclass(frozen=True, slots=True)
class Spared:
    """What a line can do without: how many pixels that gains, and how it is shown or not."""

    gained: Callable[[], int]
    show: Callable[[bool], object]


def spared_whole(line: QHBoxLayout, widget: QWidget) -> Spared:
    """A widget of the line, which nobody else hides."""
    return Spared(lambda: widget.sizeHint().width() + line.spacing(), widget.setVisible)


def spared_words(*buttons: QPushButton) -> Spared:
    """The words of buttons that have icons."""
    pictures = [each for each in buttons if isinstance(each, PictureButton)]

    def show(wanted: bool) -> None:
        for each in pictures:
            each.show_words(wanted)

    return Spared(lambda: sum(e.words_width for e in pictures if not e.isHidden()), show)


def spared_buttons(switch: ViewSwitch) -> Spared:
    """The buttons of a switch, which is a list then."""
    return Spared(lambda: switch.saved_as_list, lambda wanted: switch.show_as_list(not wanted))


class FittingLine(QWidget):
    """Never keeps the window from being made narrower; what is not spared is never cut."""

    def __init__(self, line: QHBoxLayout, *spared: Spared) -> None:
        """Of ``spared`` the first goes first."""
        super().__init__()
        self._spared = spared
        self._given_up = 0
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line = line
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        rooms = [each.gained() for each in self._spared]
        lack = self._line.sizeHint().width() + sum(rooms[: self._given_up]) - self.width()
        given_up = 0
        while lack > 0 and given_up < len(rooms):
            lack -= rooms[given_up]
            given_up += 1
        if given_up != self._given_up:
            self._given_up = given_up
            for place, each in enumerate(self._spared):
                each.show(place >= given_up)


def page_head(title: str, switch: ViewSwitch, *items: QWidget | int) -> FittingLine:
    """A title, a switch, and what else stands beside it; a number stands for a stretch.

    It does without the title first, which the tab says too, then without the words of buttons
    with icons; then the switch is a list, and labels go. The main button's words go last.
    """
    called = label(title, "title")
    line = row(called, switch, *items)
    buttons = [each for each in items if isinstance(each, PictureButton)]
    main = [each for each in buttons if each.property("kind") == "primary"]
    return FittingLine(
        line,
        spared_whole(line, called),
        *(spared_words(each) for each in buttons if each not in main),
        spared_buttons(switch),
        *(spared_whole(line, each) for each in items if isinstance(each, QLabel)),
        spared_words(*main),
    )
