"""The summary's text: edited like any text, while each number leads to its records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit

from qinglian_desktop.domain.summary import Kind, Number, Paragraph
from qinglian_desktop.ui.look.text_watch import TextWatch
from qinglian_desktop.ui.look.theme import Theme

_LEVELS = {Kind.TEXT: 0, Kind.TITLE: 1, Kind.HEAD: 2, Kind.SUBHEAD: 3}
_KINDS = {level: kind for kind, level in _LEVELS.items()}
_LINE_HEIGHT = 160
"""Per cent."""
_LINE_BREAK = "\u2028"


class SummaryEdit(QTextEdit):
    """``number_chosen`` carries the keys of a ledger and a measure; ``edited`` comes with a key."""

    number_chosen = Signal(str, str)
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_filling = False
        self._begin_at = 0
        self.setObjectName("summary_text")
        self.setAccessibleName("总结正文，可以修改")
        self.setAcceptRichText(False)
        self.setMouseTracking(True)
        TextWatch(self).typed.connect(self._on_text_changed)
        self._colouring = _NumberColours(theme, self.document())
        theme.scaled.connect(self._dress_anew)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text as it stands; empty lines are left out."""
        found: list[Paragraph] = []
        block = self.document().begin()
        while block.isValid():
            if block.text().strip():
                kind = _KINDS.get(block.blockFormat().headingLevel(), Kind.TEXT)
                found.append(Paragraph(kind, (tuple(_pieces(block)),)))
            block = block.next()
        return tuple(found)

    def _dress_anew(self) -> None:
        self.show_paragraphs(self.paragraphs())

    def show_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show a text from its beginning; what stood there before cannot be brought back."""
        self.replace(paragraphs)
        self.document().clearUndoRedoStacks()
        place, self._begin_at = self._begin_at, 0
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def begin_at(self, place: int) -> None:
        """Put the caret behind so many signs of the text that is shown next."""
        self._begin_at = place

    def replace(self, paragraphs: Sequence[Paragraph]) -> None:
        """Put a text in the place of another; Ctrl+Z brings that one back."""
        self._is_filling = True
        self.document().setDocumentMargin(self._theme.px(24))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for place, paragraph in enumerate(paragraphs):
            if place:
                cursor.insertBlock()
            self._dress(cursor, paragraph.kind)
            plain = self._plain(paragraph.kind)
            for piece in paragraph.pieces:
                if isinstance(piece, str):
                    cursor.insertText(piece, plain)
                else:
                    cursor.insertText(piece.text, self._leading(piece, plain))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._is_filling = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._leave_number()
        super().keyPressEvent(event)
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not cursor.block().text():
            # After a head comes text, not another head.
            self._dress(cursor, Kind.TEXT)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._leave_number()
        super().inputMethodEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        leads = self.anchorAt(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        leads = self.anchorAt(event.position().toPoint())
        is_click = event.button() is Qt.MouseButton.LeftButton
        if leads and is_click and not self.textCursor().hasSelection():
            self.number_chosen.emit(*leads.split("/", 1))

    def _leave_number(self) -> None:
        """What is typed behind a number does not become part of it."""
        cursor = self.textCursor()
        if cursor.hasSelection() or not cursor.charFormat().isAnchor():
            return
        after = QTextCursor(cursor)
        inside = (
            after.movePosition(QTextCursor.MoveOperation.NextCharacter)
            and after.charFormat().anchorHref() == cursor.charFormat().anchorHref()
            and after.block() == cursor.block()
        )
        if not inside:
            kind = _KINDS.get(cursor.blockFormat().headingLevel(), Kind.TEXT)
            self.setCurrentCharFormat(self._plain(kind))

    def _dress(self, cursor: QTextCursor, kind: Kind) -> None:
        """Lay out the block that the cursor is in."""
        px, layout = self._theme.px, QTextBlockFormat()
        layout.setHeadingLevel(_LEVELS[kind])
        layout.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        if kind is Kind.TITLE:
            layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.setBottomMargin(px(12))
        else:
            layout.setTextIndent(2 * px(15))
        cursor.setBlockFormat(layout)
        cursor.setBlockCharFormat(self._plain(kind))

    def _plain(self, kind: Kind) -> QTextCharFormat:
        role = {Kind.TITLE: "title", Kind.HEAD: "head"}.get(kind, "body")
        made = QTextCharFormat()
        made.setFont(self._theme.font(role, bold=kind is not Kind.TEXT))
        return made

    def _leading(self, number: Number, plain: QTextCharFormat) -> QTextCharFormat:
        made = QTextCharFormat(plain)
        made.setAnchor(True)
        made.setAnchorHref(f"{number.ledger}/{number.measure}")
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setToolTip("点开看这个数背后的记录")
        return made

    def _on_text_changed(self) -> None:
        if not self._is_filling:
            self.edited.emit()


class _NumberColours(QSyntaxHighlighter):
    """Numbers in the theme's colour, beside the text: what can be undone is not touched."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        colour = QTextCharFormat()
        colour.setForeground(QColor(self._theme.colours.accent))
        parts = self.currentBlock().begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            if fragment.charFormat().isAnchor():
                start = fragment.position() - self.currentBlock().position()
                self.setFormat(start, fragment.length(), colour)
            parts += 1


def _pieces(block: QTextBlock) -> Iterator[str | Number]:
    parts = block.begin()
    while not parts.atEnd():
        fragment = parts.fragment()
        leads = fragment.charFormat().anchorHref() if fragment.charFormat().isAnchor() else ""
        text = fragment.text().replace(_LINE_BREAK, "\n")
        ledger, _, measure = leads.partition("/")
        yield Number(ledger, measure, text) if leads else text
        parts += 1
