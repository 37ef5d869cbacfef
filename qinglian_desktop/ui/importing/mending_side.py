"""Beside the rows: what is wrong where one stands, the fix for it, and the record as kept"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from qinglian_desktop.application.looked_records import Looked
from qinglian_desktop.application.wordings import WordList
from qinglian_desktop.domain.field_types import PeopleRef
from qinglian_desktop.domain.importing.import_plan import ImportPlan, Treatment
from qinglian_desktop.domain.importing.remarks import remarks_field
from qinglian_desktop.domain.ledger import Ledger, NextOfYear
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor, Register
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.editors.in_sight import bring_into_sight
from qinglian_desktop.ui.importing.double_card import DoubleCard
from qinglian_desktop.ui.importing.for_all_strip import is_blank_plain
from qinglian_desktop.ui.importing.import_work import ImportWork
from qinglian_desktop.ui.importing.issues import (
    Issue,
    can_be_left,
    is_alike,
    left_blank,
    mended_everywhere,
    mended_here,
    only_counted,
    standing,
    words_to_add,
)
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.placed import clear
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

_TITLES = {
    Treatment.ADD: "这一条会这样记下",
    Treatment.SKIP: "这一条跳过，不导入。表格里写的是",
}
"""Over a record; what is merged into one that is there stands side by side with that."""


class MendingSide(QScrollArea):
    """``next_wanted`` carries +1 or -1: the issue after or before the one that is shown.

    ``mended`` comes when something was mended, and the next may be.
    """

    next_wanted = Signal(int)
    mended = Signal()

    def __init__(
        self, session: Session, ledger: Ledger, work: ImportWork, register: Register
    ) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self._work = work
        self._register = register
        self._issue: Issue | None = None
        self._first_way: Callable[[], object] | None = None
        self.editor: FieldEditor | None = None
        px = session.theme.px
        self._title = label("", "head", wrap=True)
        self._title.setObjectName("issues")
        self._previous = button("上一处", lambda: self.next_wanted.emit(-1), "quiet")
        self._next = button("下一处", lambda: self.next_wanted.emit(1), "quiet")
        self._next.setObjectName("next_issue")
        self._rest = button("", self._leave_rest)
        self._rest.setObjectName("leave_rest")
        self._rest.hide()
        self._remarks = remarks_field(ledger)
        self._to_remarks = f"，原文记到{self._remarks.label}" if self._remarks else ""
        self._words = label("", "error", wrap=True)
        self._words.setObjectName("issue")
        self._fix = QVBoxLayout()
        self._fix.setSpacing(px(6))
        self._double = DoubleCard(session.theme, work)
        self._record = label("", wrap=True)
        self._record.setObjectName("as_kept")
        self._record.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._record_title = label("", "head", wrap=True)
        canvas = QFrame()
        canvas.setObjectName("canvas")
        head = row(self._title, self._previous, self._next)
        head.setStretch(0, 1)
        canvas.setLayout(
            column(
                head,
                self._rest,
                self._words,
                self._fix,
                self._double,
                self._record_title,
                self._record,
                1,
                spacing=px(SPACE),
                margins=px(SPACE),
            )
        )
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(px(280), px(150))

    def show_count(self) -> None:
        """How much is still to be mended."""
        result = self._work.result
        count = sum(not each.is_warning for each in result.issues) if result else 0
        warnings = len(result.issues) - count if result else 0
        if result is None:
            self._title.setText("")
        elif count:
            self._title.setText(f"要改的 {count:,} 处")
        else:
            self._title.setText(f"提示 {warnings:,} 处，可以不改" if warnings else "没有要改的")
        for each in (self._previous, self._next):
            each.setVisible(bool(result and result.issues))
        self._show_rest(result.issues if result else ())

    def show_place(self, place: int | None, issue: Issue | None) -> None:
        """Show a record, and what is wrong where one stands."""
        result = self._work.result
        looked = result.records[place] if result is not None and place is not None else None
        self._record_title.setVisible(looked is not None)
        treatment = self._work.treatment(place) if place is not None else Treatment.ADD
        self._record_title.setText(_TITLES.get(treatment, "表格里的这一条写的是"))
        self._record.setText(self._as_kept(looked) if looked else "")
        self._double.show_double(place, looked)
        self._show_issue(issue, looked)

    def take_keys_to_fix(self) -> bool:
        """Give the keyboard to the editor of the fix; False where there is none."""
        if self.editor is None:
            return False
        self.editor.main.setFocus(Qt.FocusReason.OtherFocusReason)
        # What is wrong is read first: the way to the editor must not scroll it out of sight.
        bring_into_sight(self.editor.main, self._words)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the fix does what its first button does."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if is_enter and self._first_way is not None:
            self._first_way()
        else:
            super().keyPressEvent(event)

    def _show_issue(self, issue: Issue | None, looked: Looked | None) -> None:
        if issue is not None and issue == self._issue and self.editor is not None:
            return
        self._issue, self.editor, self._first_way = issue, None, None
        clear(self._fix)
        self._words.setVisible(issue is not None)
        if issue is None or looked is None:
            return
        found = self._work.found
        where = f"{found.beside.row_words(issue.row) if found else ''}："
        self._words.setText(where + issue.message)
        self._words.setProperty("kind", "warning" if issue.is_warning else "error")
        self._words.style().polish(self._words)
        if issue.field is not None:
            self._offer_fix(issue, looked)
        self.verticalScrollBar().setValue(0)

    def _offer_fix(self, issue: Issue, looked: Looked) -> None:
        assert issue.field is not None
        context = FieldContext(
            self._session,
            self._ledger,
            issue.field,
            self._session.desk.roster.members,
            lambda: None,
            in_row=issue.outer is not None,
            register=self._register,
        )
        made = self.editor = editor_of(context)
        made.setObjectName("fix")
        plain = standing(issue, looked)
        if is_blank_plain(plain) and issue.said is not None and not issue.options:
            plain = issue.said[1]
        made.show_typed(plain)
        made.main.setAccessibleName(issue.field.label)
        self._fix.addWidget(label(issue.field.label, "muted"))
        self._fix.addWidget(made)
        buttons = FlowLayout(self._session.theme.px(SPACE))
        ways = self._ways(issue, looked)
        self._first_way = ways[0][1]
        for words, act in ways:
            each = button(words, act)
            each.setObjectName(words)
            buttons.addWidget(each)
        self._fix.addLayout(buttons)

    def _ways(self, issue: Issue, looked: Looked) -> list[tuple[str, Callable[[], object]]]:
        alike = self._alike(issue)
        kind = issue.field.type if issue.field is not None else None

        def here() -> None:
            self._mend(issue, looked, everywhere=False)

        def everywhere() -> None:
            self._mend(issue, looked, everywhere=True)

        ways: list[tuple[str, Callable[[], object]]]
        if alike > 1:
            ways = [(f"一样的 {alike:,} 处都这样改", everywhere), ("只改这一处", here)]
        elif issue.said is not None:
            ways = [("这样改", everywhere)]
        else:
            ways = [("这样填", here), ("没有写的都这样填", everywhere)]
        if people := [each for each in issue.options if isinstance(kind, PeopleRef)]:
            words = f"只记人数（{people[0].removeprefix('实到')}）"
            ways.append((words, lambda: self._decide(only_counted(self._work.plan, issue))))
        if unlisted := words_to_add(self._ledger, issue):
            ways.append(("加到选项", lambda: self._add_words(issue, unlisted)))
        if can_be_left(issue, self._remarks):
            words = f"留空{self._to_remarks}"
            ways.append((words, lambda: self._decide(left_blank(self._work.plan, [issue]))))
        return ways

    def _show_rest(self, issues: Sequence[Issue]) -> None:
        """One button for all that may be left; it says where something else must be filled in."""
        left = {(each.row, each.column) for each in issues if can_be_left(each, self._remarks)}
        wrong = {(each.row, each.column) for each in issues if not each.is_warning}
        which = "其余" if left == wrong else "不是必填的"
        self._rest.setText(f"{which} {len(left):,} 处都留空{self._to_remarks}")
        self._rest.setVisible(len(left) > 1)

    def _leave_rest(self) -> None:
        if (result := self._work.result) is not None:
            left = (each for each in result.issues if can_be_left(each, self._remarks))
            self._decide(left_blank(self._work.plan, left))

    def _add_words(self, issue: Issue, unlisted: list[str]) -> None:
        """Have the unit's list hold them: the window comes anew, and goes on with this import."""
        if issue.field is None:
            return
        session, key = self._session, issue.field.key
        of = self._ledger.key

        def added(_: WordList) -> None:
            # This page is part of the window that is taken down.
            QTimer.singleShot(0, session, session.words_changed.emit)

        session.change(self, lambda _: session.desk.wordings.add(of, key, unlisted), added)

    def _decide(self, plan: ImportPlan) -> None:
        self._issue = None
        self.mended.emit()
        self._work.decide(plan)

    def _alike(self, issue: Issue) -> int:
        result = self._work.result
        if issue.said is None or result is None:
            return 1
        return len({(e.row, e.column) for e in result.issues if is_alike(issue, e)})

    def _mend(self, issue: Issue, looked: Looked, *, everywhere: bool) -> None:
        if self.editor is None:
            return
        if not self.editor.settle():
            # Letters that may be two people's would be one more word that nobody understands.
            self.take_keys_to_fix()
            return
        plain = self.editor.typed()
        plan = self._work.plan
        if everywhere:
            plan = mended_everywhere(plan, issue, looked, plain)
        else:
            plan = mended_here(plan, issue, looked, plain)
        self._decide(plan)

    def _as_kept(self, looked: Looked) -> str:
        lines: list[str] = []
        for field in self._ledger.fields:
            plain = looked.typed.get(field.key)
            if is_blank_plain(plain):
                continue
            text = plain_to_text(field.type, plain).strip()
            if isinstance(field.initial, NextOfYear) and field.key not in looked.record.typed:
                # Those before it are only counted when they are kept.
                text = "导入时接着编"
            lines.append(f"{field.label}：{text}")
        return "\n".join(lines)
