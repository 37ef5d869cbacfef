"""Words hung below a line as one types; no key and no click is kept from what it was meant for"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QWidget


class Suggestions(QCompleter):
    """None of the words is marked before an arrow key marks one.

    Enter takes the words that are marked, if any are, and goes on to the next field at once. A
    click elsewhere closes the list and arrives where it was made. What is typed in full already
    is offered no more.
    """

    def __init__(self, parent: QObject, most: int = 7) -> None:
        super().__init__(parent)
        self._passes_on = False
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(most)
        popup = self.popup()
        popup.setObjectName("completer")
        # Not every system has Qt pass a click on: it is done here, and once.
        popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)

    @property
    def marked(self) -> int:
        """The row that was marked by hand; −1 while none is."""
        popup = self.popup()
        index = popup.currentIndex()
        return index.row() if popup.selectionModel().isSelected(index) else -1

    def offer(self, words: Sequence[str], typed: str = "") -> None:
        """Let these stand in the list, from the next key on."""
        self._words.setStringList([] if list(words) == [typed] else words)

    def mark(self, place: int = -1) -> None:
        """Mark a row, or none."""
        self.popup().setCurrentIndex(self._words.index(place) if place >= 0 else QModelIndex())
        if place < 0:
            self.popup().clearSelection()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.popup():
            return super().eventFilter(watched, event)
        is_press = event.type() is QEvent.Type.MouseButtonPress
        if is_press and isinstance(event, QMouseEvent) and not self._is_within(event):
            self.popup().hide()
            self._passes_on = _pass_on(event)
            return True
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            # Some systems send it to the list that had the press, though it is closed.
            passes, self._passes_on = self._passes_on, False
            if passes and not self.popup().isVisible():
                return _pass_on(event)
        is_key = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_key and self.marked < 0:
            # Qt holds the first row ready, as if it had been chosen.
            self.mark()
        done = super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and is_key and _is_enter(event):
            self.widget().focusNextPrevChild(True)
        elif (is_key or event.type() is QEvent.Type.Show) and self.marked < 0:
            self.mark()
        return done

    def _is_within(self, press: QMouseEvent) -> bool:
        return self.popup().rect().contains(press.position().toPoint())


def _is_enter(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _pass_on(event: QMouseEvent) -> bool:
    """Let it arrive at the window that is seen there, unless another one is in its way."""
    under = QApplication.widgetAt(event.globalPosition().toPoint())
    modal = QApplication.activeModalWidget()
    if under is None or (modal is not None and modal is not under.window()):
        return False
    to: QObject = under
    at = under.mapFromGlobal(event.globalPosition())
    if event.type() is QEvent.Type.MouseButtonPress:
        _give_keys(under)
        # Its window keeps in mind where it was pressed: there the button is let go, too.
        to = window = under.window().windowHandle()
        at = window.mapFromGlobal(event.globalPosition())
    given = event.globalPosition(), event.button(), event.buttons(), event.modifiers()
    QCoreApplication.sendEvent(to, QMouseEvent(event.type(), at, *given))
    return True


def _give_keys(under: QWidget) -> None:
    """As Qt does at a press that comes from the screen."""
    clicked: QWidget | None = under
    while clicked is not None:
        by_click = clicked.focusPolicy().value & Qt.FocusPolicy.ClickFocus.value
        if by_click and clicked.isEnabled():
            clicked.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        clicked = None if clicked.isWindow() else clicked.parentWidget()
