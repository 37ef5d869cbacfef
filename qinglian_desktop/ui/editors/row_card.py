"""One child row on a form: its fields on a card, or the line that stands where it was removed"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QToolButton, QWidget

from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.problem import InRow
from qinglian_desktop.ui import actions
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor, Whereabouts
from qinglian_desktop.ui.editors.problem_words import ProblemWords
from qinglian_desktop.ui.look.icons import icon
from qinglian_desktop.ui.look.parts import button, column, label, pass_by, row


class RowCard(QWidget):
    """The fields of a row below each other, as wide as the panel leaves.

    ``edited`` comes when the user changed something, ``remove_wanted`` when the row is to go,
    ``came_back`` when it stands there again.
    """

    edited = Signal()
    remove_wanted = Signal()
    came_back = Signal()

    def __init__(
        self,
        context: FieldContext,
        fields: tuple[Field, ...],
        editor_of: Callable[[FieldContext], FieldEditor],
    ) -> None:
        super().__init__()
        self.editors: dict[str, FieldEditor] = {}
        self._words: dict[str, ProblemWords] = {}
        self._card = QFrame()
        self._card.setProperty("kind", "panel")
        grid = QGridLayout(self._card)
        px = context.session.theme.px
        grid.setContentsMargins(px(10), px(8), px(10), px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        for line, field in enumerate(fields):
            editor = editor_of(replace(context, field=field, in_row=True))
            editor.edited.connect(lambda key=field.key: self._on_edited(key))
            self.editors[field.key] = editor
            self._words[field.key] = words = ProblemWords()
            name = label(f"{field.label} *" if field.required else field.label, "muted")
            grid.addWidget(name, line * 2, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(editor, line * 2, 1)
            grid.addWidget(words, line * 2 + 1, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._trash(context), 0, 2, Qt.AlignmentFlag.AlignTop)
        self._said = label("", "muted")
        self.undo = button("撤销", self.bring_back, "link")
        self.undo.setToolTip(f"把这一行放回来（{actions.UNDO.shown}）")
        pass_by(self.undo)
        self._gone = QWidget()
        self._gone.setLayout(row(self._said, label("·", "muted"), self.undo, 1, spacing=px(6)))
        self._gone.hide()
        self.setLayout(column(self._card, self._gone, spacing=0))

    @property
    def is_removed(self) -> bool:
        """Whether only the line stands there by which it comes back."""
        return self._card.isHidden()

    @property
    def first(self) -> QWidget:
        """Where one begins to type."""
        return next(iter(self.editors.values())).main

    @property
    def first_wrong(self) -> QWidget | None:
        """Where the first thing that was said is mended; None if nothing was said."""
        if self.is_removed:
            return None
        said = (key for key, words in self._words.items() if not words.isHidden())
        key = next(said, None)
        return None if key is None else self.editors[key].first_wrong

    def typed(self) -> dict[str, object]:
        """What stands in the row, blank cells left out."""
        found = {key: editor.typed() for key, editor in self.editors.items()}
        return {key: plain for key, plain in found.items() if plain is not None}

    def show_typed(self, given: Mapping[str, object]) -> None:
        """Show plain input by row field; nothing is said of it yet."""
        self.show_problems(())
        for key, editor in self.editors.items():
            editor.show_typed(given.get(key))

    def place_of(self, part: QWidget) -> tuple[str, Whereabouts]:
        """The cell that a part belongs to, "" where it is none, and where it stands there."""
        for key, editor in self.editors.items():
            if editor is part or editor.isAncestorOf(part):
                return key, editor.place_of(part)
        return "", ()

    def part_at(self, key: str, place: Whereabouts) -> QWidget:
        """What stands there in a cell; without a cell where one begins to type."""
        return self.editors[key].part_at(place) if key in self.editors else self.first

    def show_problems(self, found: Sequence[tuple[InRow, bool]]) -> None:
        """Say at each cell what is wrong there, and whether it is only a warning; or nothing."""
        for key in self.editors:
            here = [(cell.message, warning) for cell, warning in found if cell.field == key]
            self._say(key, here)

    def remove(self, words: str) -> None:
        """Put the line with these words in the place of the row, the keyboard too if it had it."""
        self._said.setText(words)
        focus = QApplication.focusWidget()
        self._gone.show()
        # Before the row goes: Qt would look for another place, and the form would scroll there.
        if focus is not None and self._card.isAncestorOf(focus):
            self.undo.setFocus()
        self._card.hide()

    def bring_back(self) -> None:
        """As it was typed."""
        self._gone.hide()
        self._card.show()
        self.came_back.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            undoes = self.is_removed and event.matches(QKeySequence.StandardKey.Undo)
            if undoes:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where the row was removed, the key that takes back brings it back."""
        if self.is_removed and event.matches(QKeySequence.StandardKey.Undo):
            self.bring_back()
        else:
            super().keyPressEvent(event)

    def _trash(self, context: FieldContext) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "quiet")
        made.setIcon(icon("trash", context.session.theme.colours.muted))
        made.setToolTip(f"删去这一行（{actions.REMOVE_ROW.shown}）")
        made.setAccessibleName("删去这一行")
        # The keyboard goes from field to field past it, and has a key of its own for it.
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(self.remove_wanted)
        actions.bind_within(self._card, actions.REMOVE_ROW, self.remove_wanted.emit)
        return made

    def _on_edited(self, key: str) -> None:
        self._say(key, [])
        self.edited.emit()

    def _say(self, key: str, found: Sequence[tuple[str, bool]]) -> None:
        wrong = any(not warning for _, warning in found)
        self._words[key].say([message for message, _ in found], is_wrong=wrong)
        self.editors[key].show_problem(wrong)
