"""Changing one's own password of the open book; ways to another recovery code and the keepers"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.places import ToKeepers
from qinglian_desktop.domain.keeper import KeeperRole
from qinglian_desktop.domain.rights import must_have_all
from qinglian_desktop.ui.dialogs.new_recovery_code import NewRecoveryCode
from qinglian_desktop.ui.doorway.passwords import NewPassword, SecretLine, SecretWork
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.refused import rest_where_refused
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

AS_EVER = "恢复码不变，仍然有效。忘了现在的密码，也可以在这里输入恢复码。"

OPEN_TO_WRITE = "改不了密码；请关上再打开一次，不选“只读打开”。"


class ChangePassword(FittingDialog):
    """The old password, or the recovery code, and the new one twice."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("修改密码", parent)
        theme = session.theme
        self._session = session
        self.old = SecretLine(theme, "现在的密码")
        self.old.setObjectName("old_password")
        self.new = NewPassword(theme, "新密码")
        self._change = button("修改", self.change, "primary")
        self._change.setObjectName("change")
        self._change.setAutoDefault(False)
        cancel = button("取消", self.reject)
        cancel.setAutoDefault(False)
        self._code = button("换一个恢复码…", self._on_code_wanted, "link")
        self._code.setObjectName("new_code")
        self._code.setAutoDefault(False)
        self._keepers = button("使用人…", self._on_keepers_wanted, "link")
        self._keepers.setObjectName("keepers_wanted")
        self._keepers.setAutoDefault(False)
        book = session.desk.book
        # Whoever only reads has the book open to be read, too, and a password of their own.
        is_fixed = book.read_only and book.keeper.role is not KeeperRole.READING
        self._change.setDisabled(is_fixed)
        rest_where_refused(self._code, lambda: must_have_all(book.keeper, "换恢复码"))
        self._code.setVisible(self._code.isEnabled())
        may_change = [each for each in (self._change, self._code) if each.isEnabled()]
        rests = *may_change, self._keepers
        self._work = SecretWork(theme, self.old, "现在的密码", *rests)
        self.notice = self._work.notice
        self.old.returnPressed.connect(self.new.setFocus)
        self.new.submitted.connect(self.change)
        words = f"{session.why_fixed}，{OPEN_TO_WRITE}" if is_fixed else AS_EVER
        hint = label(words, "muted", wrap=True)
        self.setLayout(
            column(
                label("现在的密码"),
                self.old,
                hint,
                self.new,
                self.notice,
                self._work.bar,
                row(self._code, self._keepers, 1, cancel, self._change),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        self.setFixedWidth(theme.px(480))
        self.old.setFocus()
        self.fit()

    def change(self) -> None:
        """Change it if the new one can be taken."""
        old = self._work.given() if self._change.isEnabled() else ""
        if not old or not self.new.accepts():
            self.fit()
            return
        book, new = self._session.desk.book, self.new.text
        job = self._session.change(
            self,
            lambda progress: book.change_password(old, new, progress),
            self._on_changed,
            self._on_failed,
            is_long=True,
        )
        self._work.follow(job, "正在修改，台账库要换钥匙…")
        self.fit()

    def reject(self) -> None:
        """Esc; not while the keys are being written."""
        if not self._work.is_going_on:
            super().reject()

    def _on_code_wanted(self) -> None:
        NewRecoveryCode(self._session, self.parentWidget()).open()
        self.reject()

    def _on_keepers_wanted(self) -> None:
        self._session.go(ToKeepers())
        self.reject()

    def _on_changed(self, _: None) -> None:
        self._session.said.emit("密码已修改，下次打开时用新密码。")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._work.tell(error)
        self.fit()
