"""What a record was: looked at beside what it is, restored, or put into the form to be changed"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from qinglian_desktop.application.versions import Compared, KeptVersion
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.panel_head import PanelHead
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.session import Session

_UNSAVED = "还有没保存的修改。请先保存，或者放弃修改，再恢复成以前的样子。"


class EarlierVersion(QObject):
    """In the form the record stays as it is until one saves; ``discard`` goes back to it."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        parts: tuple[PanelHead, RecordForm, PanelFoot, RecordWriting],
        discard: Callable[[], object],
    ) -> None:
        """With the parts of the panel: where it is said, what is typed, and by which buttons."""
        head, self._form, self._foot, self._writing = parts
        super().__init__(self._form)
        self._session, self._ledger = session, ledger
        self._notice = head.notice
        self._feeds = head.feeds
        self._discard = discard
        self._foot.history_wanted.connect(self.look)

    def look(self) -> None:
        """Show what happened to the record; typed text is not replaced by a version."""
        from qinglian_desktop.ui.dialogs.history_view import HistoryView

        record = self._writing.opened.record
        if record is None:
            return
        why_not = _UNSAVED if self._writing.has_edits else ""
        of = self._session, self._ledger, record
        shown = HistoryView(*of, self._foot, why_not=why_not)
        shown.restored.connect(self._on_restored)
        shown.form_wanted.connect(self._on_form_wanted)
        shown.open()

    def _on_form_wanted(self, seen: Compared) -> None:
        """Put what the record said then into its form, to be changed and saved."""
        # What other records decide is as they have it now, in whatever version.
        decided = self._feeds.fed_input(self._writing.opened.record)
        then = self._writing.opened.as_then(seen.typed)
        self._form.show_typed({**then, **decided}, is_saved=True)
        self._form.show_problems(seen.problems)
        self._writing.note_edit()
        words = f"这是 {seen.version.called} 的内容，还没有保存。看过、改好，点“保存”就改回去。"
        self._notice.say(words, "plain", ("放弃修改", self._discard))

    def _on_restored(self, record: Record, version: KeptVersion) -> None:
        """The panel shows the record anew by itself; say what it is, with the way back."""
        here = self._ledger.key, record.id or 0

        def say() -> None:
            back = "撤销", lambda: self._session.undo(here)
            self._notice.say(f"已恢复成 {version.called} 的样子。", "good", back)

        self._session.operations.after_changes(self, say)
