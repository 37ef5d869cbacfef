"""Every key, click and turn of the wheel on its way into the program, whatever lies over what"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QWindow
from shiboken6 import isValid

from qinglian_desktop.ui import actions

_USES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
}


class InputWatch(QObject):
    """``used`` comes with each of them; ``lock_wanted`` with the keys that lock.

    It looks at the windows themselves, into which all input comes first: a shortcut of the main
    window is deaf while a question or a preview lies over it, and a filter on the application
    would be asked about every event of every widget. Only what an input method makes of keys goes
    past the window into the field that has the keyboard, which is looked at as well.
    """

    used = Signal()
    lock_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = [QKeySequence(each) for each in actions.LOCK.keys]
        self._at: QPointF | None = None
        self._field: QObject | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_focus_window)
            application.focusObjectChanged.connect(self._on_field)
            self._on_field(application.focusObject())
        self.watch_all()

    def watch_all(self) -> None:
        """Look at each window there is; those that never had the keyboard are seen by this."""
        for each in QGuiApplication.topLevelWindows():
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._field:
            if kind == QEvent.Type.InputMethod:
                self.used.emit()
            return False
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            # A window that comes up below a mouse at rest is told of a move, too.
            before, self._at = self._at, event.globalPosition()
            if before != self._at:
                self.used.emit()
        elif kind in _USES:
            self.used.emit()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return isinstance(event, QKeyEvent) and self._locks(event)
        return False

    def _locks(self, event: QKeyEvent) -> bool:
        if QKeySequence(event.keyCombination()) not in self._keys:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            # The window that the key goes into will be gone.
            QTimer.singleShot(0, self, self.lock_wanted.emit)
        return True

    def _on_focus_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _on_field(self, field: QObject | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        # A window in which no field has the keyboard is its own.
        self._field = None if isinstance(field, QWindow) else field
        if self._field is not None:
            self._field.installEventFilter(self)
