"""The person goes away from the PC, as its system says it"""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QObject, Signal

LOG = logging.getLogger(__name__)


class Away(QObject):
    """``sleeps`` comes before the machine does, ``left`` when the screen is locked.

    On a system that says neither, the minutes without a touch are what locks.
    """

    sleeps = Signal()
    left = Signal()

    def begin(self) -> None:
        """Listen, from the first book that is opened: what it takes is loaded then."""
        if self.children():
            return
        try:
            if sys.platform == "win32":
                from qinglian_desktop.ui.locking.windows_away import WindowsAway as Told
            elif sys.platform == "linux":
                from qinglian_desktop.ui.locking.linux_away import LinuxAway as Told
            else:
                return
            told = Told(self)
        except (ImportError, OSError):
            LOG.warning("nobody says when the screen is locked", exc_info=True)
            return
        told.sleeps.connect(self.sleeps)
        told.left.connect(self.left)
