"""The line at the head of a page: title, count, views and buttons; what is dear is never cut"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from qinglian_desktop.ui.look.fitting_line import (
    FittingLine,
    spared_buttons,
    spared_whole,
    spared_words,
)
from qinglian_desktop.ui.look.parts import PictureButton, label, row
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.look.view_switch import ViewSwitch


class HeadLine(FittingLine):
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
        called = label(title, "title")
        first, *others = [each for each in buttons if isinstance(each, PictureButton)]
        head = row(called, count, spacing=theme.px(10))
        head.addSpacing(theme.px(12))
        head.addWidget(switch)
        head.addStretch(1)
        for each in buttons:
            head.addWidget(each)
        super().__init__(
            head,
            spared_whole(head, count),
            spared_words(first),
            spared_whole(head, called),
            spared_words(*others),
            spared_buttons(switch),
            *(spared_whole(head, each) for each in others if each.property("spare")),
        )
