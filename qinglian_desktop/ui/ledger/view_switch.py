"""The views of a page to choose from: a button each, or where there is no room a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from qinglian_desktop.ui.look.parts import DropDown, button, row


class ViewSwitch(QWidget):
    """The first view is pressed; nothing is there where there is no other view."""

    def __init__(self, views: Sequence[str], show: Callable[[int], object]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._list = DropDown()
        self._list.setObjectName("views")
        self._list.setAccessibleName("怎样看")
        self._list.addItems(views)
        self._list.activated.connect(show)
        self._list.hide()
        buttons: list[QPushButton] = []
        for place, words in enumerate(views if len(views) > 1 else ()):
            made = button(words, lambda place=place: show(place), "switch")
            made.setCheckable(True)
            made.setChecked(place == 0)
            made.setProperty("last", "true" if place == len(views) - 1 else "false")
            self._group.addButton(made, place)
            buttons.append(made)
        self.setLayout(row(*buttons, self._list, spacing=0))

    @property
    def chosen(self) -> int:
        """The place of the view in front."""
        return max(self._group.checkedId(), 0)

    @property
    def saved_as_list(self) -> int:
        """How much narrower the list is than the buttons."""
        wide = sum(each.sizeHint().width() for each in self._group.buttons())
        return max(0, wide - self._list.sizeHint().width())

    def choose(self, place: int) -> None:
        """Say which view is in front."""
        if (made := self._group.button(place)) is not None:
            made.setChecked(True)
        self._list.setCurrentIndex(place)

    def show_as_list(self, wanted: bool) -> None:
        """The list, or the buttons."""
        is_needed = bool(self._group.buttons())
        self._list.setVisible(wanted and is_needed)
        for each in self._group.buttons():
            each.setVisible(not wanted)
