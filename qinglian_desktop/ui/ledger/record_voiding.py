"""作废 and 恢复 of the record in a panel: what is typed is kept, and why it is void is asked"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from qinglian_desktop.ui.half_typed import ask_why
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.panel_head import PanelHead
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.look.asking import ask_or_look


class RecordVoiding(QObject):
    """``done`` hears in words what was done."""

    def __init__(
        self,
        writing: RecordWriting,
        head: PanelHead,
        foot: PanelFoot,
        panel: QWidget,
        done: Callable[[str], object],
    ) -> None:
        super().__init__(panel)
        foot.void_wanted.connect(self.void)
        foot.revive_wanted.connect(self.revive)
        self._writing = writing
        self._head = head
        self._panel = panel
        self._done = done

    def void(self) -> None:
        """Say what hangs on the record, ask for the reason, and void it."""
        if self._writing.opened.record_id is None:
            return
        hanging = self._head.links.hanging()
        if not hanging:
            self._ask_why()
            return
        words = "、".join(each.words for each in hanging)
        said = (
            f"这条记录上还连着：{words}。\n作废以后它们都保留，"
            "标明“所指的记录已作废”，可以改连到别的记录；撤销或者恢复，一切照旧。"
        )
        look = [(f"看{each.words.split('（')[0]}", each.place) for each in hanging]
        ask_or_look(self._panel, said, ("继续作废", self._ask_why), look, self._head.links.go)

    def _ask_why(self) -> None:
        opened = self._writing.opened
        with_it = self._head.feeds.with_it
        said = f"作废后不再计入统计和月报{with_it}，记录仍然保留，可以恢复。\n作废原因："
        question = f"作废 {opened.key}"
        offered = opened.reason_given()
        reason = ask_why(self._writing.session, question, self._panel, "作废", said, offered)
        if reason is not None:
            self._writing.put_away()
            self._writing.change(lambda: opened.void(reason), lambda _: self._done("已作废。"))

    def revive(self) -> None:
        """Undo a 作废."""
        if self._writing.opened.record_id is not None:
            self._writing.put_away()
            revive = self._writing.opened.revive
            self._writing.change_because(revive, lambda _: self._done("已恢复。"))
