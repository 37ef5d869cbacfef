"""A text that is read in full, and may then be saved just as it stands"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme


class ShownText(QDialog):
    """Over its window alone; gone once it is closed."""

    def __init__(
        self, theme: Theme, title: str, hint: str, text: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setObjectName("shown_text")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        self.notice = Notice(theme)
        self._foot = row(1, button("关闭", self.close))
        self.setLayout(
            column(
                label(hint, "muted", wrap=True),
                self.text,
                self.notice,
                self._foot,
                margins=theme.px(SPACE),
            )
        )
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(820), room.width() - 80), min(theme.px(560), room.height() - 100))

    def offer_to_save(self, save: Callable[[], object]) -> None:
        """One more button, first at the foot."""
        made = button("存到…", save, "primary")
        made.setObjectName("save_text")
        self._foot.insertWidget(0, made)
        self.setTabOrder(self.text, made)
        made.setFocus()
