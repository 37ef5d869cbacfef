"""The line at the head of a page: title, count, views and buttons; what is dear is never cut"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from qinglian_desktop.ui.ledger.view_switch import ViewSwitch
from qinglian_desktop.ui.look.parts import PictureButton, label, row
from qinglian_desktop.ui.look.theme import Theme


class HeadLine(QWidget):
    """The buttons stand at the right.

    Where there is no room for all of it, it does without the count, then without the words of
    the first button that has an icon, then without the title, which the tab or the list of
    ledgers beside says too, then without the words of the other buttons; then the views are a
    list to choose from, and in the end the buttons that are spare go, one by one: a key, or
    another page, does the same.
    """

    def __init__(
        self, theme: Theme, title: str, count: QLabel, switch: ViewSwitch, *buttons: QWidget
    ) -> None:
        super().__init__()
        self._title, self._count = label(title, "title"), count
        self._first, *self._others = [each for each in buttons if isinstance(each, PictureButton)]
        self._spares = [each for each in self._others if each.property("spare")]
        self._given_up = 0
        self._switch = switch
        head = row(self._title, count, spacing=theme.px(10))
        head.addSpacing(theme.px(12))
        head.addWidget(switch)
        head.addStretch(1)
        for each in buttons:
            head.addWidget(each)
        # Else its words would keep the window from being made narrower.
        head.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line = head
        self.setLayout(head)
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
        gap = self._line.spacing()
        rooms = (
            self._count.sizeHint().width() + gap,
            self._first.words_width,
            self._title.sizeHint().width() + gap,
            sum(each.words_width for each in self._others),
            self._switch.saved_as_list,
            *(each.sizeHint().width() + gap for each in self._spares),
        )
        lack = self._line.sizeHint().width() + sum(rooms[: self._given_up]) - self.width()
        given_up = 0
        while lack > 0 and given_up < len(rooms):
            lack -= rooms[given_up]
            given_up += 1
        if given_up != self._given_up:
            self._given_up = given_up
            self._count.setVisible(given_up < 1)
            self._first.show_words(given_up < 2)
            self._title.setVisible(given_up < 3)
            for each in self._others:
                each.show_words(given_up < 4)
            self._switch.show_as_list(given_up >= 5)
            for place, each in enumerate(self._spares, 6):
                each.setVisible(given_up < place)
