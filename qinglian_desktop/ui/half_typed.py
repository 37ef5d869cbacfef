"""What is typed in answer to a question is there again where nobody answered: after a lock, too"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from qinglian_desktop.application.half_typed import HalfTyped
from qinglian_desktop.domain.period import Period
from qinglian_desktop.domain.values import Plain
from qinglian_desktop.ui.look import asking
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.session import Session
from qinglian_desktop.ui.typing_pause import TypingPause

_Typed: TypeAlias = Callable[[QWidget, str, str, str], tuple[str, bool]]


class KeptAnswer(QObject):
    """Of a dialog: what ``read`` gives is kept at a pause, and as it is closed by anything but yes.

    ``show`` is given what was kept before.
    """

    def __init__(
        self,
        session: Session,
        question: str,
        dialog: QDialog,
        read: Callable[[], Plain],
        show: Callable[[Plain], object],
    ) -> None:
        super().__init__(dialog)
        self._session, self._question, self._read = session, question, read
        if (before := HalfTyped(session.desk.book).of(question)) is not None:
            show(before)
        self._kept = read()
        self._pause = TypingPause(self)
        self._pause.over.connect(self._keep)
        dialog.finished.connect(self._on_finished)

    def note_key(self) -> None:
        """Something was typed."""
        self._pause.note_key()

    def _keep(self) -> None:
        if (typed := self._read()) != self._kept:
            self._kept = typed
            keep_answer(self._session, self._question, typed)

    def _on_finished(self, result: int) -> None:
        self._pause.stop()
        if result == QDialog.DialogCode.Accepted:
            keep_answer(self._session, self._question, None)
        else:
            self._keep()


class KeptReason(QObject):
    """Of a line that asks for a reason."""

    def __init__(self, session: Session, line: ReasonLine, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._why = session, line
        self._question = ""
        self._pause = TypingPause(self)
        self._pause.over.connect(self.keep)
        line.line.textEdited.connect(self._pause.note_key)
        # Also where its window stands still, because it is being locked.
        line.line.editingFinished.connect(self.keep)

    def takes(self, question: str, problem: BaseException, again: Callable[[str], object]) -> bool:
        """As that of the line; what is typed there is kept for this ``question``."""

        def say(reason: str) -> None:
            self._pause.stop()
            keep_answer(self._session, question, None)
            again(reason)

        if not self._why.takes(problem, say):
            return False
        self._question = question
        before = HalfTyped(self._session.desk.book).of(question)
        if isinstance(before, str):
            self._why.line.setText(before)
            self._why.line.selectAll()
        return True

    def keep(self) -> None:
        """Keep it as it stands."""
        self._pause.stop()
        typed = self._why.line.text().strip()
        if not self._why.isHidden() and self._why.line.isModified():
            self._why.line.setModified(False)
            keep_answer(self._session, self._question, typed or None)


def ask_why(
    session: Session,
    question: str,
    parent: QWidget,
    step: str,
    words: str,
    offered: str = "",
    typed: _Typed | None = None,
) -> str | None:
    """Ask for a reason until something is said; None if the step is not wanted after all.

    What was typed for this ``question`` before stands there already, or what is ``offered``;
    ``typed`` is how it is typed, in one line unless said.
    """
    before = HalfTyped(session.desk.book).of(question)
    stands = before if isinstance(before, str) else offered
    said, is_agreed = asking.ask_until_said(parent, step, words, stands, typed or asking.typed_line)
    if is_agreed:
        if before is not None:
            keep_answer(session, question, None)
        return said
    if said.strip() and said != stands:
        keep_answer(session, question, said)
    return None


def ask_why_returned(
    session: Session,
    which: tuple[str, Period, int],
    parent: QWidget,
    words: str,
    offered: Sequence[str],
) -> str | None:
    """The same for a return, by the unit's code, month and revision, that is given back: lines."""
    code, month, revision = which
    question = f"退回 {code} {month.key} {revision}"
    lines = "\n".join(offered)
    return ask_why(session, question, parent, "退回", words, lines, asking.typed_lines)


def keep_answer(session: Session, question: str, typed: Plain) -> None:
    """Keep it for the next time, or forget it by None."""
    desk = session.desk
    if not desk.book.read_only:
        session.change(session, lambda _: HalfTyped(desk.book).keep(question, typed))
