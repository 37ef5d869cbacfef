"""A field's line on a form: its label, its editor, and below it help and problems"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QWidget

from qinglian_desktop.domain.field_types import Field
from qinglian_desktop.domain.problem import Problem
from qinglian_desktop.domain.values import Values
from qinglian_desktop.ui.editors.field_editor import FieldEditor
from qinglian_desktop.ui.editors.problem_words import ProblemWords
from qinglian_desktop.ui.look.parts import column, label, row

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FieldLine(QWidget):
    """One field of a form.

    Without a ``label_width`` the label stands above the editor, where large type has no room
    for both side by side.
    """

    def __init__(self, field: Field, editor: FieldEditor, label_width: int) -> None:
        super().__init__()
        self.field = field
        self.editor = editor
        words = f"{field.label} *" if field.required else field.label
        name = label(words, wrap=True)
        name.setBuddy(editor.main)
        self._beside = row(editor)
        self._beside.setStretch(0, 1)
        below = column(self._beside, spacing=2)
        self._before = label("", "muted", wrap=True)
        self._before.setObjectName("was_before")
        self._before.hide()
        below.addWidget(self._before)
        if field.help:
            below.addWidget(label(field.help, "muted", wrap=True))
        self._told = label("", wrap=True)
        self._told.setObjectName("told")
        self._told.hide()
        below.addWidget(self._told)
        self._problem = ProblemWords()
        below.addWidget(self._problem)
        layout = QBoxLayout(_ACROSS if label_width else _DOWN, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(label_width // 8)
        if label_width:
            name.ensurePolished()
            name.setText(label_lines(words, name.fontMetrics(), label_width))
            name.setFixedWidth(label_width)
            name.setContentsMargins(0, label_width // 15, 0, 0)
        layout.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(below, 1)

    @property
    def sentence(self) -> QWidget:
        """Where it is said what is wrong; the line itself while nothing is said below it."""
        return self if self._problem.isHidden() else self._problem

    def put_beside(self, widget: QWidget) -> None:
        """Something to press at the end of the editor."""
        self._beside.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def say_before(self, words: str) -> None:
        """What it was before, for as long as the record is shown; "" for nothing."""
        self._before.setText(f"（{words}）" if words else "")
        self._before.setVisible(bool(words))

    def look_around(self, values: Callable[[], Values], today: date) -> None:
        """Say what follows from the other fields, or from the day."""
        if self.field.told is not None:
            words = self.field.told(values(), today)
            self._told.setText(words)
            self._told.setVisible(bool(words))
        self.editor.look_around()

    def show_problems(self, problems: list[Problem]) -> None:
        """Say what is wrong, each where it is, or that nothing is."""
        self._say(self.editor.show_problems(problems))

    def forget_problems(self) -> None:
        """What is said below it was mended; each row says by itself what is wrong in it."""
        self._say([])
        self.editor.show_problem(False)

    def _say(self, problems: list[Problem]) -> None:
        wrong = any(not problem.is_warning for problem in problems)
        self._problem.say([problem.message for problem in problems], is_wrong=wrong)


def label_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """Words that need two lines broken near their middle: no sign stands there alone."""
    if metrics.horizontalAdvance(words) <= width:
        return words
    middle = len(words.removesuffix(" *")) / 2
    places = [place + 1 for place, sign in enumerate(words[:-2]) if sign == "/"]
    places += [place for place, sign in enumerate(words) if sign in "(（" and place]
    best = min(places or [round(middle + 0.1)], key=lambda place: abs(place - middle))
    return f"{words[:best]}\n{words[best:]}"
