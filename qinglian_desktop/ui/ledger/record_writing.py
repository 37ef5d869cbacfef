"""What becomes of the record in a form: drafts, saving and other steps, one after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qinglian_desktop.application.editing import Opened
from qinglian_desktop.application.records import Saved
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import AnswersTo, Draft, Record, State
from qinglian_desktop.ui.half_typed import KeptReason
from qinglian_desktop.ui.ledger.half_done import kept_words
from qinglian_desktop.ui.ledger.record_form import RecordForm
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.typing_pause import TypingPause

T = TypeVar("T")


class RecordWriting(QObject):
    """Typing never waits for any of it: what is typed meanwhile goes on being an edit.

    ``draft_kept`` comes when all that was typed is kept, and says as what. Where a month that was
    reported is changed, ``why`` asks for the reason.
    """

    draft_kept = Signal(str)

    def __init__(self, session: Session, ledger: Ledger, form: RecordForm, parent: QObject) -> None:
        super().__init__(parent)
        self.why = ReasonLine(session.theme)
        self._kept_why = KeptReason(session, self.why, self)
        self.session = session
        self._ledger = ledger
        self._form = form
        self._is_edited = False
        self._under_way = 0
        self._edits = 0
        self._edits_answered = 0
        self.pause = TypingPause(self)
        self.pause.over.connect(self.keep_draft)
        self.answers: tuple[AnswersTo, ...] = ()
        """What a new record that is written here answers, whichever form it is written in."""
        self.opened = Opened(session.desk.records, ledger)

    @property
    def has_edits(self) -> bool:
        """Whether something typed is not saved."""
        return self._is_edited or self._under_way > 0 or self.opened.draft is not None

    @property
    def is_typed_on(self) -> bool:
        """Whether one typed on since what was just answered was asked to be saved.

        Then the keyboard stays where it is, and what is typed as it stands.
        """
        return self._edits != self._edits_answered

    def turn_to(self, record: Record | None = None, draft: Draft | None = None) -> None:
        """The form shows another record from now on."""
        self.pause.stop()
        self._kept_why.keep()
        self.why.hide()
        self.why.line.clear()
        self._is_edited = False
        answers = self.answers if record is None else ()
        self.opened = Opened(self.session.desk.records, self._ledger, record, draft, answers)

    def note_edit(self) -> None:
        """A key was pressed in the form."""
        self._is_edited = True
        self._edits += 1
        self.pause.note_key()

    def put_away(self) -> None:
        """Keep what is typed and not saved as a draft."""
        self._form.settle()
        self.keep_draft()
        self._kept_why.keep()

    def keep_draft(self, then: Callable[[], object] | None = None) -> None:
        """Keep the form as it stands; it survives a crash once that is done."""
        self.pause.stop()
        if not self._is_edited or self.session.desk.book.read_only:
            return
        opened, typed = self.opened, self._form.typed()

        def done(_: Draft) -> None:
            if not self._is_edited:
                self.draft_kept.emit(kept_words(opened))
            if then is not None:
                then()

        self.change(lambda: opened.keep_draft(typed), done)

    def keep_plan(self, done: Callable[[Draft], object]) -> None:
        """Keep the form as it stands as a plan, which is no unfinished form."""
        self._form.settle()
        self.pause.stop()
        opened, typed = self.opened, self._form.typed()
        self.change(lambda: opened.keep_plan(typed), done)

    def once_kept(self, then: Callable[[], object]) -> None:
        """Show something else only when what is typed is kept; what cannot be kept stays."""
        self._form.settle()
        if self._is_edited and not self.session.desk.book.read_only:
            self.keep_draft(lambda: self.once_kept(then))
        elif self._under_way:
            self.session.operations.after_changes(self, lambda: self.once_kept(then))
        else:
            then()

    def save(
        self,
        done: Callable[[Saved], object],
        failed: Callable[[BaseException], object],
        reason: str = "",
    ) -> None:
        """Save; ``done`` hears of it. Failed, a draft is kept."""
        self._form.settle()
        self.pause.stop()
        opened, typed = self.opened, self._form.typed()
        asked = self._edits

        def hear(saved: Saved) -> None:
            self.why.hide()
            self._edits_answered = asked
            done(saved)

        def fail(problem: BaseException) -> None:
            self._edits_answered = asked
            self.keep_draft()
            if not self._asks_why(problem, lambda why: self.save(done, failed, why)):
                failed(problem)

        self.change(lambda: opened.save(typed, reason), hear, fail)

    def change_because(
        self, step: Callable[[str], T], done: Callable[[T], object], reason: str = ""
    ) -> None:
        """Make a change that may need a reason, which is asked for then."""

        def fail(problem: BaseException) -> None:
            if not self._asks_why(problem, lambda why: self.change_because(step, done, why)):
                self.session.teller(self.parent())(problem)

        self.change(lambda: step(reason), done, fail)

    def _asks_why(self, problem: BaseException, again: Callable[[str], object]) -> bool:
        return self._kept_why.takes(f"更正 {self.opened.key}", problem, again)

    def change(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Make a change to the record that is open."""
        tell = failed or self.session.teller(self.parent())
        was_edited, self._is_edited = self._is_edited, False
        self._under_way += 1

        def hear(result: T) -> None:
            self._under_way -= 1
            done(result)

        def fail(problem: BaseException) -> None:
            self._under_way -= 1
            # Nothing was kept: what was typed is still to be.
            self._is_edited = self._is_edited or was_edited
            tell(problem)

        self.session.change(self, lambda _: work(), hear, fail)


def saved_words(saved: Saved) -> str:
    """What became of what was typed, above the form."""
    if saved.is_unchanged:
        words = f"没有改动，编号 {saved.record.number}。"
    else:
        words = f"已保存，编号 {saved.record.number}。"
    if saved.warnings:
        return f"{words}请看一看下面的提示。"
    if saved.record.state is State.CORRECTED and not saved.is_unchanged:
        return f"{words}这个月已经上报过，请重新生成月报。"
    return words


def saved_before_words(saved: Saved | None) -> str:
    """What became of the record before it, above a form for the next."""
    words = "上一条没有改动。" if saved is not None and saved.is_unchanged else "上一条已保存。"
    warned = "".join(problem.message for problem in saved.warnings) if saved is not None else ""
    return words + (f"请留意：{warned}" if warned else "")
