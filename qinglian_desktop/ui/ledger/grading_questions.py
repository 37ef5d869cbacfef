"""A question of the grading sheet: words to choose or to tick, each with its digit, or a number"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from qinglian_desktop.domain.field_types import Choice, Choices, Field, Integer
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.theme import Theme
from qinglian_desktop.ui.look.whole_number import WholeNumber


class Question(QWidget):
    """One field that is asked; ``answered`` comes when something is chosen."""

    answered = Signal()

    def __init__(self, theme: Theme, field: Field, place: int) -> None:
        super().__init__()
        self.key = field.key
        self._kind = kind = field.type
        self._words: Sequence[str] = kind.options if isinstance(kind, Choice | Choices) else ()
        self._number = QLineEdit(self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(isinstance(kind, Choice))
        self.buttons: list[QAbstractButton] = []
        inside = column(label(f"{place}．{field.label}", "head", wrap=True), spacing=theme.px(4))
        if field.help:
            inside.addWidget(label(field.help, "muted", wrap=True))
        for digit, word in enumerate(self._words, 1):
            said = f"{digit}　{word}"
            made = QRadioButton(said) if isinstance(kind, Choice) else QCheckBox(said)
            made.clicked.connect(lambda: self.answered.emit())
            self._group.addButton(made)
            self.buttons.append(made)
            inside.addWidget(made)
        self._number.setVisible(isinstance(kind, Integer))
        if isinstance(kind, Integer):
            self._number.setValidator(WholeNumber(kind.least, kind.most, self))
            self._number.setAccessibleName(field.label)
            self._number.setMaximumWidth(theme.px(120))
            self._number.textEdited.connect(lambda _: self.answered.emit())
            inside.addLayout(row(self._number, label(kind.unit), 1))
        self.setLayout(inside)

    def take_keys(self) -> None:
        """Let digits answer this question."""
        chosen = [each for each in self.buttons if each.isChecked()]
        (chosen or self.buttons or [self._number])[0].setFocus()

    def answer(self, digit: int) -> bool:
        """Choose or tick the word of this digit; False where there is none."""
        if not 1 <= digit <= len(self.buttons):
            return False
        self.buttons[digit - 1].setFocus()
        self.buttons[digit - 1].click()
        return True

    def plain(self) -> object:
        """The answer as plain input; None while there is none."""
        if isinstance(self._kind, Integer):
            return self._number.text().strip() or None
        pairs = zip(self._words, self.buttons, strict=True)
        chosen = [word for word, made in pairs if made.isChecked()]
        if isinstance(self._kind, Choices):
            return chosen or None
        return chosen[0] if chosen else None

    def show_plain(self, plain: object) -> None:
        """Show what was answered before."""
        if isinstance(self._kind, Integer):
            self._number.setText("" if plain is None else str(plain))
            return
        chosen = cast("list[object]", plain) if isinstance(plain, list) else [plain]
        for word, made in zip(self._words, self.buttons, strict=True):
            made.setChecked(word in chosen)
