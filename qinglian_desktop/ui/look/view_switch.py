"""The views of a page to choose from: a button each, or where there is no room a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from qinglian_desktop.ui.look.parts import DropDown, button, row
from qinglian_desktop.ui.look.theme import mark


class ViewSwitch(QWidget):
    """The first view is pressed; nothing is there where there is no other view."""

    def __init__(self, views: Sequence[str], show: Callable[[int], object]) -> None:
        super().__init__()
        self._views = tuple(views)
        self._group = QButtonGroup(self)
        self._list = DropDown()
        self._list.setObjectName("views")
        self._list.setAccessibleName("怎样看")
        self._list.activated.connect(show)
        self._is_list = False
        buttons: list[QPushButton] = []
        for place, words in enumerate(views if len(views) > 1 else ()):
            made = button(words, lambda place=place: show(place), "switch")
            made.setCheckable(True)
            made.setChecked(place == 0)
            self._group.addButton(made, place)
            buttons.append(made)
        self.setLayout(row(*buttons, self._list, spacing=0))
        self.offer(len(views))

    @property
    def chosen(self) -> int:
        """The place of the view in front."""
        return max(self._group.checkedId(), 0)

    @property
    def saved_as_list(self) -> int:
        """How much narrower the list is than the buttons."""
        wide = sum(each.sizeHint().width() for each in self._group.buttons()[: self._list.count()])
        return max(0, wide - self._list.sizeHint().width())

    def choose(self, place: int) -> None:
        """Say which view is in front."""
        if (made := self._group.button(place)) is not None:
            made.setChecked(True)
        self._list.setCurrentIndex(place)

    def offer(self, count: int) -> None:
        """Offer the first so many of the views."""
        chosen = self.chosen
        self._list.clear()
        self._list.addItems(self._views[:count])
        self._list.setCurrentIndex(min(chosen, count - 1))
        for place, each in enumerate(self._group.buttons()):
            mark(each, "last", "true" if place == count - 1 else "false")
        self.show_as_list(self._is_list)

    def show_as_list(self, wanted: bool) -> None:
        """The list, or the buttons."""
        self._is_list = wanted
        self._list.setVisible(wanted and bool(self._group.buttons()))
        for place, each in enumerate(self._group.buttons()):
            each.setVisible(not wanted and place < self._list.count())
