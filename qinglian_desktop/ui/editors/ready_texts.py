"""Above a text: a menu of ready texts to begin with, and a button that copies what stands there"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolButton, QWidget

from qinglian_desktop.ui import actions
from qinglian_desktop.ui.editors.field_editor import FieldContext
from qinglian_desktop.ui.look.parts import below, button, row

SHORT = 30
"""Characters by which a text is called in the menu."""


class ReadyTexts(QWidget):
    """The tools of one text. They take no focus: Enter goes from field to field past them."""

    def __init__(
        self, context: FieldContext, text: QPlainTextEdit, wordings: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._context = context
        self._text = text
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        for wording in wordings:
            short = wording if len(wording) <= SHORT else wording[:SHORT] + "…"
            action = self.menu.addAction(" ".join(short.split()).replace("&", "&&"))
            action.setToolTip(wording)
            action.triggered.connect(lambda _=False, chosen=wording: self._put(chosen))
        self.menu.addSeparator()
        self.menu.addAction("范文的内容在窗口右上角的“设置”里改").setEnabled(False)
        self._open = QToolButton()
        self._open.setObjectName("ready_texts")
        self._open.setText(f"{actions.READY_TEXTS.label} ▾")
        self._open.setProperty("kind", "quiet")
        self._open.setToolTip(f"选一段现成的文字，再改（{actions.READY_TEXTS.shown}）")
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self._on_menu_wanted)
        copy = button("复制", self._on_copied, "quiet", "copy", context.session.theme)
        copy.setObjectName("copy_text")
        copy.setToolTip(f"把{context.field.label}复制下来，粘贴到别处")
        copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(row(self._open, copy, 1, spacing=2))
        keys = QShortcut(QKeySequence(actions.READY_TEXTS.keys[0]), text)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._on_menu_wanted)

    def _on_menu_wanted(self) -> None:
        self.menu.popup(below(self._open))

    def _put(self, wording: str) -> None:
        """In one step that the editor's own Ctrl+Z takes back."""
        was_empty = not self._text.toPlainText().strip()
        cursor = self._text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(wording)
        self._text.setTextCursor(cursor)
        self._text.setFocus()
        if not was_empty:
            self._context.session.said.emit(
                f"原来写的已换成范文，按 {actions.UNDO.shown} 可以换回来。"
            )

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._context.session.said.emit(
            f"{self._context.field.label}已复制，可以粘贴到微信、短信里。"
        )
