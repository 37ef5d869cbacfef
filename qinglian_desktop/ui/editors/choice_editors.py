"""Editors for choices: one word out of a list, or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QRadioButton,
    QWidget,
)

from qinglian_desktop.domain.field_types import Choice, Choices
from qinglian_desktop.domain.plain_form import from_plain, plain_to_text
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.look.flow_layout import FlowLayout
from qinglian_desktop.ui.look.parts import DropDown, row
from qinglian_desktop.ui.look.placed import take_out
from qinglian_desktop.ui.look.radio_group import RadioGroup

MOST_IN_ROW = 5
"""More options than this stand in a drop-down list instead of side by side."""


_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


def choice_editor(context: FieldContext) -> FieldEditor:
    """Few short words side by side, more in a drop-down list."""
    kind = context.field.type
    options = kind.options if isinstance(kind, Choice) else ()
    few = len(options) <= MOST_IN_ROW and sum(map(len, options)) <= 16
    return (
        RadioEditor(context, options)
        if few and not context.in_row
        else ComboEditor(context, options)
    )


class RadioEditor(FieldEditor):
    """Words side by side, of which one is chosen; an arrow key chooses the next one.

    Where none need be chosen, a click on the chosen one chooses none again.
    """

    def __init__(self, context: FieldContext, options: Sequence[str]) -> None:
        super().__init__(context)
        self._may_be_blank = not context.field.required
        self._options = options
        self._chosen_before: QAbstractButton | None = None
        self._group = RadioGroup(self)
        self._flow = _words_in_line(context)
        self._buttons: dict[str, QRadioButton] = {}
        self.setLayout(self._flow)
        for word in options:
            self._add(word)
        self.setAccessibleName(context.field.label)

    @property
    def main(self) -> QWidget:
        chosen = self._group.checkedButton()
        return chosen or next(iter(self._buttons.values()))

    def _standing(self) -> object:
        chosen = self._group.checkedButton()
        return chosen.text() if chosen else None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain).strip())

    def _show_text(self, text: str) -> None:
        for former in self._buttons.keys() - {*self._options, text}:
            self._remove(former)
        if text and text not in self._buttons:
            self._add(text)
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == text)
        self._group.setExclusive(True)

    def show_problem(self, is_wrong: bool) -> None:
        """The words under it say what is wrong; radio buttons have no border to colour."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and isinstance(watched, QRadioButton):
                buttons = list(self._buttons.values())
                next_one = buttons[(buttons.index(watched) + step) % len(buttons)]
                next_one.setFocus(Qt.FocusReason.OtherFocusReason)
                if not next_one.isChecked():
                    next_one.click()
                return True
        return super().eventFilter(watched, event)

    def _on_pressed(self) -> None:
        self._chosen_before = self._group.checkedButton()

    def _on_clicked(self, button: QRadioButton) -> None:
        if self._may_be_blank and button is self._chosen_before:
            self._group.setExclusive(False)
            button.setChecked(False)
            self._group.setExclusive(True)
        self._chosen_before = self._group.checkedButton()
        self.edited.emit()

    def _add(self, word: str) -> None:
        button = QRadioButton(word)
        button.installEventFilter(self)
        button.pressed.connect(self._on_pressed)
        button.clicked.connect(lambda: self._on_clicked(button))
        if self._may_be_blank:
            button.setToolTip("再点一下就不选")
        self._buttons[word] = button
        self._group.addButton(button)
        self._flow.addWidget(button)

    def _remove(self, word: str) -> None:
        """Of a word that stood in the record shown before and is not to be chosen any more."""
        button = self._buttons.pop(word)
        self._group.removeButton(button)
        take_out(self._flow, button)


class ComboEditor(FieldEditor):
    """A drop-down list; empty stands first."""

    def __init__(self, context: FieldContext, options: Sequence[str]) -> None:
        super().__init__(context)
        self._combo = DropDown()
        self._options = ["", *options]
        self._combo.addItems(self._options)
        self._combo.setMaxVisibleItems(14)
        self._combo.setAccessibleName(context.field.label)
        self._combo.activated.connect(lambda _: self.edited.emit())
        self.setLayout(row(self._combo) if context.in_row else row(self._combo, 1))

    @property
    def main(self) -> QComboBox:
        return self._combo

    def _standing(self) -> object:
        return self._combo.currentText() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain).strip())

    def _show_text(self, text: str) -> None:
        while self._combo.count() > len(self._options):
            self._combo.removeItem(len(self._options))
        if text not in self._options:
            self._combo.addItem(text)
        self._combo.setCurrentText(text)


class ChecksEditor(FieldEditor):
    """Several words to tick."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        kind = self._kind
        self._flow = _words_in_line(context)
        self._boxes: dict[str, QCheckBox] = {}
        self.setLayout(self._flow)
        self._options = kind.options if isinstance(kind, Choices) else ()
        for word in self._options:
            self._add(word)
        self.setAccessibleName(context.field.label)

    @property
    def main(self) -> QWidget:
        return next(iter(self._boxes.values()))

    def _standing(self) -> object:
        return [word for word, box in self._boxes.items() if box.isChecked()] or None

    def _show(self, plain: object) -> None:
        self._tick(cast("tuple[str, ...]", from_plain(self._kind, plain) or ()))

    def _show_text(self, text: str) -> None:
        self._tick((text,))

    def _tick(self, words: Sequence[str]) -> None:
        for former in self._boxes.keys() - {*self._options, *words}:
            take_out(self._flow, self._boxes.pop(former))
        for word in words:
            if word not in self._boxes:
                self._add(word)
        for word, box in self._boxes.items():
            box.setChecked(word in words)

    def show_problem(self, is_wrong: bool) -> None:
        """The words under it say what is wrong; check boxes have no border to colour."""

    def _add(self, word: str) -> None:
        box = QCheckBox(word)
        box.clicked.connect(lambda: self.edited.emit())
        self._boxes[word] = box
        self._flow.addWidget(box)


def _words_in_line(context: FieldContext) -> FlowLayout:
    """The words stand as high as the label beside them, which is made for framed lines."""
    flow = FlowLayout(12, 2)
    flow.setContentsMargins(0, context.session.theme.px(3), 0, 0)
    return flow
