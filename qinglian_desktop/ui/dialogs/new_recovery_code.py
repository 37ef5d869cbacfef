"""Another recovery code for the open book, shown once; the password stays."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qinglian_desktop.domain.errors import EnvironmentProblem
from qinglian_desktop.ui.doorway.code_sheet import CodeSheet
from qinglian_desktop.ui.doorway.passwords import SecretLine, SecretWork
from qinglian_desktop.ui.look.fitting_dialog import FittingDialog
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE
from qinglian_desktop.ui.session import Session

WHEN = (
    "恢复码丢了，或者别人可能看到过，就换一个。换好以后，旧的恢复码打不开这本台账库了；密码不变。"
)
DONE = (
    "恢复码已经换好，请抄下新的，这个码只显示这一次。"
    "旧的打不开这本台账库了，请把旧的纸条销毁。"
    "台账库文件夹里的备份也一起换好了；U盘上的备份，下次往那里备份时换。"
)


def unkept_code() -> EnvironmentProblem:
    """What is told once the book is open again, where the lock took a new code away."""
    return EnvironmentProblem(
        "恢复码换好了，还没有确认收妥，台账库就锁上了，那个码不会再显示。",
        "密码和记录都没有受影响。",
        "没有抄下来的，请点窗口右上角的钥匙，再换一个恢复码；旧的已经打不开了。",
    )


class NewRecoveryCode(FittingDialog):
    """Asks for the password, then shows the new code until it is put away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("换一个恢复码", parent)
        theme = session.theme
        self._session = session
        self._is_warned = self._is_let_go = False
        self.password = SecretLine(theme, "现在的密码")
        self.password.setObjectName("password")
        self.password.returnPressed.connect(self.replace)
        self._replace = button("换一个", self.replace, "primary")
        self._replace.setObjectName("replace")
        self._work = SecretWork(theme, self.password, "现在的密码", self._replace)
        self.notice = self._work.notice
        cancel = button("取消", self.reject)
        for each in (cancel, self._replace):
            each.setAutoDefault(False)
        self._asking = QWidget()
        self._asking.setLayout(
            column(
                label(WHEN, wrap=True),
                label("现在的密码"),
                self.password,
                self.notice,
                self._work.bar,
                row(1, cancel, self._replace),
                spacing=theme.px(SPACE),
            )
        )
        self.sheet = CodeSheet(theme, session.operations, "完成")
        self.sheet.confirmed.connect(self._on_kept)
        self._showing = QWidget()
        self._showing.setLayout(
            column(label(DONE, wrap=True), self.sheet, spacing=theme.px(2 * SPACE))
        )
        self._showing.hide()
        self.setLayout(column(self._asking, self._showing, margins=theme.px(2 * SPACE)))
        self.setFixedWidth(theme.px(540))
        self.password.setFocus()
        self.fit()

    @property
    def is_showing(self) -> bool:
        """Whether the new code stands there."""
        return self._asking.isHidden()

    def replace(self) -> None:
        """Make the new code if the password is right."""
        book, password = self._session.desk.book, self._work.given()
        if not password:
            self.fit()
            return
        job = self._session.change(
            self,
            lambda progress: book.new_recovery_code(password, progress),
            self._on_replaced,
            self._on_failed,
            is_long=True,
        )
        self._work.follow(job, "正在换，台账库也换钥匙…")
        self.fit()

    def reject(self) -> None:
        """Esc or the window's cross: not while the keys are written, nor by accident after."""
        if self._work.is_going_on:
            return
        if self.is_showing and not self._is_warned:
            self._is_warned = True
            self.sheet.remind()
            self.fit()
            return
        self._is_let_go = True
        super().reject()

    def done(self, result: int) -> None:
        """The lock asks nobody: then the code is missed once the book is open again."""
        if self.is_showing and result == self.DialogCode.Rejected and not self._is_let_go:
            self._session.operations.untold.append(unkept_code())
        super().done(result)

    def _on_replaced(self, code: str) -> None:
        self.password.clear()
        self._asking.hide()
        self._showing.show()
        self.sheet.show_code(code, self._session.desk.book.folder.name)
        self.fit()

    def _on_kept(self) -> None:
        self._session.said.emit("恢复码已经换好，忘记密码时用新的。")
        self.accept()

    def _on_failed(self, error: BaseException) -> None:
        self._work.tell(error)
        self.fit()
