"""The panel beside the list in which one record is written, read, corrected or voided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame

from qinglian_desktop.application.changes import Changed
from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Draft, Record, State, title_of
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.editors.field_editor import Register
from qinglian_desktop.ui.ledger.feed_banner import FeedBanner
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.record_writing import RecordWriting
from qinglian_desktop.ui.ledger.undo import Undo, undo_of_save
from qinglian_desktop.ui.look.asking import ask_first, ask_reason
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import SPACE, mark
from qinglian_desktop.ui.session import Session


class RecordPanel(QFrame):
    """One record of one ledger.

    ``saved`` carries the Saved record, ``closed`` nothing, ``print_wanted`` a record's id,
    ``undoable`` an Undo for the step just done.
    """

    saved = Signal(object)
    closed = Signal()
    print_wanted = Signal(int)
    undoable = Signal(object)

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
        self._session = session
        self._ledger = ledger
        self._warnings: tuple[Problem, ...] = ()
        theme = session.theme
        self._title = label("", "head")
        self._state = label("", "muted")
        self._notice = label("", wrap=True)
        self._discard = button("", self._on_discard_wanted, "link")
        self._banner = frame("banner", said := row(self._notice, margins=SPACE))
        said.setStretch(0, 1)
        self._feeds = FeedBanner(session, ledger)
        self.form = RecordForm(session, ledger, register)
        self._foot = PanelFoot(session, ledger, only_one=only_one)
        close = button("关闭", self.leave, "quiet", "x", theme)
        close.setToolTip(actions.CLOSE.shown)
        # Not beside what is wrong: what was typed is thrown away in no hurry.
        head = row(self._title, self._state, self._discard, 1, close)
        head.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(4))
        holder = column(self._banner, self._feeds)
        holder.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(4))
        layout = column(head, holder, self.form, self._foot, spacing=0)
        layout.setStretchFactor(self.form, 1)
        self.setLayout(layout)
        self.writing = RecordWriting(session, ledger, self.form, self)
        self.writing.draft_kept.connect(lambda: self._state.setText("草稿已自动保存"))
        self.form.edited.connect(self._on_edited)
        self._foot.save_wanted.connect(self.save)
        self._foot.save_new_wanted.connect(self.save_and_new)
        self._foot.print_wanted.connect(self.print_wanted)
        self._foot.void_wanted.connect(self._on_void_wanted)
        self._foot.revive_wanted.connect(self._on_revived)
        session.changed.connect(self._on_changed)

    @property
    def record(self) -> Record | None:
        """The record shown; None for a new one."""
        return self.writing.opened.record

    @property
    def has_edits(self) -> bool:
        """Whether something typed is not saved."""
        return self.writing.has_edits

    def begin(self, given: Mapping[str, object] | None = None, notice: str = "") -> None:
        """A new record; without ``given`` an unsaved draft of a new one is gone on with."""
        self.writing.once_kept(lambda: self._begin(given, notice))

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

        def done(saved: Saved, before: Record | None) -> None:
            self._on_saved(saved, before)
            if then is not None:
                then()

        self.writing.save(done, self._on_not_saved)

    def save_and_new(self) -> None:
        """Save, then begin the next one; what deserved a look is said once more."""

        def begin() -> None:
            warned = "".join(problem.message for problem in self._warnings)
            self.begin(notice=f"上一条已保存。请留意：{warned}" if warned else "")

        self.save(begin)

    def leave(self) -> None:
        """Close the panel; what is not saved stays as a draft."""
        self.writing.once_kept(self._leave)

    def hideEvent(self, event: QHideEvent) -> None:
        self.put_away()
        super().hideEvent(event)

    def _begin(self, given: Mapping[str, object] | None, notice: str = "") -> None:
        drafts = [d for d in self._session.desk.records.drafts(self._ledger) if not d.record_id]
        if drafts and not given:
            self._resume(drafts[0])
            return
        self.writing.turn_to()
        self.form.show_typed(self._session.desk.records.start(self._ledger, given), is_saved=False)
        self._dress(notice)
        self.form.focus_first()

    def _resume(self, draft: Draft) -> None:
        keeping = self._session.desk.records
        record = keeping.get(self._ledger, draft.record_id) if draft.record_id else None
        self.writing.turn_to(record, draft)
        fed = self._feeds.fed_input(record)
        self.form.show_typed({**draft.typed, **fed}, is_saved=True)
        at = f"{draft.at:%m月%d日 %H:%M}" if draft.at else "上次"
        self._dress(f"接着填 {at} 没有保存完的内容。")
        self.form.focus_first()

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
            self._session.said.emit("没有保存完的内容已存为草稿，随时可以接着填。")
        self.writing.turn_to()
        self.closed.emit()

    def _on_edited(self) -> None:
        self._state.setText("")
        if self._banner.property("tone") == "good":
            # Hiding it would move the field away from under the mouse.
            self._notice.setText("正在修改，改好请保存。")
            mark(self._banner, "tone", "plain")
        self.writing.note_edit()

    def _on_saved(self, saved: Saved, before: Record | None) -> None:
        keeping, ledger = self._session.desk.records, self._ledger
        self._warnings = saved.warnings
        if not self.writing.is_typed_on:
            caret = self.form.caret()
            self.form.show_typed(keeping.plain(ledger, saved.record), is_saved=True)
            if caret is not None:
                self.form.put_caret(caret)
        self.form.show_problems(saved.warnings)
        words = f"已保存，编号 {saved.record.number}。"
        if saved.warnings:
            words += "请看一看下面的提示。"
        elif saved.record.state is State.CORRECTED:
            words += "这个月已经上报过，请重新生成月报。"
        self._dress(words, tone="good")
        self.undoable.emit(undo_of_save(keeping, ledger, saved.record, before))
        self.saved.emit(saved)

    def _on_not_saved(self, problem: BaseException) -> None:
        if not isinstance(problem, DataProblems):
            self._session.tell(problem, self)
            return
        self.form.show_problems(problem.problems)
        general = [each.message for each in problem.problems if not each.field]
        many = f"还有 {len(problem.problems)} 处没有填对，记录没有保存，填写的内容都还在。"
        self._dress("；".join(general) or many, tone="bad")
        if not self.writing.is_typed_on:
            self.form.focus_first(each.field for each in problem.problems)

    def _on_discard_wanted(self) -> None:
        back = "回到保存时的样子" if self.record is not None else "重新开始填"
        ask_first(self, f"没有保存的内容会去掉，{back}。", self._discard.text(), self._on_discarded)

    def _on_discarded(self) -> None:
        """Throw the draft away: back to the record as saved, or to an empty form."""

        def done(_: None) -> None:
            if self.record is not None:
                self._open(self.record)
            else:
                self._begin(None)

        self.writing.change(self.writing.opened.discard_draft, done)

    def _on_void_wanted(self) -> None:
        """作废 asks for the reason and can be taken back."""
        opened, keeping, ledger = self.writing.opened, self._session.desk.records, self._ledger
        record_id = opened.record_id
        if record_id is None:
            return
        said = (
            f"作废后不再计入统计和月报{self._feeds.with_it}，记录仍然保留，可以恢复。\n作废原因："
        )
        reason = ask_reason(self, "作废", said)
        if reason is not None:
            undo = Undo("作废", lambda: keeping.revive(ledger, record_id))
            self._change_state(lambda: opened.void(reason), "已作废。", undo)

    def _on_revived(self) -> None:
        if self.writing.opened.record_id is not None:
            self._change_state(self.writing.opened.revive, "已恢复。")

    def _change_state(
        self, step: Callable[[], Record], words: str, undo: Undo | None = None
    ) -> None:
        def done(_: Record) -> None:
            self._dress(words, tone="good")
            self._foot.focus_first()
            self._session.said.emit(words)
            if undo is not None:
                self.undoable.emit(undo)

        self.put_away()
        self.writing.change(step, done)

    def _on_changed(self, changed: Changed) -> None:
        """What was changed elsewhere, by the record that this one follows from, is shown anew."""
        if self.record is None or self._ledger.key not in changed.ledgers or self.has_edits:
            return
        latest = self._session.desk.records.get(self._ledger, self.record.id or 0)
        if latest is not None and latest.revision != self.record.revision:
            self._open(latest)

    def _dress(self, notice: str = "", tone: str = "") -> None:
        """Title, state, banner and buttons for what is shown."""
        record, read_only = self.record, self._session.desk.book.read_only
        named = title_of(self._ledger, record.values)[:24] if record else ""
        self._title.setText(named or f"新增{self._ledger.noun}")
        self._state.setText("" if record is None else f"{record.number} · {record.state.value}")
        is_void = record is not None and record.state is State.VOID
        if not notice and is_void:
            notice = "这条记录已作废，不再计入统计和月报。"
        if not notice and record is not None and record.state is State.REPORTED:
            notice = "这个月已经上报。改动报过的内容会记为更正，要重新生成月报。"
            tone = "plain"
        self._notice.setText(notice)
        self._banner.setVisible(bool(notice))
        mark(self._banner, "tone", tone)
        self._discard.setVisible(self.writing.opened.draft is not None)
        self._discard.setText("清空重填" if record is None else "放弃修改")
        self._feeds.show_record(record)
        self.form.set_writable(not is_void and not read_only, self._feeds.locked)
        self._foot.show_for(record, follows=bool(self._feeds.locked))
