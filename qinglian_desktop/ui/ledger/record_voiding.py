"""作废 and 恢复 of the record in a panel: what is typed is kept, and why it is void is asked"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.ledger.feed_banner import FeedBanner
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.look.asking import ask_reason


class RecordVoiding(QObject):
    """``done`` carries what was done, in words."""

    done = Signal(str)

    def __init__(
        self, writing: RecordWriting, feeds: FeedBanner, foot: PanelFoot, panel: QWidget
    ) -> None:
        super().__init__(panel)
        foot.void_wanted.connect(self.void)
        foot.revive_wanted.connect(self.revive)
        self._writing = writing
        self._feeds = feeds
        self._panel = panel

    def void(self) -> None:
        """Ask for the reason, and void the record."""
        opened = self._writing.opened
        if opened.record_id is None:
            return
        said = (
            f"作废后不再计入统计和月报{self._feeds.with_it}，记录仍然保留，可以恢复。\n作废原因："
        )
        reason = ask_reason(self._panel, "作废", said)
        if reason is not None:
            self._change(lambda: opened.void(reason), "已作废。")

    def revive(self) -> None:
        """Undo a 作废."""
        if self._writing.opened.record_id is not None:
            self._change(self._writing.opened.revive, "已恢复。")

    def _change(self, step: Callable[[], Record], words: str) -> None:
        self._writing.put_away()
        self._writing.change(step, lambda _: self.done.emit(words))
