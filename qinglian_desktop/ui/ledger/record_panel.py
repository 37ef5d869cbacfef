"""The panel beside the list in which one record is written, read, corrected or voided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.records import Saved
from qinglian_desktop.application.steps import Turned
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Draft, Record, State
from qinglian_desktop.ui.editors.field_editor import Register
from qinglian_desktop.ui.ledger.drawing_over import DrawingOver
from qinglian_desktop.ui.ledger.earlier_version import EarlierVersion
from qinglian_desktop.ui.ledger.event_papers import EventPapers
from qinglian_desktop.ui.ledger.grading_over import GradingOver
from qinglian_desktop.ui.ledger.half_done import HalfDone, discard_words, left_words, resumed_words
from qinglian_desktop.ui.ledger.panel_banner import Offer
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.panel_head import PanelHead
from qinglian_desktop.ui.ledger.passing_over import PassingOver
from qinglian_desktop.ui.ledger.planning_over import PlanningOver
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_voiding import RecordVoiding
from qinglian_desktop.ui.ledger.record_writing import RecordWriting, saved_before_words, saved_words
from qinglian_desktop.ui.look.asking import ask_first
from qinglian_desktop.ui.look.parts import column
from qinglian_desktop.ui.look.tab_circle import goes_round
from qinglian_desktop.ui.session import Session, turned_words


class RecordPanel(QFrame):
    """One record of one ledger.

    ``saved`` carries the Saved record, ``closed`` nothing, ``print_wanted`` a record's id.
    """

    saved = Signal(object)
    closed = Signal()
    print_wanted = Signal(int)

    def __init__(
        self,
        session: Session,
        ledger: Ledger,
        register: Register | None = None,
        *,
        only_one: bool = False,
    ) -> None:
        """With ``register`` what its fields lack is made in place; ``only_one`` begins no next."""
        super().__init__()
        self.setProperty("kind", "panel")
        self._session, self._ledger = session, ledger
        self._saved: Saved | None = None
        self._half_done = HalfDone(session, ledger)
        self._head = PanelHead(session, ledger, self.leave, self._on_discard_wanted)
        self._notice, self._feeds = self._head.notice, self._head.feeds
        self.form = RecordForm(session, ledger, register)
        self._planning = PlanningOver(session, ledger, self.form, self, register)
        self._foot = PanelFoot(session, ledger, only_one=only_one)
        self.writing = RecordWriting(session, ledger, self.form, self)
        above = self._head, self.form, self.writing.why
        self.setLayout(layout := column(*above, self._foot, spacing=0))
        layout.setStretchFactor(self.form, 1)
        parts = (self._head, self.form, self._foot, self.writing)
        self.papers = EventPapers(session, ledger, parts, self._keep_plan)
        self.drawing = DrawingOver(session, ledger, parts, self.save, register)
        self.form.edited.connect(self._on_edited)
        self._foot.save_wanted.connect(self.save)
        self._foot.save_new_wanted.connect(self.save_and_new)
        self._foot.print_wanted.connect(self.print_wanted)
        RecordVoiding(self.writing, self._head, self._foot, self, self._on_state_changed)
        self.earlier = EarlierVersion(session, ledger, parts, self._on_discard_wanted)
        self.grading = GradingOver(session, ledger, self.form)
        self.passing = PassingOver(session, ledger, self.writing, self._foot, self.save, self)
        session.changed.connect(self._on_changed)
        session.turned.connect(self._on_turned)

    @property
    def record(self) -> Record | None:
        """The record shown; None for a new one."""
        return self.writing.opened.record

    @property
    def has_edits(self) -> bool:
        """Whether something typed is not saved."""
        return self.writing.has_edits

    def begin(self, given: Mapping[str, object] | None = None) -> None:
        """A new record; without ``given`` an unsaved draft of a new one is gone on with."""
        self.writing.once_kept(lambda: self._begin(given))

    def resume(self, draft: Draft) -> None:
        """Go on with a draft as it was typed."""
        self.writing.once_kept(lambda: self._resume(draft))

    def open(self, record: Record) -> None:
        """Show a record; where a draft of it is left over, that draft."""
        self.writing.once_kept(lambda: self._open(record))

    def put_away(self) -> None:
        """Keep what is typed and not saved as a draft."""
        self.writing.put_away()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save; on problems show them all and keep what is typed. ``then`` comes once saved."""
        if self.writing.opened.is_plan and self._is_ahead():
            self._keep_plan(then)
        else:
            self.writing.save(lambda saved: self._on_saved(saved, then), self._on_not_saved)

    def save_and_new(self) -> None:
        """Save, then begin the next one; what deserved a look is said once more."""

        def begin() -> None:
            words, offers = saved_before_words(self._saved), self._ways_back()
            self.writing.once_kept(lambda: self._begin_anew({}, words, *offers))

        self.save(begin)

    def take_keys(self) -> None:
        """Where something is still to be filled in; at a record that is kept, its first button."""
        (self.form if self.record is None else self._foot).focus_first()

    def leave(self) -> None:
        """Close the panel; what is not saved stays as a draft."""
        self.writing.once_kept(self._leave)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """After the last button comes the first field again; the list is before the first."""
        is_round = forward and goes_round(self._foot, self.form)
        return is_round or super().focusNextPrevChild(forward)

    def hideEvent(self, event: QHideEvent) -> None:
        self.put_away()
        super().hideEvent(event)

    def _begin(self, given: Mapping[str, object] | None) -> None:
        unfinished = self._half_done.unfinished()
        # Asked for once more over an unfinished form, one wants another.
        is_another = self.record is None and self.writing.opened.draft is not None
        if unfinished and not given and not is_another:
            self._resume(unfinished[0])
        else:
            self._begin_anew(given)

    def _begin_anew(
        self, given: Mapping[str, object] | None = None, notice: str = "", *offers: Offer
    ) -> None:
        self.writing.turn_to()
        self.form.show_typed(self._session.desk.records.start(self._ledger, given), is_saved=False)
        unfinished = self._half_done.unfinished()
        if unfinished and not notice:
            notice = f"还有 {len(unfinished)} 张没有填完的，都留着。"
            offers = (("接着填", lambda: self.resume(unfinished[0])),)
        self._dress(notice, "", *offers)
        self.form.focus_first()

    def _resume(self, draft: Draft) -> None:
        keeping = self._session.desk.records
        record = keeping.get(self._ledger, draft.record_id) if draft.record_id else None
        self.writing.turn_to(record, draft)
        self.form.show_typed(draft.typed | self._feeds.fed_input(record), is_saved=bool(record))
        plan = self.papers.plan_words(draft) if draft.is_plan else ""
        another = "另起一张", lambda: self.writing.once_kept(self._begin_anew)
        self._dress(plan or resumed_words(draft), "", *([] if plan or record else [another]))
        self.form.focus_first()

    def _is_ahead(self) -> bool:
        return self.record is None and self._half_done.is_ahead(self.form.typed())

    def _keep_plan(self, then: Callable[[], object] | None = None) -> None:
        """Keep the form as a plan, whatever is still to be filled in."""

        def done(draft: Draft) -> None:
            self.form.show_problems(())
            words = f"已存为计划。{self.papers.plan_words(draft)}"
            self._dress(words, "good")
            self._session.said.emit(words)
            if then is not None:
                then()

        self.writing.keep_plan(done)

    def _open(self, record: Record) -> None:
        keeping = self._session.desk.records
        for draft in keeping.drafts(self._ledger):
            if draft.record_id == record.id:
                self._resume(draft)
                return
        self.writing.turn_to(record)
        self.form.show_typed(keeping.plain(self._ledger, record), is_saved=True)
        self._dress()

    def _leave(self) -> None:
        if self.has_edits:
            self._session.said.emit(left_words(self.writing.opened))
        # A name is settled when its line is left: while it still belongs to this record.
        self.closed.emit()
        self.writing.turn_to()

    def _on_edited(self) -> None:
        self._head.say_state("")
        if self._notice.tone == "good":
            # Hiding it would move the field away from under the mouse.
            self._notice.say("正在修改，改好请保存。", "plain")
        self.writing.note_edit()

    def _on_saved(self, saved: Saved, then: Callable[[], object] | None) -> None:
        self._saved, keeping = saved, self._session.desk.records
        if not self.writing.is_typed_on:
            self.form.show_typed(keeping.plain(self._ledger, saved.record), is_saved=True)
        self.form.show_problems(saved.warnings)
        self._dress(saved_words(saved), "good", *self._ways_back())
        self.saved.emit(saved)
        if then is not None:
            then()

    def _on_not_saved(self, problem: BaseException) -> None:
        if not isinstance(problem, DataProblems):
            self._session.tell(problem, self)
            return
        self.form.show_problems(problem.problems)
        general = [each.message for each in problem.problems if not each.field]
        many = f"还有 {len(problem.problems)} 处没有填对，记录没有保存，填写的内容都还在。"
        offers = (("存为计划", self._keep_plan),) if self._is_ahead() else ()
        self._dress("；".join(general) or many, "bad", *offers)
        if not self.writing.is_typed_on:
            self.form.focus_first(each.field for each in problem.problems)

    def _on_discard_wanted(self) -> None:
        called, words = discard_words(self.writing.opened)
        ask_first(self, words, called, self._on_discarded)

    def _on_discarded(self) -> None:
        """Throw the draft away: back to the record as saved, or to an empty form."""

        def done(_: None) -> None:
            if self.record is not None:
                self._open(self.record)
            elif was_plan:
                self.leave()
            else:
                self._begin_anew()

        was_plan = self.writing.opened.is_plan
        self.writing.change(self.writing.opened.discard_draft, done)

    def _on_state_changed(self, words: str) -> None:
        self._dress(words, "good", self._way_back())
        self._foot.focus_first()
        self._session.said.emit(words)

    def _on_changed(self, changed: Changed) -> None:
        """What was changed elsewhere is shown anew; what moved on by itself also under edits."""
        stays = self.has_edits and not self._ledger.moves_on
        if self.record is None or stays or self._ledger.key not in changed.ledgers:
            return
        latest = self._session.desk.records.get(self._ledger, self.record.id or 0)
        if latest is not None and latest.revision != self.record.revision:
            self.open(latest)

    def _on_turned(self, turned: Turned) -> None:
        """A step that was taken back, or done again, is shown at once, with the way back."""
        here = (self._ledger.key, self.writing.opened.record_id or 0)
        if self.has_edits or here not in turned.step.records:
            if not self.has_edits and self._notice.tone == "good":
                self._dress()  # It was said of a step before.
            return
        if (latest := self._session.desk.records.get(self._ledger, here[1])) is not None:
            self._open(latest)
            forth = "重做", lambda: self._session.redo(here)
            offer = self._way_back() if turned.is_redone else forth
            self._dress(turned_words(turned), "good", offer)
            if latest.state is State.VOID:
                self._foot.focus_first()

    def _ways_back(self) -> tuple[Offer, ...]:
        """After a save: none where it changed nothing, or an earlier step would be taken back."""
        return () if self._saved is not None and self._saved.is_unchanged else (self._way_back(),)

    def _way_back(self) -> Offer:
        here = (self._ledger.key, self.writing.opened.record_id or 0)
        return "撤销", lambda: self._session.undo(here)

    def _dress(self, notice: str = "", tone: str = "", *offers: Offer) -> None:
        """Title, state, banner and buttons for what is shown."""
        record, opened, book = self.record, self.writing.opened, self._session.desk.book
        is_writable = (record is None or record.state is not State.VOID) and not book.read_only
        self._head.offer_discard(discard_words(opened)[0] if opened.draft is not None else "")
        self._head.show_record(record, opened.draft, notice, tone, *offers)
        self.form.set_writable(is_writable, self._feeds.locked)
        self.grading.show_for(record, is_writable=is_writable)
        self._foot.show_for(record, follows=self._feeds.follows)
