"""会前材料 of what is open in a panel: notice, agenda and sheet to sign, seen before they go"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from qinglian_desktop.application.editing import Opened
from qinglian_desktop.application.preparing import USUAL, Beforehand, EventPaper
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Draft
from qinglian_desktop.domain.told import told_words
from qinglian_desktop.ui.ledger.half_done import HalfDone
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.panel_head import PanelHead
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.session import Session


class EventPapers(QObject):
    """``keep_plan`` keeps a form whose day is ahead as a plan, and then does what it is given."""

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        parts: tuple[PanelHead, RecordForm, PanelFoot, RecordWriting],
        keep_plan: Callable[[Callable[[], object]], object],
    ) -> None:
        """With the parts of the panel: where it is said, what is typed, and by which buttons."""
        self._head, self._form, foot, self._writing = parts
        super().__init__(self._form)
        self._session = session
        self._ledger = ledger
        self._keep_plan = keep_plan
        self._half_done = HalfDone(session, ledger)
        self._writing.draft_kept.connect(self._on_draft_kept)
        foot.papers_wanted.connect(self.show)
        foot.copy_wanted.connect(self.copy_notice)

    def is_before(self) -> bool:
        """Whether it is a plan, or may be one that has papers: there is no record to print."""
        opened = self._writing.opened
        return opened.record is None and (opened.is_plan or self._may_be_planned())

    def show(self, kinds: Sequence[Beforehand] = USUAL) -> None:
        """Look at the papers; a new form whose day is ahead is kept as a plan first."""
        self._once_kept(lambda: self._preview(kinds))

    def copy_notice(self) -> None:
        """The notice as text on the clipboard."""
        self._once_kept(self._copy)

    def plan_words(self, draft: Draft) -> str:
        """What a plan is, and what of it went out: that comes first where it is not so any more."""
        changed = self._session.desk.preparing.told_changes(self._ledger, draft)
        plan = self._half_done.plan_words(draft.typed)
        return f"{changed}{plan}" if changed else f"{plan}{told_words(draft.told)}"

    def _on_draft_kept(self, words: str) -> None:
        """A plan that was changed says at once what has gone out otherwise."""
        self._head.say_state(words)
        opened = self._writing.opened
        if opened.draft is not None and opened.is_plan:
            changed = self._session.desk.preparing.told_changes(self._ledger, opened.draft)
            if changed:
                self._head.notice.say(changed)

    def _once_kept(self, then: Callable[[], object]) -> None:
        if self._ledger.gathering is None:
            self._session.said.emit("计划还不是记录，没有可以打印的表。到了那天存成记录再打印。")
        elif self._writing.opened.record is None and self._may_be_planned():
            self._keep_plan(then)
        else:
            self._writing.once_kept(then)

    def _may_be_planned(self) -> bool:
        """Whether a form for a day ahead stands there, of what has papers, and can be kept."""
        has_papers = self._ledger.gathering is not None and not self._session.desk.book.read_only
        return has_papers and self._half_done.is_ahead(self._form.typed())

    def _prepare(self, kinds: Sequence[Beforehand]) -> list[EventPaper]:
        prepare, typed = self._session.desk.preparing.prepare, self._form.typed()
        return [prepare(self._ledger, typed, each) for each in kinds]

    def _preview(self, kinds: Sequence[Beforehand]) -> None:
        from qinglian_desktop.ui.dialogs.event_preview import EventPreview

        opened = self._writing.opened
        papers = self._prepare(kinds)
        gone_out = partial(self._note, opened)
        copied = partial(self._note_copied, opened)
        EventPreview(self._session, papers, gone_out, copied, self._form).open()

    def _copy(self) -> None:
        papers = self._prepare((Beforehand.NOTICE,))
        QGuiApplication.clipboard().setText(papers[0].message)
        self._note_copied(self._writing.opened, papers[0])
        self._session.said.emit("通知的文字已经复制，可以粘贴到微信等处发出去。")

    def _note_copied(self, opened: Opened, notice: EventPaper) -> None:
        self._note(opened, (notice,), as_text=True)

    def _note(self, opened: Opened, papers: Sequence[EventPaper], *, as_text: bool = False) -> None:
        """Keep in mind with the plan, whatever is open by now, what has gone out."""
        if self._session.desk.book.read_only:
            return

        def note() -> None:
            for each in papers:
                opened.note_told(each, as_text=as_text)

        def done(_: None) -> None:
            if self._writing.opened is opened and opened.is_plan and opened.draft is not None:
                self._head.notice.say(self.plan_words(opened.draft))

        self._session.change(self, lambda _: note(), done)
