"""The panel beside the list in which one record is written, read, corrected or voided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame

from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.errors import DataProblems, QinglianError
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import Draft, Record, State, title_of
from qinglian_desktop.ui.dialogs.asking import ask_first, ask_reason
from qinglian_desktop.ui.ledger.feed_banner import FeedBanner
from qinglian_desktop.ui.ledger.panel_foot import PanelFoot
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.ledger.undo import Undo, undo_of_save
from qinglian_desktop.ui.look.parts import button, column, frame, label, row
from qinglian_desktop.ui.look.theme import SPACE, mark
from qinglian_desktop.ui.session import Session

DRAFT_AFTER = 700
"""Milliseconds after the last key before what is typed is kept as a draft."""


class RecordPanel(QFrame):
    """One record of one ledger.

    ``saved`` carries the Saved record, ``closed`` nothing, ``print_wanted`` a record's id,
    ``undoable`` an Undo for the step just done.
    """

    saved = Signal(object)
    closed = Signal()
    print_wanted = Signal(int)
    undoable = Signal(object)

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self._session = session
        self._ledger = ledger
        self._record: Record | None = None
        self._draft: Draft | None = None
        self._is_edited = False
        self._warnings: tuple[Problem, ...] = ()
        theme = session.theme
        self._title = label("", "head")
        self._state = label("", "muted")
        self._notice = label("", wrap=True)
        self._discard = button("", self._on_discard_wanted, "link")
        self._banner = frame("banner", row(self._notice, 1, self._discard, margins=SPACE))
        self._feeds = FeedBanner(session, ledger)
        self.form = RecordForm(session, ledger)
        self._foot = PanelFoot(session, ledger)
        close = button("关闭", self.leave, "quiet", "x", theme)
        close.setToolTip("Esc")
        head = row(self._title, self._state, 1, close)
        head.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(4))
        holder = column(self._banner, self._feeds)
        holder.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(4))
        layout = column(head, holder, self.form, self._foot, spacing=0)
        layout.setStretchFactor(self.form, 1)
        self.setLayout(layout)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self.form.edited.connect(self._on_edited)
        self._foot.save_wanted.connect(self.save)
        self._foot.save_new_wanted.connect(self.save_and_new)
        self._foot.print_wanted.connect(self.print_wanted)
        self._foot.void_wanted.connect(self._on_void_wanted)
        self._foot.revive_wanted.connect(self._on_revived)
        session.records_changed.connect(self._on_records_changed)

    @property
    def record(self) -> Record | None:
        """The record shown; None for a new one."""
        return self._record

    @property
    def has_edits(self) -> bool:
        """Whether something typed is not saved."""
        return self._is_edited or self._draft is not None

    def begin(self, given: Mapping[str, object] | None = None) -> None:
        """A new record; without ``given`` an unsaved draft of a new one is gone on with."""
        self.put_away()
        drafts = [d for d in self._session.desk.records.drafts(self._ledger) if not d.record_id]
        if drafts and not given:
            self.resume(drafts[0])
            return
        self._record = self._draft = None
        self.form.show_typed(self._session.desk.records.start(self._ledger, given), is_saved=False)
        self._dress()
        self.form.focus_first()

    def resume(self, draft: Draft) -> None:
        """Go on with a draft as it was typed."""
        self.put_away()
        keeping = self._session.desk.records
        self._record = keeping.get(self._ledger, draft.record_id) if draft.record_id else None
        self._draft = draft
        fed = self._feeds.fed_input(self._record)
        self.form.show_typed({**draft.typed, **fed}, is_saved=True)
        at = f"{draft.at:%m月%d日 %H:%M}" if draft.at else "上次"
        self._dress(f"接着填 {at} 没有保存完的内容。")
        self.form.focus_first()

    def open(self, record: Record) -> None:
        """Show a record; where a draft of it is left over, that draft."""
        self.put_away()
        keeping = self._session.desk.records
        for draft in keeping.drafts(self._ledger):
            if draft.record_id == record.id:
                self.resume(draft)
                return
        self._record, self._draft = record, None
        self.form.show_typed(keeping.plain(self._ledger, record), is_saved=True)
        self._dress()

    def put_away(self) -> None:
        """Keep what is typed and not saved as a draft."""
        self.form.settle()
        if self._is_edited:
            self.keep_draft()

    def keep_draft(self) -> None:
        """Keep the form as it stands; it survives a crash from here on."""
        self._timer.stop()
        if not self._is_edited or self._session.desk.book.read_only:
            return
        draft = Draft(
            self._ledger.key,
            self.form.typed(),
            self._record.id if self._record else None,
            self._draft.id if self._draft else None,
        )
        try:
            self._draft = self._session.desk.records.keep_draft(draft)
        except QinglianError as error:
            self._session.tell(error, self)
            return
        self._is_edited = False
        self._state.setText("草稿已自动保存")

    def save(self) -> bool:
        """Save; on problems show them all and keep what is typed. Whether it was saved."""
        self.form.settle()
        self._timer.stop()
        before = self._record
        try:
            saved = self._session.desk.records.save(
                self._ledger,
                self.form.typed(),
                record_id=before.id if before else None,
                revision=before.revision if before else None,
                draft_id=self._draft.id if self._draft else None,
            )
        except QinglianError as error:
            self.keep_draft()
            if not isinstance(error, DataProblems):
                self._session.tell(error, self)
                return False
            self.form.show_problems(error.problems)
            general = [problem.message for problem in error.problems if not problem.field]
            many = f"还有 {len(error.problems)} 处没有填对，记录没有保存，填写的内容都还在。"
            self._dress("；".join(general) or many, tone="bad")
            self.form.focus_first(problem.field for problem in error.problems)
            return False
        self._on_saved(saved, before)
        return True

    def save_and_new(self) -> None:
        """Save, then begin the next one; what deserved a look is said once more."""
        if self.save():
            warned = "".join(problem.message for problem in self._warnings)
            self.begin()
            if warned:
                self._dress(f"上一条已保存。请留意：{warned}")

    def leave(self) -> None:
        """Close the panel; what is not saved stays as a draft."""
        self.put_away()
        if self._draft is not None:
            self._session.said.emit("没有保存完的内容已存为草稿，随时可以接着填。")
            self._session.announce(self._ledger)
        self._record = self._draft = None
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.put_away()
        super().hideEvent(event)

    def _on_edited(self) -> None:
        self._is_edited = True
        self._state.setText("")
        if self._banner.property("tone") == "good":
            # Hiding it would move the field away from under the mouse.
            self._notice.setText("正在修改，改好请保存。")
            mark(self._banner, "tone", "plain")
        self._timer.start()

    def _on_saved(self, saved: Saved, before: Record | None) -> None:
        self._record, self._draft, self._is_edited = saved.record, None, False
        self._warnings = saved.warnings
        keeping, ledger = self._session.desk.records, self._ledger
        self.form.show_typed(keeping.plain(ledger, saved.record), is_saved=True)
        self.form.show_problems(saved.warnings)
        words = f"已保存，编号 {saved.record.number}。"
        if saved.warnings:
            words += "请看一看下面的提示。"
        elif saved.record.state is State.CORRECTED:
            words += "这个月已经上报过，请重新生成月报。"
        self._dress(words, tone="good")
        self._session.said.emit(words)
        self.undoable.emit(undo_of_save(keeping, ledger, saved.record, before))
        self._session.announce(ledger)
        self.saved.emit(saved)

    def _on_discard_wanted(self) -> None:
        back = "回到保存时的样子" if self._record is not None else "重新开始填"
        ask_first(self, f"没有保存的内容会去掉，{back}。", self._discard.text(), self._on_discarded)

    def _on_discarded(self) -> None:
        """Throw the draft away: back to the record as saved, or to an empty form."""
        if self._draft is not None and self._draft.id is not None:
            self._session.desk.records.discard_draft(self._draft.id)
        record, self._record, self._draft, self._is_edited = self._record, None, None, False
        if record is not None:
            self.open(record)
        else:
            self.begin()
        self._session.announce(self._ledger)

    def _on_void_wanted(self) -> None:
        """作废 asks for the reason and can be taken back."""
        if self._record is None or self._record.id is None:
            return
        said = (
            f"作废后不再计入统计和月报{self._feeds.with_it}，记录仍然保留，可以恢复。\n作废原因："
        )
        reason = ask_reason(self, "作废", said)
        record_id, keeping, ledger = self._record.id, self._session.desk.records, self._ledger
        if reason is not None and self._change_state(
            lambda: keeping.void(ledger, record_id, reason), "已作废。"
        ):
            self.undoable.emit(Undo("作废", lambda: keeping.revive(ledger, record_id)))

    def _on_revived(self) -> None:
        if self._record is not None and (record_id := self._record.id) is not None:
            keeping = self._session.desk.records
            self._change_state(lambda: keeping.revive(self._ledger, record_id), "已恢复。")

    def _change_state(self, step: Callable[[], Record], words: str) -> bool:
        self.put_away()
        try:
            self._record = step()
        except QinglianError as error:
            self._session.tell(error, self)
            return False
        self._dress(words, tone="good")
        self._foot.focus_first()
        self._session.said.emit(words)
        self._session.announce(self._ledger)
        return True

    def _on_records_changed(self, key: str) -> None:
        """What was changed elsewhere, by the record that this one follows from, is shown anew."""
        if self._record is None or key not in ("", self._ledger.key) or self.has_edits:
            return
        latest = self._session.desk.records.get(self._ledger, self._record.id or 0)
        if latest is not None and latest.revision != self._record.revision:
            self.open(latest)

    def _dress(self, notice: str = "", tone: str = "") -> None:
        """Title, state, banner and buttons for what is shown."""
        record, read_only = self._record, self._session.desk.book.read_only
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
        self._discard.setVisible(self._draft is not None)
        self._discard.setText("清空重填" if record is None else "放弃修改")
        self._feeds.show_record(record)
        self.form.set_writable(not is_void and not read_only, self._feeds.locked)
        self._foot.show_for(record, follows=bool(self._feeds.locked))
