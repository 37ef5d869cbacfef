"""One thing done about who keeps a book: what it is about, one's own password, and how far it is"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from qinglian_desktop.application.ports import Progress
from qinglian_desktop.domain.errors import DataProblems
from qinglian_desktop.domain.keeper import LONGEST_NAME, Keeper, KeeperRole
from qinglian_desktop.ui.doorway.passwords import NewPassword, SecretLine, SecretWork
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.radio_group import RadioGroup
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

ROLES = {
    KeeperRole.ALL: "什么都能做，也管使用人和设置",
    KeeperRole.ENTERING: "记、改、打印、报送、备份；不管使用人、设置、导出全部和恢复",
    KeeperRole.READING: "只看，什么都不改",
}


@dataclass(frozen=True, slots=True)
class KeeperAct:
    """What is done, in ``words``, by the button ``verb``; ``said`` is told of it at its end.

    ``keeper`` is who it starts from where a name is given, with a role where it ``has_role``;
    ``password`` is what a new one is called, "" where none is set. ``work`` is given the keeper,
    the new password, one's own, and is told how far it is.
    """

    title: str
    words: str
    verb: str
    said: str
    work: Callable[[Keeper, str, str, Progress], None]
    keeper: Keeper | None = None
    has_role: bool = False
    password: str = ""


class KeeperFields(QWidget):
    """A name, and what of the book is theirs; ``entered`` comes with Enter in any of them."""

    entered = Signal()

    def __init__(self, theme: Theme, keeper: Keeper, *, has_role: bool) -> None:
        super().__init__()
        self._keeper = keeper
        self.name = QLineEdit(keeper.name)
        self.name.setObjectName("keeper_name")
        self.name.setAccessibleName("姓名或职务")
        self.name.setMaxLength(LONGEST_NAME)
        self.roles = RadioGroup(self)
        self.sees = QCheckBox("看谈话和体检")
        self.sees.setObjectName("sees")
        self.sees.setToolTip("谈心谈话、书记谈话、政治体检；不勾的，看不到这几本台账")
        self.sees.setChecked(keeper.sees_confidential)
        parts = column(label("姓名或职务，记在每次修改后面"), self.name, spacing=theme.px(6))
        if has_role:
            parts.addWidget(label("权限"))
            for place, (role, words) in enumerate(ROLES.items()):
                made = QRadioButton(f"{role.value}：{words}" if role.value not in words else words)
                made.setAccessibleName(role.value)
                made.setObjectName(f"role_{role.value}")
                made.setChecked(role is keeper.role)
                self.roles.addButton(made, place)
                parts.addWidget(made)
            parts.addWidget(self.sees)
        else:
            self.sees.hide()
        self.setLayout(parts)
        self.setFocusProxy(self.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, from whichever of them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @property
    def keeper(self) -> Keeper:
        """Who it is by what was typed and chosen."""
        role = list(KeeperRole)[place] if (place := self.roles.checkedId()) >= 0 else None
        return replace(
            self._keeper,
            name=self.name.text(),
            role=role or self._keeper.role,
            sees_confidential=self.sees.isChecked(),
        )


class KeeperActPage(QWidget):
    """``left`` comes when one goes back, ``done`` once it was done."""

    left = Signal()
    done = Signal()

    def __init__(self, theme: Theme, operations: Operations, act: KeeperAct, own: str) -> None:
        """``own`` is the name of whoever does it, whose password is asked for."""
        super().__init__()
        self._operations = operations
        self._act = act
        self.secret = SecretLine(theme, "您的密码")
        self.secret.setObjectName("own_password")
        self.secret.returnPressed.connect(self.do)
        self._do = button(act.verb, self.do, "primary")
        self._do.setObjectName("do")
        back = button("返回", self.left.emit, "quiet")
        back.setObjectName("back")
        for each in (self._do, back):
            each.setAutoDefault(False)
        self._work = SecretWork(theme, self.secret, "您的密码", self._do, back)
        self.notice = self._work.notice
        secret = column(label(f"您的密码（“{own}”）"), row(self.secret, 1), spacing=theme.px(6))
        beside = row(spacing=theme.px(3 * SPACE))
        self.fields: KeeperFields | None = None
        self.password: NewPassword | None = None
        if act.keeper is not None:
            self.fields = KeeperFields(theme, act.keeper, has_role=act.has_role)
            # Below the name: in large type all below each other would be too high.
            beside.addLayout(column(self.fields, 1, secret), 1)
        if act.password:
            self.password = NewPassword(theme, act.password)
            self.password.submitted.connect(self.secret.setFocus)
            beside.addLayout(column(self.password, 1), 1)
        if self.fields is not None:
            self.fields.entered.connect((self.password or self.secret).setFocus)
        else:
            beside.addLayout(column(secret, 1), 1)
        asked = column(label(act.title, "head"), label(act.words, "muted", wrap=True), beside, 1)
        canvas = QWidget()
        canvas.setObjectName("canvas")
        canvas.setLayout(asked)
        # In large type it may be higher than the room; what is said and done stays in sight.
        room = self._room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidgetResizable(True)
        room.setWidget(canvas)
        inside = column(room, self.notice, self._work.bar, row(1, back, self._do))
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, theme.px(SPACE), 0, 0)
        self.setLayout(inside)
        # Tab goes from the password to what it is for, and not to the way back.
        QWidget.setTabOrder(self.secret, self._do)
        QWidget.setTabOrder(self._do, back)
        self.setFocusProxy(self.fields or self.password or self.secret)

    @property
    def is_going_on(self) -> bool:
        """Whether it is being done: that is not left."""
        return self._work.is_going_on

    def do(self) -> None:
        """Do it, if all that it takes was given."""
        if self._work.is_going_on:
            return
        keeper = self.fields.keeper if self.fields is not None else Keeper("")
        if self.fields is not None and not keeper.name.strip():
            self.notice.say("请写明使用人的姓名或者职务。", "warn")
            self.fields.setFocus()
            return
        if self.password is not None and not self.password.accepts():
            return
        if not (own := self._work.given()):
            return
        act, password = self._act, self.password.text if self.password is not None else ""
        job = self._operations.change(
            self,
            lambda progress: act.work(keeper, password, own, progress),
            lambda _: self.done.emit(),
            self._on_failed,
            is_long=True,
        )
        self._work.follow(job, "正在办…")

    def _on_failed(self, error: BaseException) -> None:
        self._work.tell(error)
        where: QLineEdit = self.secret
        if isinstance(error, DataProblems) and self.fields is not None:
            # Of a role or a name, which are mended there.
            where = self.fields.name
            where.setFocus()
        QTimer.singleShot(0, self, lambda: self._room.ensureWidgetVisible(where))
