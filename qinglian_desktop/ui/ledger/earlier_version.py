"""An earlier version of a record, put into the form to be looked at and saved as a change"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from qinglian_desktop.domain.record import Change
from qinglian_desktop.ui.ledger.panel_head import PanelHead
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_writing import RecordWriting


class EarlierVersion(QObject):
    """The record stays as it is until one saves; ``discard`` goes back to it."""

    def __init__(
        self,
        writing: RecordWriting,
        form: RecordForm,
        head: PanelHead,
        discard: Callable[[], object],
    ) -> None:
        super().__init__(writing)
        self._writing = writing
        self._form = form
        self._notice = head.notice
        self._feeds = head.feeds
        self._discard = discard

    def show(self, change: Change) -> None:
        """Put what the record said after the change into its form; typed text is not replaced."""
        offer = "放弃修改", self._discard
        if self._writing.has_edits:
            words = "还有没保存的修改，没有换成以前的内容。请先保存，或者放弃修改，再回到那一版。"
            self._notice.say(words, "bad", offer)
            return
        # What other records decide is as they have it now, in whatever version.
        decided = self._feeds.fed_input(self._writing.opened.record)
        then = self._writing.opened.as_then(change.after or {})
        self._form.show_typed({**then, **decided}, is_saved=True)
        self._writing.note_edit()
        when = f"{change.at:%Y-%m-%d %H:%M}"
        words = f"这是 {when} 那一版的内容，还没有保存。看过没有错，点“保存”就改回去。"
        self._notice.say(words, "plain", offer)
