"""Taking one record out of the copy that is looked into, back into the book of today."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qinglian_desktop.application.taking_back import TakenBack, Way
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.domain.record import Record
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

WHAT = (
    "现在的台账库里这条还在，就改回备份里的内容，改之前的内容留在“修改经过”里；"
    "不在，就新增一条。备份不会改动。"
)
_BECAME = {
    Way.ADDED: "已经取回，在现在的台账库里新增为 {number}。",
    Way.CORRECTED: "已经取回，现在的台账库里 {number} 改回了备份里的内容。",
    Way.THERE: "现在的台账库里 {number} 和它一模一样，不用取回。",
}


class TakeBack(FittingDialog):
    """Asks for the password of today's book; says what became of the record."""

    def __init__(
        self, session: Session, ledger: Ledger, record: Record, parent: QWidget | None = None
    ) -> None:
        super().__init__("取回这条记录", parent)
        theme = session.theme
        self._session, self._ledger, self._record = session, ledger, record
        self.secret = SecretLine(theme, "密码")
        self.secret.setObjectName("password")
        self.secret.returnPressed.connect(self.take)
        self._take = button("取回", self.take, "primary")
        self._take.setObjectName("take_back")
        self._close = button("关闭", self.reject)
        self._work = SecretWork(theme, self.secret, "密码", self._take, self._close)
        self.notice = self._work.notice
        for each in (self._take, self._close):
            each.setAutoDefault(False)
        self.setLayout(
            column(
                label(f"{ledger.label} {record.number}", "head"),
                label(WHAT, "muted", wrap=True),
                label("现在的台账库的密码"),
                self.secret,
                self.notice,
                self._work.bar,
                row(1, self._close, self._take),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        self.setFixedWidth(theme.px(480))
        self.secret.setFocus()

    def take(self) -> None:
        """Take it back."""
        take_back, secret = self._session.take_back, self._work.given()
        if take_back is None or not secret:
            self.fit()
            return
        key, record_id = self._ledger.key, self._record.id or 0
        job = self._session.change(
            self,
            lambda _: take_back(secret, key, record_id),
            self._on_taken,
            self._on_failed,
            is_long=True,
        )
        self._work.follow(job, "正在取回…")
        self.fit()

    def reject(self) -> None:
        """Esc; not while it is being taken back."""
        if not self._work.is_going_on:
            super().reject()

    def _on_taken(self, taken: TakenBack) -> None:
        self.secret.clear()
        self.notice.say(_BECAME[taken.way].format(number=taken.record.number), "good")
        self.fit()

    def _on_failed(self, error: BaseException) -> None:
        self._work.tell(error)
        self.fit()
