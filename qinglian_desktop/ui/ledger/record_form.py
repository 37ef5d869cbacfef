"""The form of any ledger: sections as on paper, problems in words under their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from qinglian_desktop.domain.field_types import Field, RecordRef
from qinglian_desktop.domain.handing_over import handed_over
from qinglian_desktop.domain.ledger import Ledger, Section
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.record import AnswersTo, Record, occurred_on
from qinglian_desktop.domain.validation import read_input
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ui.editors.field_editor import FieldContext, Register
from qinglian_desktop.ui.editors.field_editors import editor_of
from qinglian_desktop.ui.ledger.by_hand import by_hand
from qinglian_desktop.ui.ledger.caret import Caret, caret_in, put_caret
from qinglian_desktop.ui.ledger.field_line import FieldLine
from qinglian_desktop.ui.ledger.reading_order import (
    beside,
    beyond,
    chain,
    in_reading_order,
    takes_enter,
    takes_tab,
)
from qinglian_desktop.ui.look.parts import column, label, rule
from qinglian_desktop.ui.session import Session

_WIDEST_BESIDE = 150
"""Per cent of type up to which labels stand beside their editors."""
SETTLE = 250
"""Milliseconds after the last key before fields that follow others are filled."""


class RecordForm(QScrollArea):
    """Sections and fields of one ledger.

    ``edited`` comes after every change by the user; ``plan_wanted`` carries the field for which a
    plan is to be made, ``drawing_wanted`` the editor whose chart is to be drawn. What was typed is
    never changed by the program, save for fields that follow others and were not typed in.
    ``front_wanted`` comes when one is to type in it.
    """

    edited = Signal()
    plan_wanted = Signal(str)
    drawing_wanted = Signal(object)
    front_wanted = Signal()

    def __init__(self, session: Session, ledger: Ledger, register: Register | None = None) -> None:
        super().__init__()
        self.answers: Callable[[str], tuple[AnswersTo, ...]] = lambda _: ()
        """What a record that is made at a field answers."""
        self._register = register
        self._session = session
        self._ledger = ledger
        self._is_saved = False
        self._touched: set[str] = set()
        self._locked: frozenset[str] = frozenset()
        self.setWidgetResizable(True)
        # A click beside the fields, or on a part that takes no keys, leaves them where they were.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().valueChanged.connect(self._stay_at_the_left)
        beside = session.theme.px(96) if session.theme.scale <= _WIDEST_BESIDE else 0
        self._lines = {
            field.key: FieldLine(field, editor_of(self._context_of(field)), beside)
            for field in ledger.fields
        }
        self._heads: list[tuple[list[QWidget], Section]] = []
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self.setWidget(canvas)
        canvas.setLayout(self._sections())
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._follow)
        for line in self._lines.values():
            line.editor.edited.connect(lambda key=line.field.key: self._on_edited(key))

    def typed(self) -> dict[str, object]:
        """What stands in every field that is shown, as plain input; blank ones left out."""
        found = {
            key: line.editor.typed() for key, line in self._lines.items() if not line.isHidden()
        }
        return {key: plain for key, plain in found.items() if plain is not None}

    def whole(self) -> dict[str, object]:
        """What stands in every field, also in those that are hidden now."""
        return {key: line.editor.typed() for key, line in self._lines.items()}

    def fill(self, plain: Mapping[str, object]) -> None:
        """Put plain input into these fields, as if it had been typed there."""
        for key, each in plain.items():
            self._lines[key].editor.show_typed(each)
            self._on_edited(key)
        self.settle()

    def line(self, key: str) -> FieldLine:
        """The line of a field."""
        return self._lines[key]

    def show_typed(self, typed: Mapping[str, object], *, is_saved: bool) -> None:
        """Show plain input; a saved record's fields count as typed by hand, but computed ones.

        Who types in what was kept goes on in the same place of it.
        """
        self._settle.stop()
        self._is_saved, caret = is_saved, self.caret() if is_saved else None
        keeping = self._session.desk.records
        self._touched = by_hand(keeping, self._ledger, typed, is_saved=is_saved)
        for key, line in self._lines.items():
            line.editor.show_typed(typed.get(key))
        self._show_answers()
        self._look_around()
        self.show_problems(())
        if caret is not None:
            self.put_caret(caret)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put every problem under its field; those of no field are left to the caller."""
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem)
        for key, line in self._lines.items():
            line.show_problems(by_field.get(key, []))

    def focus_first(self, keys: Iterable[str] = ()) -> None:
        """Put the cursor into the first of these fields, else into the first empty required one."""
        self.front_wanted.emit()
        asked = set(keys)
        wanted = [line for key, line in self._lines.items() if key in asked]
        empty = [
            line
            for line in self._lines.values()
            if line.field.required and line.editor.typed() is None and not line.isHidden()
        ]
        line = next(iter((*wanted, *empty, *self._lines.values())))
        place = line.editor.first_wrong if wanted else line.editor.main
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        # The sentence matters more than the line, and where one types more than both.
        for each in (line, line.sentence, place):
            self.ensureWidgetVisible(each)

    def caret(self) -> Caret | None:
        """Where in the form one types; None when that is elsewhere."""
        return caret_in({key: line.editor for key, line in self._lines.items()})

    def put_caret(self, caret: Caret) -> None:
        """Go on typing where one typed in another form of this ledger."""
        put_caret({key: line.editor for key, line in self._lines.items()}, caret)

    def scroll_to(self, share: float) -> None:
        """Scroll by this share of the way, once it is laid out."""
        bar = self.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(round(share * bar.maximum())))

    def set_writable(self, writable: bool, locked: Iterable[str] = ()) -> None:
        """Whether the fields take input; those ``locked`` never do, nor follow others."""
        self._locked = frozenset(locked)
        for key, line in self._lines.items():
            line.editor.take_input(writable, is_fed=key in self._locked)
        self.setToolTip("" if writable else f"{self._session.why_fixed or '已经作废'}，不能改。")

    def settle(self) -> None:
        """Fill what follows from what is typed now, without waiting."""
        if self._settle.isActive():
            self._settle.stop()
            self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, past all buttons."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain
        if not is_enter or not self._go_on(takes_enter, forward=True):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the form as one reads it, then on to what comes after it."""
        return self._go_on(takes_tab, forward=forward) or super().focusNextPrevChild(forward)

    def _go_on(self, wanted: Callable[[QWidget], bool], *, forward: bool) -> bool:
        """Give the keyboard to the next one wanted; whether there is one."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return False
        order = in_reading_order(self.widget())
        reached = beside(focus, order, wanted, forward=forward)
        if reached is None:
            chain(self, order)
            reached = beyond(self, forward=forward)
        if reached is None:
            return False
        reasons = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        reached.setFocus(reasons[0] if forward else reasons[1])
        if self.isAncestorOf(reached):
            self.ensureWidgetVisible(reached)
        return True

    def _stay_at_the_left(self) -> None:
        """Bringing a wide field into sight must not push the labels out of it."""
        self.horizontalScrollBar().setValue(0)

    def _context_of(self, field: Field) -> FieldContext:
        return FieldContext(
            self._session,
            self._ledger,
            field,
            self._session.desk.roster.members,
            self._day,
            register=self._register and partial(self._make_for, self._register, field),
            plan=partial(self.plan_wanted.emit, field.key)
            if self._register and self._ledger.asks
            else None,
            draw=self.drawing_wanted.emit,
            values=self._values,
            is_saved=lambda: self._is_saved,
        )

    def _make_for(
        self,
        register: Register,
        field: Field,
        key: str,
        given: Mapping[str, object],
        done: Callable[[Record], None],
        answers: tuple[AnswersTo, ...] = (),
    ) -> None:
        """Make a record in place, which begins with what a link hands over to it.

        What it answers is linked to it in the book, and shown then.
        """
        target = self._session.desk.catalogue[key]
        if isinstance(field.type, RecordRef):
            values, _ = read_input(self._ledger, self.typed())
            given = {**handed_over(field.type, self._ledger, target, values), **given}
            answers = self.answers(field.key)
        register(key, given, (lambda _: None) if answers else done, answers)

    def _day(self) -> date | None:
        """The day of the record, as far as it is typed."""
        key = self._ledger.occurred
        values, _ = read_input(self._ledger, {key: self._lines[key].editor.typed()})
        return occurred_on(self._ledger, values)

    def _sections(self) -> QVBoxLayout:
        px = self._session.theme.px
        layout = column(spacing=px(9))
        layout.setContentsMargins(px(16), px(8), px(16), px(16))
        for number, section in enumerate(self._ledger.sections):
            head: list[QWidget] = [rule()] if number else []
            head.append(label(section.label, "head"))
            for part in head:
                layout.addWidget(part)
            for field in section.fields:
                layout.addWidget(self._lines[field.key])
            self._heads.append((head, section))
        layout.addStretch(1)
        return layout

    def _on_edited(self, key: str) -> None:
        self._touched.add(key)
        self._lines[key].forget_problems()
        self._show_answers()
        self._settle.start()
        self.edited.emit()

    def _follow(self) -> None:
        settled = self._touched | self._locked
        following = self._session.desk.records.follow(self._ledger, self.typed(), settled)
        for key, plain in following.items():
            self._lines[key].editor.show_typed(plain)
        self._show_answers()
        self._look_around()

    def _look_around(self) -> None:
        today = self._session.desk.clock().date()
        for line in self._lines.values():
            line.look_around(self._values, today)

    def _values(self) -> Values:
        return read_input(self._ledger, self.typed())[0]

    def _show_answers(self) -> None:
        """Show each field that matters given the others, and hide the rest."""
        conditional = [f for f in self._ledger.fields if f.shown_when is not None]
        if not conditional:
            return
        values, _ = read_input(self._ledger, self.whole())
        for field in conditional:
            self._lines[field.key].setVisible(field.is_shown(values))
        for head, section in self._heads:
            is_empty = all(self._lines[field.key].isHidden() for field in section.fields)
            for part in head:
                part.setVisible(not is_empty)
