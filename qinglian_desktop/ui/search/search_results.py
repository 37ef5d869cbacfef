"""What the search over all ledgers found, hung below the search field without taking focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView

from qinglian_desktop.application.places import ToRecord
from qinglian_desktop.domain.errors import QinglianError
from qinglian_desktop.domain.query import Found
from qinglian_desktop.ui.look.parts import column, label
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.search.search_results_model import FoundDelegate, FoundModel, FoundRole
from qinglian_desktop.ui.session import Session

_PAUSE = 120
"""Milliseconds after the last key before the search begins."""
_MOST = 100
_SHOWN = 7
"""Hits in view; more scroll."""
_WIDTH = 620


class SearchResults(QFrame):
    """Hits as they are typed for; Enter or a click opens the record, Esc closes.

    ``left`` comes with Esc where nothing is open: one wants to be back where one was.
    """

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("search_results")
        self.setProperty("kind", "panel")
        self._session = session
        self._field: QLineEdit | None = None
        self._text = ""
        self._model = FoundModel(session.desk.catalogue, self)
        self._list = QListView()
        self._list.setObjectName("found")
        self._list.setAccessibleName("查找结果")
        self._list.setModel(self._model)
        self._delegate = FoundDelegate(session.theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setStyleSheet("QListView { border: none; }")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setCursor(Qt.CursorShape.PointingHandCursor)
        self._list.clicked.connect(self._open)
        self._words = label("", "muted", wrap=True)
        self._words.setObjectName("found_words")
        self.setLayout(column(self._words, self._list, margins=SPACE))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._on_paused)
        self.hide()

    def attach(self, line_edit: QLineEdit) -> None:
        """Listen to a search field, and hang below it inside its window."""
        self._field = line_edit
        line_edit.installEventFilter(self)
        # A locked book takes its search field along; the window may stay.
        line_edit.destroyed.connect(self.deleteLater)
        line_edit.textEdited.connect(lambda _: self._pause.start())
        line_edit.textChanged.connect(lambda text: None if text.strip() else self.hide())

    def show_for(self, text: str) -> None:
        """Search now and show what was found; blank text hides the list."""
        self._pause.stop()
        self._text = text.strip()
        if not self._text or self._field is None or self._session.operations.is_closed:
            self.hide()
            return
        try:
            found = self._session.desk.searching.find(self._text, _MOST)
        except QinglianError as error:
            self.hide()
            self._session.tell(error, self._field)
            return
        self._show(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                # The window's Esc would close a form.
                event.accept()
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._hang()
        return super().eventFilter(watched, event)

    def _show(self, found: Sequence[Found]) -> None:
        self._model.show(found)
        self._delegate.emphasise(self._text)
        if not found:
            words = f"没有找到“{self._text}”。可以试试姓名、拼音首字母或主题里的词。"
        elif len(found) >= _MOST:
            words = f"最近的 {_MOST} 条，再多写一个词可以找得更准"
        else:
            words = f"找到 {len(found)} 条，↑↓ 选择，回车打开"
        self._words.setText(words)
        self._list.setVisible(bool(found))
        if found:
            self._list.setCurrentIndex(self._model.index(0))
        self._hang()
        self.show()
        self.raise_()

    def _hang(self) -> None:
        """Below the field, its right edge at the field's, inside the window."""
        if self._field is None:
            return
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            window.installEventFilter(self)
        px = self._session.theme.px
        corner = self._field.mapTo(window, QPoint(self._field.width(), self._field.height()))
        width = min(px(_WIDTH), window.width() - 2 * SPACE)
        left = max(SPACE, min(corner.x() - width, window.width() - width - SPACE))
        rows = min(self._model.rowCount(), _SHOWN)
        self._list.setFixedHeight(rows * self._delegate.row_height + 2)
        self._words.setFixedWidth(width - 2 * SPACE - 2)
        self.setFixedWidth(width)
        self.adjustSize()
        height = min(self.height(), window.height() - corner.y() - SPACE)
        self.setGeometry(left, corner.y() + SPACE // 2, width, height)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
            return True
        if key == Qt.Key.Key_Escape:
            if self.isVisible():
                self.hide()
            else:
                self.left.emit()
            return True
        if not self.isVisible():
            if key == Qt.Key.Key_Down and self._field is not None and self._field.text().strip():
                self.show_for(self._field.text())
                return True
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _SHOWN,
            Qt.Key.Key_PageUp: -_SHOWN,
        }
        if key in steps and self._model.rowCount():
            row = self._list.currentIndex().row() + steps[Qt.Key(key)]
            last = self._model.rowCount() - 1
            self._list.setCurrentIndex(self._model.index(max(0, min(row, last))))
            return True
        return False

    def _on_enter(self) -> None:
        """Open the chosen hit; what was typed a moment ago is searched for first."""
        if self._field is None:
            return
        if self._pause.isActive() or not self.isVisible():
            self.show_for(self._field.text())
            if self._model.rowCount() != 1:
                return
        self._open(self._list.currentIndex())

    def _on_paused(self) -> None:
        if self._field is not None:
            self.show_for(self._field.text())

    def _open(self, index: QModelIndex) -> None:
        found = index.data(FoundRole) if index.isValid() else None
        if isinstance(found, Found):
            self.hide()
            self._session.go(ToRecord(found.ledger, found.record_id))
