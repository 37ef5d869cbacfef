"""设置 → 使用人: who keeps the book, and what is done about them, one act at a time"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QTreeWidget, QTreeWidgetItem, QWidget

from qinglian_desktop.application.desk import Desk
from qinglian_desktop.domain.keeper import Keeper, KeeperRole
from qinglian_desktop.ui.dialogs.keeper_act import KeeperAct, KeeperActPage
from qinglian_desktop.ui.look.notice import Notice
from qinglian_desktop.ui.look.parts import button, column, label, row
from qinglian_desktop.ui.look.theme import SPACE, Theme
from qinglian_desktop.ui.operations import Operations

WHAT = (
    "一起用这本台账库的人，各有自己的名字和密码，谁写的、改的，修改经过里记谁的名字。"
    "名字可以写姓名，也可以写职务。"
)
_KEYS_CHANGE = "台账库随后换钥匙：记录多的要几分钟，换的时候可以看，要保存的等换好再存。"
ADD = "写好名字、权限和第一次用的密码，密码当面告诉本人；以后本人自己改。"
CHANGE = "密码不变。权限改了，下次打开就照新的。"
RESET = f"原来的密码打不开了。新密码请当面告诉本人，以后本人自己改。{_KEYS_CHANGE}"
REMOVE = (
    "这个人的密码打不开这本台账库了，这里的备份也打不开；写过的记录和修改经过都留着。"
    "第二处的备份下次往那里备份时换，请马上放一份；另外复制出去的旧备份还打得开，请收回来。"
    f"{_KEYS_CHANGE}"
)
HAND_OVER = (
    "接手的人从现在起用自己的名字和密码打开，权限和您一样。"
    "您（前任）的密码打不开了，这里的备份也打不开；"
    "第二处的备份下次往那里备份时换，请马上放一份；"
    "另外复制出去的旧备份您的密码还打得开，请一起交出去。"
    f"您写的记录和修改经过都留着。交接完台账库就锁上。{_KEYS_CHANGE}"
)
NOT_THEIRS = "有“全部”权限的使用人才能添加、修改。自己的密码，点窗口右上角的钥匙修改。"
_NAME, _ROLE, _SEES = range(3)


class KeepersEditor(QWidget):
    """``changed`` comes once whoever has the book open is called otherwise or may do other things.

    ``handed_over`` comes once it is no longer theirs.
    """

    changed = Signal()
    handed_over = Signal()

    def __init__(self, theme: Theme, desk: Desk, operations: Operations) -> None:
        super().__init__()
        self._theme = theme
        self._operations = operations
        self._book = book = desk.book
        self._own = book.keeper
        self.act: KeeperActPage | None = None
        self.notice = Notice(theme)
        self.list = QTreeWidget()
        self.list.setObjectName("keepers")
        self.list.setAccessibleName("使用人")
        self.list.setHeaderLabels(["姓名或职务", "权限", "看谈话和体检"])
        self.list.setRootIsDecorated(False)
        self.list.setColumnWidth(_NAME, theme.px(320))
        self.list.setColumnWidth(_ROLE, theme.px(120))
        self.list.itemActivated.connect(lambda: self._change.click())
        self.list.currentItemChanged.connect(self._rest)
        self._add = self._button("添加…", self.add, "add_keeper", "primary")
        self._change = self._button("修改…", self.change, "change_keeper")
        self._reset = self._button("重设密码…", self.reset, "reset_password")
        self._remove = self._button("去掉…", self.remove, "remove_keeper")
        self._hand = self._button("交接…", self.hand_over, "hand_over")
        self.may = book.keeper.role is KeeperRole.ALL and not book.read_only
        why = label(NOT_THEIRS, "muted", wrap=True)
        close = button("关闭", lambda: self.window().close())
        close.setAutoDefault(False)
        acts = row(self._add, self._change, self._reset, self._remove, self._hand, 1, close)
        listed = column(label(WHAT, "muted", wrap=True), self.list, why, self.notice, acts)
        listed.setStretch(1, 1)
        listed.setContentsMargins(0, theme.px(SPACE), 0, 0)
        why.setVisible(not self.may)
        shown = QWidget()
        shown.setLayout(listed)
        self._keepers: Sequence[Keeper] = ()
        self._stack = QStackedLayout()
        self._stack.addWidget(shown)
        self.setLayout(self._stack)
        self.setFocusProxy(self._add if self.may else self.list)
        self._fill()

    @property
    def is_going_on(self) -> bool:
        """Whether something is being done, which is not left."""
        return self.act is not None and self.act.is_going_on

    @property
    def chosen(self) -> Keeper | None:
        """Whom the line in front is about."""
        place = self.list.indexOfTopLevelItem(self.list.currentItem())
        return self._keepers[place] if place >= 0 else None

    def add(self) -> None:
        """One more keeper."""
        new = Keeper("", KeeperRole.ENTERING, sees_confidential=False)
        keepers = self._book.keepers
        self._begin(
            KeeperAct(
                "添加使用人",
                ADD,
                "添加",
                "已添加，用自己的密码就能打开。",
                lambda keeper, password, own, _: keepers.add(keeper, password, own),
                keeper=new,
                has_role=True,
                password="新使用人的密码",
            )
        )

    def change(self) -> None:
        """The name, role or sight of the chosen one."""
        if (chosen := self.chosen) is None:
            return
        keepers = self._book.keepers
        self._begin(
            KeeperAct(
                f"修改“{chosen.name}”",
                CHANGE,
                "保存",
                "已保存。",
                lambda keeper, _p, own, _: keepers.change(chosen.name, keeper, own),
                keeper=chosen,
                has_role=True,
            )
        )

    def reset(self) -> None:
        """Another password of the chosen one, who forgot it."""
        if (chosen := self.chosen) is None:
            return
        keepers = self._book.keepers
        self._begin(
            KeeperAct(
                f"给“{chosen.name}”重设密码",
                RESET,
                "重设",
                f"“{chosen.name}”的密码已经重设。",
                lambda _k, password, own, progress: keepers.set_password(
                    chosen.name, password, own, progress
                ),
                password="新密码",
            )
        )

    def remove(self) -> None:
        """One keeper fewer."""
        if (chosen := self.chosen) is None:
            return
        keepers = self._book.keepers
        self._begin(
            KeeperAct(
                f"去掉“{chosen.name}”",
                REMOVE,
                "去掉",
                f"已去掉“{chosen.name}”，原来的密码打不开了。",
                lambda _k, _p, own, progress: keepers.remove(chosen.name, own, progress),
            )
        )

    def hand_over(self) -> None:
        """Somebody else instead of whoever has the book open."""
        keepers, own = self._book.keepers, self._own
        self._begin(
            KeeperAct(
                "交接",
                HAND_OVER,
                "交接",
                "",
                lambda keeper, password, own, progress: keepers.hand_over(
                    keeper, password, own, progress
                ),
                keeper=Keeper("", own.role, own.sees_confidential),
                password="接手人的密码",
            ),
            is_leaving=True,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from what is being done back to the list; Delete takes the chosen one out."""
        if event.key() == Qt.Key.Key_Escape and self.act is not None:
            if not self.act.is_going_on:
                self._leave()
        elif event.key() == Qt.Key.Key_Delete and self.act is None:
            self._remove.click()
        else:
            super().keyPressEvent(event)

    def _button(
        self, words: str, act: Callable[[], object], name: str, kind: str = ""
    ) -> QPushButton:
        made = button(words, act, kind)
        made.setObjectName(name)
        made.setAutoDefault(False)
        return made

    def _fill(self, chosen: str = "") -> None:
        self._keepers = self._book.keepers.all()
        self.list.clear()
        for each in self._keepers:
            own = "（您）" if each == self._own else ""
            sees = "看" if each.sees_confidential else "不看"
            item = QTreeWidgetItem([f"{each.name}{own}", each.role.value, sees])
            item.setSizeHint(_NAME, QSize(0, self._theme.px(32)))
            self.list.addTopLevelItem(item)
            if each.name == chosen or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self._rest()

    def _rest(self) -> None:
        """What cannot be done about the chosen one rests; of oneself it is done elsewhere."""
        is_own = self.chosen == self._own
        for each in (self._add, self._change, self._hand):
            each.setEnabled(self.may)
        for each, words in (
            (self._reset, "自己的密码点窗口右上角的钥匙修改"),
            (self._remove, "不能去掉自己；换人请点“交接”"),
        ):
            each.setEnabled(self.may and not is_own)
            each.setToolTip(words if self.may and is_own else "")

    def _begin(self, act: KeeperAct, *, is_leaving: bool = False) -> None:
        self.notice.hide()
        page = self.act = KeeperActPage(self._theme, self._operations, act, self._own.name)
        page.left.connect(self._leave)
        page.done.connect(partial(self._on_done, act, is_leaving=is_leaving))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    def _leave(self) -> None:
        """Back to the list, with nothing of a secret left behind."""
        page, self.act = self.act, None
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()
        self.list.setFocus()

    def _on_done(self, act: KeeperAct, *, is_leaving: bool) -> None:
        chosen = self.act.fields.keeper.name.strip() if self.act and self.act.fields else ""
        self._leave()
        if is_leaving:
            self.handed_over.emit()
            return
        own, self._own = self._own, self._book.keeper
        self._fill(chosen)
        self.notice.say(act.said, "good")
        if self._own != own:
            self.changed.emit()
