"""After the recovery code opened a book: a new password instead of the forgotten one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from qinglian_desktop.ui.doorway.doorway import CardPage, Doorway, with_room_above
from qinglian_desktop.ui.doorway.passwords import NewPassword
from qinglian_desktop.ui.look.parts import button, row
from qinglian_desktop.ui.look.under_way import UnderWay

if TYPE_CHECKING:
    from qinglian_desktop.application.book_ports import Book


class NewPasswordPage(CardPage):
    """``done`` comes when the password is set or put off; the recovery code stays good."""

    done = Signal()

    def __init__(self, doorway: Doorway, book: Book, code: str) -> None:
        theme = doorway.theme
        super().__init__(
            theme,
            f"给“{book.keeper.name}”设一个新密码",
            "台账库已经用恢复码打开，里面的记录都在。恢复码以后仍然有效，请放回原处。",
        )
        self._doorway = doorway
        self._book = book
        self._code = code
        self.password = NewPassword(theme, "新密码")
        self.password.submitted.connect(self.set)
        self._set = button("设好并打开", self.set, "primary")
        self._set.setObjectName("set_password")
        self._later = button("以后再设", self.done.emit, "quiet")
        self._work = UnderWay(theme, self._set, self._later)
        self.notice = self._work.notice
        for each in (self.password, self.notice, self._work.bar):
            self.body.addWidget(each)
        self.body.addLayout(with_room_above(theme, row(1, self._later, self._set)))
        self.setFocusProxy(self.password)

    def set(self) -> None:
        """Set the new password if it can be taken."""
        if not self._set.isEnabled() or not self.password.accepts():
            return
        book, code, password = self._book, self._code, self.password.text
        job = self._doorway.operations.read(
            self,
            lambda progress: book.change_password(code, password, progress),
            lambda _: self.done.emit(),
            self.notice.tell,
        )
        self._work.follow(job, "正在换上新密码，台账库也换钥匙…")
