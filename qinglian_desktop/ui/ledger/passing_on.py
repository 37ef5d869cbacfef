"""办理下一环节: the next stage of one record or of many, with the day, by whom and what was said"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.field_types import Rows
from qinglian_desktop.domain.ledger import Ledger, Passage
from qinglian_desktop.domain.record import Record
from qinglian_desktop.domain.values import Plain
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.half_typed import KeptAnswer
from qinglian_desktop.ui.ledger.field_line import FieldLine
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.reason_line import ReasonLine
from qinglian_desktop.ui.session import Session


class PassingOn(FittingDialog):
    """Asks once for all of them; kept in one step that Ctrl+Z takes back."""

    def __init__(
        self, session: Session, ledger: Ledger, ids: Sequence[int], parent: QWidget
    ) -> None:
        super().__init__(actions.PASS_ON.label, parent)
        self.setObjectName("passing_on")
        self._session, self._ledger, self._ids = session, ledger, tuple(ids)
        way = cast("Passage", ledger.passage)
        theme, desk = session.theme, session.desk
        proposed = desk.passing.propose(ledger, ids)
        kind = cast("Rows", ledger.field(way.rows).type)
        self.lines: dict[str, FieldLine] = {}
        for key in (way.step, way.day, way.by, way.opinion):
            field = kind.field(key)
            context = FieldContext(
                session, ledger, field, desk.roster.members, self._on_typed, in_row=True
            )
            self.lines[key] = line = FieldLine(field, editor_of(context), theme.px(80))
            line.editor.show_typed(proposed.typed.get(key))
        self._notice = Notice(theme)
        self._why = ReasonLine(theme)
        standing = "，".join(
            f"{proposed.standing[stage]} 个在{stage}"
            for stage in way.stages
            if stage in proposed.standing
        )
        count = sum(proposed.standing.values())
        many = f"一起办理 {count} 个{ledger.noun}：现在{standing}。"
        one = f"现在在{next(iter(proposed.standing))}。" if count else "选的记录都已作废。"
        self._keep = button("办理", lambda: self._pass_on(""), "primary", "save", theme)
        self._keep.setObjectName("pass_on")
        back = button("取消", self.reject)
        for made in (self._keep, back):
            made.setAutoDefault(False)
        self.setLayout(
            column(
                label(many if count > 1 else one, "head", wrap=True),
                *self.lines.values(),
                self._notice,
                self._why,
                row(self._keep, back, 1),
                margins=theme.px(16),
            )
        )
        step, which = proposed.typed.get(way.step), " ".join(map(str, ids))
        question = f"办理 {ledger.key} {which} {step}"
        self._kept = KeptAnswer(session, question, self, self._typed, self._show)
        self._why.line.textEdited.connect(self._on_typed)
        self.resize(theme.px(520), theme.px(260))
        blank = [each for each in self.lines.values() if each.editor.typed() is None]
        must = [each for each in blank if each.field.required]
        (must[0].editor.main if must else self._keep).setFocus()
        self.fit()

    def _step(self) -> dict[str, Plain]:
        typed = ((key, line.editor.typed()) for key, line in self.lines.items())
        return {key: cast("Plain", plain) for key, plain in typed if plain is not None}

    def _typed(self) -> Plain:
        return [self._step(), self._why.line.text()]

    def _show(self, typed: Plain) -> None:
        match typed:
            case [dict(step), str(why)]:
                for key, line in self.lines.items():
                    line.editor.show_typed(cast("dict[str, Plain]", step).get(key))
                self._why.line.setText(why)
            case _:
                pass

    def _on_typed(self) -> None:
        self._kept.note_key()

    def _pass_on(self, reason: str) -> None:
        step = self._step()
        ledger, ids, passing = self._ledger, self._ids, self._session.desk.passing
        self._keep.setEnabled(False)
        self._session.change(
            self,
            lambda _: passing.pass_on(ledger, ids, step, reason),
            self._on_kept,
            self._on_not_kept,
        )

    def _on_kept(self, kept: Sequence[Record]) -> None:
        way = cast("Passage", self._ledger.passage)
        stage = kept[0].value(way.stage)
        which = kept[0].number if len(kept) == 1 else f"{len(kept)} 个{self._ledger.noun}"
        self._session.said.emit(f"{which} 已办理{stage}，按 Ctrl+Z 可以撤销。")
        self.accept()

    def _on_not_kept(self, problem: BaseException) -> None:
        self._keep.setEnabled(True)
        if self._why.takes(problem, self._pass_on):
            pass
        elif not isinstance(problem, DataProblems):
            self._notice.tell(problem)
        else:
            for key, line in self.lines.items():
                line.show_problems([each for each in problem.problems if each.field == key])
            if rest := [e.message for e in problem.problems if e.field not in self.lines]:
                self._notice.say("\n".join(rest), "bad")
        self.fit()


class PassingStrip(QWidget):
    """Above a list of which several records are selected: to pass them on together."""

    def __init__(self, session: Session, ledger: Ledger, ids: Callable[[], Sequence[int]]) -> None:
        super().__init__()
        self._session, self._ledger, self._ids = session, ledger, ids
        self._words = label("")
        self._button = button(f"{actions.PASS_ON.label}…", self.open)
        self._button.setObjectName("pass_selected")
        self._button.setToolTip(actions.PASS_ON.shown)
        self.setLayout(row(self._words, self._button, 1))
        self.hide()

    def show_count(self, count: int) -> None:
        """So many are selected."""
        can = self._ledger.passage is not None and not self._session.desk.book.read_only
        self._words.setText(f"已选 {count} 个{self._ledger.noun}")
        self.setVisible(can and count > 1)

    def open(self) -> PassingOn | None:
        """Ask for the next stage of what is selected."""
        if not (ids := self._ids()) or self._ledger.passage is None:
            return None
        asked = PassingOn(self._session, self._ledger, ids, self.window())
        asked.open()
        return asked
