"""The form of any ledger: sections as on paper, problems in words under their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from qinglian_desktop.domain.ledger import Field, Ledger
from qinglian_desktop.domain.validation import Problem, read_input
from qinglian_desktop.ui.field_editor import FieldEditor, Place
from qinglian_desktop.ui.field_editors import editor_of
from qinglian_desktop.ui.parts import column, label, rule
from qinglian_desktop.ui.session import Session

SETTLE = 250
"""Milliseconds after the last key before fields that follow others are filled."""


class _Line:
    """A field's place on the form: its label, editor, help and problem words."""

    def __init__(self, field: Field, editor: FieldEditor, required: bool) -> None:
        self.field = field
        self.editor = editor
        self.label = QLabel(f"{field.label} *" if required else field.label)
        self.label.setWordWrap(True)
        self.label.setBuddy(editor.main)
        self.help = label(field.help, "muted", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.help.setVisible(bool(field.help))
        inner = column(editor, self.help, self.problem, spacing=2)
        self.holder = QWidget()
        self.holder.setLayout(inner)

    def set_shown(self, shown: bool) -> None:
        self.label.setVisible(shown)
        self.holder.setVisible(shown)


class RecordForm(QScrollArea):
    """Sections and fields of one ledger.

    ``edited`` comes after every change by the user. What was typed is never changed by
    the program, save for fields that follow others and were not typed in.
    """

    edited = Signal()

    def __init__(self, session: Session, ledger: Ledger) -> None:
        super().__init__()
        self._session = session
        self._ledger = ledger
        self._touched: set[str] = set()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        members = session.desk.roster.members()
        self._lines = {
            field.key: _Line(
                field, editor_of(Place(session, ledger, field, members)), field.required
            )
            for field in ledger.fields
        }
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setLayout(self._sections())
        self.setWidget(canvas)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._follow)
        for line in self._lines.values():
            line.editor.edited.connect(lambda key=line.field.key: self._on_edited(key))

    def typed(self) -> dict[str, object]:
        """What stands in every field that is shown, as plain input; blank ones left out."""
        found = {
            key: line.editor.typed()
            for key, line in self._lines.items()
            if not line.holder.isHidden()
        }
        return {key: plain for key, plain in found.items() if plain is not None}

    def show_typed(self, typed: Mapping[str, object], *, is_saved: bool) -> None:
        """Show plain input; a saved record's fields all count as typed by hand."""
        self._settle.stop()
        self._touched = set(typed) if is_saved else set()
        for key, line in self._lines.items():
            line.editor.show_typed(typed.get(key))
        self._show_answers()
        self.show_problems(())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put every problem under its field; those of no field are left to the caller."""
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem)
        for key, line in self._lines.items():
            found = by_field.get(key, [])
            wrong = any(not problem.is_warning for problem in found)
            line.problem.setText("\n".join(problem.message for problem in found))
            line.problem.setProperty("kind", "error" if wrong else "warning")
            line.problem.style().unpolish(line.problem)
            line.problem.style().polish(line.problem)
            line.problem.setVisible(bool(found))
            line.editor.show_problem(wrong)

    def focus_first(self, keys: Iterable[str] = ()) -> None:
        """Put the cursor into the first of these fields, else into the first empty required one."""
        wanted = [key for key in keys if key in self._lines]
        empty = [
            key
            for key, line in self._lines.items()
            if line.field.required and line.editor.typed() is None and not line.holder.isHidden()
        ]
        for key in (*wanted, *empty, *self._lines):
            line = self._lines[key]
            line.editor.main.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(line.holder)
            return

    def set_writable(self, writable: bool) -> None:
        """Whether the fields take input."""
        for line in self._lines.values():
            line.editor.setEnabled(writable)

    def settle(self) -> None:
        """Fill what follows from what is typed now, without waiting."""
        if self._settle.isActive():
            self._settle.stop()
            self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field; a button it presses instead."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        focus = QApplication.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or plain or focus is None:
            super().keyPressEvent(event)
        elif isinstance(focus, QPushButton | QToolButton):
            focus.click()
        else:
            focus.focusNextPrevChild(True)
            reached = QApplication.focusWidget()
            if reached is not None and self.isAncestorOf(reached):
                self.ensureWidgetVisible(reached)

    def _sections(self) -> QGridLayout:
        px = self._session.theme.px
        grid = QGridLayout()
        grid.setContentsMargins(px(16), px(8), px(16), px(16))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(10))
        grid.setColumnMinimumWidth(0, px(92))
        grid.setColumnStretch(1, 1)
        place = 0
        for number, section in enumerate(self._ledger.sections):
            if number:
                grid.addWidget(rule(), place, 0, 1, 2)
                place += 1
            grid.addWidget(label(section.label, "head"), place, 0, 1, 2)
            place += 1
            for field in section.fields:
                line = self._lines[field.key]
                line.label.setContentsMargins(0, px(6), 0, 0)
                line.label.setFixedWidth(px(92))
                grid.addWidget(line.label, place, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(line.holder, place, 1)
                place += 1
        grid.setRowStretch(place, 1)
        return grid

    def _on_edited(self, key: str) -> None:
        self._touched.add(key)
        self._lines[key].problem.hide()
        self._lines[key].editor.show_problem(False)
        self._show_answers()
        self._settle.start()
        self.edited.emit()

    def _follow(self) -> None:
        following = self._session.desk.records.follow(self._ledger, self.typed(), self._touched)
        for key, plain in following.items():
            self._lines[key].editor.show_typed(plain)
        self._show_answers()

    def _show_answers(self) -> None:
        """Show each field that matters given the others, and hide the rest."""
        everything = {key: line.editor.typed() for key, line in self._lines.items()}
        conditional = [f for f in self._ledger.fields if f.shown_when is not None]
        if not conditional:
            return
        values, _ = read_input(self._ledger, everything)
        for field in conditional:
            self._lines[field.key].set_shown(field.is_shown(values))
