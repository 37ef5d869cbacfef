"""Editors for what is typed: text, long text, numbers, months, moments."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from qinglian_desktop.domain.comparing import folded
from qinglian_desktop.domain.dates import Unreadable
from qinglian_desktop.domain.field_types import LongText
from qinglian_desktop.domain.plain_form import plain_to_text
from qinglian_desktop.domain.text_form import format_text, parse_text
from qinglian_desktop.ui.editors.field_editor import FieldContext, FieldEditor
from qinglian_desktop.ui.editors.ready_texts import ReadyTexts
from qinglian_desktop.ui.editors.suggestions import Suggestions
from qinglian_desktop.ui.look.parts import column, label, row
from qinglian_desktop.ui.look.text_watch import TextWatch


class LineEditor(FieldEditor):
    """One line for any type with a text form; tidied on leaving where it can be read.

    ``before`` and ``unit`` stand beside a number; ``offers`` is asked for words to offer whenever
    the line is come to.
    """

    def __init__(
        self,
        context: FieldContext,
        before: str = "",
        unit: str = "",
        offers: Callable[[], list[str]] | None = None,
    ) -> None:
        super().__init__(context)
        self._line = QLineEdit()
        self._line.setAccessibleName(context.field.label)
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self._line.editingFinished.connect(self._tidy)
        self._offers = offers
        self._known: list[str] = []
        self._offered: Suggestions | None = None
        if offers is not None:
            self._offered = Suggestions(self)
            self._offered.activated.connect(lambda _: self.edited.emit())
            self._line.setCompleter(self._offered)
            self._line.installEventFilter(self)
            self._line.textEdited.connect(self._offer)
        self._layout = row(*([label(before)] if before else []), self._line)
        if unit:
            self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._line.setMaximumWidth(context.session.theme.px(140))
            self._layout.addWidget(label(unit))
            self._layout.addStretch(1)
        self.setLayout(self._layout)

    @property
    def main(self) -> QLineEdit:
        return self._line

    def _standing(self) -> object:
        return self._line.text() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain))

    def _show_text(self, text: str) -> None:
        self._line.setText(text)
        self._line.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not when it only comes back from the list that is being put away.
        is_come_to = (
            isinstance(event, QFocusEvent)
            and event.gotFocus()
            and event.reason() is not Qt.FocusReason.PopupFocusReason
        )
        if self._offers is not None and self._offered is not None and is_come_to:
            self._known = self._offers()
            self._offered.offer(self._known)
        return super().eventFilter(watched, event)

    def _offer(self, text: str) -> None:
        if self._offered is not None:
            wanted = folded(text)
            self._offered.offer([each for each in self._known if wanted in folded(each)], text)

    def _tidy(self) -> None:
        text = self._line.text()
        try:
            tidy = format_text(self._kind, parse_text(self._kind, text))
        except Unreadable:
            return
        if tidy and tidy != text:
            self._line.setText(tidy)


class LongEditor(FieldEditor):
    """Several lines of text; Tab goes on to the next field. Ready texts stand above it."""

    def __init__(self, context: FieldContext) -> None:
        super().__init__(context)
        kind = context.field.type
        lines = kind.lines if isinstance(kind, LongText) else 4
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(context.field.label)
        shown_lines = max(2, min(lines, 6))
        self._text.setFixedHeight(
            self._text.fontMetrics().lineSpacing() * shown_lines + context.session.theme.px(22)
        )
        self._is_showing = False
        TextWatch(self._text).typed.connect(self._on_changed)
        wordings = kind.wordings if isinstance(kind, LongText) else ()
        tools = [ReadyTexts(context, self._text, wordings)] if wordings else []
        self.setLayout(column(*tools, self._text, spacing=2))

    @property
    def main(self) -> QPlainTextEdit:
        return self._text

    def _standing(self) -> object:
        return self._text.toPlainText().rstrip() or None

    def _show(self, plain: object) -> None:
        self._show_text(plain_to_text(self._kind, plain))

    def _show_text(self, text: str) -> None:
        self._is_showing = True
        self._text.setPlainText(text)
        self._is_showing = False

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.edited.emit()


def remembering(context: FieldContext) -> LineEditor:
    """A line that offers what was typed in this field before."""
    records, ledger, key = context.session.desk.records, context.ledger, context.field.key
    return LineEditor(context, offers=lambda: records.remembered(ledger, key))
