"""月报 | 总结 | 填上级的表 | 汇总: the switch at the head of the pages of the tab."""

from __future__ import annotations

from PySide6.QtCore import Signal

from qinglian_desktop.ui.look.view_switch import ViewSwitch

RETURN, SUMMARY, FORMS, COLLECTING = range(4)
_WORDS = ("月报", "总结", "填上级的表", "汇总")


class ReportSwitch(ViewSwitch):
    """``page_wanted`` carries the place of the page that is wanted; its own stays marked.

    汇总 is offered once it ``show_collecting``, and on that page itself.
    """

    page_wanted = Signal(int)

    def __init__(self, own: int) -> None:
        super().__init__(_WORDS, self._on_wanted)
        self.own = own
        for place, each in enumerate(self._group.buttons()):
            each.setObjectName(f"report_{place}")
        self._list.setAccessibleName("哪一页")
        self.choose(own)
        self.show_collecting(own == COLLECTING)

    def show_collecting(self, wanted: bool) -> None:
        """Whether 汇总 is offered."""
        self.offer(len(_WORDS) if wanted else COLLECTING)

    def _on_wanted(self, place: int) -> None:
        self.choose(self.own)
        if place != self.own:
            self.page_wanted.emit(place)
