"""The password asked for again before much of what is confidential leaves the book at once"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.dates import quoted
from qinglian_desktop.domain.ledger import Ledger
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.job import nothing
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

GOOD_FOR = 5 * 60
"""Seconds after which whoever sits there may be somebody else."""
WHY = (
    "{what}里记着个人的情况，成批打印、导出、复制以前，请“{who}”再输一次密码。"
    "{minutes}分钟内不再问。"
)


def ask_again(
    session: Session,
    over: QWidget,
    ledgers: Iterable[Ledger],
    act: Callable[[], object],
    left: Callable[[], object] = nothing,
) -> None:
    """Do it; after the password, where one of the ledgers is confidential, or ``left`` without.

    It is asked for at most once in five minutes, whatever is done.
    """
    labels = dict.fromkeys(f"{quoted(each.label)}" for each in ledgers if each.is_confidential)
    if not labels or time.monotonic() - session.confirmed_at < GOOD_FOR:
        act()
    else:
        question = PasswordAgain(session, "、".join(labels), act, over)
        question.rejected.connect(left)
        question.open()


class PasswordAgain(FittingDialog):
    """Does ``act`` once the password was right."""

    def __init__(
        self, session: Session, what: str, act: Callable[[], object], over: QWidget
    ) -> None:
        super().__init__("再输一次密码", over)
        self.setObjectName("password_again")
        self._session = session
        self._act = act
        theme = session.theme
        self.secret = SecretLine(theme, "您的密码")
        self.secret.setObjectName("own_password")
        self.secret.returnPressed.connect(self.confirm)
        go_on = button("继续", self.confirm, "primary")
        go_on.setObjectName("go_on")
        cancel = button("取消", self.reject)
        for each in (go_on, cancel):
            each.setAutoDefault(False)
        self._work = SecretWork(theme, self.secret, "您的密码", go_on)
        self.notice = self._work.notice
        who = session.desk.book.keeper.name
        words = WHY.format(what=what, who=who, minutes=GOOD_FOR // 60)
        self.setLayout(
            column(
                label(words, wrap=True),
                self.secret,
                self.notice,
                self._work.bar,
                row(1, cancel, go_on),
                spacing=theme.px(SPACE),
                margins=theme.px(2 * SPACE),
            )
        )
        self.setFixedWidth(theme.px(460))
        self.secret.setFocus()
        self.fit()

    def confirm(self) -> None:
        """See whether it is the right one, off the window's thread: that takes its time."""
        if secret := self._work.given():
            keepers = self._session.desk.book.keepers
            job = self._session.read(
                self, lambda _: keepers.confirm(secret), self._on_right, self._on_wrong
            )
            self._work.follow(job, "正在核对…")
        self.fit()

    def _on_right(self, _: None) -> None:
        self._session.confirmed_at = time.monotonic()
        self.accept()
        self._act()

    def _on_wrong(self, error: BaseException) -> None:
        self._work.tell(error)
        self.fit()
