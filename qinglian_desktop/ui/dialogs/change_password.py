"""Changing the password of the open book, and the way to another recovery code."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.errors import WrongPassword
from qinglian_desktop.ui.dialogs.new_recovery_code import NewRecoveryCode
from qinglian_desktop.ui.doorway.passwords import NewPassword, SecretLine
from qinglian_desktop.ui.look.busy import Busy
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session


class ChangePassword(FittingDialog):
    """The old password, or the recovery code, and the new one twice."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("修改密码", parent)
        theme = session.theme
        self._session = session
        self._is_busy = False
        self.old = SecretLine(theme, "现在的密码")
        self.old.setObjectName("old_password")
        self.new = NewPassword(theme, "新密码")
        self.notice = Notice(theme)
        self._busy = Busy(theme)
        self._change = button("修改", self.change, "primary")
        self._change.setObjectName("change")
        self._change.setAutoDefault(False)
        cancel = button("取消", self.reject)
        cancel.setAutoDefault(False)
        self._code = button("换一个恢复码…", self._on_code_wanted, "link")
        self._code.setObjectName("new_code")
        self._code.setAutoDefault(False)
        self.old.returnPressed.connect(self.new.setFocus)
        self.new.submitted.connect(self.change)
        hint = label(
            "恢复码不变，仍然有效。忘了现在的密码，也可以在这里输入恢复码。", "muted", wrap=True
        )
        self.setLayout(
            column(
                label("现在的密码"),
                self.old,
                hint,
                self.new,
                self.notice,
                self._busy,
                row(self._code, 1, cancel, self._change),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        self.setFixedWidth(theme.px(480))
        self.old.setFocus()
        self.fit()

    def change(self) -> None:
        """Change it if the new one can be taken."""
        if self._is_busy:
            return
        if not self.old.text():
            self.notice.say("请先输入现在的密码。", "warn")
            self.old.setFocus()
            self.fit()
            return
        if not self.new.accepts():
            self.fit()
            return
        book, old, new = self._session.desk.book, self.old.text(), self.new.text
        self.notice.hide()
        self._be_busy(True)
        job = self._session.change(
            self, lambda _: book.change_password(old, new), self._on_changed, self._on_failed
        )
        self._busy.follow(job, "正在修改…")
        self.fit()

    def reject(self) -> None:
        """Esc; not while the keys are being written."""
        if not self._is_busy:
            super().reject()

    def _be_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._change.setEnabled(not busy)
        self._code.setEnabled(not busy)

    def _on_code_wanted(self) -> None:
        NewRecoveryCode(self._session, self.parentWidget()).open()
        self.reject()

    def _on_changed(self, _: None) -> None:
        self._be_busy(False)
        self._session.said.emit("密码已修改，下次打开时用新密码。")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._be_busy(False)
        self.notice.tell(error)
        self.fit()
        if isinstance(error, WrongPassword):
            self.old.try_again()
